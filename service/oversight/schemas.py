"""Oversight as answers show it."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from service.words import DecisionReason

__all__ = ["AlarmRead", "CoachRead", "ControlsRead", "OverridesRead", "OversightRead"]


class OverridesRead(BaseModel):
    """How often a coach decided otherwise than the ranking, by reason."""

    excluded: dict[DecisionReason, int]
    moved: int = Field(description="Entries moved within their band.")
    moved_by_reason: dict[DecisionReason, int] = Field(
        description="Of those that stand elsewhere still."
    )
    added: dict[DecisionReason, int]


class ControlsRead(BaseModel):
    """Planted entries that a coach decided about."""

    found: int = Field(description="Excluded.")
    missed: int = Field(description="Approved; they are never released.")
    low: float = Field(description="Of the share found: where the 95 % interval begins (Wilson).")
    high: float


class CoachRead(BaseModel):
    """How one coach reviews."""

    coach_id: UUID
    lists: int = Field(description="Released by them.")
    entries: int = Field(description="Decided by them.")
    overrides: OverridesRead
    median_review_minutes: float | None = Field(description="From start to release.")
    controls: ControlsRead
    is_little: bool = Field(description="Too few lists or controls to conclude anything.")


class OversightRead(BaseModel):
    """How lists were reviewed since a moment."""

    since: datetime
    least_lists: int = Field(description="Below this many lists or controls a coach is «little».")
    coaches: list[CoachRead]


class AlarmRead(BaseModel):
    """A rule of the gate that an organisation ran into; `budget_near` is a warning before."""

    sequence: int = Field(description="Of the audit event.")
    at: datetime
    organisation_id: UUID
    actor: UUID | None
    rule: str = Field(examples=["budget_spent"])
    vacancy_id: UUID | None
    was_denied: bool
