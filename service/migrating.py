"""Migrations, as a whole or not at all; and whether a database is as it must be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, CheckConstraint, Connection, inspect, text

from models import metadata
from service.db import create, open_engine, reached, shown
from service.errors import BrokenReferenceError, RevisionError, UnreachableError

__all__ = [
    "alembic_config",
    "downgrade",
    "find_problems",
    "newest",
    "require_newest",
    "revision_of",
    "revision_on",
    "upgrade",
]

_LOCK = 0x5C4A6B31  # any number that nothing else locks


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings: where the migrations are, and what to run them on."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision that this version needs."""
    return str(ScriptDirectory.from_config(alembic_config()).get_current_head())


def revision_of(url: URL) -> str | None:
    """The revision that a database is at; None before the first migration.

    Raises:
        UnreachableError: No database answers there.
    """
    _require_file(url)
    with _connected(url) as connection:
        return revision_on(connection)


def require_newest(url: URL) -> None:
    """Go on only with the tables that this version needs.

    Raises:
        UnreachableError: No database answers there.
        RevisionError: Its tables are others.
    """
    found = revision_of(url)
    if found != newest():
        raise _wrong_revision(found)


def upgrade(url: URL, revision: str = "head") -> tuple[str | None, str | None]:
    """Migrate forward; makes a SQLite file that is not there yet.

    Returns:
        The revisions before and after.

    Raises:
        UnreachableError: No database answers there.
        RevisionError: The database or `revision` is at one that this version does not know.
        BrokenReferenceError: Rows would refer to nothing; nothing was changed.
    """
    create(url)
    return _migrate(url, revision, forward=True)


def downgrade(url: URL, revision: str) -> tuple[str | None, str | None]:
    """Migrate back; what only later revisions hold is lost. "base" takes everything away.

    Returns:
        The revisions before and after.

    Raises:
        UnreachableError: No database answers there.
        RevisionError: The database or `revision` is at one that this version does not know.
        BrokenReferenceError: Rows would refer to nothing; nothing was changed.
    """
    _require_file(url)
    return _migrate(url, revision, forward=False)


def find_problems(url: URL) -> list[str]:
    """What is wrong with a database: its revision, its tables, or what is in them.

    Raises:
        UnreachableError: No database answers there.
    """
    _require_file(url)
    with _connected(url) as connection:
        found = revision_on(connection)
        if found != newest():
            return [str(_wrong_revision(found))]
        return [*_differences(connection), *_damage(connection)]


def _migrate(url: URL, revision: str, *, forward: bool) -> tuple[str | None, str | None]:
    with _connected(url) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = revision_on(connection)
        _require_known(before)
        run = command.upgrade if forward else command.downgrade
        try:
            run(alembic_config(connection), revision)
        except CommandError as error:
            way_out = f"name one of {', '.join(_known())}, or head or base ({error})"
            raise RevisionError(expected=revision, found=before, way_out=way_out) from error
        broken = _broken_references(connection)
        if broken:
            raise BrokenReferenceError(broken)
        return before, revision_on(connection)


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    """A transaction on a connection of its own, kept when the block ends well."""
    engine = open_engine(url, for_migrations=True)
    try:
        with reached(url), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _require_file(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise UnreachableError(shown(url), "no file", way_out="make it with schakel db upgrade")


def revision_on(connection: Connection) -> str | None:
    """The revision that the tables of a connection are at; None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> list[str]:
    script = ScriptDirectory.from_config(alembic_config())
    return [each.revision for each in script.walk_revisions()]


def _require_known(found: str | None) -> None:
    if found is not None and found not in _known():
        raise _wrong_revision(found)


def _wrong_revision(found: str | None) -> RevisionError:
    older = found is None or found in _known()
    way_out = (
        "run schakel db upgrade"
        if older
        else "a newer Schakel made this database: install that one, and go back with it if you must"
    )
    return RevisionError(expected=newest(), found=found, way_out=way_out)


def _differences(connection: Connection) -> Iterator[str]:
    """Where tables, columns, indexes and constraints differ from the models."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    for difference in compare_metadata(context, metadata):
        yield f"expected the tables of the models, found a difference: {difference}"
    inspector = inspect(connection)
    for table in metadata.sorted_tables:
        if inspector.has_table(table.name):
            checks = [each for each in table.constraints if isinstance(each, CheckConstraint)]
            expected = {str(each.name) for each in checks}
            found = {str(each["name"]) for each in inspector.get_check_constraints(table.name)}
            for name in sorted(expected ^ found):
                state = "missing" if name in expected else "unknown"
                yield f"expected the checks of the models, found {name} {state} on {table.name}"


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"expected a sound file, found: {line}; restore a backup"
    for table in _broken_references(connection):
        yield f"expected every reference to hold, found broken ones in {table}"


def _broken_references(connection: Connection) -> tuple[str, ...]:
    """Tables of SQLite whose rows refer to nothing; PostgreSQL never lets it come so far."""
    if connection.dialect.name != "sqlite":
        return ()
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return tuple(sorted({str(row[0]) for row in rows}))
