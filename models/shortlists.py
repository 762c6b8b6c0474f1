"""Shortlists and their entries. A partner sees what is released, and nothing before.

    draft ─► in_review ─► released ─► closed
      └──────────┴────────────┴─────► withdrawn

Who is on a list (`EntrySubject`, `Pseudonym`) stands apart from what a coach decided (`Entry`):
erasing a candidate takes the first away and leaves the second, which then is about nobody.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import JSON_OBJECT, Row, Tracked, UtcDateTime, utc_now, word
from models.checks import (
    WHOLE,
    both_or_none,
    check,
    exactly_when,
    one_of,
    only_when,
    ordered,
    sized,
    within,
)

__all__ = [
    "Decision",
    "DecisionReason",
    "Entry",
    "EntrySubject",
    "Pseudonym",
    "Shortlist",
    "ShortlistState",
]


class ShortlistState(StrEnum):
    """The state machine above."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RELEASED = "released"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What a coach decided of an entry."""

    PENDING = "pending"
    APPROVED = "approved"
    EXCLUDED = "excluded"


class DecisionReason(StrEnum):
    """Why a coach left somebody out, moved or added them."""

    NOT_AVAILABLE = "not_available"
    NOT_INTERESTED = "not_interested"
    EVIDENCE_WRONG = "evidence_wrong"
    REQUIREMENT_MISSED = "requirement_missed"
    KNOWN_TO_PARTNER = "known_to_partner"
    STRONGER_THAN_SHOWN = "stronger_than_shown"
    CONTROL_FOUND = "control_found"
    OTHER = "other"


class Shortlist(Tracked, table=True):
    """The list for one version of a vacancy; one at a time, unless withdrawn.

    A list is released by a person (`released_by_id`), never by the system alone.
    """

    __tablename__ = "shortlists"
    __table_args__ = (
        Index(
            "uq_shortlists_version_id",
            "version_id",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index(None, "version_id", "state"),
        Index(None, "state", "created_at"),
        one_of("state", ShortlistState),
        both_or_none("reviewer_id", "review_started_at"),
        both_or_none("released_by_id", "released_at"),
        check("draft_untouched", "state <> 'draft' OR review_started_at IS NULL"),
        check(
            "review_started",
            "state NOT IN ('in_review', 'released', 'closed') OR review_started_at IS NOT NULL",
        ),
        check("release_reviewed", "released_at IS NULL OR review_started_at IS NOT NULL"),
        check("release_needed", "state NOT IN ('released', 'closed') OR released_at IS NOT NULL"),
        check("release_early", "state NOT IN ('draft', 'in_review') OR released_at IS NULL"),
        exactly_when("closed_at", "state = 'closed'", name="closed_state"),
        exactly_when("withdrawn_at", "state = 'withdrawn'", name="withdrawn_state"),
        ordered("review_started_at", "released_at"),
        ordered("released_at", "closed_at"),
        ordered("created_at", "withdrawn_at"),
    )

    version_id: UUID = Field(foreign_key="vacancy_versions.id", ondelete="RESTRICT")
    ranking_id: UUID = Field(foreign_key="rankings.id", ondelete="RESTRICT", index=True)
    state: ShortlistState = Field(default=ShortlistState.DRAFT, sa_type=word(ShortlistState))
    reviewer_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    review_started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    released_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Entry(Tracked, table=True):
    """A place on a list and what the coach decided; holds nothing about a person.

    `place` counts from 1, `ranked_place` is where the draft had it (NULL: a coach added it);
    `is_control` marks an entry planted to see whether review finds it.
    """

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("shortlist_id", "id"),
        UniqueConstraint("shortlist_id", "place"),
        Index(
            "ix_entries_controls",
            "shortlist_id",
            sqlite_where=text("is_control"),
            postgresql_where=text("is_control"),
        ),
        within("place", 1, 10_000),
        within("ranked_place", 1, 10_000),
        within("band", 1, 10_000),
        one_of("decision", Decision),
        one_of("reason", DecisionReason),
        one_of("move_reason", DecisionReason),
        exactly_when("decided_at", "decision <> 'pending'", name="decided_at_decision"),
        both_or_none("decided_by_id", "decided_at"),
        check(
            "reason_given",
            "(decision <> 'excluded' AND ranked_place IS NOT NULL) OR reason IS NOT NULL",
        ),
        only_when("reason", "decision = 'excluded' OR ranked_place IS NULL", name="reason_needed"),
        check(
            "move_explained",
            "ranked_place IS NULL OR place = ranked_place OR move_reason IS NOT NULL",
        ),
    )

    shortlist_id: UUID = Field(foreign_key="shortlists.id", ondelete="CASCADE")
    place: int
    ranked_place: int | None
    band: int
    is_control: bool = False
    decision: Decision = Field(default=Decision.PENDING, sa_type=word(Decision))
    reason: DecisionReason | None = Field(default=None, sa_type=word(DecisionReason))
    move_reason: DecisionReason | None = Field(default=None, sa_type=word(DecisionReason))
    decided_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class EntrySubject(Row, table=True):
    """Who an entry is about, with the score in ten-thousandths and its explanation as given.

    Goes with the entry and with the candidate; a list holds nobody twice.
    """

    __tablename__ = "entry_subjects"
    __table_args__ = (
        ForeignKeyConstraint(
            ["shortlist_id", "entry_id"],
            ["entries.shortlist_id", "entries.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("shortlist_id", "candidate_id"),
        Index(None, "shortlist_id", "entry_id"),
        within("score", 0, WHOLE),
        sized("note", 2000),
    )

    entry_id: UUID = Field(primary_key=True)
    shortlist_id: UUID
    candidate_id: UUID = Field(foreign_key="candidates.id", ondelete="CASCADE", index=True)
    score: int
    explanation: dict[str, Any] = Field(sa_type=JSON_OBJECT)
    note: str | None = None


class Pseudonym(Row, table=True):
    """How a candidate is called towards the partner of one vacancy; random, the same each time."""

    __tablename__ = "pseudonyms"
    __table_args__ = (UniqueConstraint("alias"), sized("alias", 40))

    vacancy_id: UUID = Field(primary_key=True, foreign_key="vacancies.id", ondelete="CASCADE")
    candidate_id: UUID = Field(
        primary_key=True, foreign_key="candidates.id", ondelete="CASCADE", index=True
    )
    alias: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
