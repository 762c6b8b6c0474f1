"""Sections: one for each task, and what is said of all of them first."""

import json
from collections import Counter
from collections.abc import Sequence

from evaluation.report.contrasts import TaskResults
from evaluation.report.fairness import (
    fairness_figures,
    fairness_headline,
    fairness_tables,
    is_fairness,
)
from evaluation.report.figures import (
    ablation_figure,
    calibration_figure,
    queries_figure,
    systems_figure,
)
from evaluation.report.mistakes import mistakes, mistakes_lead
from evaluation.report.tables import (
    ablation_table,
    languages_table,
    origin_table,
    set_tables,
    stability_table,
    systems_table,
)
from evaluation.report.views import Headline, Section
from evaluation.report.words import Words

__all__ = ["overall", "section"]

_RANKING = "ranking"


def overall(tasks: Sequence[TaskResults], words: Words) -> str:
    """How ours does on all tasks against the best baselines, in a sentence."""
    found = Counter(each.verdict.name.lower() for each in tasks if each.verdict is not None)
    if not found:
        return words("overall_none")
    names = [name for name in ("better", "worse", "same", "not_enough") if found[name]]
    parts = words.listing([words(f"overall_{name}", count=found[name]) for name in names])
    return words("overall", parts=parts, tasks=found.total())


def section(task: TaskResults, words: Words) -> Section:
    """All that is shown of a task."""
    return _audit(task, words) if is_fairness(task.first) else _contest(task, words)


def _contest(task: TaskResults, words: Words) -> Section:
    figures = [systems_figure(task, words)]
    if task.task == _RANKING:
        more = [make(task, words) for make in (queries_figure, calibration_figure, ablation_figure)]
        figures += [each for each in more if each]
    more_tables = [ablation_table(task, words), stability_table(task, words)]
    return Section(
        headline=_headline(task, words),
        asks=words.known(f"asks_{task.task}", ""),
        tables=[systems_table(task, words), *languages_table(task, words)],
        sets=set_tables(task, words),
        figures=figures,
        more=[each for each in more_tables if each],
        mistakes=mistakes(task, words),
        mistakes_lead=mistakes_lead(task, words),
        mistakes_open=task.task == _RANKING,
        origin=origin_table(task, words),
        settings=_settings(task),
    )


def _audit(task: TaskResults, words: Words) -> Section:
    return Section(
        headline=fairness_headline(task.first, words),
        asks=words.known(f"asks_{task.task}", ""),
        tables=fairness_tables(task.first, words),
        figures=fairness_figures(task.first, words),
        origin=origin_table(task, words),
        settings=_settings(task),
    )


def _headline(task: TaskResults, words: Words) -> Headline:
    verdict = task.verdict
    return Headline(
        name=task.name,
        task=words.task(task.task),
        verdict=words.verdict(verdict) if verdict else words("verdict_none"),
        kind=verdict.name.lower().replace("_", "-") if verdict else "none",
        text=_compared(task, words),
    )


def _compared(task: TaskResults, words: Words) -> str:
    if task.ours is None:
        return words("headline_without")
    key = task.ours.key
    value = words.number(task.ours.metrics[key])
    if task.best is None:
        return words("headline_alone", metric=key, ours=value)
    found = task.against[task.best.system].difference
    low, high = found.interval
    return words(
        "headline",
        metric=key,
        ours=value,
        best=task.best.system,
        theirs=words.number(task.best.metrics[key]),
        difference=words.signed(-found.mean),
        interval=words.interval((-high, -low), signed=True),
        queries=words.whole(found.queries),
    )


def _settings(task: TaskResults) -> list[tuple[str, str]]:
    """System to its config, of those that have one."""
    return [
        (each.system, json.dumps(each.config, ensure_ascii=False, sort_keys=True))
        for each in task.results
        if each.config
    ]
