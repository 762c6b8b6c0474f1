"""An audit as tables for people at a terminal, and as the line of key figures."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.fairness.counterfactual import Invariance
from evaluation.fairness.gaps import LEAST, Ratio, Verdict
from evaluation.fairness.run import Audit
from evaluation.fairness.simulate import CheckRow

__all__ = ["check_line", "key_line", "show_audit", "show_check"]

_EXAMPLES = 5


def show_audit(out: Console, found: Audit) -> None:
    """Print what was found, swaps first."""
    _show_invariance(out, found.invariance)
    _show_gaps(out, found)
    for note in found.notes:
        out.print(Text(note, style="dim"))


def _show_invariance(out: Console, found: Invariance) -> None:
    table = _table("counterfactual swaps: the same people, something else in the CV", "attribute")
    for name in ("comparisons", "changes"):
        table.add_column(name, justify="right")
    each = found.comparisons // max(1, len(found.by_attribute))
    for attribute, changes in found.by_attribute.items():
        table.add_row(attribute, str(each), str(changes))
    out.print(table)
    out.print(
        f"{found.changes} of {found.comparisons} scores change "
        f"(95 % upper bound {found.upper:.4%}), {found.between} of them with what the line says"
    )
    for change in found.examples[:_EXAMPLES]:
        out.print(
            f"  {change.candidate} for {change.vacancy}, {change.attribute}: "
            f"{change.before} without the line, {change.first} and {change.second} with it",
            highlight=False,
        )


def _show_gaps(out: Console, found: Audit) -> None:
    if not found.gaps:
        return
    table = _table("between groups, among the equally qualified", "trait", "group", "against")
    for name in ("people", "pools", "exposure ratio", "seen from", f"selection@{found.k} ratio"):
        table.add_column(name, justify="right")
    for name in ("seen from", "p", "verdict"):
        table.add_column(name, justify="left" if name == "verdict" else "right")
    for gap in found.gaps:
        people = " / ".join(map(str, gap.people)) if gap.people else "under 10"
        table.add_row(
            gap.trait,
            gap.group,
            gap.against,
            people,
            str(gap.pools),
            *_cells(gap.exposure),
            *_cells(gap.selection),
            "" if gap.corrected is None else f"{gap.corrected:.3f}",
            gap.verdict.value,
        )
    out.print(table)
    out.print(
        Text(
            "ratio: what the group gets over what the others get, 1 is equal, [95 % interval]; "
            "seen from: the least distance from 1 that would be found four times in five; "
            f"p: permutation of exposure, Holm-corrected; under {LEAST} people nothing is said",
            style="dim",
        )
    )


def _cells(ratio: Ratio) -> tuple[str, str]:
    if ratio.value is None:
        return "", ""
    low_high = f" [{ratio.interval[0]:.2f}, {ratio.interval[1]:.2f}]" if ratio.interval else ""
    seen = "" if ratio.detectable is None else f"±{ratio.detectable:.2f}"
    return f"{ratio.value:.2f}{low_high}", seen


def key_line(found: Audit) -> str:
    """The key figures as `name value` pairs on one line."""
    counts = dict.fromkeys(Verdict, 0)
    for gap in found.gaps:
        counts[gap.verdict] += 1
    same = found.invariance
    pairs = {
        "score_changes": str(same.changes),
        "comparisons": str(same.comparisons),
        "upper_bound": f"{same.upper:.6f}",
        **{verdict.value.replace(" ", "_"): str(count) for verdict, count in counts.items()},
    }
    return " ".join(f"{name} {value}" for name, value in pairs.items())


def show_check(out: Console, rows: Sequence[CheckRow]) -> None:
    """Print how the tests did on data of which the truth is known."""
    table = _table("self-check on simulated data", "world")
    for name in ("runs", "found", "95 % interval", "mean ratio", "intervals with 1", "four-fifths"):
        table.add_column(name, justify="right")
    table.add_column("as it should be")
    for row in rows:
        low, high = row.interval
        figures = (row.ratio, row.covered, row.four_fifths)
        table.add_row(
            row.world,
            str(row.runs),
            f"{row.found:.1%}",
            f"{low:.1%}-{high:.1%}",
            *("" if each is None else f"{each:.2f}" for each in figures),
            "yes" if row.right else "NO",
        )
    out.print(table)
    out.print(
        Text(
            "found: without bias false alarms, wanted 5 %; with bias power. four-fifths: how often "
            "that rule would alarm; it is no test",
            style="dim",
        )
    )


def check_line(rows: Sequence[CheckRow]) -> str:
    """The key figures as `name value` pairs on one line."""
    worlds = [row for row in rows if row.ratio is not None]
    fair = [row for row in worlds if not row.bias]
    alarms = sum(row.found * row.runs for row in fair) / max(1, sum(row.runs for row in fair))
    power = min((row.found for row in worlds if row.bias >= 0.6), default=0.0)
    right = sum(row.right for row in rows)
    return f"false_alarms {alarms:.3f} least_power {power:.3f} right {right} checks {len(rows)}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(name)
    return table
