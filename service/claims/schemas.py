"""Claims as requests bring and answers show them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.web.fields import Line
from service.words import ClaimState, EvidenceKind

__all__ = ["ClaimCreate", "ClaimRead", "ClaimReason", "ClaimUpdate", "Level", "Skill"]

Level = Annotated[
    int, Field(ge=1, le=4, description="1 aware, 2 with guidance, 3 independent, 4 expert.")
]


class ClaimReason(StrEnum):
    """Why a claim is corrected or rejected."""

    NOT_MEANT = "not_meant"
    """The words mean something else."""
    NOT_SHOWN = "not_shown"
    """What is cited does not show it."""
    LEVEL_TOO_HIGH = "level_too_high"
    LEVEL_TOO_LOW = "level_too_low"
    OUTDATED = "outdated"
    CANDIDATE_SAYS_NO = "candidate_says_no"
    OTHER = "other"


class Skill(BaseModel):
    """A skill by its id or by a label, and the level."""

    model_config = ConfigDict(extra="forbid")

    skill: Line | None = Field(default=None, description="Its id in the taxonomy.")
    label: Line | None = Field(default=None, description="A name of it, in Dutch or English.")
    level: Level | None = None

    @model_validator(mode="after")
    def _has_one_name(self) -> Self:
        if (self.skill is None) == (self.label is None):
            raise ValueError("expected the id of a skill or a label, and not both")
        return self


class ClaimCreate(Skill):
    """A new claim; who gives it confirms it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "label": "Java",
                    "level": 3,
                    "kind": "certificate",
                    "source": "OCP Java SE 21",
                    "dated_on": "2026-05-12",
                    "attester": "Oracle",
                }
            ]
        },
    )

    kind: EvidenceKind = Field(description="What shows it; only a coach can say `coach`.")
    source: Line | None = Field(
        default=None, description="The module, certificate, employer or project."
    )
    dated_on: date | None = Field(default=None, description="Of the evidence.")
    attester: Line | None = Field(default=None, description="Who stands for it.")
    strength: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        description="What it is worth, in ten-thousandths: at most, and by default, its kind's.",
    )


class ClaimUpdate(BaseModel):
    """What a coach says of a claim; one whose level is corrected is confirmed by that."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"level": 2, "state": "confirmed", "reason": "level_too_high"}]
        },
    )

    level: Level | None
    state: ClaimState
    reason: ClaimReason | None = Field(
        default=None, description="Needed to reject a claim or to correct its level."
    )


class ClaimRead(BaseModel):
    """That somebody has a skill, and what shows it."""

    id: UUID
    skill: str
    label: str
    level: int | None
    kind: EvidenceKind
    source: str
    quote: str
    span_start: int | None = Field(description="Of the words in the CV.")
    span_end: int | None
    dated_on: date | None
    attester: str | None
    strength: int = Field(description="In ten-thousandths, as `certainty`.")
    certainty: int = Field(description="How sure the reading is.")
    state: ClaimState
    verified_by_id: UUID | None
    verified_at: datetime | None
    revision: int = Field(description="For If-Match.")
    is_taught: bool = Field(
        description="It is what a programme teaches; judging it makes it this candidate's own."
    )
