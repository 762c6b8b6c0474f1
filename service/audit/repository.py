"""Questions about the audit log."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models import AuditEvent
from service.words import AuditKind

__all__ = ["events_before"]


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
