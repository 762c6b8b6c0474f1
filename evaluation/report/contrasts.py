"""Results by task, and what can be said of our system against the others of a task."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.errors import CompareError
from evaluation.ranking_systems import ABLATIONS
from evaluation.results import Result
from evaluation.significance import (
    Difference,
    Verdict,
    bootstrap_interval,
    compare_paired,
    verdicts,
)
from evaluation.systems import OURS, VARIANTS

__all__ = ["Against", "TaskResults", "group", "interval_of"]

_ORDER = (
    "ranking",
    "fairness",
    "occupation-linking",
    "skill-linking",
    "skill-extraction",
    "title-text",
    "mentions",
    "spans",
    "traps",
)
_ROUNDS = 10_000
_FEWER_ROUNDS = 2_000
_NOT_IN_IDS = re.compile(r"[^\w-]+")
_TURNED = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}


@dataclass(frozen=True, kw_only=True)
class Against:
    """A system against ours on the key metric: `difference` is that system minus ours."""

    difference: Difference
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class TaskResults:
    """The results of one task.

    Attributes:
        task: As on the command line.
        ours: Our system's result; None where it was not measured.
        baselines: Highest on the key metric first.
        ablations: Ours with a part switched off, in the order of `ABLATIONS`.
        against: System to how it is against ours; corrected for all of them (Holm).
    """

    task: str
    ours: Result | None
    baselines: Sequence[Result]
    ablations: Sequence[Result]
    against: Mapping[str, Against]

    @property
    def name(self) -> str:
        """The task as part of an id of the page."""
        return _NOT_IN_IDS.sub("-", self.task)

    @property
    def results(self) -> list[Result]:
        """Ours, baselines, ablations."""
        return [*([self.ours] if self.ours else []), *self.baselines, *self.ablations]

    @property
    def first(self) -> Result:
        """The result to take from what all of them share."""
        return self.results[0]

    @property
    def best(self) -> Result | None:
        """The baseline that is highest on the key metric; of equal ones the first by name.

        Ours with another similarity is shown among them, and is no baseline.
        """
        return next((each for each in self.baselines if each.system not in VARIANTS), None)

    @property
    def verdict(self) -> Verdict | None:
        """Of ours against the best baseline; None where there is nothing to compare."""
        if self.ours is None or self.best is None:
            return None
        said = self.against[self.best.system].verdict
        return _TURNED.get(said, said)


def group(results: Iterable[Result]) -> list[TaskResults]:
    """Results by task: the ranking first, tasks that nobody knows last.

    Raises:
        CompareError: Results of one task are of other data, queries or metrics.
    """
    by_task: dict[str, list[Result]] = {}
    for each in results:
        by_task.setdefault(each.task, []).append(each)
    known = {task: place for place, task in enumerate(_ORDER)}
    order = sorted(by_task, key=lambda task: (known.get(task, len(known)), task))
    return [_task(task, by_task[task]) for task in order]


def interval_of(result: Result, metric: str) -> tuple[float, float] | None:
    """The 95 % interval of a metric over queries; None where it is not known for each query."""
    values = list(result.per_query.get(metric, {}).values())
    if not values:
        return None
    rounds = _ROUNDS if metric == result.key else _FEWER_ROUNDS
    return bootstrap_interval(values, rounds=rounds, seed=result.seed)


def _task(task: str, found: Sequence[Result]) -> TaskResults:
    by_name = {each.system: each for each in sorted(found, key=lambda each: each.system)}
    ours = by_name.pop(OURS, None)
    ablations = [by_name.pop(name) for name in ABLATIONS if name in by_name]
    baselines = sorted(by_name.values(), key=lambda each: -each.metrics[each.key])
    others = [*baselines, *ablations]
    for other in others:
        _check(ours or others[0], other)
    return TaskResults(
        task=task,
        ours=ours,
        baselines=baselines,
        ablations=ablations,
        against=_against(ours, others) if ours else {},
    )


def _against(ours: Result, others: Sequence[Result]) -> dict[str, Against]:
    values = ours.per_query[ours.key]
    found = [compare_paired(values, each.per_query[each.key], seed=ours.seed) for each in others]
    return {
        other.system: Against(difference=difference, verdict=verdict)
        for other, difference, verdict in zip(others, found, verdicts(found), strict=True)
    }


def _check(first: Result, second: Result) -> None:
    for what, ours, theirs in (
        ("dataset fingerprint", first.dataset_fingerprint, second.dataset_fingerprint),
        ("key metric", first.key, second.key),
        ("set of queries", set(first.per_query[first.key]), set(second.per_query[second.key])),
    ):
        if ours != theirs:
            raise CompareError(
                f"{first.task}: expected one {what} of all systems, but {first.system} and "
                f"{second.system} have different ones; run the task again for all systems"
            )
