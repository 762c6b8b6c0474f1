"""A backup holds all, of either database and for either; a restore gives the same or nothing."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from models import metadata
from service.backup import back_up, read_manifest, restore
from service.errors import BackupError
from tests.databases import Backend, opened
from tests.models.world import settle
from tests.service.conftest import Schakel

MOMENT = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def settled(engine: Engine) -> Engine:
    with engine.begin() as connection:
        settle(connection)
    return engine


def test_a_restore_gives_every_row_again(
    settled: Engine, tmp_path: Path, sqlite_backend: Backend, postgres_backend: Backend
) -> None:
    file = tmp_path / "backup.zip"
    made = back_up(settled, file, MOMENT)
    assert min(each.rows for each in made.tables.values()) >= 1
    for backend in (sqlite_backend, postgres_backend):
        with opened(backend.migrated()) as other:
            assert restore(other, file) == made
            assert back_up(other, tmp_path / "again.zip", MOMENT) == made


def test_only_its_owner_can_read_a_backup(settled: Engine, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(settled, file, MOMENT)
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["backup.zip"]


def test_a_database_with_rows_is_not_filled(settled: Engine, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(settled, file, MOMENT)
    with pytest.raises(BackupError, match="expected an empty database"):
        restore(settled, file)


@pytest.mark.parametrize("damage", ["a row less", "cut off", "a table less"])
def test_a_damaged_backup_changes_nothing(
    settled: Engine, tmp_path: Path, sqlite_backend: Backend, damage: str
) -> None:
    file = tmp_path / "backup.zip"
    back_up(settled, file, MOMENT)
    if damage == "cut off":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        _without(file, "claims.jsonl", whole=damage == "a table less")
    with opened(sqlite_backend.migrated()) as other:
        with pytest.raises(BackupError):
            restore(other, file)
        with other.connect() as connection:
            counts = [
                connection.scalar(select(func.count()).select_from(table))
                for table in metadata.sorted_tables
            ]
    assert not any(counts)


def _without(file: Path, member: str, *, whole: bool) -> None:
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[member] = contents[member].partition(b"\n")[2]
    if whole:
        del contents[member]
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(BackupError, match="expected a backup"):
        read_manifest(file)


def test_the_commands_save_and_fill(
    schakel: Schakel,
    sqlite_backend: Backend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = sqlite_backend.migrated()
    with opened(url) as engine, engine.begin() as connection:
        settle(connection)
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url.render_as_string())
    file = tmp_path / "backup.zip"
    assert "read back and the same" in schakel("backup", file).out
    assert schakel("restore", file).status == 1
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    assert "all the same" in schakel("restore", file).out
    assert schakel("db", "check").status == 0
