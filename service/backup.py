"""Backups of the whole database in one file, of either kind and for either kind.

A zip with a file of JSON Lines for each table, in the order of its key, and a manifest with the
revision, counts and digests. It is read in one transaction while the service goes on, read back
and compared before it is kept. A restore fills an empty database, in one transaction, and
compares again.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    Enum,
    LargeBinary,
    String,
    Table,
    Uuid,
    collate,
    insert,
    select,
)

from matching.reading.similarity.types import Progress, no_progress
from models import metadata
from models.base import UtcDateTime
from service.errors import BackupError
from service.migrating import newest, revision_on

__all__ = ["Manifest", "back_up", "read_manifest", "restore"]

_MANIFEST = "manifest.json"
_AT_ONCE = 1000


class TableFigures(BaseModel):
    """What must be in a table."""

    rows: int
    sha256: str


class Manifest(BaseModel):
    """What a backup holds."""

    revision: str
    made_at: datetime
    tables: dict[str, TableFigures]


def back_up(
    engine: Engine, path: Path, now: datetime, progress: Progress = no_progress
) -> Manifest:
    """Write all tables to a file, for its owner alone; an older one there is replaced at the end.

    Raises:
        BackupError: The tables are not those of this version, or the file reads back otherwise.
        OSError: The file cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _write(engine, archive, now, progress)
            file.flush()
            os.fsync(file.fileno())
        _require_sound(part, manifest)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What a file says that it holds.

    Raises:
        BackupError: It is no backup.
        OSError: It cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return Manifest.model_validate_json(archive.read(_MANIFEST))
    except (zipfile.BadZipFile, KeyError, ValidationError) as error:
        raise BackupError(
            f"{path}: expected a backup of `schakel backup`, found {type(error).__name__}; "
            f"name another file"
        ) from error


def restore(engine: Engine, path: Path, progress: Progress = no_progress) -> Manifest:
    """Fill an empty database that has the tables of the backup; all of it or nothing.

    Raises:
        BackupError: The file is no sound backup, or of another revision; or the database holds
            rows already.
        OSError: The file cannot be read.
    """
    manifest = read_manifest(path)
    _require_sound(path, manifest)
    with engine.begin() as connection:
        _require_empty(connection, manifest)
        tables = metadata.sorted_tables
        with zipfile.ZipFile(path) as archive:
            for number in progress(range(len(tables)), "tables"):
                _fill(connection, tables[number], archive)
        for table in tables:
            _require_same(table.name, _figures(_lines(connection, table)), manifest)
    return manifest


def _write(engine: Engine, archive: zipfile.ZipFile, now: datetime, progress: Progress) -> Manifest:
    tables = metadata.sorted_tables
    figures: dict[str, TableFigures] = {}
    options = {"sqlite_reads": True, "isolation_level": "REPEATABLE READ"}
    if engine.dialect.name == "sqlite":
        del options["isolation_level"]  # a reading transaction of SQLite is one anyway
    with engine.execution_options(**options).begin() as connection:
        found = revision_on(connection)
        if found != newest():
            raise BackupError(
                f"expected tables of revision {newest()}, found {found}; run schakel db upgrade"
            )
        for number in progress(range(len(tables)), "tables"):
            table = tables[number]
            with archive.open(f"{table.name}.jsonl", "w") as member:
                lines = _passed_on(_lines(connection, table), member.write)
                figures[table.name] = _figures(lines)
    manifest = Manifest(revision=newest(), made_at=now, tables=figures)
    archive.writestr(_MANIFEST, manifest.model_dump_json(indent=2))
    return manifest


def _passed_on(lines: Iterable[bytes], write: Callable[[bytes], object]) -> Iterator[bytes]:
    for line in lines:
        write(line)
        yield line


def _figures(lines: Iterable[bytes]) -> TableFigures:
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        rows += 1
    return TableFigures(rows=rows, sha256=digest.hexdigest())


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table in the order of its key, which is the same on every database."""
    bytewise = "C" if connection.dialect.name == "postgresql" else "BINARY"
    order = [
        collate(column, bytewise) if isinstance(column.type, String) else column
        for column in table.primary_key.columns
    ]
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*order))
    for row in rows.mappings():
        said = {name: _plain(value) for name, value in row.items()}
        yield json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, UUID) else value


def _read(column: Column[Any], value: Any) -> Any:
    """The value of JSON as the column takes it."""
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Enum):
        return kind.python_type(value)
    reader = next((read for types, read in _READERS.items() if isinstance(kind, types)), None)
    return reader(value) if reader else value


_READERS: dict[type[Any], Callable[[Any], Any]] = {
    LargeBinary: bytes.fromhex,
    UtcDateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Uuid: UUID,
}


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    rows: list[dict[str, Any]] = []
    with archive.open(f"{table.name}.jsonl") as member:
        for line in member:
            said = json.loads(line)
            rows.append({each.name: _read(each, said[each.name]) for each in table.columns})
            if len(rows) == _AT_ONCE:
                connection.execute(insert(table), rows)
                rows = []
    if rows:
        connection.execute(insert(table), rows)


def _require_sound(path: Path, manifest: Manifest) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for table in metadata.sorted_tables:
                with archive.open(f"{table.name}.jsonl") as member:
                    _require_same(table.name, _figures(member), manifest)
    except (zipfile.BadZipFile, KeyError) as error:
        raise BackupError(
            f"{path}: expected a sound backup, found a broken one ({error}); use another"
        ) from error


def _require_same(table: str, found: TableFigures, manifest: Manifest) -> None:
    expected = manifest.tables.get(table)
    if found != expected:
        raise BackupError(
            f"expected {table} as the manifest has it ({expected}), found {found}; nothing was "
            f"changed: use another backup"
        )


def _require_empty(connection: Connection, manifest: Manifest) -> None:
    found = revision_on(connection)
    if found != manifest.revision:
        raise BackupError(
            f"expected tables of revision {manifest.revision}, found {found}; run schakel db "
            f"upgrade {manifest.revision} on an empty database, and afterwards schakel db upgrade"
        )
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BackupError(
                f"expected an empty database, found rows in {table.name}; restore into a new one"
            )
