"""Beside results stands what programs read: figures with intervals, verdicts, and explanations."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evaluation.cli import app


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in words])


@pytest.fixture
def measured(ranking_folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    asked = ("--system", "ours", "--system", "random", "--split", "all", "--no-stability")
    done = run("ranking", "--data", ranking_folder, *asked, "--out", out)
    assert done.exit_code == 0, done.output
    return out


def summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text())
    return found


def test_a_summary_has_every_figure_with_its_interval(measured: Path) -> None:
    (task,) = summary(measured)["tasks"]
    assert (task["task"], task["key"], task["queries"]) == ("ranking", "ndcg_exp@10", 8)
    result = json.loads((measured / "ranking.random.json").read_text())
    ours, chance = task["systems"]
    assert (ours["system"], chance["system"]) == ("ours", "random")
    assert {name: each["value"] for name, each in chance["metrics"].items()} == result["metrics"]
    low, high = chance["metrics"]["ndcg_exp@10"]["interval"]
    assert low < result["metrics"]["ndcg_exp@10"] < high
    assert ours["against_ours"] is None
    assert chance["against_ours"]["verdict"] == "worse"
    assert task["verdict"] == "better"


def test_a_summary_is_made_again_of_results_that_have_none(measured: Path) -> None:
    before = (measured / "summary.json").read_bytes()
    (measured / "summary.json").unlink()
    done = run("summary", measured)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("ranking.ndcg_exp@10 1.000")
    assert (measured / "summary.json").read_bytes() == before


def test_a_folder_without_results_has_no_summary(tmp_path: Path) -> None:
    done = run("summary", tmp_path)
    assert done.exit_code == 1
    assert "expected results" in done.stderr


def test_the_parts_of_a_candidate_add_up_to_the_score(measured: Path) -> None:
    lines = (measured / "ranking.ours.explained.jsonl").read_text().splitlines()
    vacancies = [json.loads(line) for line in lines]
    assert [each["vacancy"] for each in vacancies] == [f"V{number}" for number in range(8)]
    entries = [each for vacancy in vacancies for each in vacancy["entries"]]
    scored = [each for each in entries if each["score"] is not None]
    assert len(scored) >= 8
    assert all(sum(part["points"] for part in each["parts"]) == each["score"] for each in scored)
    first = vacancies[0]["entries"][0]
    assert (first["candidate"], first["rank"], first["grade"]) == ("C0", 1, 3)
    assert {"java", "sql"} <= {part["concept"] for part in first["parts"]}


def test_a_relevant_candidate_who_is_not_eligible_is_there_with_the_reason(
    ranking_folder: Path, tmp_path: Path
) -> None:
    vacancies = (ranking_folder / "vacancies.jsonl").read_text().splitlines()
    asks = {**json.loads(vacancies[0]), "hours": [32, 40]}
    (ranking_folder / "vacancies.jsonl").write_text(json.dumps(asks) + "\n")
    text = (ranking_folder / "candidates.jsonl").read_text()
    candidates = [json.loads(line) for line in text.splitlines()]
    candidates[0]["hours"] = [4, 8]
    (ranking_folder / "candidates.jsonl").write_text("\n".join(map(json.dumps, candidates)))
    judged = (ranking_folder / "qrels.txt").read_text().splitlines(keepends=True)
    (ranking_folder / "qrels.txt").write_text("".join(x for x in judged if x.startswith("V0 ")))
    words = ("--system", "ours", "--no-stability", "--out", tmp_path / "out")
    done = run("ranking", "--data", ranking_folder, *words)
    assert done.exit_code == 0, done.output
    (line,) = (tmp_path / "out" / "ranking.ours.explained.jsonl").read_text().splitlines()
    last = json.loads(line)["entries"][-1]
    assert (last["candidate"], last["rank"], last["grade"]) == ("C0", None, 3)
    assert last["not_met"] == ["hours"]
