"""Vacancies; what they ask stands in versions, and a shortlist belongs to one version."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Identified, Tracked, UtcDateTime, utc_now, word
from models.checks import (
    LEVEL,
    WHOLE,
    both_or_none,
    check,
    exactly_when,
    one_of,
    ordered,
    sized,
    span,
    within,
)
from models.conditions import ConditionColumns, LanguageColumns, WorkModeColumns

__all__ = [
    "Importance",
    "Requirement",
    "RequirementOrigin",
    "Vacancy",
    "VacancyState",
    "VacancyVersion",
    "VersionLanguage",
    "VersionWorkMode",
]


class VacancyState(StrEnum):
    """Whether lists can be asked for: only while open."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Importance(StrEnum):
    """Whether a skill is asked (must) or wished (nice)."""

    MUST = "must"
    NICE = "nice"


class RequirementOrigin(StrEnum):
    """Read from the text, or entered or corrected by a person."""

    TEXT = "text"
    PERSON = "person"


class Vacancy(Tracked, table=True):
    """What stays the same over versions; retention counts from `ended_at`."""

    __tablename__ = "vacancies"
    __table_args__ = (
        UniqueConstraint("organisation_id", "external_id"),
        Index(None, "organisation_id", "state"),
        Index(None, "state", "ended_at"),
        one_of("state", VacancyState),
        sized("external_id", 200),
        exactly_when("ended_at", "state IN ('closed', 'withdrawn')", name="ended_state"),
        ordered("created_at", "ended_at"),
    )

    organisation_id: UUID = Field(foreign_key="organisations.id", ondelete="RESTRICT")
    external_id: str | None = None
    state: VacancyState = Field(default=VacancyState.DRAFT, sa_type=word(VacancyState))
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class VacancyVersion(Identified, ConditionColumns, table=True):
    """What is asked; never edited once a coach has approved it: a change is a new version.

    A coach who does not approve returns it, with a reason for the partner.
    `created_by_id` is empty for a version that a file brought.
    """

    __tablename__ = "vacancy_versions"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "number"),
        within("number", 1, 100_000),
        within("positions", 1, 1000),
        sized("title", 300),
        sized("return_reason", 1000),
        both_or_none("approved_by_id", "approved_at"),
        both_or_none("returned_by_id", "returned_at"),
        both_or_none("return_reason", "returned_at"),
        check("approved_or_returned", "approved_at IS NULL OR returned_at IS NULL"),
        ordered("created_at", "approved_at"),
        ordered("created_at", "returned_at"),
        *ConditionColumns.checks(),
    )

    vacancy_id: UUID = Field(foreign_key="vacancies.id", ondelete="CASCADE")
    number: int
    title: str
    description: str = ""
    positions: int = 1
    start_by: date | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    created_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    returned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    returned_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    return_reason: str | None = None


class Requirement(Identified, table=True):
    """A skill of the taxonomy that a version asks, with the words of its text that say so."""

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("version_id", "skill"),
        one_of("importance", Importance),
        one_of("origin", RequirementOrigin),
        sized("skill", 200),
        within("level", *LEVEL),
        within("certainty", 1, WHOLE),
        *span(),
    )

    version_id: UUID = Field(foreign_key="vacancy_versions.id", ondelete="CASCADE")
    skill: str = Field(index=True)
    importance: Importance = Field(default=Importance.MUST, sa_type=word(Importance))
    level: int | None = None
    certainty: int = WHOLE
    origin: RequirementOrigin = Field(sa_type=word(RequirementOrigin))
    quote: str = ""
    span_start: int | None = None
    span_end: int | None = None


class VersionLanguage(LanguageColumns, table=True):
    """A language that a version asks."""

    __tablename__ = "version_languages"
    __table_args__ = LanguageColumns.checks()

    version_id: UUID = Field(
        primary_key=True, foreign_key="vacancy_versions.id", ondelete="CASCADE", index=True
    )


class VersionWorkMode(WorkModeColumns, table=True):
    """A way of working that a version offers; none is unknown."""

    __tablename__ = "version_work_modes"
    __table_args__ = WorkModeColumns.checks()

    version_id: UUID = Field(
        primary_key=True, foreign_key="vacancy_versions.id", ondelete="CASCADE", index=True
    )
