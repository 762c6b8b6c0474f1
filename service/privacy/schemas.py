"""The candidate's own page, receipts and exports as answers show them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from service.words import (
    AuditKind,
    CandidateState,
    CefrLevel,
    ClaimState,
    EvidenceKind,
    WorkMode,
)

__all__ = [
    "DisputeRead",
    "ExportTable",
    "OwnClaim",
    "OwnLanguage",
    "OwnList",
    "OwnProfile",
    "OwnProgramme",
    "PersonExport",
    "ReceiptItem",
]


class OwnProgramme(BaseModel):
    """A programme that you follow or followed."""

    name: str
    completed_on: date | None


class OwnLanguage(BaseModel):
    """A language that you speak."""

    code: str
    cefr: CefrLevel


class OwnClaim(BaseModel):
    """A skill that the alliance believes you have, and why."""

    id: UUID
    skill: str
    label: str
    level: int | None
    level_words: str | None = Field(examples=["zelfstandig"])
    kind: EvidenceKind
    evidence: str = Field(description="What shows it, in words.", examples=["module SQL"])
    quote: str = Field(description="The words of your CV, or empty.")
    attester: str | None = Field(description="Who stands for it.")
    dated_on: date | None
    state: ClaimState
    state_words: str
    is_disputed: bool = Field(
        description="You said that it is not right, and no coach has judged it since."
    )
    is_verified: bool = Field(description="A coach checked it.")
    is_taught: bool = Field(description="It is what your programme teaches.")


class OwnList(BaseModel):
    """A list that an employer got, with you on it."""

    organisation: str
    vacancy: str
    alias: str | None = Field(description="What you are called there.")
    released_at: datetime


class OwnProfile(BaseModel):
    """All that the alliance knows about you; the export holds also how it came about."""

    name: str
    email: str | None
    phone: str | None
    state: CandidateState
    state_words: str
    is_in_pool: bool = Field(description="You can be put on lists.")
    why_not: list[str] = Field(description="If not: why, in words.")
    programmes: list[OwnProgramme]
    place: str | None
    max_travel_km: float | None
    hours_min: float | None
    hours_max: float | None
    available_from: date | None
    education_level: int | None
    licence_to_work: bool | None
    languages: list[OwnLanguage]
    work_modes: list[WorkMode]
    work_modes_words: list[str]
    wishes: list[str]
    occupations: list[str] = Field(description="That you held before, in words.")
    claims: list[OwnClaim]
    cv_text: str
    lists: list[OwnList]


class DisputeRead(BaseModel):
    """That a candidate took a skill out of their profile."""

    at: datetime
    candidate_id: UUID
    name: str = Field(description="Of the candidate.")
    claim_id: UUID
    skill: str
    label: str
    state: ClaimState = Field(description="Of the claim now.")


class ReceiptItem(BaseModel):
    """Somebody saw or did something with a candidate's data."""

    at: datetime
    kind: AuditKind
    role: str = Field(description="As what they did it.", examples=["partner"])
    organisation: str | None = Field(description="Of a partner.")
    what: str = Field(examples=["released_list"])
    fields: list[str] = Field(description="Which data.", examples=[["skills"]])
    words: str = Field(description="All this in a sentence.")


class ExportTable(BaseModel):
    """What one table holds about a candidate."""

    table: str
    title: str
    rows: list[dict[str, Any]]


class PersonExport(BaseModel):
    """All that is kept about a candidate."""

    made_at: datetime
    candidate_id: UUID
    tables: list[ExportTable]
    names: dict[str, str] = Field(description="What the ids in it mean.")
    left_out: list[str] = Field(description="Tables that only the candidate gets.")
