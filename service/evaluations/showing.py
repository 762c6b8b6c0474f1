"""Files of runs to what answers show."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from pydantic import ValidationError

from matching.errors import MatchingError
from matching.ranking.reasons import Reasons
from matching.ranking.results import Constraint
from service.evaluations.repository import Run
from service.evaluations.schemas import (
    Against,
    EvaluationStart,
    FairnessRead,
    Figure,
    GapRead,
    Part,
    ProgressRead,
    QueryRead,
    RankedRead,
    RankingRead,
    RatioRead,
    Stored,
    SwapRead,
    SystemRead,
    TaskRead,
)

__all__ = [
    "began",
    "show_asked",
    "show_fairness",
    "show_progress",
    "show_ranking",
    "show_tasks",
    "show_vacancies",
    "titles_of",
]

RANKING = "ranking"
_OURS = "ours"
FormT = TypeVar("FormT")


def _readable(read: Callable[[], FormT], otherwise: FormT) -> FormT:
    """What a file says, or something else where it is not in our form: people put files there."""
    try:
        return read()
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError):
        return otherwise


def show_asked(run: Run) -> EvaluationStart | None:
    """What was asked; None where the run was not started here."""
    return _readable(lambda: EvaluationStart.model_validate(run.state["asked"]), None)


def began(run: Run) -> datetime | None:
    """When it was started here."""
    return _readable(lambda: datetime.fromisoformat(run.state["started_at"]), None)


def show_progress(run: Run) -> ProgressRead:
    """How far a run is, by the last thing that it said of it."""
    for line in reversed(run.said):
        found = _readable(lambda line=line: ProgressRead(**json.loads(line)), None)  # type: ignore[misc]
        if found is not None:
            return found
    return ProgressRead(share=0.0, steps=[])


def show_tasks(run: Run) -> list[TaskRead]:
    """The figures of each task; none where the run was not summed up."""
    summary = run.summary or {}
    return _readable(lambda: [_task(each) for each in summary.get("tasks", [])], [])


def _task(stored: Stored) -> TaskRead:
    systems = [_system(each) for each in stored["systems"]]
    first = next((each for each in systems if each.system == _OURS), systems[0])
    kept = {name: value for name, value in stored.items() if name != "systems"}
    figure = first.metrics[stored["key"]]
    return TaskRead(**kept, system=first.system, figure=figure, systems=systems)


def _system(stored: Stored) -> SystemRead:
    against = stored["against_ours"]
    return SystemRead(
        system=stored["system"],
        metrics={
            name: _figure(each["value"], each["interval"])
            for name, each in stored["metrics"].items()
        },
        against_ours=None if against is None else Against(**_ends(against)),
    )


def _figure(value: float, interval: Sequence[float] | None) -> Figure:
    low, high = interval or (None, None)
    return Figure(value=value, low=low, high=high)


def _ends(stored: Stored) -> Stored:
    """The same with the two ends of its interval apart."""
    low, high = stored["interval"]
    return {**stored, "low": low, "high": high}


def show_vacancies(run: Run) -> list[QueryRead]:
    """The vacancies that ours ranked, those where it did worst first."""
    titles = titles_of(run)
    values = _values(run)
    found = [QueryRead(id=id_, title=titles.get(id_, id_), value=x) for id_, x in values.items()]
    return sorted(found, key=lambda each: (each.value, each.id))


def titles_of(run: Run) -> Mapping[str, str]:
    """Vacancy to its title."""
    return _readable(lambda: {each["vacancy"]: each["title"] for each in run.explained()}, {})


def _values(run: Run) -> Mapping[str, float]:
    result = run.result(RANKING) or {}
    return _readable(lambda: dict(result["per_query"][result["key"]]), {})


def show_ranking(run: Run, query_id: str, reasons: Reasons) -> RankingRead | None:
    """How ours ranked for one vacancy; None where nothing is known of it."""
    result, value = run.result(RANKING) or {}, _values(run).get(query_id)
    stored = next((each for each in run.explained() if each.get("vacancy") == query_id), None)
    if stored is None or value is None:
        return None
    return _readable(
        lambda: RankingRead(
            **{name: each for name, each in stored.items() if name != "entries"},
            key=result["key"],
            value=value,
            entries=[_ranked(each, reasons) for each in stored["entries"]],
        ),
        None,
    )


def _ranked(stored: Stored, reasons: Reasons) -> RankedRead:
    said: Stored = {
        "parts": [Part(**each, label=_part_label(each, reasons)) for each in stored["parts"]],
        "missing": [_skill(each, reasons) for each in stored["missing"]],
        "not_met": [reasons.constraint(Constraint(each)) for each in stored["not_met"]],
    }
    return RankedRead(**{**stored, **said})


def _part_label(stored: Stored, reasons: Reasons) -> str:
    if stored["kind"] == "skill":
        return _skill(stored["concept"], reasons)
    if stored["kind"] == "occupation":
        return _known(lambda: reasons.taxonomy.occupation(stored["concept"]), stored, reasons)
    names = (Constraint.PLACE, Constraint.HOURS, Constraint.WORK_MODE)
    return ", ".join(reasons.constraint(each) for each in names)


def _skill(skill: str, reasons: Reasons) -> str:
    return _known(lambda: reasons.taxonomy.skill(skill), {"concept": skill}, reasons)


def _known(concept: Callable[[], object], stored: Stored, reasons: Reasons) -> str:
    """The name of a concept, or its id: a run may be of another taxonomy than ours is now."""
    try:
        return str(concept().label(reasons.language))  # type: ignore[attr-defined]
    except MatchingError:
        return str(stored["concept"])


def show_fairness(run: Run) -> FairnessRead | None:
    """What an audit found; None where the run has none."""
    result = run.result("fairness")
    return None if result is None else _readable(lambda: _fairness(result["details"]), None)


def _fairness(details: Stored) -> FairnessRead:
    swaps = details["counterfactual"]
    return FairnessRead(
        comparisons=swaps["comparisons"],
        changes=swaps["changes"],
        upper=swaps["upper"],
        swaps=[SwapRead(attribute=x, changes=n) for x, n in swaps["by_attribute"].items()],
        gaps=[_gap(each) for each in details["gaps"]],
    )


def _gap(stored: Stored) -> GapRead:
    ratios = {name: RatioRead(**stored[name]) for name in ("exposure", "selection")}
    return GapRead(**{**stored, **ratios})
