"""The audit log: a hash chain that is only added to, and apart from it what may be erased.

An event holds opaque ids and a commitment, SHA-256 over a salt and the content. The salt and the
content stand in `AuditOpening`. Destroying that row makes the commitment say nothing, and the
chain verifies as before. Triggers of the migrations refuse to change or delete events.

An event about several candidates has a part for each, with a commitment and an opening of its own;
the event's commitment binds those of the parts. So each part goes with its candidate alone. Where
the same is told of the same candidates again, the later event names the earlier one instead.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import JSON_OBJECT, Row, UtcDateTime, utc_now, word
from models.checks import check, digest, one_of, sized

__all__ = ["GENESIS", "PART_BYTES", "AuditEvent", "AuditKind", "AuditOpening"]

GENESIS = "0" * 64
"""What the first event names as the hash before it."""

PART_BYTES = 32
"""The commitment of a part, a SHA-256 digest, has so many."""


REPEATS_EARLIER = "repeats IS NULL OR (repeats >= 1 AND repeats < sequence AND parts IS NULL)"


class AuditKind(StrEnum):
    """What happened."""

    RANKING = "ranking"
    VIEW = "view"
    APPROVAL = "approval"
    OVERRIDE = "override"
    RELEASE = "release"
    WITHDRAWAL = "withdrawal"
    FEEDBACK = "feedback"
    CONSENT = "consent"
    CHANGE = "change"
    IMPORT = "import"
    EXPORT = "export"
    ERASURE = "erasure"
    RETENTION = "retention"
    LOGIN = "login"
    DENIAL = "denial"
    STOP = "stop"


class AuditEvent(Row, table=True):
    """One link. `actor` and `subject` are ids without foreign keys, for events outlive rows.

    `sequence` counts from 1 without gaps. That no two events name the same one before them keeps
    the chain from forking when two processes write at once: the later one fails and tries again.
    `parts` are the commitments of its parts one after the other, where it has parts. `repeats` is
    an earlier event with parts: those are of this one too, and so is its commitment.
    """

    __tablename__ = "audit_events"
    __table_args__ = (
        UniqueConstraint("previous_hash"),
        UniqueConstraint("hash"),
        Index(None, "actor", "sequence"),
        Index(None, "subject", "sequence"),
        Index(None, "kind", "at"),
        Index(None, "repeats"),
        one_of("kind", AuditKind),
        digest("previous_hash"),
        digest("hash"),
        digest("commitment"),
        sized("actor_role", 40),
        sized("subject_type", 40),
        check("parts_whole", f"length(parts) > 0 AND length(parts) % {PART_BYTES} = 0"),
        check("repeats_earlier", REPEATS_EARLIER),
        check("sequence_positive", "sequence >= 1"),
        check("genesis", f"(sequence = 1) = (previous_hash = '{GENESIS}')"),
    )

    sequence: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    kind: AuditKind = Field(sa_type=word(AuditKind))
    actor: UUID | None = None
    actor_role: str
    subject_type: str
    subject: UUID | None = None
    commitment: str
    previous_hash: str
    hash: str
    parts: bytes | None = None
    repeats: int | None = Field(default=None, sa_type=BigInteger)


class AuditOpening(Row, table=True):
    """What opens the commitment of an event or of a part of it, erased with its candidate.

    `part` counts from 0, which is also the whole of an event without parts.
    """

    __tablename__ = "audit_openings"
    __table_args__ = (
        UniqueConstraint("candidate_id", "sequence"),
        check("part_from_zero", "part >= 0"),
        check("salt_long", "length(salt) >= 16"),
    )

    sequence: int = Field(
        primary_key=True,
        foreign_key="audit_events.sequence",
        ondelete="RESTRICT",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    part: int = Field(default=0, primary_key=True, sa_column_kwargs={"autoincrement": False})
    candidate_id: UUID | None = Field(default=None, foreign_key="candidates.id", ondelete="CASCADE")
    salt: bytes
    content: dict[str, Any] = Field(sa_type=JSON_OBJECT)
