"""The database and services that the settings name, for commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.db import Database, open_engine, reached
from service.migrating import require_newest
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
    require_newest(url)
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
    require_newest(settings.database_url)
    with reached(settings.database_url), open_services(settings) as services:
        yield services
