"""The plot of docs/performance.md, of the rows of runs: `python -m bench.plot ROWS.json …`."""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

Row = dict[str, Any]
_TASKS = {"no conditions": "No conditions", "conditions": "Conditions that 2 % meet"}
_OURS = "Schakel"


def drawn(rows: list[Row]) -> Figure:
    """CPU time against candidates, both by powers of ten, a line for each system of a task."""
    figure, axes = plt.subplots(1, len(_TASKS), figsize=(10, 4), sharey=True, layout="constrained")
    for axis, (task, title) in zip(axes, _TASKS.items(), strict=True):
        lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row in rows:
            if row["task"] == task:
                lines[row["system"]].append((row["candidates"], row["cpu_ms"]))
        for system, points in lines.items():
            axis.loglog(
                *zip(*sorted(points), strict=True),
                marker="o",
                linewidth=3 if system == _OURS else 1,
                label=system,
            )
        axis.set(title=title, xlabel="candidates")
        axis.grid(visible=True, alpha=0.3)
        axis.legend(fontsize="small")
    axes[0].set_ylabel("CPU ms for a vacancy")
    return figure


def main() -> None:
    """Draw what runs measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.plot", description=__doc__)
    parser.add_argument("rows", type=Path, nargs="+", help="what bench.ranking --json wrote")
    parser.add_argument("--to", type=Path, default=Path("docs/ranking.svg"), help="SVG to write")
    options = parser.parse_args()
    rows = [row for each in options.rows for row in json.loads(each.read_text(encoding="utf-8"))]
    drawn(rows).savefig(options.to, metadata={"Date": None})


if __name__ == "__main__":
    main()
