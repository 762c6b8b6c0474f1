"""The audit log as it is shown: ids and hashes, never what an event binds."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from service.words import AuditKind

__all__ = ["AuditEventRead", "AuditVerdict"]


class AuditEventRead(BaseModel):
    """One event."""

    sequence: int = Field(description="Counts from 1, without gaps.")
    at: datetime
    kind: AuditKind
    actor: UUID | None = Field(description="The user; null where nobody was signed in.")
    actor_role: str
    subject_type: str
    subject: UUID | None
    repeats: int | None = Field(
        description="An earlier event: the same was seen of the same people again. Else null."
    )
    hash: str


class AuditVerdict(BaseModel):
    """Whether the chain is whole."""

    is_whole: bool
    events: int
    erased: int = Field(description="Events whose content was erased with a person.")
    problems: list[str]
