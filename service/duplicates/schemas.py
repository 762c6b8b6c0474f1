"""Suspicions that two candidates are one, as requests bring and answers show them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from service.words import DuplicateState

__all__ = ["DuplicateDecision", "DuplicateRead", "LikeCandidate"]


class DuplicateDecision(BaseModel):
    """What a coach says of two candidates."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"state": "different"}]}
    )

    state: Literal[DuplicateState.SAME, DuplicateState.DIFFERENT]


class LikeCandidate(BaseModel):
    """One of two candidates who may be one person."""

    id: UUID
    name: str


class DuplicateRead(BaseModel):
    """Two candidates who may be one person."""

    id: UUID
    first: LikeCandidate
    second: LikeCandidate
    reasons: list[str] = Field(
        description="What they share: `email`, `phone`, `name` (in one programme), `cv`."
    )
    state: DuplicateState
    found_at: datetime
    decided_at: datetime | None
