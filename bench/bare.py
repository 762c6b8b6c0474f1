"""The least that could answer what the service answers: what its own layers cost is the difference.

Bare Starlette apps, without threads, sessions, models or checks. One makes the bytes; another also
makes the selects that the service makes for them, by the driver of SQLite; a third also writes and
commits an audit event that says that the same was seen again.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["Step", "app_that", "connected", "selects", "selects_seen", "writes"]

Step = Callable[[], None]

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")


@contextmanager
def selects_seen() -> Iterator[list[tuple[str, Any]]]:
    """All selects while the block lasts, as the driver gets them, but those for an audit event."""
    seen: list[tuple[str, Any]] = []

    def see(
        _connection: Connection, _cursor: object, statement: str, values: Any, *_: object
    ) -> None:
        if statement.startswith("SELECT") and "audit_" not in statement:
            seen.append((statement, values))

    event.listen(Engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", see)


def app_that(*steps: Step, path: str, payload: object) -> Starlette:
    """An app that takes some steps for each answer, and then makes its bytes with orjson."""

    async def answer(_request: Request) -> Response:
        for step in steps:
            step()
        return Response(orjson.dumps(payload), media_type="application/json")

    return Starlette(routes=[Route(path, answer)])


def connected(file: str) -> sqlite3.Connection:
    """A connection with the settings of the service."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def selects(connection: sqlite3.Connection, asked: Sequence[tuple[str, Any]]) -> Step:
    """Make these selects in one transaction, and read all rows."""

    def step() -> None:
        connection.execute("BEGIN")
        for statement, values in asked:
            connection.execute(statement, values).fetchall()
        connection.execute("ROLLBACK")

    return step


def writes(connection: sqlite3.Connection) -> Step:
    """Write the last event that repeats another about each subject again, in turns; no hashes."""
    found = connection.execute(
        "SELECT * FROM audit_events WHERE repeats IS NOT NULL GROUP BY subject HAVING max(sequence)"
    )
    names = [each[0] for each in found.description]
    again = cycle([dict(zip(names, each, strict=True)) for each in found])
    event_in = (
        f"INSERT INTO audit_events ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )

    def step() -> None:
        connection.execute("BEGIN IMMEDIATE")
        last, before = connection.execute(
            "SELECT sequence, hash FROM audit_events ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        new = {"sequence": last + 1, "previous_hash": before, "hash": secrets.token_hex(32)}
        connection.execute(event_in, tuple({**next(again), **new}.values()))
        connection.execute("COMMIT")

    return step
