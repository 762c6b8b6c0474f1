import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evaluation.cli import app
from evaluation.compare import compare_paths
from evaluation.fairness import run as fairness_run
from evaluation.fairness import simulate
from evaluation.fairness.counterfactual import our_scores
from evaluation.fairness.simulate import World
from evaluation.results import read_result
from matching.reading.records import CandidateRecord
from tests.evaluation.test_commands import figures


def fairness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["fairness", *map(str, words)])


def test_an_audit_prints_swaps_and_groups_and_its_key_figures(
    fair_folder: Path, traits_file: Path
) -> None:
    result = fairness("--data", fair_folder, "--traits", traits_file, "--k", "4")
    found = figures(result)
    assert found["score_changes"] == 0
    assert found["comparisons"] == 40 * 8 * 12
    assert found["gets_less"] == 0
    for words in ("pronouns", "sex", "School A", "all partners", "insufficient data", "Holm"):
        assert words in result.stdout


def test_an_audit_is_written_as_a_result_that_compare_reads(
    fair_folder: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert fairness("--data", fair_folder, "--out", tmp_path / name).exit_code == 0
    one, two = (tmp_path / name / "fairness.ours.json" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    result = read_result(one)
    assert result.metrics["unchanged"] == 1.0
    assert result.command == f"schakel evaluate fairness --data {fair_folder}"
    assert {gap["trait"] for gap in result.details["gaps"]} == {  # type: ignore[attr-defined]
        "programme",
        "provider",
        "own partner",
    }
    assert compare_paths(one, two)[0][0].verdict.value == "the same"


def test_json_is_all_of_standard_output(fair_folder: Path) -> None:
    (found,) = json.loads(fairness("--data", fair_folder, "--split", "test", "--json").stdout)
    assert set(found["per_query"]["unchanged"]) == {"V6", "V7"}
    assert any("no --traits" in note for note in found["notes"])


def test_traits_reach_no_scorer_and_change_no_ranking(
    fair_folder: Path, traits_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def spying(data, matcher):  # type: ignore[no-untyped-def]
        names, score = our_scores(data, matcher)

        def table(people: Sequence[CandidateRecord]) -> object:
            seen.extend(each.model_dump_json() for each in people)
            return score(people)

        return names, table

    monkeypatch.setattr(fairness_run, "our_scores", spying)
    text = traits_file.read_text().replace(",A", ",Aardbei").replace(",B", ",Bosbes")
    traits_file.write_text(text)
    result = fairness("--data", fair_folder, "--traits", traits_file, "--json")
    (found,) = json.loads(result.stdout)
    assert len(seen) == 40 * 25
    assert not any("Aardbei" in each or "Bosbes" in each for each in seen)
    (without,) = json.loads(fairness("--data", fair_folder, "--json").stdout)
    assert found["details"]["counterfactual"] == without["details"]["counterfactual"]
    others = [gap for gap in found["details"]["gaps"] if gap["trait"] == "programme"]
    assert [gap["exposure"]["value"] for gap in others] == [
        gap["exposure"]["value"]
        for gap in without["details"]["gaps"]
        if gap["trait"] == "programme"
    ]


def test_an_unknown_candidate_in_the_traits_is_one_line_and_exit_status_1(
    fair_folder: Path, traits_file: Path
) -> None:
    with traits_file.open("a") as file:
        file.write("X9,sex,A\n")
    result = fairness("--data", fair_folder, "--traits", traits_file)
    assert result.exit_code == 1
    assert "traits.csv:42: expected a known candidate" in result.stderr


def test_without_judgments_the_top_share_stands_in_and_that_is_said(fair_folder: Path) -> None:
    (fair_folder / "qrels.txt").unlink()
    result = fairness("--data", fair_folder)
    assert result.exit_code == 0
    assert "no qrels.txt: qualified is the top 20%" in result.stdout


def test_a_folder_or_the_self_check_must_be_asked() -> None:
    result = fairness()
    assert result.exit_code == 2
    assert "--self-check" in result.stderr


def test_the_self_check_prints_power_and_false_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = (World(name="fair", runs=20), World(name="unfair", bias=0.6, runs=10))
    monkeypatch.setattr(simulate.self_check, "__defaults__", (worlds,))
    found = figures(fairness("--self-check"))
    assert found["least_power"] >= 0.8
    assert found["right"] == found["checks"] == 4
    assert len(json.loads(fairness("--self-check", "--json").stdout)) == 4


def test_a_self_check_that_fails_has_exit_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = (World(name="a bias that nobody can see", people=200, bias=0.6, runs=5, vacancies=1),)
    monkeypatch.setattr(simulate.self_check, "__defaults__", (blind,))
    result = fairness("--self-check")
    assert result.exit_code == 1
    assert "NO" in result.stdout
