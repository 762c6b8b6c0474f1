"""What the service keeps about itself: the version of its data, stops, and imports."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, SmallInteger, text
from sqlmodel import Field

from models.base import JSON_OBJECT, Identified, Row, UtcDateTime, utc_now, word
from models.checks import (
    both_or_none,
    check,
    digest,
    exactly_when,
    one_of,
    ordered,
    sized,
    within,
)

__all__ = ["DataState", "ImportKind", "ImportRun", "ImportState", "Stop"]


class DataState(Row, table=True):
    """One row. `version` counts changes of what is ranked; `as_of` is the day they hold for.

    A programme that is completed on a day counts in full from then, so a new day is a change too.
    """

    __tablename__ = "data_state"
    __table_args__ = (check("single", "id = 1"), within("version", 0, 2**53))

    # SQLite would number a lone INTEGER key itself where none is given.
    id: int = Field(
        default=1,
        primary_key=True,
        sa_type=SmallInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    version: int = Field(default=0, sa_type=BigInteger)
    as_of: date


class Stop(Identified, table=True):
    """The stop switch: while one is active, nothing is recommended; the rest goes on."""

    __tablename__ = "stops"
    __table_args__ = (
        Index(
            "uq_stops_active",
            "is_active",
            unique=True,
            sqlite_where=text("is_active"),
            postgresql_where=text("is_active"),
        ),
        sized("reason", 1000),
        exactly_when("ended_at", "NOT is_active", name="ended_active"),
        both_or_none("ended_by_id", "ended_at"),
        ordered("started_at", "ended_at"),
    )

    is_active: bool = True
    reason: str
    started_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    started_by_id: UUID = Field(foreign_key="users.id", ondelete="RESTRICT", index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )


class ImportKind(StrEnum):
    """What a file brings."""

    ORGANISATIONS = "organisations"
    PROGRAMMES = "programmes"
    CANDIDATES = "candidates"
    VACANCIES = "vacancies"


class ImportState(StrEnum):
    """How an import ended: all of it, or nothing."""

    DONE = "done"
    REFUSED = "refused"


class ImportRun(Identified, table=True):
    """One file that was imported or refused. `problems` names lines and columns, not contents."""

    __tablename__ = "import_runs"
    __table_args__ = (
        one_of("kind", ImportKind),
        one_of("state", ImportState),
        digest("file_hash"),
        within("added", 0, 10_000_000),
        within("updated", 0, 10_000_000),
        within("unchanged", 0, 10_000_000),
        check("refused_nothing", "state = 'done' OR added + updated + unchanged = 0"),
        Index(None, "at"),
    )

    kind: ImportKind = Field(sa_type=word(ImportKind))
    state: ImportState = Field(sa_type=word(ImportState))
    file_hash: str
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: dict[str, Any] = Field(default_factory=dict, sa_type=JSON_OBJECT)
