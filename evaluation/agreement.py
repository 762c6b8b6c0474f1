"""How far two judges agree: quadratic weighted kappa of two files of judgments.

The files are in TREC form: `vacancy 0 candidate grade`, grades 0-3; see docs/judging.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from evaluation.datasets.files import json_lines, need_file, text_of
from evaluation.datasets.ranking import HIGHEST
from evaluation.errors import DatasetError

__all__ = [
    "Agreement",
    "Dispute",
    "Part",
    "agree",
    "agreement",
    "key_line",
    "read_grades",
    "show_agreement",
    "splits",
    "weighted_kappa",
]

Pairs = Mapping[tuple[str, str], int]
"""(vacancy, candidate) to grade."""

_ROUNDS = 2000
_DISPUTES_SHOWN = 20


class Dispute(NamedTuple):
    """A pair with two grades."""

    vacancy: str
    candidate: str
    first: int
    second: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """Agreement over some of the pairs.

    Attributes:
        name: Which.
        pairs: How many.
        kappa: Quadratic weighted, in [-1, 1]; None where one grade is all there is.
        interval: 95 %, by bootstrap over vacancies; None where it is not defined.
        equal: Share with equal grades.
        far: Share with grades more than one apart.
    """

    name: str
    pairs: int
    kappa: float | None
    interval: tuple[float, float] | None
    equal: float
    far: float


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of two files.

    Attributes:
        parts: All pairs, those with a grade above 0 by either, and both again of each split.
        table: [grade in the first][grade in the second]: pairs.
        disputes: Pairs with two grades, the furthest apart first.
        only_first: How many pairs the second file lacks.
        only_second: How many pairs the first file lacks.
    """

    parts: tuple[Part, ...]
    table: tuple[tuple[int, ...], ...]
    disputes: tuple[Dispute, ...]
    only_first: int
    only_second: int

    def to_json(self) -> dict[str, object]:
        """The agreement as JSON can hold it."""
        return {**asdict(self), "disputes": [each._asdict() for each in self.disputes]}


def agree(first: Path, second: Path, data: Path | None = None, seed: int = 0) -> Agreement:
    """Compare two files; `data` is a folder with the vacancies that say their split.

    Raises:
        DatasetError: A file is missing or not in its form, or the two share no pair.
    """
    ours, theirs = read_grades(first), read_grades(second)
    if not ours.keys() & theirs.keys():
        raise DatasetError(
            second,
            expected=f"judgments of the pairs of {first}",
            found="none of them",
            way_out="give two passes over the same vacancies and candidates",
        )
    split_of = splits(data / "vacancies.jsonl") if data else None
    return agreement(ours, theirs, split_of=split_of, seed=seed)


def read_grades(path: Path) -> dict[tuple[str, str], int]:
    """Read a file of judgments.

    Raises:
        DatasetError: It is missing, a line is not in its form, or a pair stands twice.
    """
    found: dict[tuple[str, str], int] = {}
    lines = text_of(need_file(path, "judgments: vacancy 0 candidate grade")).split("\n")
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words:
            continue
        fits = len(words) == 4 and words[3] in map(str, range(HIGHEST + 1))
        if not fits or (words[0], words[2]) in found:
            raise DatasetError(
                path,
                line=number,
                expected=f"vacancy 0 candidate grade, with grades 0-{HIGHEST}, each pair once",
                found=f"{line.strip()[:60]!r}" + (" again" if fits else ""),
                way_out="mend the line",
            )
        found[words[0], words[2]] = int(words[3])
    return found


def splits(path: Path) -> dict[str, str]:
    """Vacancy to split, of the vacancies of a file that have one.

    Raises:
        DatasetError: The file is missing or not in its form.
    """
    rows = json_lines(need_file(path, "vacancies"), {"id": (str, int)})
    return {str(row["id"]): str(row["split"]) for _, row in rows if row.get("split")}


def agreement(
    first: Pairs, second: Pairs, *, split_of: Mapping[str, str] | None = None, seed: int = 0
) -> Agreement:
    """Compare two judges on the pairs that both judged.

    Args:
        first: Grades of one.
        second: Grades of the other.
        split_of: Vacancy to split; each split is measured apart.
        seed: Of the draws.
    """
    shared = sorted(set(first) & set(second))
    rows = [Dispute(*pair, first[pair], second[pair]) for pair in shared]
    disputes = [each for each in rows if each.first != each.second]
    asked: dict[str, Callable[[Dispute], bool]] = {"": lambda row: True}
    for name in sorted(set((split_of or {}).values())):
        asked[f", {name}"] = lambda row, name=name: (split_of or {}).get(row.vacancy) == name  # type: ignore[misc]
    parts = []
    for name, wanted in asked.items():
        chosen = [row for row in rows if wanted(row)]
        above = [row for row in chosen if row.first or row.second]
        parts += [_part(f"all pairs{name}", chosen, seed), _part(f"above 0{name}", above, seed)]
    return Agreement(
        parts=tuple(parts),
        table=tuple(tuple(int(n) for n in line) for line in _table(rows)),
        disputes=tuple(sorted(disputes, key=lambda row: (-abs(row.first - row.second), row))),
        only_first=len(first) - len(shared),
        only_second=len(second) - len(shared),
    )


def weighted_kappa(table: NDArray[np.float64]) -> float | None:
    """Quadratic weighted kappa.

    Args:
        table: (grades, grades), pairs by the grades of two judges.

    Returns:
        In [-1, 1]; None where both used one grade only, the same one, or there is no pair.

    References:
        Cohen (1968), Weighted kappa, Psychological Bulletin 70, 213-220.
    """
    total = table.sum()
    grades = np.arange(len(table))
    apart = (grades[:, None] - grades) ** 2
    expected = float((apart * np.outer(table.sum(axis=1), table.sum(axis=0))).sum())
    return None if expected == 0 else float(1 - (apart * table).sum() * total / expected)


def _part(name: str, rows: Sequence[Dispute], seed: int) -> Part:
    apart = [abs(row.first - row.second) for row in rows]
    n = max(1, len(rows))
    return Part(
        name=name,
        pairs=len(rows),
        kappa=weighted_kappa(_table(rows)),
        interval=_interval(rows, seed),
        equal=apart.count(0) / n,
        far=sum(each > 1 for each in apart) / n,
    )


def _table(rows: Sequence[Dispute]) -> NDArray[np.float64]:
    table = np.zeros((HIGHEST + 1, HIGHEST + 1))
    for row in rows:
        table[row.first, row.second] += 1
    return table


def _interval(rows: Sequence[Dispute], seed: int) -> tuple[float, float] | None:
    """By drawing whole vacancies with replacement (percentiles)."""
    of_vacancy: dict[str, list[Dispute]] = {}
    for row in rows:
        of_vacancy.setdefault(row.vacancy, []).append(row)
    if len(of_vacancy) < 2:
        return None
    tables = np.array([_table(each) for each in of_vacancy.values()])
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(tables), (_ROUNDS, len(tables)))
    found = [weighted_kappa(tables[places].sum(axis=0)) for places in drawn]
    known = [each for each in found if each is not None]
    if not known:
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def show_agreement(out: Console, found: Agreement) -> None:
    """Print agreement, grade against grade, and the first disputes."""
    parts = _empty("agreement", "pairs", "kappa", "95 % interval", "equal", "more than one apart")
    for each in found.parts:
        low_high = f"{each.interval[0]:.3f} to {each.interval[1]:.3f}" if each.interval else ""
        kappa = "undefined" if each.kappa is None else f"{each.kappa:.3f}"
        parts.add_row(
            each.name, str(each.pairs), kappa, low_high, f"{each.equal:.1%}", f"{each.far:.1%}"
        )
    out.print(parts)
    grades = _empty("first \\ second", *map(str, range(len(found.table))))
    for grade, row in enumerate(found.table):
        grades.add_row(str(grade), *map(str, row))
    out.print(grades)
    shown = found.disputes[:_DISPUTES_SHOWN]
    disputes = _empty("vacancy", "candidate", "first", "second")
    for dispute in shown:
        disputes.add_row(*map(str, dispute))
    out.print(disputes)
    if len(shown) < len(found.disputes):
        out.print(f"{len(found.disputes) - len(shown)} more disputes: --json has all of them")


def key_line(found: Agreement) -> str:
    """The key figures as `name value` pairs on one line; a kappa that is undefined is left out."""
    named = {"kappa": found.parts[0], "kappa_above_0": found.parts[1]}
    kappas = {name: part.kappa for name, part in named.items()}
    words = [f"{name} {value:.3f}" for name, value in kappas.items() if value is not None]
    everything = found.parts[0]
    words += [f"pairs {everything.pairs}", f"disputes {len(found.disputes)}"]
    return " ".join([*words, f"more_than_one_apart {everything.far:.3f}"])


def _empty(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, name in enumerate(columns):
        table.add_column(name, justify="right" if number else "left")
    return table
