"""What the audit log says, for tests."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from models import AuditEvent, AuditOpening
from service.audit.repository import OPENS
from service.words import AuditKind
from service.work import Services

__all__ = ["told_of"]


def told_of(services: Services, candidate: UUID | str) -> list[tuple[AuditKind, dict[str, Any]]]:
    """Kind and content of all events whose content goes with a candidate, the first first."""
    of = AuditOpening.candidate_id == UUID(str(candidate))
    asked = (
        select(AuditEvent.kind, AuditOpening.content)
        .join(AuditOpening, OPENS)
        .where(of)
        .order_by(col(AuditEvent.sequence))
    )
    with services.database.reading() as session:
        return [(AuditKind(kind), dict(content)) for kind, content in session.exec(asked)]
