"""Runs: what a system found for each query, best first.

The order of a run is the system's own; scores only say how sure it was. Whoever measures a run
goes by the order, so that ties mean what the system made of them (smaller id first).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

__all__ = ["Judgments", "Ranked", "Run", "ranked_ids", "write_run"]

Ranked = Sequence[tuple[str, float]]
"""Ids with scores, best first; each id once."""

Run = Mapping[str, Ranked]
"""Query id to what was found for it."""

Judgments = Mapping[str, Mapping[str, int]]
"""Query id to document id to grade, 0 and up."""


def ranked_ids(ranked: Ranked) -> list[str]:
    """The ids of a ranking, best first."""
    return [document for document, _ in ranked]


def write_run(path: Path, run: Run, system: str) -> None:
    """Write a run in TREC form: `query Q0 document rank score system`."""
    path.write_text("".join(_lines(run, system)), encoding="utf-8")


def _lines(run: Run, system: str) -> Iterable[str]:
    for query in sorted(run):
        for rank, (document, score) in enumerate(run[query], start=1):
            yield f"{query} Q0 {document} {rank} {score:.6g} {system}\n"
