import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evaluation.cli import app
from evaluation.results import Result as Measured
from evaluation.results import read_result, write_result
from evaluation.tasks import RANKING_METRICS
from tests.evaluation.conftest import SHARED

PAIRS = re.compile(r"[\w.@-]+ -?\d+(\.\d+)?( [\w.@-]+ -?\d+(\.\d+)?)*")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def figures(result: Result) -> dict[str, float]:
    """The key figures on the last line of standard output."""
    assert result.exit_code == 0, result.output
    last = result.stdout.strip().split("\n")[-1]
    assert PAIRS.fullmatch(last)
    words = last.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


def test_ranking_prints_tables_and_writes_results_and_runs(
    ranking_folder: Path, tmp_path: Path
) -> None:
    result = run("ranking", "--data", ranking_folder, "--split", "all", "--out", tmp_path / "out")
    found = figures(result)
    assert found["ndcg_exp@10"] == found["mrr"] == 1.0
    for words in (
        "no-programmes",
        "bm25",
        "stability of ours",
        "calibration of ours",
        "not enough",
    ):
        assert words in result.stdout
    written = json.loads((tmp_path / "out" / "ranking.ours.json").read_text())
    assert written["command"].endswith("--split all")
    assert len(written["details"]["stability"]) == 15
    assert "translation not measured: no translations.jsonl" in result.stdout
    assert "translation_top10" not in found
    assert len(written["per_query"]["ndcg_exp@10"]) == 8
    assert (tmp_path / "out" / "ranking.ours.trec").read_text().startswith("V0 Q0 C0 1 ")


def test_ranking_says_which_share_of_the_first_ten_stays_under_translation(
    translated_folder: Path,
) -> None:
    words = ("--data", translated_folder, "--split", "all", "--system", "ours")
    result = run("ranking", *words)
    found = figures(result)
    assert found["translation_top10"] == found["translation_top10_noise"] == 1.0
    assert "translation into en" in result.stdout
    assert "translation_top10" not in figures(run("ranking", *words, "--no-stability"))


def test_ranking_says_how_it_does_in_each_language(translated_folder: Path, tmp_path: Path) -> None:
    words = ("--data", translated_folder, "--split", "all", "--no-stability")
    result = run("ranking", *words, "--system", "ours", "--system", "random", "--out", tmp_path)
    found = figures(result)
    assert found["nl.ndcg_exp@10"] == found["en.ndcg_exp@10"] == 1.0
    ours, chance = (read_result(tmp_path / f"ranking.{each}.json") for each in ("ours", "random"))
    assert set(chance.per_query["en.ndcg_exp@10"]) == {"V6", "V7"}
    assert chance.metrics["nl.ndcg_exp@10"] == pytest.approx(
        sum(chance.per_query["ndcg_exp@10"][f"V{number}"] for number in range(6)) / 6
    )
    values = chance.per_query["en-all.ndcg_exp@10"]
    assert set(values) == {f"V{number}" for number in range(8)}
    assert values["V6"] == chance.per_query["ndcg_exp@10"]["V6"]
    rows: Any = ours.details["languages"]
    assert [(each["language"], each["translated"], each["best"]) for each in rows] == [
        ("nl", False, "random"),
        ("en", False, "random"),
        ("nl", True, "random"),
        ("en", True, "random"),
    ]
    assert "nl, 6 vacancies (originals): ours 1.000, best baseline random" in result.stdout
    assert "en, 8 vacancies (originals and translations): ours 1.000, best" in result.stdout
    assert "not enough data (2 vacancies: p is 0.500 at least)" in result.stdout
    assert "languages" not in chance.details


def test_ranking_says_nothing_of_languages_that_nobody_told(ranking_folder: Path) -> None:
    result = run("ranking", "--data", ranking_folder, "--system", "ours", "--no-stability")
    assert set(figures(result)) == set(RANKING_METRICS)
    assert "best baseline" not in result.stdout


def test_the_same_command_writes_the_same_bytes(ranking_folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        words = ("--system", "ours", "--limit", "2", "--out", tmp_path / name)
        run("ranking", "--data", ranking_folder, *words)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_occupation_linking_measures_ours_and_baselines(melo_folder: Path) -> None:
    result = run("occupation-linking", "--data", melo_folder)
    assert figures(result)["mrr"] == 1.0
    assert "char-tfidf" in result.stdout


def test_skill_linking_measures_strict_and_loose(vdab_folder: Path, esco_folder: Path) -> None:
    found = figures(run("skill-linking", "--data", vdab_folder, "--esco", esco_folder))
    assert found["mrr"] == found["digital.mrr"] == 1.0
    assert found["digital-loose.hit@10"] > 0.6


def test_skill_extraction_measures_each_set_and_both(skills_folder: Path) -> None:
    found = figures(run("skill-extraction", "--data", skills_folder, "--system", "ours"))
    assert found["rp@5"] == found["house_test.rp@5"] == found["techwolf_test.mrr"] == 1.0


def test_title_text_measures_ours_and_baselines(titles_folder: Path) -> None:
    assert figures(run("title-text", "--data", titles_folder))["mrr"] == 1.0


def test_spans_compares_with_every_name_and_with_silence(spans_folder: Path) -> None:
    result = run("spans", "--data", spans_folder)
    assert figures(result)["f1"] == 1.0
    assert "every-name" in result.stdout
    assert "silent" in result.stdout


def test_traps_counts_those_that_are_passed(traps_folder: Path) -> None:
    found = figures(run("traps", "--data", traps_folder))
    assert found["passed"] == found["passed.negation"] == 1.0


def test_all_runs_every_task_whose_data_are_there(
    traps_folder: Path, melo_folder: Path, tmp_path: Path
) -> None:
    gold, data = tmp_path / "gold", tmp_path / "data"
    gold.mkdir()
    data.mkdir()
    traps_folder.rename(gold / "traps")
    melo_folder.rename(data / "melo_bel")
    words = ("--data", data, "--gold", gold, "--limit", "2")
    result = run("all", *words)
    assert figures(result) == {"traps.passed": 1.0, "occupation-linking.mrr": 1.0}
    assert "spans left out: there is no" in result.stderr
    tasks = {each["task"] for each in json.loads(run("all", *words, "--json").stdout)}
    assert tasks == {"traps", "occupation-linking"}
    assert run("all", "--data", gold, "--gold", data).exit_code == 1


def test_the_first_queries_are_measured_where_a_limit_is_set(melo_folder: Path) -> None:
    result = run("occupation-linking", "--data", melo_folder, "--limit", "1", "--json")
    (ours, *_) = json.loads(result.stdout)
    assert set(ours["per_query"]["mrr"]) == {"melo/Q1"}


def test_figures_are_of_the_first_system_where_ours_was_not_asked(melo_folder: Path) -> None:
    result = run("occupation-linking", "--data", melo_folder, "--system", "random")
    assert figures(result)["mrr"] < 1.0


def test_json_is_all_of_standard_output(traps_folder: Path) -> None:
    result = run("traps", "--data", traps_folder, "--json", "--system", "silent")
    (silent,) = json.loads(result.stdout)
    assert silent["system"] == "silent"
    assert silent["details"]["failed"] == ["a"]


def test_a_dataset_that_is_not_there_is_one_line_and_exit_status_1(tmp_path: Path) -> None:
    result = run("ranking", "--data", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "vacancies.jsonl: expected a file with vacancies, found no such file" in result.stderr


def test_an_unknown_system_is_wrong_usage(melo_folder: Path) -> None:
    result = run("occupation-linking", "--data", melo_folder, "--system", "magic")
    assert result.exit_code == 2
    assert "magic" in result.stderr
    assert run("ranking").exit_code == 2


def test_a_part_that_is_switched_off_is_caught_by_compare(
    ranking_folder: Path, tmp_path: Path
) -> None:
    systems = ("--system", "ours", "--system", "no-programmes", "--no-stability")
    run(
        "ranking",
        "--data",
        ranking_folder,
        "--split",
        "all",
        "--out",
        tmp_path / "before",
        *systems,
    )
    after = tmp_path / "after"
    after.mkdir()
    broken = json.loads((tmp_path / "before" / "ranking.no-programmes.json").read_text())
    (after / "ranking.ours.json").write_text(json.dumps({**broken, "system": "ours"}))
    result = run("compare", tmp_path / "before", after)
    assert result.exit_code == 1
    assert "worse" in result.stdout
    assert "quality fell" in result.stderr
    back = run("compare", after, tmp_path / "before")
    assert back.exit_code == 0
    assert figures(back)["better"] == 1


def made(folder: Path, task: str = "traps", system: str = "ours", **changes: Any) -> Path:
    """Write a result in which ours is right about everything and others about nothing."""
    value = float(system == "ours")
    fields: dict[str, Any] = {
        "task": task,
        "system": system,
        "datasets": ("set",),
        "dataset_fingerprint": "abc",
        "taxonomy_fingerprint": "def",
        "config": {"k": 1},
        "command": f"schakel evaluate {task}",
        "seed": 0,
        "key": "passed",
        "metrics": {"passed": value},
        "per_query": {"passed": {str(query): value for query in range(9)}},
    }
    return write_result(folder, Measured(**{**fields, **changes}))


def test_a_result_that_is_read_is_the_one_that_was_written(tmp_path: Path) -> None:
    path = made(tmp_path, notes=("2 left out",), details={"failed": ["a"]})
    again = write_result(tmp_path / "again", read_result(path))
    assert again.read_bytes() == path.read_bytes()
    assert read_result(again) == read_result(path)


def test_comparing_a_run_with_itself_finds_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    result = run("compare", tmp_path, tmp_path)
    assert figures(result) == {"better": 0, "worse": 0, "the_same": 1, "not_enough_data": 0}


def test_two_systems_of_one_run_can_be_compared(tmp_path: Path) -> None:
    files = made(tmp_path), made(tmp_path, system="silent", config={})
    (found,) = json.loads(run("compare", *files, "--json").stdout)
    assert found["difference"] == -1.0
    assert found["interval"] == [-1.0, -1.0]
    assert found["verdict"] == "worse"
    assert found["changed"] == ["system", "config"]


def test_folders_are_compared_by_ours_unless_a_system_is_named(tmp_path: Path) -> None:
    made(tmp_path)
    made(tmp_path, system="silent")
    for words, system in (((), "ours"), (("--system", "silent"), "silent")):
        (found,) = json.loads(run("compare", tmp_path, tmp_path, "--json", *words).stdout)
        assert found["first"]["system"] == system


def test_a_task_that_only_one_run_has_is_told(tmp_path: Path) -> None:
    made(tmp_path / "one")
    made(tmp_path / "one", task="spans")
    made(tmp_path / "two")
    result = run("compare", tmp_path / "one", tmp_path / "two")
    assert result.exit_code == 0
    assert "two has no spans.ours.json" in result.stderr


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"task": "spans"}, "one task"),
        ({"key": "found", "metrics": {"found": 1.0}}, "one key metric"),
        ({"dataset_fingerprint": "xyz"}, "one dataset fingerprint"),
        ({"per_query": {"passed": {"0": 1.0}}}, "one set of queries"),
    ],
)
def test_runs_on_other_data_are_not_compared(
    tmp_path: Path, changes: dict[str, Any], what: str
) -> None:
    result = run("compare", made(tmp_path / "one"), made(tmp_path / "two", **changes))
    assert result.exit_code == 1
    assert f"expected two runs with {what}" in result.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 1}', '{"form": 2}'])
def test_a_file_that_is_no_result_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "traps.ours.json").write_text(text)
    result = run("compare", tmp_path, tmp_path)
    assert result.exit_code == 1
    assert "expected a result that --out wrote" in result.stderr


def test_folders_without_results_are_refused(tmp_path: Path) -> None:
    result = run("compare", tmp_path, tmp_path)
    assert result.exit_code == 1
    assert "expected results" in result.stderr


def test_the_module_runs_and_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, evaluation.cli; "
        "heavy = {'numpy', 'sklearn', 'pydantic', 'rapidfuzz', 'rich.table'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    shown = subprocess.run(
        [sys.executable, "-m", "evaluation", "--help"], check=True, capture_output=True, text=True
    )
    for command in ("ranking", "occupation-linking", "skill-extraction", "compare"):
        assert command in shown.stdout


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")
def test_a_published_baseline_is_reached_on_the_shared_data() -> None:
    data = SHARED / "melo_bel"
    found = figures(run("occupation-linking", "--data", data, "--system", "char-tfidf"))
    assert found["mrr"] == pytest.approx(0.562, abs=0.01)
