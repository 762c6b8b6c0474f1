"""Overwriting what deleted rows left behind in the files of a database.

SQLite overwrites deleted content itself (`secure_delete`), but the write-ahead log and pages that
were rearranged may still hold it. PostgreSQL frees the room of deleted rows, which new rows then
overwrite; its own write-ahead log is kept as long as its settings say.
"""

import sqlite3
from contextlib import closing

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models import metadata

__all__ = ["scrub"]

_BUSY_SECONDS = 10
_log = structlog.get_logger()


def scrub(engine: Engine) -> None:
    """Write the database anew without what was deleted, and empty the write-ahead log.

    Where others keep the database busy too long, this is logged and left to the next run of
    retention, which always does it.
    """
    try:
        if engine.dialect.name == "sqlite":
            done = _rewritten(str(engine.url.database))
        else:
            done = _vacuumed(engine)
    except (sqlite3.Error, SQLAlchemyError) as error:
        _log.warning("not scrubbed", error=type(error).__name__)
        return
    if not done:
        _log.warning("not scrubbed", error="the write-ahead log is in use")


def _rewritten(file: str) -> bool:
    with closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        busy, _frames, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _vacuumed(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        quoted = engine.dialect.identifier_preparer.quote
        listed = ", ".join(quoted(name) for name in sorted(metadata.tables))
        connection.exec_driver_sql(f"VACUUM {listed}")
    return True
