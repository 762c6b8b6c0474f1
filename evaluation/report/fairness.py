"""The section on fairness: swaps that must not matter, and gaps between groups.

Reads what `evaluation.fairness` puts in the details of a result: `counterfactual` and `gaps`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.report.figures import axis_around, interval_table
from evaluation.report.plots import Row, plot
from evaluation.report.views import Cell, Figure, Headline, Table
from evaluation.report.words import Words
from evaluation.results import Result

__all__ = ["fairness_figures", "fairness_headline", "fairness_tables", "is_fairness"]

_DIFFERENT = ("gets less", "gets more")
_WIDEST = 4.0

Found = Mapping[str, Any]


def is_fairness(result: Result) -> bool:
    """Whether a result is an audit and no contest of systems."""
    return "counterfactual" in result.details


def fairness_headline(result: Result, words: Words) -> Headline:
    """What was found, in words."""
    swaps, found = _swaps(result), _gaps(result)
    said = Counter(str(each["verdict"]) for each in found)
    text = words(
        "fair_counts",
        changes=swaps["changes"],
        comparisons=words.whole(swaps["comparisons"]),
        upper=words.number(1e4 * swaps["upper"], 2),
    )
    gaps = words(
        "fair_gaps",
        found=sum(said[each] for each in _DIFFERENT),
        clear=said["no difference found"],
        few=said["insufficient data"],
    )
    bad = bool(swaps["changes"]) or any(said[each] for each in _DIFFERENT)
    return Headline(
        name=result.task,
        task=words.task(result.task),
        verdict=words("fair_changed" if swaps["changes"] else "fair_unchanged"),
        kind="worse" if bad else "same",
        text=f"{text} {gaps}" if found else text,
    )


def fairness_tables(result: Result, words: Words) -> list[Table]:
    """Changes by attribute, and the gaps."""
    by_attribute = _swaps(result)["by_attribute"]
    swaps = Table(
        name=f"{result.task}-swaps",
        caption=words("swaps_table"),
        head=[Cell(words("attribute")), Cell(words("changes"), number=True)],
        rows=[
            [Cell(str(name), language="en"), Cell(str(count), number=True)]
            for name, count in by_attribute.items()
        ],
    )
    found = _gaps(result)
    return [swaps, *([_gaps_table(result, found, words)] if found else [])]


def _gaps_table(result: Result, found: Sequence[Found], words: Words) -> Table:
    heads = [words(each) for each in ("people", "exposure", "selection", "detectable")]
    return Table(
        name=f"{result.task}-gaps",
        caption=words("gaps_table"),
        head=[
            Cell(words("group")),
            *(Cell(head, number=True) for head in heads),
            Cell(words("verdict")),
        ],
        rows=[_gap_row(each, words) for each in found],
        note=words("gaps_note"),
    )


def _gap_row(gap: Found, words: Words) -> list[Cell]:
    people = gap.get("people")
    verdict = str(gap["verdict"])
    detectable = gap["exposure"].get("detectable")
    return [
        Cell(_label(gap), small=str(gap["against"]), language="en"),
        Cell(" / ".join(map(str, people)) if people else words("withheld"), number=True),
        *(_ratio(gap[kind], words) for kind in ("exposure", "selection")),
        Cell("–" if detectable is None else f"± {words.number(detectable, 2)}", number=True),
        Cell(
            words.known(f"fair_{verdict.replace(' ', '_')}", verdict),
            strong=verdict in _DIFFERENT,
        ),
    ]


def _ratio(ratio: Found, words: Words) -> Cell:
    value, ends = ratio.get("value"), ratio.get("interval")
    if value is None:
        return Cell("–", number=True)
    return Cell(words.number(value, 2), small=words.interval(ends) if ends else "", number=True)


def fairness_figures(result: Result, words: Words) -> list[Figure]:
    """Exposure and selection of each group over the rest, where there is an interval."""
    found = (_ratio_figure(result, kind, words) for kind in ("exposure", "selection"))
    return [each for each in found if each]


def _ratio_figure(result: Result, kind: str, words: Words) -> Figure | None:
    rows = [_ratio_row(gap, gap[kind], words) for gap in _gaps(result) if gap[kind].get("interval")]
    if not rows:
        return None
    title = words("ratio_plot", kind=words(kind).capitalize())
    ends = [min(_WIDEST, end) for row in rows for end in row.interval or ()]
    cut = any(end > _WIDEST for row in rows for end in row.interval or ())
    outside = sum(not low <= 1 <= high for row in rows for low, high in [row.interval or (1, 1)])
    return Figure(
        caption=title,
        svg=plot(
            rows,
            axis_around(1.0, ends),
            words,
            name=f"{result.task}-{kind}-plot",
            title=title,
            desc=words("ratio_desc", count=len(rows), outside=outside),
            reference=1.0,
        ),
        table=interval_table(f"{result.task}-{kind}-data", title, words("group"), rows, words),
        legend=[("other", words("ratio_legend"))],
        note=words("ratio_cut", widest=f"{_WIDEST:g}") if cut else "",
    )


def _ratio_row(gap: Found, ratio: Found, words: Words) -> Row:
    low, high = ratio["interval"]
    said = f"{_label(gap)}: {words.number(ratio['value'])} ({words.interval((low, high))})"
    return Row(
        label=str(gap["group"]),
        name=_label(gap),
        said=said,
        value=ratio["value"],
        interval=(low, high),
    )


def _label(gap: Found) -> str:
    return f"{gap['trait']}: {gap['group']}"


def _swaps(result: Result) -> Found:
    found: Any = result.details["counterfactual"]
    return dict(found)


def _gaps(result: Result) -> Sequence[Found]:
    found: Any = result.details.get("gaps", ())
    return list(found)
