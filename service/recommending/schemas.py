"""What is recommended, as requests ask for it and answers show it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from service.vacancies.schemas import RequirementWrite
from service.words import EvidenceKind, Importance

__all__ = [
    "CheckRead",
    "ConstraintCount",
    "ContributionRead",
    "EvidenceRead",
    "GainRead",
    "GapsRead",
    "LackRead",
    "MatchRead",
    "MatchesRead",
    "NearRead",
    "PairRead",
    "PoolChanges",
    "PoolRead",
    "RelaxationRead",
    "TeacherRead",
    "TeachingRead",
]

Relaxable = Literal["place", "work_mode", "hours", "start", "language", "education"]
Points = Annotated[int, Field(description="In ten-thousandths of a full score.")]
SkillId = Annotated[str, Field(min_length=1, max_length=200)]


class PoolChanges(BaseModel):
    """What to ask less or more of a vacancy than its newest version does."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "drop": ["docker"],
                    "ask": [{"skill": "java", "importance": "nice"}, {"skill": "git", "level": 1}],
                    "relax": ["education"],
                }
            ]
        },
    )

    drop: Annotated[list[SkillId], Field(max_length=200)] = Field(
        default=[], description="Skills that are not asked."
    )
    ask: Annotated[list[RequirementWrite], Field(max_length=200)] = Field(
        default=[], description="Skills that are asked like this, whether they were or not."
    )
    relax: Annotated[list[Relaxable], Field(max_length=6)] = Field(
        default=[], description="Constraints that exclude nobody."
    )


class ConstraintCount(BaseModel):
    """How many a constraint excludes; one candidate can count for several."""

    constraint: str
    label: str
    count: int


class RelaxationRead(BaseModel):
    """One step less, and how many there would be then."""

    kind: Literal["level", "constraint", "wish"] = Field(
        description="A skill one level lower, a constraint that is not asked, or a skill as a wish."
    )
    skill: str | None
    level: int | None
    constraint: str | None
    eligible: int
    qualified: int
    text: str = Field(examples=["Docker as a wish: from 2 to 9"])


class PoolRead(BaseModel):
    """How many candidates there are, and would be."""

    pool: int = Field(description="All who look for work.")
    eligible: int = Field(description="Whom no constraint excludes.")
    qualified: int = Field(
        description="Who also fulfils at least half of what must be had, by weight."
    )
    reasons: list[ConstraintCount]
    relaxations: list[RelaxationRead] = Field(
        description="Single steps that give more who are qualified: most first, ten at most."
    )


class EvidenceRead(BaseModel):
    """What shows a skill; offsets are in the CV where the source is «text»."""

    skill: str
    kind: EvidenceKind
    level: int | None
    source: str
    quote: str
    start: int | None
    end: int | None


class ContributionRead(BaseModel):
    """A part of a score; the points of all parts add up to it exactly."""

    kind: Literal["skill", "occupation", "preferences"]
    label: str
    points: Points
    most: int = Field(description="The points that it could add.")
    reason: str
    skill: str | None = None
    importance: Importance | None = None
    level_asked: int | None = None
    level_held: int | None = None
    evidence: list[EvidenceRead] = Field(
        default=[], description="What counts, and then what else shows it; five at most."
    )


class CheckRead(BaseModel):
    """A constraint: met, not met or unknown. Only «not met» excludes."""

    constraint: str
    label: str
    verdict: Literal["met", "not_met", "unknown"]
    reason: str


class GainRead(BaseModel):
    """A part that could add more."""

    label: str
    skill: str | None
    points: Points
    reason: str


class PairRead(BaseModel):
    """Why a candidate is where they are for a vacancy, or why they are nowhere."""

    vacancy_id: UUID
    version: int
    candidate_id: UUID
    in_pool: bool = Field(description="Looks for work, and can be put on lists at all.")
    is_eligible: bool = Field(description="No constraint excludes; see checks.")
    score: Points
    place: int | None
    band: int | None
    eligible: int
    to_next_band: int | None = Field(description="Points short of the band above.")
    contributions: list[ContributionRead]
    checks: list[CheckRead]
    why_not_higher: list[GainRead] = Field(description="Most points first, five at most.")


class MatchRead(BaseModel):
    """A vacancy for a candidate."""

    vacancy_id: UUID
    version: int
    title: str
    organisation_id: UUID
    place: int
    band: int
    score: Points
    contributions: list[ContributionRead]
    checks: list[CheckRead]


class MatchesRead(BaseModel):
    """The best open, approved vacancies for a candidate."""

    items: list[MatchRead]
    vacancies: int = Field(description="All that are open and approved.")
    eligible: int = Field(description="Those of which no constraint excludes the candidate.")
    reasons: list[ConstraintCount]


class TeacherRead(BaseModel):
    """A module that teaches a skill, and the part of the need that it would fulfil."""

    programme_id: UUID
    programme: str
    module: str
    fulfilment: int = Field(description="In ten-thousandths.")


class LackRead(BaseModel):
    """A skill that must be had, of which less than half is there."""

    skill: str
    label: str
    level_asked: int
    to_gain: Points
    reason: str
    taught_by: list[TeacherRead] = Field(description="Best first, five at most.")


class NearRead(BaseModel):
    """A vacancy that is near, and what is lacking for it."""

    vacancy_id: UUID
    title: str
    score: Points
    band: int
    lacking: list[LackRead]


class TeachingRead(BaseModel):
    """What a module, or a whole programme, would bring within reach."""

    programme_id: UUID
    programme: str
    module: str | None = Field(description="Null for a whole programme.")
    needs: int = Field(description="Needs of the vacancies, a skill in two vacancies twice.")
    vacancies: int = Field(description="Vacancies that have one of these needs.")
    skills: list[str]


class GapsRead(BaseModel):
    """What somebody lacks for the vacancies that are near, and who teaches it."""

    vacancies: list[NearRead]
    modules: list[TeachingRead] = Field(description="Most needs first, ten at most.")
    programmes: list[TeachingRead] = Field(description="Most needs first, ten at most.")
