"""Runs of the evaluation, as requests bring and answers show them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from service.evaluations.kinds import (
    EvaluationHalf,
    EvaluationSize,
    EvaluationState,
    EvaluationSystems,
    EvaluationTask,
)

__all__ = [
    "Against",
    "ChangeRead",
    "ComparisonRead",
    "EvaluationItem",
    "EvaluationRead",
    "EvaluationStart",
    "FairnessRead",
    "Figure",
    "GapRead",
    "Part",
    "ProgressRead",
    "QueryRead",
    "RankedRead",
    "RankingRead",
    "RatioRead",
    "StepRead",
    "SwapRead",
    "SystemRead",
    "TaskComparison",
    "TaskLine",
    "TaskRead",
    "Verdict",
]

RunId = Annotated[str, Field(examples=["20261128-120000-ranking"])]
Verdict = Literal["better", "worse", "the same", "not enough data"]


class EvaluationStart(BaseModel):
    """What to measure."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"task": "traps", "systems": "ours", "size": "trial"}]},
    )

    task: EvaluationTask
    systems: EvaluationSystems = Field(
        default=EvaluationSystems.BASELINES,
        description="Ours alone, with the baselines, or also ours with each part switched off.",
    )
    half: EvaluationHalf = Field(
        default=EvaluationHalf.DEV, description="Of the vacancies; traps have no halves."
    )
    size: EvaluationSize = Field(
        default=EvaluationSize.WHOLE, description="A trial is of a few queries; it proves nothing."
    )


class Figure(BaseModel):
    """A mean, and its 95 % interval where it is known for each query."""

    value: float
    low: float | None = None
    high: float | None = None


class Against(BaseModel):
    """A system against ours on the key metric: that system minus ours."""

    difference: float
    low: float
    high: float
    p_value: float
    verdict: Verdict = Field(description="Corrected for all systems of the task (Holm), at 5 %.")


class SystemRead(BaseModel):
    """What a system reached."""

    system: str = Field(examples=["ours"])
    metrics: dict[str, Figure]
    against_ours: Against | None


class TaskLine(BaseModel):
    """The key figure of a task."""

    task: str
    key: str = Field(description="The metric that comparisons go by.", examples=["ndcg_exp@10"])
    system: str = Field(description="Whose figure it is: ours, where it was measured.")
    figure: Figure
    queries: int
    best: str | None = Field(description="The best baseline.")
    verdict: Verdict | None = Field(description="Of ours against the best baseline.")


class TaskRead(TaskLine):
    """All figures of a task."""

    datasets: list[str]
    data: str = Field(description="Fingerprint of the data; it changes when they do.")
    taxonomy: str = Field(description="Fingerprint of the taxonomy.")
    command: str = Field(description="Makes it again.")
    notes: list[str] = Field(description="What was left out.")
    versions: dict[str, str]
    systems: list[SystemRead] = Field(description="Ours, baselines, ours without a part.")


class StepRead(BaseModel):
    """A step that is going on."""

    name: str
    done: int
    of: int


class ProgressRead(BaseModel):
    """How far a run is."""

    share: float = Field(description="In 0..1.")
    steps: list[StepRead] = Field(description="Outermost first.")


class EvaluationItem(BaseModel):
    """A run in a list."""

    id: RunId
    state: EvaluationState
    at: datetime = Field(description="When it began, or when its results were written.")
    asked: EvaluationStart | None = Field(description="Null where it was not started here.")
    tasks: list[TaskLine]


class QueryRead(BaseModel):
    """A vacancy with the value of the key metric for ours."""

    id: str
    title: str
    value: float


class SwapRead(BaseModel):
    """How many scores changed when this alone was swapped in every CV."""

    attribute: str = Field(examples=["nationality"])
    changes: int


class RatioRead(BaseModel):
    """What a group gets over what the others get; 1 is equal."""

    value: float | None
    interval: tuple[float, float] | None


class GapRead(BaseModel):
    """A group against others who are as qualified."""

    trait: str
    group: str
    against: str
    people: tuple[int, int] | None = Field(description="Null under ten; then nothing is shown.")
    exposure: RatioRead
    selection: RatioRead
    verdict: str


class FairnessRead(BaseModel):
    """What an audit of fairness found."""

    comparisons: int
    changes: int
    upper: float = Field(description="Upper bound of the share that changes, 95 %.")
    swaps: list[SwapRead]
    gaps: list[GapRead]


class EvaluationRead(EvaluationItem):
    """A run with all its figures."""

    tasks: list[TaskRead]  # type: ignore[assignment]
    by_id: UUID | None
    ended_at: datetime | None
    progress: ProgressRead | None = Field(description="While it runs.")
    log: list[str] = Field(description="The end of what it said, where it failed.")
    vacancies: list[QueryRead] = Field(description="Of the ranking by ours; the worst first.")
    fairness: FairnessRead | None
    has_report: bool = Field(description="Whether there is something to report.")


class Part(BaseModel):
    """A part of a score; the points of all parts add up to it."""

    kind: Literal["skill", "occupation", "preferences"]
    concept: str | None = Field(description="The id of the skill or occupation.")
    label: str
    points: int = Field(description="Of 10,000.")
    most: int


class RankedRead(BaseModel):
    """A candidate of the judged data, by id."""

    candidate: str
    rank: int | None = Field(description="Null where a condition excludes them.")
    grade: int | None = Field(description="What people judged, 0-3.")
    score: int | None
    parts: list[Part]
    missing: list[str] = Field(description="Skills surely asked of which there is nothing.")
    not_met: list[str]


class RankingRead(BaseModel):
    """How ours ranked for one vacancy: the first twenty, and all who are relevant."""

    vacancy: str
    title: str
    key: str
    value: float
    relevant_from: int = Field(description="From this grade on somebody is relevant.")
    ranked: int
    entries: list[RankedRead]


class ChangeRead(BaseModel):
    """A query on which two runs differ."""

    id: str
    title: str
    first: float
    second: float


class TaskComparison(BaseModel):
    """A task in two runs; differences are second minus first."""

    task: str
    metric: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float
    queries: int
    verdict: Verdict
    changed: list[str] = Field(description="What else is different: system, taxonomy, config.")
    changes: list[ChangeRead] = Field(description="Largest first, twenty at most.")


class ComparisonRead(BaseModel):
    """Two runs side by side."""

    first: RunId
    second: RunId
    tasks: list[TaskComparison]
    left_out: list[str] = Field(description="What could not be compared.")


Stored = dict[str, Any]
"""What stands in a file of a run."""
