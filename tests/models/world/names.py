"""Ids and moments by which rows of different tables hang together."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

CANARY = "KANARIE"
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def uid(number: int) -> UUID:
    return UUID(int=0x5C4A_0000 + number)


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


ORGANISATION, PARTNER, COACH, PERSON, PROGRAMME, MODULE, CANDIDATE, CLAIM = map(uid, range(1, 9))
NEIGHBOUR, VACANCY, VERSION, RANKING, SHORTLIST, ENTRY, TOKEN = map(uid, range(10, 17))
DIGEST = "ab" * 32
TRACKED: Row = {"created_at": moment(1), "updated_at": moment(1), "revision": 1}
