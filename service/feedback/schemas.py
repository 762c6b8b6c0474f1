"""Feedback as partners give it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from service.released.schemas import EntryShown
from service.words import DeclineReason, FeedbackKind

__all__ = ["FeedbackCreate", "FeedbackRead", "FeedbackSaid"]

_EXAMPLE: JsonDict = {"kind": "declined", "reason": "experience"}


class FeedbackCreate(BaseModel):
    """One step: interest, interview, hired; or declined, with a reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: FeedbackKind
    reason: DeclineReason | None = Field(default=None, description="Why declined.")

    @model_validator(mode="after")
    def _reason_of_decline(self) -> Self:
        if (self.kind is FeedbackKind.DECLINED) != (self.reason is not None):
            raise ValueError("expected a reason with declined, and with nothing else")
        return self


class FeedbackSaid(BaseModel):
    """A step that was said of an entry before."""

    entry_id: UUID
    kind: FeedbackKind
    reason: DeclineReason | None
    given_at: datetime


class FeedbackRead(BaseModel):
    """What was given, and the entry as it is now."""

    id: UUID
    kind: FeedbackKind
    reason: DeclineReason | None
    entry: EntryShown
