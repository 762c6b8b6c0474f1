"""Released lists as partners see them. No field here can hold a score, a date or a candidate id."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from service.words import EvidenceKind, FeedbackKind, Importance, ShortlistState

__all__ = [
    "Availability",
    "Education",
    "EntryShown",
    "Level",
    "Match",
    "PersonShown",
    "ReleasedRead",
    "RequirementShown",
    "Reveal",
    "Travel",
]


class Match(StrEnum):
    """Whether a candidate has a skill that is asked, one near it, or neither."""

    MATCHED = "matched"
    NEARBY = "nearby"
    MISSING = "missing"


class Level(StrEnum):
    """How well somebody has a skill."""

    AWARE = "aware"
    GUIDED = "guided"
    INDEPENDENT = "independent"
    EXPERT = "expert"


class Travel(StrEnum):
    """How far the work is from somebody, against how far they travel."""

    WITHIN_REACH = "within_reach"
    FAR = "far"
    UNKNOWN = "unknown"


class Availability(StrEnum):
    """When somebody can begin."""

    NOW = "now"
    WITHIN_3_MONTHS = "within_3_months"
    LATER = "later"
    UNKNOWN = "unknown"


class Education(StrEnum):
    """The highest level of education, in levels of the European Qualifications Framework."""

    EQF_1_4 = "eqf_1_4"
    EQF_5_6 = "eqf_5_6"
    EQF_7_8 = "eqf_7_8"
    UNKNOWN = "unknown"


class Reveal(StrEnum):
    """Whether a candidate agrees that the partner knows who they are."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class RequirementShown(BaseModel):
    """A skill that is asked, and what a candidate has of it."""

    skill: str
    label: str = Field(description="In your language.", examples=["Java"])
    importance: Importance
    match: Match
    through: str | None = Field(description="The skill near it that the candidate has.")
    evidence: EvidenceKind | None = Field(description="The strongest kind of evidence.")
    level_asked: Level
    level_held: Level | None


class PersonShown(BaseModel):
    """Who a candidate is; there after they agreed to it, and as long as they do."""

    name: str
    email: str | None
    phone: str | None


class EntryShown(BaseModel):
    """A blind profile."""

    id: UUID = Field(description="Of the entry; it is another one on every list.")
    alias: str = Field(examples=["7F3-K2M"])
    band: int = Field(description="1 is best; inside a band the order says nothing.")
    requirements: list[RequirementShown]
    travel: Travel
    availability: Availability
    education: Education
    programmes: list[str] = Field(description="Without those that few candidates follow.")
    reveal: Reveal
    person: PersonShown | None
    feedback: list[FeedbackKind] = Field(description="What you said, in order.")


class ReleasedRead(BaseModel):
    """A list of the partner's; `entries` is null unless it is released."""

    id: UUID
    vacancy_id: UUID
    version: int
    state: ShortlistState
    requested_at: datetime
    entries: list[EntryShown] | None
