"""Results as tables for people at a terminal, and as the line of key figures."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.by_language import Contrast, contrasts, of_originals
from evaluation.compare import Comparison
from evaluation.outcomes import Outcome
from evaluation.results import Result
from evaluation.significance import compare_paired, verdicts
from evaluation.stability import TRANSLATION
from evaluation.systems import OURS

__all__ = [
    "comparison_line",
    "console",
    "key_line",
    "key_line_of_all",
    "key_result",
    "show_comparisons",
    "show_outcomes",
]

_PLAIN_WIDTH = 200
_MOST_COLUMNS = 9


def console() -> Console:
    """Standard output: as wide as the terminal, and wide enough where it is none."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=_PLAIN_WIDTH)


def key_result(results: Sequence[Result]) -> Result:
    """Our system's result; the first one where ours was not asked."""
    return next((each for each in results if each.system == OURS), results[0])


def key_line(result: Result) -> str:
    """The key figures as `name value` pairs on one line: «mrr 0.512 hit@1 0.430».

    Where translations were ranked, `translation_top10` is the share of the first ten that stayed,
    and `translation_top10_noise` the same where a difference under the noise is none.
    """
    found = {**result.metrics, **_of_translation(result.details.get("stability"))}
    return " ".join(f"{name} {value:.3f}" for name, value in found.items())


def _of_translation(rows: object) -> dict[str, float]:
    measured = rows if isinstance(rows, list) else []
    row = next((each for each in measured if each["change_of"] == TRANSLATION), None)
    if row is None:
        return {}
    return {
        "translation_top10": 1 - row["change"],
        "translation_top10_noise": 1 - row["fell"],
    }


def key_line_of_all(results: Sequence[Result]) -> str:
    """The key figure of each task by our system: «ranking.ndcg_exp@10 0.800 traps.passed 1.000»."""
    ours = [each for each in results if each.system == OURS]
    return " ".join(f"{each.task}.{each.key} {each.metrics[each.key]:.3f}" for each in ours)


def show_outcomes(out: Console, outcomes: Sequence[Outcome]) -> None:
    """Print how the systems did, over all sets and on each, and how ours compares."""
    results = [each.result for each in outcomes]
    first = results[0]
    against = _against(results)
    out.print(_table(f"{first.task}: {', '.join(first.datasets)}", outcomes, "", against))
    if len(first.datasets) > 1:
        for name in first.datasets:
            out.print(_table(name, outcomes, f"{name}.", {}))
    for note in dict.fromkeys(note for each in results for note in each.notes):
        out.print(Text(note, style="dim"))
    for contrast in contrasts(results):
        out.print(Text(_contrast_line(contrast)))
    ours = key_result(results)
    _show_stability(out, ours.details.get("stability"))
    _show_calibration(out, ours.details.get("calibration"))
    out.print(
        Text(
            f"data {first.dataset_fingerprint}, taxonomy {first.taxonomy_fingerprint or 'none'}, "
            f"verdicts on {first.key}: paired randomisation, Holm-corrected, 5 %",
            style="dim",
        )
    )


def _contrast_line(found: Contrast) -> str:
    low, high = found.interval
    kind = "originals and translations" if found.translated else "originals"
    few = f" ({found.vacancies} vacancies: p is {found.least_p:.3f} at least)"
    return (
        f"{found.language}, {found.vacancies} vacancies ({kind}): ours {found.ours:.3f}, "
        f"best baseline {found.best} {found.theirs:.3f}, "
        f"difference {found.difference:+.3f} [{low:+.3f}, {high:+.3f}], "
        f"p {found.corrected:.3f} (Holm, by language): {found.verdict}"
        f"{few if found.too_few else ''}"
    )


def _against(results: Sequence[Result]) -> dict[str, tuple[str, str]]:
    """System to its difference from ours on the key metric, and the verdict."""
    ours = key_result(results)
    others = [each for each in results if each is not ours]
    values = ours.per_query[ours.key]
    found = [compare_paired(values, each.per_query[each.key], seed=ours.seed) for each in others]
    return {
        other.system: (
            f"{each.mean:+.3f} [{each.interval[0]:+.3f}, {each.interval[1]:+.3f}]",
            verdict.value,
        )
        for other, each, verdict in zip(others, found, verdicts(found), strict=True)
    }


def _table(
    title: str, outcomes: Sequence[Outcome], prefix: str, against: Mapping[str, tuple[str, str]]
) -> Table:
    names = _columns(outcomes[0].result.metrics, prefix)
    names += [] if prefix else of_originals(outcomes[0].result)
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("system")
    for name in names:
        table.add_column(name.removeprefix(prefix), justify="right")
    extra = ["against ours", "verdict"] if against else []
    for name in ["seconds", *extra]:
        table.add_column(name, justify="right" if name == "seconds" else "left", no_wrap=True)
    best = {name: max(each.result.metrics[name] for each in outcomes) for name in names}
    for each in outcomes:
        found = each.result.metrics
        cells = [
            Text(f"{found[name]:.3f}", style="bold" if found[name] == best[name] else "")
            for name in names
        ]
        said = against.get(each.result.system, ("", ""))
        table.add_row(each.result.system, *cells, f"{each.seconds:.1f}", *(said if against else ()))
    return table


def _columns(metrics: Iterable[str], prefix: str) -> list[str]:
    """The metrics of one set; those of all sets together have no prefix, and so no dot."""
    inside = [name for name in metrics if name.startswith(prefix)]
    return [name for name in inside if "." not in name.removeprefix(prefix)][:_MOST_COLUMNS]


def _show_stability(out: Console, rows: object) -> None:
    if not isinstance(rows, list) or not rows:
        return
    table = Table(title="stability of ours", title_justify="left", box=None, padding=(0, 2, 0, 0))
    heads = ("rank-biased overlap", "least of a vacancy", "top-10 change", "beyond the noise")
    table.add_column("change")
    for name in heads:
        table.add_column(name, justify="right")
    for row in rows:
        figures = (row["overlap"], row["least"], row["change"], row["fell"])
        table.add_row(row["change_of"], *(f"{each:.3f}" for each in figures))
    out.print(table)


def _show_calibration(out: Console, rows: object) -> None:
    if not isinstance(rows, list) or not rows:
        return
    table = Table(title="calibration of ours", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in ("score", "pairs", "mean score", "relevant", "95 % interval"):
        table.add_column(name, justify="right")
    for row in rows:
        low, high = row["interval"]
        table.add_row(
            f"{row['low']:.0f}-{row['high']:.0f}",
            str(row["pairs"]),
            f"{row['mean_score']:.0f}",
            f"{row['share']:.3f}",
            f"{low:.3f}-{high:.3f}",
        )
    out.print(table)


def show_comparisons(out: Console, comparisons: Sequence[Comparison]) -> None:
    """Print two runs side by side."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("task", "metric", "first", "second", "difference", "95 % interval", "verdict"):
        table.add_column(name)
    for each in comparisons:
        key, difference = each.first.key, each.difference
        table.add_row(
            each.task,
            key,
            f"{each.first.system} {each.first.metrics[key]:.3f}",
            f"{each.second.system} {each.second.metrics[key]:.3f}",
            f"{difference.mean:+.3f}",
            f"{difference.interval[0]:+.3f} to {difference.interval[1]:+.3f}",
            each.verdict.value,
        )
    out.print(table)
    for each in comparisons:
        if each.changed:
            out.print(Text(f"{each.task}: other {', '.join(each.changed)}", style="dim"))
    out.print(
        Text(
            "second minus first; paired randomisation over queries, Holm-corrected, 5 %",
            style="dim",
        )
    )


def comparison_line(comparisons: Sequence[Comparison]) -> str:
    """How many tasks have each verdict, as `name value` pairs on one line."""
    counts = {"better": 0, "worse": 0, "the same": 0, "not enough data": 0}
    for each in comparisons:
        counts[each.verdict.value] += 1
    return " ".join(f"{name.replace(' ', '_')} {count}" for name, count in counts.items())
