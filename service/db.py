"""Engines and sessions, the same for SQLite and PostgreSQL.

SQLite: write-ahead log, foreign keys on, synchronous=FULL (what is committed survives a loss of
power), deleted content overwritten. A writing transaction takes its lock when it begins, so that
it waits its turn instead of failing halfway; readers never wait.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool
from sqlmodel import Session

from service.errors import UnreachableError

__all__ = ["Database", "after_commit", "create", "open_engine", "reached", "shown"]

_BUSY_SECONDS = 30
_AFTER = "after_commit"
_READS = {"postgresql_readonly": True, "sqlite_reads": True}


def shown(url: URL) -> str:
    """The URL without its password."""
    return url.render_as_string(hide_password=True)


def open_engine(url: URL, *, for_migrations: bool = False) -> Engine:
    """An engine with the settings above; connects to nothing yet. Its errors show no values.

    Args:
        url: Of a SQLite file, or of PostgreSQL through psycopg.
        for_migrations: Rebuilding a table of SQLite drops the old one, which with foreign keys on
            would delete the rows that refer to it; so they are off, and the pool holds nothing.
    """
    pool = NullPool if for_migrations else None
    if url.get_backend_name() != "sqlite":
        options = {"connect_timeout": 10, "options": "-c timezone=UTC"}
        return create_engine(
            url, poolclass=pool, pool_pre_ping=True, connect_args=options, hide_parameters=True
        )
    engine = create_engine(
        url, poolclass=pool, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins no transaction; we do, below
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE cannot evade them
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if for_migrations else 'ON'}")

    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Straight to the driver where nothing can fail: neither of a reader's two opens the file."""
    reads = bool(connection.get_execution_options().get("sqlite_reads"))
    driver = cast("SqliteConnection", connection.connection.driver_connection)
    driver.execute(f"PRAGMA query_only = {int(reads)}")
    if reads:
        driver.execute("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def create(url: URL) -> None:
    """Make the file of a SQLite database and its folder, for the user alone; else do nothing.

    Raises:
        OSError: The folder cannot be made or written to.
    """
    if url.get_backend_name() == "sqlite" and url.database:
        file = Path(url.database)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)


@contextmanager
def reached(url: URL) -> Iterator[None]:
    """Say clearly that a database does not answer.

    Raises:
        UnreachableError: It does not; or its file is not there or not a database.
    """
    try:
        yield
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError):
            raise  # a fault of ours, such as a constraint that was not met
        found = str(error.orig).strip().splitlines() or ["no answer"]
        raise UnreachableError(shown(url), found[0]) from error


def after_commit(session: Session, do: Callable[[Engine], None]) -> None:
    """Have something done once what a writing session did is kept; asked twice, it is done once.

    It gets no session, and must not fail: what was asked is done by then.
    """
    session.info.setdefault(_AFTER, {})[do] = None


@dataclass(frozen=True)
class Database:
    """Where sessions come from. Only `writing` commits: services and repositories never do.

    `watched` is told of a writing session when it opens, `before_commit` is run when all else was
    written: what must be kept with every change cannot be forgotten by those who change.
    """

    engine: Engine
    watched: tuple[Callable[[Session], None], ...] = ()
    before_commit: tuple[Callable[[Session], None], ...] = ()
    _turn: Lock = field(default_factory=Lock, repr=False, compare=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; writing in it fails (OperationalError or InternalError)."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept when the block ends well, and undone otherwise."""
        with self._one_at_a_time(), Session(self.engine, expire_on_commit=False) as session:
            with session.begin():
                for watch in self.watched:
                    watch(session)
                yield session
                for finish in self.before_commit:
                    session.flush()
                    finish(session)
            wanted: dict[Callable[[Engine], None], None] = session.info.pop(_AFTER, {})
        for do in wanted:
            do(self.engine)

    @contextmanager
    def adding(self) -> Iterator[Connection]:
        """A transaction without a session: for rows that are only added and nothing watches."""
        with self._one_at_a_time(), self.engine.begin() as connection:
            yield connection

    @cached_property
    def _reader(self) -> Engine:
        return self.engine.execution_options(**_READS)

    def _one_at_a_time(self) -> AbstractContextManager[object]:
        """Who writes to SQLite waits here for others of this process; its own waiting polls."""
        return self._turn if self.engine.dialect.name == "sqlite" else nullcontext()
