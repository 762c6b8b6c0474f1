"""The database and services that the settings name, for commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from service import migrating
from service.db import Database, open_engine, reached
from service.errors import RevisionError
from service.services import open_services
from service.settings import read_settings
from service.work import Services

__all__ = ["database_ready", "services_ready"]


@contextmanager
def database_ready() -> Iterator[Database]:
    """The database, with the tables of this version.

    Raises:
        SettingsError: A setting cannot be used.
        UnreachableError: No database answers.
        RevisionError: Its tables are others.
    """
    url = read_settings().database_url
    _require_tables()
    engine = open_engine(url)
    try:
        with reached(url):
            yield Database(engine)
    finally:
        engine.dispose()


@contextmanager
def services_ready() -> Iterator[Services]:
    """All that requests have at hand, on a database with the tables of this version.

    Raises:
        SettingsError: A setting cannot be used.
        UnreachableError: No database answers.
        RevisionError: Its tables are others.
    """
    settings = read_settings()
    _require_tables()
    with reached(settings.database_url), open_services(settings) as services:
        yield services


def _require_tables() -> None:
    found, needed = migrating.revision_of(read_settings().database_url), migrating.newest()
    if found != needed:
        raise RevisionError(expected=needed, found=found, way_out="run schakel db upgrade")
