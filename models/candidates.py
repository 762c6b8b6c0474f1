"""Candidates: what counts in a ranking; and, in a table of its own, who they are."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Row, Tracked, UtcDateTime, utc_now, word
from models.checks import check, one_of, sized, within
from models.conditions import ConditionColumns, LanguageColumns, WorkModeColumns

__all__ = [
    "Candidate",
    "CandidateLanguage",
    "CandidateState",
    "CandidateWish",
    "CandidateWorkMode",
    "Contact",
    "Enrolment",
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
