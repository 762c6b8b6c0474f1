"""Questions about the audit log."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening
from service.words import AuditKind

__all__ = ["OPENS", "events_before"]

_OPENED = col(AuditOpening.sequence)
OPENS = or_(col(AuditEvent.sequence) == _OPENED, col(AuditEvent.repeats) == _OPENED)
"""Joins an event with what it binds, which may stand with the event that it repeats."""


def events_before(
    session: Session, before: int | None, kind: AuditKind | None, limit: int
) -> Sequence[AuditEvent]:
    """The newest events, those before a sequence number, of one kind or of all."""
    number = col(AuditEvent.sequence)
    question = select(AuditEvent)
    if before is not None:
        question = question.where(number < before)
    if kind is not None:
        question = question.where(AuditEvent.kind == kind)
    return session.exec(question.order_by(number.desc()).limit(limit)).all()
