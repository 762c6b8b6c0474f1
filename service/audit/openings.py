"""Writing what opens commitments: fifty rows for a read list, so straight to the driver."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

__all__ = ["Opened", "add_openings"]

_PLACES = {"sqlite": ("?", "?"), "postgresql": ("%s", "%s::json")}
"""How each driver writes the place of a value, and that of one in JSON."""
_ABOUT_SOMEBODY = """
INSERT INTO audit_openings (sequence, part, salt, content, candidate_id)
SELECT {place}, {place}, {place}, {json}, id FROM candidates WHERE id = {place}
"""
_ABOUT_NOBODY = """
INSERT INTO audit_openings (sequence, part, salt, content)
VALUES ({place}, {place}, {place}, {json})
"""


class Opened(NamedTuple):
    """The columns of an opening; its content is JSON in the one form that is bound."""

    sequence: int
    part: int
    salt: bytes
    content: str
    candidate_id: UUID | None


def add_openings(connection: Connection, openings: Sequence[Opened]) -> None:
    """Add openings, but none of a candidate who is not there any more."""
    dialect = connection.dialect
    place, json = _PLACES[dialect.name]
    somebody: list[tuple[object, ...]] = []
    nobody: list[tuple[object, ...]] = []
    for *values, who in openings:
        if who is None:
            nobody.append(tuple(values))
        else:
            somebody.append((*values, who if dialect.supports_native_uuid else who.hex))
    for statement, rows in ((_ABOUT_SOMEBODY, somebody), (_ABOUT_NOBODY, nobody)):
        if rows:
            connection.exec_driver_sql(statement.format(place=place, json=json), rows)
