"""What retention shows."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from service.retention.rules import Why

__all__ = ["DueCandidate", "RetentionDone", "RetentionDue"]


class DueCandidate(BaseModel):
    """A candidate who would be erased now."""

    id: UUID
    since: datetime = Field(description="When they became due.")
    why: Why


class RetentionDue(BaseModel):
    """What would be erased now; nothing is."""

    candidates: list[DueCandidate]
    rows: dict[str, int] = Field(
        description="What else, by its name: how many.", examples=[{"login_attempts": 12}]
    )


class RetentionDone(BaseModel):
    """What was erased."""

    candidates: int
    rows: dict[str, int]
