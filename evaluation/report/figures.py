"""Figures of a task: systems, vacancies against the best baseline, calibration, parts."""

from collections.abc import Sequence
from typing import Any

from evaluation.report.contrasts import TaskResults, interval_of
from evaluation.report.plots import Row, plot
from evaluation.report.views import Cell, Figure, Table
from evaluation.report.words import Words
from evaluation.results import Result
from evaluation.systems import OURS

__all__ = [
    "ablation_figure",
    "axis_around",
    "calibration_figure",
    "interval_table",
    "queries_figure",
    "systems_figure",
]

_MOST_ROWS = 40
_UNIT = (0.0, 1.0)


def systems_figure(task: TaskResults, words: Words) -> Figure:
    """The key metric of ours and the baselines, with intervals."""
    results = [*([task.ours] if task.ours else []), *task.baselines] or list(task.ablations)
    key = task.first.key
    rows = [_system_row(each, words) for each in results]
    best = max(results, key=lambda each: each.metrics[key])
    title = words("systems_plot", metric=key)
    return Figure(
        caption=title,
        svg=plot(
            rows,
            _UNIT,
            words,
            name=f"{task.name}-systems-plot",
            title=f"{words.task(task.task)}: {title}",
            desc=words(
                "systems_desc",
                best=best.system,
                value=words.number(best.metrics[key]),
                ours=words.number(task.ours.metrics[key]) if task.ours else "–",
            ),
        ),
        table=interval_table(f"{task.name}-systems-data", title, words("system"), rows, words),
        legend=_legend(words, "others"),
    )


def _system_row(result: Result, words: Words) -> Row:
    value, ends = result.metrics[result.key], interval_of(result, result.key)
    return Row(
        label=result.system,
        said=_said(result.system, value, ends, words),
        value=value,
        interval=ends,
        ours=result.system == OURS,
    )


def _said(
    label: str, value: float, ends: tuple[float, float] | None, words: Words, signed: bool = False
) -> str:
    number = words.signed(value) if signed else words.number(value)
    return f"{label}: {number}" + (f" ({words.interval(ends, signed=signed)})" if ends else "")


def _legend(words: Words, *names: str) -> list[tuple[str, str]]:
    return [("ours", words("ours")), *(("other", words(name)) for name in names)]


def interval_table(
    name: str, caption: str, head: str, rows: Sequence[Row], words: Words, *, signed: bool = False
) -> Table:
    """The table behind a plot of intervals."""
    number = words.signed if signed else words.number
    return Table(
        name=name,
        caption=caption,
        head=[
            Cell(head),
            *(Cell(words(each), number=True) for each in ("value", "low", "high")),
        ],
        rows=[
            [
                Cell(row.name or row.label, code=True),
                *(
                    Cell("–" if each is None else number(each), number=True)
                    for each in (row.value, *(row.interval or (None, None)))
                ),
            ]
            for row in rows
        ],
    )


def queries_figure(task: TaskResults, words: Words) -> Figure | None:
    """Ours and the best baseline on each vacancy, by falling difference; None without both."""
    pairs = _pairs(task)
    if task.best is None or not pairs:
        return None
    best = task.best.system
    largest = sorted(pairs, key=lambda each: -abs(each[1] - each[2]))[:_MOST_ROWS]
    rows = [_query_row(*pair, best, words) for pair in pairs if pair in largest]
    title = words("queries_plot", metric=task.first.key, best=best)
    cut = words("queries_cut", shown=len(rows), all=len(pairs)) if len(rows) < len(pairs) else ""
    desc = words(
        "queries_desc",
        higher=sum(ours > theirs for _, ours, theirs in pairs),
        same=sum(ours == theirs for _, ours, theirs in pairs),
        lower=sum(ours < theirs for _, ours, theirs in pairs),
    )
    return Figure(
        caption=title,
        svg=plot(rows, _UNIT, words, name=f"{task.name}-queries-plot", title=title, desc=desc),
        table=_queries_table(task, pairs, title, words),
        legend=[("ours", words("ours")), ("other", best)],
        note=cut,
        tall=True,
    )


def _pairs(task: TaskResults) -> list[tuple[str, float, float]]:
    """Query, ours and the best baseline's key metric; where ours gains most comes first."""
    if task.ours is None or task.best is None:
        return []
    key, best = task.ours.key, task.best
    values = task.ours.per_query[key].items()
    pairs = [(query, value, best.per_query[key][query]) for query, value in values]
    return sorted(pairs, key=lambda each: (each[2] - each[1], each[0]))


def _query_row(query: str, ours: float, theirs: float, best: str, words: Words) -> Row:
    said = f"{query}: ours {words.number(ours)}, {best} {words.number(theirs)}"
    return Row(label=query, said=said, value=ours, other=theirs, ours=True)


def _queries_table(
    task: TaskResults, pairs: Sequence[tuple[str, float, float]], caption: str, words: Words
) -> Table:
    heads = [OURS, task.best.system if task.best else "", words("difference")]
    return Table(
        name=f"{task.name}-queries-data",
        caption=caption,
        head=[Cell(words("vacancy")), *(Cell(head, number=True) for head in heads)],
        rows=[
            [
                Cell(query, code=True),
                Cell(words.number(ours), number=True),
                Cell(words.number(theirs), number=True),
                Cell(words.signed(ours - theirs), number=True),
            ]
            for query, ours, theirs in pairs
        ],
    )


def calibration_figure(task: TaskResults, words: Words) -> Figure | None:
    """The share of relevant pairs by score, the highest scores on top; None where not measured."""
    found: Any = task.ours.details.get("calibration") if task.ours else None
    if not found:
        return None
    rows = [_calibration_row(each, words) for each in reversed(found)]
    title = words("calibration_plot")
    ends = {"low": found[0], "high": found[-1]}
    desc = words(
        "calibration_desc", **{end: words.number(each["share"]) for end, each in ends.items()}
    )
    name = f"{task.name}-calibration-plot"
    return Figure(
        caption=title,
        svg=plot(rows, _UNIT, words, name=name, title=title, desc=desc),
        table=_calibration_table(task, found, title, words),
        legend=[("ours", words("share"))],
    )


def _calibration_row(found: Any, words: Words) -> Row:
    label, (low, high) = f"{found['low']:.0f}–{found['high']:.0f}", found["interval"]
    said = _said(label, found["share"], (low, high), words)
    return Row(label=label, said=said, value=found["share"], interval=(low, high), ours=True)


def _calibration_table(task: TaskResults, found: Any, caption: str, words: Words) -> Table:
    heads = [words(each) for each in ("pairs", "mean_score", "share", "line_interval")]
    return Table(
        name=f"{task.name}-calibration-data",
        caption=caption,
        head=[Cell(words("score")), *(Cell(head, number=True) for head in heads)],
        rows=[
            [
                Cell(f"{each['low']:.0f}–{each['high']:.0f}"),
                Cell(str(each["pairs"]), number=True),
                Cell(words.number(each["mean_score"], 0), number=True),
                Cell(words.number(each["share"]), number=True),
                Cell(words.interval(each["interval"]), number=True),
            ]
            for each in reversed(found)
        ],
    )


def ablation_figure(task: TaskResults, words: Words) -> Figure | None:
    """What changes on the key metric with each part switched off; None where none was."""
    if task.ours is None or not task.ablations:
        return None
    rows = sorted((_ablation_row(task, each, words) for each in task.ablations), key=_value)
    most = max(rows, key=lambda row: abs(row.value))
    title = words("ablation_plot", metric=task.ours.key)
    data = f"{task.name}-ablation-data"
    return Figure(
        caption=title,
        svg=plot(
            rows,
            axis_around(0.0, [end for row in rows for end in row.interval or ()]),
            words,
            name=f"{task.name}-ablation-plot",
            title=title,
            desc=words("ablation_desc", most=most.label, value=words.signed(most.value)),
            reference=0.0,
        ),
        table=interval_table(data, title, words("system"), rows, words, signed=True),
        legend=[("other", words("without_part"))],
        note=words("ablation_note"),
    )


def _ablation_row(task: TaskResults, result: Result, words: Words) -> Row:
    name, found = result.system, task.against[result.system].difference
    said = _said(name, found.mean, found.interval, words, signed=True)
    return Row(label=name, said=said, value=found.mean, interval=found.interval)


def _value(row: Row) -> float:
    return row.value


def axis_around(middle: float, values: Sequence[float]) -> tuple[float, float]:
    """The least and most of an axis that shows all values and what they are compared with.

    >>> axis_around(0.0, [-0.5, 0.5])
    (-0.55, 0.55)
    """
    low, high = min([middle, *values]), max([middle, *values])
    margin = 0.05 * (high - low) or 0.05
    return round(low - margin, 6), round(high + margin, 6)
