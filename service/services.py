"""Putting the service together: settings to a database, a matcher and a pool of candidates."""

from collections.abc import Iterator
from contextlib import contextmanager

from matching.config_file import read_config
from matching.matcher import Matcher
from models.base import utc_now
from service.audit.chain import write_events
from service.audit.together import Recorder
from service.db import Database, open_engine
from service.engine.changes import watch
from service.engine.pool import Pool
from service.settings import Settings
from service.work import Clock, Services

__all__ = ["open_services"]


@contextmanager
def open_services(
    settings: Settings, *, matcher: Matcher | None = None, clock: Clock = utc_now
) -> Iterator[Services]:
    """All that requests and commands need; closed afterwards. Connects to nothing yet.

    Args:
        settings: Of the environment.
        matcher: One that is loaded already; default: the one that the settings name.
        clock: Gives the moment.
    """
    pool = Pool(matcher or _matcher(settings), lambda: clock().date())
    engine = open_engine(settings.database_url)
    database = Database(engine, watched=(watch,), before_commit=(pool.keeper.write, write_events))
    try:
        yield Services(
            settings=settings,
            database=database,
            pool=pool,
            recorder=Recorder(database),
            clock=clock,
        )
    finally:
        engine.dispose()


def _matcher(settings: Settings) -> Matcher:
    config = read_config(settings.config) if settings.config else None
    return Matcher.load(settings.taxonomy, config=config)
