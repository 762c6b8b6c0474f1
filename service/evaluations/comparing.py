"""Two runs side by side, and the report of one: the evaluation reckons, in a process of its own."""

import json
from functools import lru_cache
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory

from service.errors import ConflictError
from service.evaluations import process, repository
from service.evaluations.repository import Run
from service.evaluations.schemas import ChangeRead, ComparisonRead, Stored, TaskComparison
from service.evaluations.showing import titles_of
from service.settings import Settings

__all__ = ["compare", "report"]

_MOST_CHANGES = 20
_SAME = 1e-9


def compare(settings: Settings, first_id: str, second_id: str) -> ComparisonRead:
    """Two runs side by side, by our system; takes a second or two the first time.

    Raises:
        NotFoundError: There is none of one of them.
        ConflictError: They cannot be compared; says why.
    """
    first, second = (repository.find(settings.runs, each) for each in (first_id, second_id))
    answered = _compared(settings.runs, first.id, second.id, (first.version, second.version))
    try:
        rows: list[Stored] = json.loads(answered.out)
    except ValueError:
        raise ConflictError(_reason(answered.err)) from None
    return ComparisonRead(
        first=first.id,
        second=second.id,
        tasks=[_comparison(each, first, second) for each in rows],
        left_out=[line.partition("not compared: ")[2] for line in _lines(answered.err)],
    )


def report(settings: Settings, run_id: str, language: str) -> bytes:
    """The report of a run: one file of HTML, to keep.

    Raises:
        NotFoundError: There is no such run.
        ConflictError: It has nothing to report.
    """
    run = repository.find(settings.runs, run_id)
    with TemporaryDirectory(prefix="schakel-report-") as folder:
        out = Path(folder) / "report.html"
        words = (run.id, "--language", language, "--out", str(out))
        answered = _asked(settings.runs, "report", *words)
        if answered.status != 0:
            raise ConflictError(_reason(answered.err))
        return out.read_bytes()


@lru_cache(maxsize=32)
def _compared(
    runs: Path, first: str, second: str, _versions: tuple[frozenset[tuple[str, int]], ...]
) -> process.Answered:
    """What the evaluation says of two runs; remembered for as long as neither is changed."""
    return _asked(runs, "compare", first, second, "--json")


def _asked(runs: Path, *words: str) -> process.Answered:
    try:
        return process.ask(runs, words)
    except TimeoutExpired:
        raise ConflictError(
            "expected an answer of the evaluation within two minutes, found none; try again later"
        ) from None


def _lines(told: str) -> list[str]:
    return [line for line in told.splitlines() if "not compared: " in line]


def _reason(told: str) -> str:
    """Why a command of the evaluation failed: the last thing that it said."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return (lines[-1] if lines else "expected an answer, found none").removeprefix("evaluate: ")


def _comparison(stored: Stored, first: Run, second: Run) -> TaskComparison:
    low, high = stored["interval"]
    values = {name: stored[name]["value"] for name in ("first", "second")}
    changes = _changes(stored, first, second)
    return TaskComparison(**{**stored, **values}, low=low, high=high, changes=changes)


def _changes(stored: Stored, first: Run, second: Run) -> list[ChangeRead]:
    before, after = (
        (each.result(stored["task"]) or {})["per_query"][stored["metric"]]
        for each in (first, second)
    )
    titles = titles_of(second)
    found = [
        ChangeRead(id=id_, title=titles.get(id_, id_), first=value, second=after[id_])
        for id_, value in before.items()
        if abs(after[id_] - value) > _SAME
    ]
    return sorted(found, key=lambda each: (-abs(each.second - each.first), each.id))[:_MOST_CHANGES]
