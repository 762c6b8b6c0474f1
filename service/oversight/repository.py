"""Questions about how lists were reviewed, and about alarms. Nobody who was on a list is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening, Entry, Shortlist
from service.audit.repository import OPENS
from service.paging import Slice
from service.words import AuditKind, DecisionReason
from service.work import GATE, MOVED

__all__ = ["Alarm", "Move", "alarms", "decided", "moves", "released"]


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A rule of the gate that an organisation ran into, or came near."""

    event: AuditEvent
    content: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Move:
    """That a coach moved an entry; the reason is gone where it was moved back."""

    actor: UUID
    reason: DecisionReason | None


def released(session: Session, since: datetime) -> Sequence[Shortlist]:
    """Lists that were released after a moment."""
    return session.exec(select(Shortlist).where(col(Shortlist.released_at) > since)).all()


def decided(session: Session, since: datetime) -> Sequence[Entry]:
    """Entries that were decided after a moment."""
    return session.exec(select(Entry).where(col(Entry.decided_at) > since)).all()


def moves(session: Session, since: datetime) -> Sequence[Move]:
    """Entries that coaches moved after a moment, each once for each coach."""
    question = (
        select(AuditEvent.actor, Entry.id, Entry.move_reason)
        .join(Entry, col(Entry.id) == col(AuditEvent.subject))
        .where(AuditEvent.kind == AuditKind.OVERRIDE, AuditEvent.at > since)
        .where(AuditEvent.subject_type == MOVED)
        .distinct()
    )
    return [
        Move(actor=actor, reason=None if reason is None else DecisionReason(reason))
        for actor, _, reason in session.exec(question)
        if actor is not None
    ]


def alarms(session: Session, part: Slice, organisation_id: UUID | None) -> Sequence[Alarm]:
    """Alarms and denials of organisations, newest first, one more than the page holds."""
    sequence = col(AuditEvent.sequence)
    question = (
        select(AuditEvent, AuditOpening.content)
        .join(AuditOpening, OPENS)
        .where(col(AuditEvent.kind).in_((AuditKind.DENIAL, AuditKind.CHANGE)))
        .where(AuditEvent.subject_type == GATE, col(AuditEvent.subject).is_not(None))
    )
    if organisation_id is not None:
        question = question.where(AuditEvent.subject == organisation_id)
    if part.after is not None:
        question = question.where(sequence < part.after[1].int)
    rows = session.exec(question.order_by(sequence.desc()).limit(part.limit + 1))
    return [Alarm(event=event, content=content) for event, content in rows]
