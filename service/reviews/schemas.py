"""Reviews as coaches write and read them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from service.words import Decision, DecisionReason, EvidenceKind, Role, ShortlistState

__all__ = [
    "AboveRead",
    "CheckRead",
    "ContributionRead",
    "EntryAdd",
    "EntryDecide",
    "EntryDecided",
    "EntryExplained",
    "EntryMove",
    "EvidenceRead",
    "GapRead",
    "Happened",
    "HistoryItem",
    "ReleasePreview",
    "ReviewEntry",
    "ReviewRead",
    "ReviewStart",
    "SubjectRead",
    "Warned",
    "WarningRead",
]

Note = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]

_DECIDE: JsonDict = {
    "decision": "excluded",
    "reason": "not_available",
    "note": "Begint in januari elders.",
}
_MOVE: JsonDict = {"place": 2, "reason": "stronger_than_shown"}
_ADD: JsonDict = {
    "candidate_id": "0b9f5f0a-1c3e-4d55-8f7a-6f1d2c3b4a59",
    "reason": "stronger_than_shown",
}


class ReviewStart(BaseModel):
    """How a review begins."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"take_over": True}]})

    take_over: bool = Field(default=False, description="Also where another coach reviews it.")


class EntryDecide(BaseModel):
    """What a coach decides; `pending` takes an earlier decision back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_DECIDE]})

    decision: Decision
    reason: DecisionReason | None = Field(
        default=None, description="Why excluded; or, of an entry that was added, why it was."
    )
    note: Note | None = Field(default=None, description="For coaches; no partner sees it.")


class EntryMove(BaseModel):
    """Where an entry goes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_MOVE]})

    place: Annotated[int, Field(ge=1, le=10_000, description="One of the places of its band.")]
    reason: DecisionReason


class EntryAdd(BaseModel):
    """Who is added to a list; they count as approved."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_ADD]})

    candidate_id: UUID
    reason: DecisionReason
    note: Note | None = None


class EntryDecided(BaseModel):
    """An entry after a decision or move."""

    id: UUID
    place: int
    band: int
    decision: Decision
    reason: DecisionReason | None
    move_reason: DecisionReason | None
    revision: int


class EvidenceRead(BaseModel):
    """What shows a skill: where it stands, its words, and their offsets in that text."""

    kind: EvidenceKind
    source: str
    quote: str
    start: int | None
    end: int | None


class ContributionRead(BaseModel):
    """A part of a score, in ten-thousandths; the points of all parts are the score."""

    part: Literal["skill", "occupation", "preferences"]
    skill: str | None = None
    points: int
    most: int = Field(description="The points that it could give.")
    words: str = Field(description="In your language.", examples=["Java: module Java 1"])
    evidence: list[EvidenceRead] = Field(default_factory=list, description="Best first.")


class CheckRead(BaseModel):
    """A condition of the vacancy."""

    name: str = Field(examples=["hours"])
    verdict: Literal["met", "not_met", "unknown"]
    words: str = Field(examples=["hours: asked 32–40, has 36–36"])


class Warned(StrEnum):
    """What a reviewer is warned of."""

    THIN_EVIDENCE = "thin_evidence"
    STALE_PROFILE = "stale_profile"
    NEAR_LIMIT = "near_limit"
    UNKNOWN = "unknown"
    POSSIBLE_DUPLICATE = "possible_duplicate"


class WarningRead(BaseModel):
    """A warning; `about` names the condition, for those that are about one."""

    code: Warned
    about: str | None = Field(default=None, examples=["place"])


class SubjectRead(BaseModel):
    """Who an entry is about; shown to the coaches of their programmes alone."""

    candidate_id: UUID
    name: str
    alias: str | None = Field(description="What the partner calls them, after release.")
    score: int = Field(description="In ten-thousandths.")
    contributions: list[ContributionRead]
    checks: list[CheckRead]
    warnings: list[WarningRead]
    note: str | None


class ReviewEntry(EntryDecided):
    """An entry under review; `subject` is null for candidates of others' programmes."""

    ranked_place: int | None = Field(description="Where the draft had it; null: a coach added it.")
    is_present: bool = Field(
        description="False where the candidate left, withdrew or was erased: nobody is shown."
    )
    subject: SubjectRead | None


class ReviewRead(BaseModel):
    """A list under review, best band first."""

    id: UUID
    vacancy_id: UUID
    version_id: UUID
    title: str
    positions: int
    state: ShortlistState
    requested_at: datetime
    review_started_at: datetime | None
    reviewer_id: UUID | None
    is_reviewer: bool
    undecided: int = Field(description="Entries that must be decided before release.")
    entries: list[ReviewEntry]


class GapRead(BaseModel):
    """One part of the difference with the entry above."""

    words: str = Field(description="The part as it is for this entry.")
    points: int
    points_above: int


class AboveRead(BaseModel):
    """The nearest entry above about one of your own candidates."""

    id: UUID
    place: int
    is_same_band: bool = Field(description="Then the difference says nothing: the order rotates.")
    points: int = Field(description="How many more it has; below 0 where a coach moved it up.")
    gaps: list[GapRead] = Field(description="Where they differ, the largest difference first.")


class EntryExplained(BaseModel):
    """Why an entry is here, and not higher."""

    entry: ReviewEntry
    lost: list[ContributionRead] = Field(description="Parts that fall short, by what they lose.")
    above: AboveRead | None


class Happened(StrEnum):
    """A step in the history of a list."""

    STARTED = "started"
    TAKEN_OVER = "taken_over"
    APPROVED = "approved"
    EXCLUDED = "excluded"
    TAKEN_BACK = "taken_back"
    MOVED = "moved"
    ADDED = "added"
    OVERRIDDEN = "overridden"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class HistoryItem(BaseModel):
    """One step: who did what, and when."""

    at: datetime
    what: Happened
    who: str = Field(description="Name of the user; empty where the account is erased.")
    role: Role | None = Field(description="In which they did it.")
    entry_id: UUID | None = Field(description="Null for what is done with the list as a whole.")
    place: int | None = Field(description="Where that entry stands now.")
    reason: DecisionReason | None


class ReleasePreview(BaseModel):
    """What a release would do."""

    id: UUID
    title: str
    state: ShortlistState
    organisation: str = Field(description="Who gets to see it.")
    is_reviewer: bool
    approved: int = Field(description="Entries that were approved, about somebody who is there.")
    excluded: int
    undecided: int
    own_undecided: int = Field(description="Those of them that wait for you.")
