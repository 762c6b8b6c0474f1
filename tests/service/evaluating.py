"""Small judged data on a small taxonomy, and runs that the evaluation wrote of them."""

import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from typer.testing import CliRunner

from evaluation.cli import app
from service.evaluations import process
from tests.matching.taxonomy.small import write

__all__ = ["AFTER", "BEFORE", "add_runs", "small_gold", "wait_until"]

BEFORE, AFTER = "before", "after"
"""The runs that `add_runs` adds: ours and a baseline, and ours with other weights."""
_ASKED = ("SQL", "PostgreSQL", "MySQL", "MariaDB", "databases")
_PATIENCE = 120.0


def small_gold(folder: Path) -> Path:
    """Five vacancies, eleven candidates, all judged; and three traps."""
    match, traps = folder / "match", folder / "traps"
    for each in (match, traps):
        each.mkdir(parents=True)
    vacancies = [
        {"id": f"V{n}", "title": f"{skill} beheerder", "text": f"Eisen\n- {skill}", "split": "dev"}
        for n, skill in enumerate(_ASKED)
    ]
    vacancies[0]["hours"] = [32, 40]  # type: ignore[assignment]
    candidates: list[dict[str, Any]] = [
        {"id": f"C{n}", "skills": [{"label": skill, "evidence": "work"}]}
        for n, skill in enumerate(_ASKED)
    ]
    candidates += [{"id": f"D{n}", "text": f"Ik werk met {each}."} for n, each in enumerate(_ASKED)]
    candidates.append({"id": "E0", "text": "SQL", "hours": [4, 8]})
    grades = {(f"V{n}", f"{who}{n}"): 3 for n in range(5) for who in "CD"} | {("V0", "E0"): 2}
    judged = [
        f"{vacancy['id']} 0 {each['id']} {grades.get((vacancy['id'], each['id']), 0)}\n"
        for vacancy in vacancies
        for each in candidates
    ]
    _write_lines(match / "vacancies.jsonl", vacancies)
    _write_lines(match / "candidates.jsonl", candidates)
    (match / "qrels.txt").write_text("".join(judged))
    _write_lines(
        traps / "nl.jsonl",
        [
            {"id": "a", "category": "list", "text": "Kennis van SQL.", "must": [{"skill": "sql"}]},
            {"id": "b", "category": "empty", "text": "Een fijne plek.", "empty": True},
            {
                "id": "c",
                "category": "negation",
                "text": "Geen ervaring met MySQL nodig.",
                "must": [{"skill": "mysql", "negated": True}],
            },
        ],
    )
    return folder


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@cache
def _made() -> Path:
    """The two runs, once for all tests of a process."""
    folder = Path(mkdtemp(prefix="schakel-runs-"))
    gold, taxonomy = small_gold(folder / "gold"), write(folder / "taxonomy")
    (folder / "config.json").write_text(json.dumps({"occupation_share": 0.5}))
    usual = ("--data", gold / "match", "--taxonomy", taxonomy, "--no-stability", "--system", "ours")
    _run("ranking", *usual, "--system", "random", "--out", folder / BEFORE)
    _run("ranking", *usual, "--config", folder / "config.json", "--out", folder / AFTER)
    _run("fairness", *usual[:4], "--out", folder / BEFORE)
    return folder


def _run(*words: object) -> None:
    done = CliRunner().invoke(app, [str(each) for each in words])
    assert done.exit_code == 0, done.output


def add_runs(runs: Path) -> None:
    """Put both runs into a folder of runs."""
    for name in (BEFORE, AFTER):
        shutil.copytree(_made() / name, runs / name)


def wait_until(is_so: Callable[[], bool], runs: Path) -> None:
    """Wait until something is so, while a run goes on."""
    until = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < until, f"waited too long; going on: {process.running(runs)}"
        time.sleep(0.05)
