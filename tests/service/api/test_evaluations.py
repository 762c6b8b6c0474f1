"""Runs are started one at a time, watched, stopped, read and compared, by evaluators alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from evaluation.extraction import NameFinder, SilentFinder
from evaluation.systems import ranking_names
from matching.matcher import Matcher
from models import AuditEvent
from service.errors import NotFoundError
from service.evaluations import process, repository
from service.evaluations.kinds import EvaluationTask
from service.evaluations.service import BASELINES
from service.services import open_services
from service.settings import Settings
from service.words import Role
from service.work import Services
from tests.databases import Backend
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, Person, found
from tests.service.evaluating import AFTER, BEFORE, add_runs, small_gold, wait_until

RUNS = "/api/evaluations"
TRAPS = {"task": "traps", "systems": "ours"}
LONG = {"task": "ranking", "systems": "all"}
STRANGE = ("before%2f..%2f..", ".running", "a%00b", "%E2%80%A6", "x" * 101)


@pytest.fixture
def services(
    sqlite_backend: Backend, matcher: Matcher, clock: Hands, tmp_path: Path, taxonomy: Path
) -> Iterator[Services]:
    """On small data and a small taxonomy; runs know no database, so one kind of it will do."""
    with sqlite_backend.lent() as url:
        settings = Settings(
            database_url=url,
            runs=tmp_path / "runs",
            gold=small_gold(tmp_path / "gold"),
            taxonomy=taxonomy,
        )
        with open_services(settings, matcher=matcher, clock=clock) as services:
            yield services
    process.end(settings.runs)


@pytest.fixture
def evaluator(alliance: Alliance) -> Person:
    return alliance.person(Role.EVALUATOR)


@pytest.fixture
def measured(alliance: Alliance) -> Path:
    runs = alliance.services.settings.runs
    add_runs(runs)
    return runs


def started(evaluator: Person, **asked: str) -> str:
    made: str = found(evaluator.client.post(RUNS, json=asked), 201)["id"]
    return made


def ended(evaluator: Person, run_id: str, runs: Path) -> Any:
    wait_until(lambda: process.running(runs) is None, runs)
    return found(evaluator.client.get(f"{RUNS}/{run_id}"))


def test_a_run_goes_on_in_a_process_of_its_own_and_ends_with_figures(
    alliance: Alliance, evaluator: Person
) -> None:
    runs = alliance.services.settings.runs
    going_on = found(evaluator.client.post(RUNS, json=TRAPS), 201)
    run_id = going_on["id"]
    assert (run_id, going_on["state"]) == ("20261128-120000-traps", "running")
    assert 0 <= going_on["progress"]["share"] <= 1
    read = ended(evaluator, run_id, runs)
    assert (read["state"], read["progress"], read["log"]) == ("done", None, [])
    assert read["asked"]["task"] == "traps"
    assert read["by_id"] == str(evaluator.id)
    (task,) = read["tasks"]
    assert (task["task"], task["key"], task["queries"]) == ("traps", "passed", 3)
    assert task["figure"]["low"] <= task["figure"]["value"] <= task["figure"]["high"]
    lines = (runs / run_id / "progress.log").read_text().splitlines()
    assert json.loads(lines[-1])["share"] == 1.0


def test_a_ranking_is_measured_with_baselines_and_explained(
    alliance: Alliance, evaluator: Person
) -> None:
    run_id = started(evaluator, task="ranking", systems="baselines", size="trial")
    read = ended(evaluator, run_id, alliance.services.settings.runs)
    (task,) = read["tasks"]
    assert {each["system"] for each in task["systems"]} == {
        "ours",
        *BASELINES[EvaluationTask.RANKING],
    }
    assert task["verdict"] == "not enough data"
    assert [each["id"] for each in read["vacancies"]].count("V0") == 1


def test_only_one_run_goes_on_at_a_time(alliance: Alliance, evaluator: Person) -> None:
    first = started(evaluator, **LONG)
    assert evaluator.client.post(RUNS, json=TRAPS).status_code == 409
    assert [each["id"] for each in evaluator.client.get(RUNS).json()] == [first]
    found(evaluator.client.post(f"{RUNS}/{first}/stop"))
    second = started(evaluator, **LONG)
    assert second == f"{first}-2"


def test_who_is_second_at_the_same_moment_leaves_nothing_behind(
    alliance: Alliance, evaluator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = started(evaluator, **LONG)
    monkeypatch.setattr(process, "running", lambda runs: None)
    assert evaluator.client.post(RUNS, json=TRAPS).status_code == 409
    assert [each["id"] for each in evaluator.client.get(RUNS).json()] == [first]


def test_a_run_is_stopped(alliance: Alliance, evaluator: Person) -> None:
    run_id = started(evaluator, **LONG)
    stopped = found(evaluator.client.post(f"{RUNS}/{run_id}/stop"))
    assert (stopped["state"], stopped["tasks"]) == ("stopped", [])
    assert process.running(alliance.services.settings.runs) is None
    assert evaluator.client.post(f"{RUNS}/{run_id}/stop").status_code == 409


def test_a_run_that_fails_says_why(alliance: Alliance, evaluator: Person) -> None:
    gold = alliance.services.settings.gold
    assert gold is not None
    (gold / "traps" / "nl.jsonl").write_text('{"id": "a"}\n')
    run_id = started(evaluator, **TRAPS)
    read = ended(evaluator, run_id, alliance.services.settings.runs)
    assert (read["state"], read["tasks"], read["has_report"]) == ("failed", [], False)
    assert any("nl.jsonl" in line for line in read["log"])
    assert evaluator.client.get(f"{RUNS}/{run_id}/report").status_code == 409


def test_a_task_without_data_is_not_started(alliance: Alliance, evaluator: Person) -> None:
    gold = alliance.services.settings.gold
    assert gold is not None
    (gold / "match" / "qrels.txt").unlink()
    answer = evaluator.client.post(RUNS, json={"task": "ranking"})
    assert answer.status_code == 409
    assert "SCHAKEL_GOLD" in answer.json()["detail"]


@pytest.mark.parametrize(
    "asked",
    [
        {"task": "ranking; rm"},
        {"task": "ranking", "systems": "--config"},
        {"task": "traps", "data": "/etc"},
        {},
    ],
)
def test_nothing_but_what_is_listed_can_be_asked(asked: Any, evaluator: Person) -> None:
    assert evaluator.client.post(RUNS, json=asked).status_code == 422


@pytest.mark.parametrize("run_id", STRANGE)
def test_an_id_that_is_no_run_is_not_found(
    run_id: str, evaluator: Person, measured: Path, tmp_path: Path
) -> None:
    (measured / "link").symlink_to(tmp_path)
    (measured / "empty").mkdir()
    for each in (run_id, "link", "empty", "nothing"):
        assert evaluator.client.get(f"{RUNS}/{each}").status_code == 404
        assert evaluator.client.get(f"{RUNS}/{each}/report").status_code == 404
        assert evaluator.client.get(f"{RUNS}/{BEFORE}/against/{each}").status_code == 404


@pytest.mark.parametrize(
    "run_id", ["..", ".", "", f"{BEFORE}/../{BEFORE}", f"/{BEFORE}", f"{BEFORE}\n", ".hidden"]
)
def test_an_id_leads_out_of_no_folder(run_id: str, measured: Path) -> None:
    (measured / ".hidden").mkdir()
    (measured / ".hidden" / "ranking.ours.json").touch()
    (measured.parent / "ranking.ours.json").touch()
    assert repository.find(measured, BEFORE).folder == measured / BEFORE
    with pytest.raises(NotFoundError):
        repository.find(measured, run_id)


def test_runs_that_were_put_there_are_listed_and_read(evaluator: Person, measured: Path) -> None:
    (measured / "half").mkdir()
    (measured / "half" / "ranking.ours.json").write_text("no JSON")
    listed = {each["id"]: each for each in evaluator.client.get(RUNS).json()}
    assert set(listed) == {BEFORE, AFTER, "half"}
    assert [each["task"] for each in listed[BEFORE]["tasks"]] == ["ranking", "fairness"]
    assert listed["half"]["tasks"] == []
    read = found(evaluator.client.get(f"{RUNS}/{BEFORE}"))
    values = [each["value"] for each in read["vacancies"]]
    assert len(values) == 5
    assert values == sorted(values)
    assert read["fairness"]["changes"] == 0
    assert found(evaluator.client.get(f"{RUNS}/half"))["fairness"] is None


def test_the_parts_of_a_score_add_up_and_are_named(evaluator: Person, measured: Path) -> None:
    read = found(evaluator.client.get(f"{RUNS}/{BEFORE}/vacancies/V0"))
    first = read["entries"][0]
    assert sum(part["points"] for part in first["parts"]) == first["score"]
    assert {part["label"] for part in first["parts"]} >= {"SQL"}
    assert read["entries"][-1]["candidate"] == "E0"
    assert read["entries"][-1]["not_met"] == ["hours"]
    for missing in ("V9", "V0%20", "%E2%80%A6"):
        answer = evaluator.client.get(f"{RUNS}/{BEFORE}/vacancies/{missing}")
        assert answer.status_code == 404


def test_two_runs_are_compared(evaluator: Person, measured: Path) -> None:
    both = found(evaluator.client.get(f"{RUNS}/{BEFORE}/against/{AFTER}"))
    (task,) = both["tasks"]
    assert (task["task"], task["metric"], task["queries"]) == ("ranking", "ndcg_exp@10", 5)
    assert task["low"] <= task["difference"] <= task["high"]
    assert task["changed"] == ["config"]
    assert both["left_out"] == [f"{AFTER} has no fairness.ours.json"]


def test_a_run_that_is_written_again_is_compared_again(evaluator: Person, measured: Path) -> None:
    against = f"{RUNS}/{BEFORE}/against/{AFTER}"
    once = found(evaluator.client.get(against))
    assert found(evaluator.client.get(against)) == once
    (measured / AFTER / "ranking.ours.json").write_bytes(
        (measured / BEFORE / "ranking.ours.json").read_bytes()
    )
    again = found(evaluator.client.get(against))
    assert once["tasks"][0]["changed"] == ["config"]
    assert again["tasks"][0]["changed"] == []


def test_runs_that_cannot_be_compared_say_why(evaluator: Person, measured: Path) -> None:
    path = measured / AFTER / "ranking.ours.json"
    other = {**json.loads(path.read_text()), "dataset_fingerprint": "other"}
    path.write_text(json.dumps(other))
    answer = evaluator.client.get(f"{RUNS}/{BEFORE}/against/{AFTER}")
    assert answer.status_code == 409
    assert "one dataset fingerprint" in answer.json()["detail"]


def test_a_report_is_a_file_to_keep(evaluator: Person, measured: Path) -> None:
    answer = evaluator.client.get(f"{RUNS}/{AFTER}/report?language=en")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.html"'
    assert '<html lang="en">' in answer.text
    assert not (measured / AFTER / "report.html").exists()


def test_starting_and_stopping_stand_in_the_audit_log(
    alliance: Alliance, evaluator: Person
) -> None:
    run_id = started(evaluator, **LONG)
    evaluator.client.post(f"{RUNS}/{run_id}/stop")
    with alliance.services.database.reading() as session:
        kept = session.exec(select(AuditEvent).where(AuditEvent.actor == evaluator.id)).all()
    assert [each.subject_type for each in kept].count("evaluation") == 2


def test_the_baselines_are_systems_of_the_evaluation(matcher: Matcher) -> None:
    assert set(BASELINES[EvaluationTask.RANKING]) < set(ranking_names())
    finders = {NameFinder(matcher.taxonomy).name, SilentFinder().name}
    assert set(BASELINES[EvaluationTask.TRAPS]) == finders
