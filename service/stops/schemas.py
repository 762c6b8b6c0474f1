"""The stop switch as requests bring and answers show it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["StopCreate", "StopRead"]

Reason = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        pattern=r"\S",
        description="Why; everybody who asks for a recommendation reads it.",
    ),
]


class StopCreate(BaseModel):
    """Switching all recommendations off."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"reason": "Scores look wrong since this morning"}]},
    )

    reason: Reason


class StopRead(BaseModel):
    """Whether recommendations are off, and why and since when."""

    is_active: bool
    reason: str | None = None
    started_at: datetime | None = None
