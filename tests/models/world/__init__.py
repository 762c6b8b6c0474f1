"""One legal row or more for every table, which hang together: the ground of most tests here.

`CANARY` stands in every text about the candidate, so that a search shows what erasure left. The
neighbour is another candidate, whom an erasure must leave alone.
"""

from uuid import uuid4

from sqlalchemy import Connection, Table, Uuid

from models import metadata
from tests.models.world.access import ACCESS
from tests.models.world.lists import LISTS
from tests.models.world.names import (
    CANARY,
    CANDIDATE,
    COACH,
    ENTRY,
    MODULE,
    NEIGHBOUR,
    ORGANISATION,
    PARTNER,
    RANKING,
    SHORTLIST,
    VACANCY,
    VERSION,
    Row,
    Rows,
    moment,
    uid,
)
from tests.models.world.operations import OPERATIONS
from tests.models.world.people import PEOPLE

__all__ = [
    "CANARY",
    "CANDIDATE",
    "COACH",
    "ENTRY",
    "MODULE",
    "NEIGHBOUR",
    "NEXT_EVENT",
    "ORGANISATION",
    "PARTNER",
    "RANKING",
    "SHORTLIST",
    "VACANCY",
    "VERSION",
    "WORLD",
    "Row",
    "moment",
    "second_row",
    "settle",
    "uid",
]

WORLD: Rows = ACCESS | PEOPLE | LISTS | OPERATIONS

NEXT_EVENT: Row = {
    **WORLD["audit_events"][0],
    "sequence": 2,
    "previous_hash": "c1" * 32,
    "hash": "c2" * 32,
}
"""The event that may come after the one of the world."""


def settle(connection: Connection) -> None:
    """Insert the world."""
    for table in metadata.sorted_tables:
        connection.execute(table.insert(), WORLD[table.name])


def second_row(table: Table, changes: Row) -> Row:
    """The first legal row of a table under another id, with changes."""
    base = NEXT_EVENT if table.name == "audit_events" else WORLD[table.name][0]
    random = "id" in table.columns and isinstance(table.columns["id"].type, Uuid)
    return {**base, **({"id": uuid4()} if random else {}), **changes}
