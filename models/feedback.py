"""What a partner says of an entry after release."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Identified, UtcDateTime, utc_now, word
from models.checks import exactly_when, one_of

__all__ = ["DeclineReason", "Feedback", "FeedbackKind"]


class FeedbackKind(StrEnum):
    """How far it came."""

    INTEREST = "interest"
    INTERVIEW = "interview"
    HIRED = "hired"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why not; codes and no free text, so that nothing about a person remains after erasure."""

    SKILLS = "skills"
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    CONDITIONS = "conditions"
    CANDIDATE_WITHDREW = "candidate_withdrew"
    POSITION_FILLED = "position_filled"
    OTHER = "other"


class Feedback(Identified, table=True):
    """One step of one entry; each kind once."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("entry_id", "kind"),
        Index(None, "kind", "given_at"),
        one_of("kind", FeedbackKind),
        one_of("reason", DeclineReason),
        exactly_when("reason", "kind = 'declined'", name="reason_of_decline"),
    )

    entry_id: UUID = Field(foreign_key="entries.id", ondelete="CASCADE")
    kind: FeedbackKind = Field(sa_type=word(FeedbackKind))
    reason: DeclineReason | None = Field(default=None, sa_type=word(DeclineReason))
    given_by_id: UUID = Field(foreign_key="users.id", ondelete="RESTRICT", index=True)
    given_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
