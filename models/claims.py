"""Claims: that a candidate has a skill, at a level, and what shows it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from models.base import Tracked, UtcDateTime, word
from models.checks import LEVEL, WHOLE, both_or_none, filled, one_of, only_when, sized, span, within

__all__ = ["Claim", "ClaimState", "EvidenceKind"]


class EvidenceKind(StrEnum):
    """What shows that somebody has a skill."""

    COACH = "coach"
    CERTIFICATE = "certificate"
    MODULE = "module"
    WORK = "work"
    PROJECT = "project"
    SELF = "self"


class ClaimState(StrEnum):
    """Whether a claim counts; a rejected one is kept, so that reading the CV again skips it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Claim(Tracked, table=True):
    """One skill of the taxonomy with one piece of evidence.

    `source` names the document or module, `quote` its words and `span_*` their offsets in it;
    `dated_on` is the date of the evidence, `attester` who stands for it (a school, a certifier, an
    employer); `strength` and `certainty` are in ten-thousandths: what the evidence is worth, and
    how sure the reading is.
    """

    __tablename__ = "claims"
    __table_args__ = (
        Index(
            "uq_claims_spoken",
            *("candidate_id", "skill", "kind", "source"),
            unique=True,
            sqlite_where=text("span_start IS NULL"),
            postgresql_where=text("span_start IS NULL"),
        ),
        Index(
            "uq_claims_cited",
            *("candidate_id", "skill", "kind", "source", "span_start"),
            unique=True,
            sqlite_where=text("span_start IS NOT NULL"),
            postgresql_where=text("span_start IS NOT NULL"),
        ),
        Index(None, "candidate_id", "state"),
        one_of("kind", EvidenceKind),
        one_of("state", ClaimState),
        sized("skill", 200),
        sized("source", 400),
        sized("attester", 200),
        within("level", *LEVEL),
        within("strength", 0, WHOLE),
        within("certainty", 1, WHOLE),
        *span(),
        both_or_none("verified_by_id", "verified_at"),
        filled("verified_at", "kind = 'coach'", name="coach_verified"),
        only_when("module_id", "kind = 'module'", name="module_kind"),
    )

    candidate_id: UUID = Field(foreign_key="candidates.id", ondelete="CASCADE")
    skill: str = Field(index=True)
    level: int | None = None
    kind: EvidenceKind = Field(sa_type=word(EvidenceKind))
    source: str
    quote: str = ""
    span_start: int | None = None
    span_end: int | None = None
    module_id: UUID | None = Field(
        default=None, foreign_key="modules.id", ondelete="SET NULL", index=True
    )
    dated_on: date | None = None
    attester: str | None = None
    strength: int
    certainty: int = WHOLE
    state: ClaimState = Field(default=ClaimState.PROPOSED, sa_type=word(ClaimState))
    verified_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
