"""Consents as requests bring and answers show them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from service.words import ConsentKind, ConsentState

__all__ = ["ConsentAnswer", "ConsentAsk", "ConsentRead", "ConsentRecord"]


class ConsentAsk(BaseModel):
    """A question for a candidate; that for a name is asked by a partner's interest alone."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"kind": "pool"}]})

    kind: Literal[ConsentKind.POOL, ConsentKind.RETENTION, ConsentKind.BIAS_SURVEY]


class ConsentAnswer(BaseModel):
    """What the candidate answers."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"answer": "given"}]})

    answer: Literal[ConsentState.GIVEN, ConsentState.REFUSED]


class ConsentRecord(BaseModel):
    """What the candidate answered or withdrew on paper or by telephone."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"answer": "withdrawn"}]}
    )

    answer: Literal[ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN]


class ConsentRead(BaseModel):
    """One question, and what was answered."""

    id: UUID
    kind: ConsentKind
    state: ConsentState = Field(description="Only `given` is consent.")
    vacancy_id: UUID | None = Field(description="For which vacancy a name may be shown.")
    vacancy: str | None = Field(description="Its newest title.", examples=["Java developer"])
    organisation: str | None = Field(description="The employer that asks for a name.")
    wording: str = Field(description="Which text was shown.", examples=["pool-1"])
    text: str | None = Field(description="It, in the reader's language; null if not one of ours.")
    asked_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None
    can_agree: bool = Field(
        description="It was refused or withdrawn, and may still be agreed to: it is the last "
        "question of its sort, in today's words."
    )
    is_recorded: bool = Field(description="A coach recorded the last answer, from paper.")
