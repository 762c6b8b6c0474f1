"""Candidates: what counts in a ranking; and, in a table of its own, who they are."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import JSON_OBJECT, Identified, Row, Tracked, UtcDateTime, utc_now, word
from models.checks import both_or_none, check, exactly_when, one_of, ordered, sized, within
from models.conditions import ConditionColumns, LanguageColumns, WorkModeColumns

__all__ = [
    "Candidate",
    "CandidateLanguage",
    "CandidateOccupation",
    "CandidateState",
    "CandidateWish",
    "CandidateWorkMode",
    "Contact",
    "DuplicateFlag",
    "DuplicateState",
    "Enrolment",
    "StoredProfile",
]


class CandidateState(StrEnum):
    """Whether somebody can be put on lists: only while looking."""

    LOOKING = "looking"
    PLACED = "placed"
    LEFT = "left"


class Candidate(Tracked, ConditionColumns, table=True):
    """A graduate without name or contact data. Deleting the row erases all about the person.

    `cv_text` is what claims cite by offsets; `state_since` is where retention counts from.
    """

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("external_id"),
        UniqueConstraint("user_id"),
        Index(None, "state", "state_since"),
        one_of("state", CandidateState),
        sized("external_id", 200),
        within("max_travel_km", 0, 1000),
        *ConditionColumns.checks(),
    )

    external_id: str | None = None
    user_id: UUID | None = Field(default=None, foreign_key="users.id", ondelete="RESTRICT")
    state: CandidateState = Field(default=CandidateState.LOOKING, sa_type=word(CandidateState))
    state_since: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    cv_text: str = ""
    max_travel_km: float | None = None
    available_from: date | None = None


class Contact(Row, table=True):
    """Who a candidate is. Read for the person, their coach, and a partner after consent."""

    __tablename__ = "contacts"
    __table_args__ = (
        sized("name", 200),
        sized("email", 254),
        sized("phone", 40),
        check("email_lower", "email = lower(email)"),
    )

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    name: str
    email: str | None = Field(default=None, index=True)
    phone: str | None = None


class Enrolment(Row, table=True):
    """That somebody follows or followed a programme; `completed_on` may lie ahead."""

    __tablename__ = "enrolments"

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    programme_id: UUID = Field(
        primary_key=True, foreign_key="programmes.id", ondelete="RESTRICT", index=True
    )
    completed_on: date | None = None


class CandidateLanguage(LanguageColumns, table=True):
    """A language that somebody speaks."""

    __tablename__ = "candidate_languages"
    __table_args__ = LanguageColumns.checks()

    candidate_id: UUID = Field(
        primary_key=True, foreign_key="candidates.id", ondelete="CASCADE", index=True
    )


class CandidateWorkMode(WorkModeColumns, table=True):
    """A way of working that somebody accepts; none is unknown."""

    __tablename__ = "candidate_work_modes"
    __table_args__ = WorkModeColumns.checks()

    candidate_id: UUID = Field(
        primary_key=True, foreign_key="candidates.id", ondelete="CASCADE", index=True
    )


class CandidateWish(Row, table=True):
    """An occupation that somebody wants, in their words, the dearest first."""

    __tablename__ = "candidate_wishes"
    __table_args__ = (sized("occupation", 200), within("position", 1, 100))

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    occupation: str


class CandidateOccupation(Row, table=True):
    """An occupation of the taxonomy that somebody held before, as read from their CV."""

    __tablename__ = "candidate_occupations"
    __table_args__ = (sized("occupation", 200), within("position", 1, 1000))

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    occupation: str = Field(primary_key=True)
    position: int


class StoredProfile(Row, table=True):
    """What the ranking saw of a candidate from a version of the data on, until the next row.

    Made with every change, so that a past ranking can be made again; `in_pool` says whether the
    candidate could be put on lists at all.
    """

    __tablename__ = "candidate_profiles"
    __table_args__ = (within("version", 1, 2**53), Index(None, "version"))

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    version: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    in_pool: bool
    profile: dict[str, Any] = Field(sa_type=JSON_OBJECT)


class DuplicateState(StrEnum):
    """What a coach said of two candidates who look like one person."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class DuplicateFlag(Identified, table=True):
    """Two candidates who may be one person; `reason` names what they share, not its content."""

    __tablename__ = "duplicate_flags"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        check("pair_order", "first_id < second_id"),
        one_of("state", DuplicateState),
        sized("reason", 100),
        exactly_when("decided_at", "state <> 'open'", name="decided_state"),
        both_or_none("decided_by_id", "decided_at"),
        ordered("found_at", "decided_at"),
        Index(None, "state", "found_at"),
    )

    first_id: UUID = Field(foreign_key="candidates.id", ondelete="CASCADE")
    second_id: UUID = Field(foreign_key="candidates.id", ondelete="CASCADE", index=True)
    reason: str
    state: DuplicateState = Field(default=DuplicateState.OPEN, sa_type=word(DuplicateState))
    found_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    decided_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
