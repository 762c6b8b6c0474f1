"""The pages of evaluators: runs are started, followed, read and compared, by nobody else."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from models import Entry, Shortlist
from service.evaluations import process
from service.words import Decision, DecisionReason, Role
from tests.service.api.people import Alliance, Person
from tests.service.evaluating import AFTER, BEFORE, add_runs
from tests.service.gate.scene import Scene

RUN = f"/evaluator/runs/{BEFORE}"
PATHS = ("/evaluator", RUN, f"{RUN}/vacancies/V0", "/evaluator/compare", "/evaluator/oversight")
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def evaluator(alliance: Alliance) -> Person:
    add_runs(alliance.services.settings.runs)
    return alliance.person(Role.EVALUATOR)


@pytest.fixture
def runs(alliance: Alliance) -> Path:
    return alliance.services.settings.runs


def shown(person: Person, path: str, status: int = 200) -> str:
    answer = person.client.get(path, headers=ENGLISH)
    assert answer.status_code == status, answer.text
    text: str = answer.text
    return text


def test_pages_are_for_evaluators_alone(alliance: Alliance, evaluator: Person) -> None:
    partner = alliance.partner(alliance.organisation())
    others = [alliance.person(r) for r in Role if r not in (Role.EVALUATOR, Role.PARTNER)]
    for path in PATHS:
        shown(evaluator, path)
        assert [x.client.get(path).status_code for x in (*others, partner)] == [403] * 5
    for person in (*others, partner):
        assert person.client.post("/evaluator/runs", data={"task": "traps"}).status_code == 403


def test_without_runs_it_says_what_to_do(alliance: Alliance) -> None:
    evaluator = alliance.person(Role.EVALUATOR)
    assert "Start a run below" in shown(evaluator, "/evaluator")
    assert "Comparing needs two runs" in shown(evaluator, "/evaluator/compare")
    assert "No list was reviewed" in shown(evaluator, "/evaluator/oversight")


def test_figures_are_shown_with_their_intervals(evaluator: Person) -> None:
    for page in (shown(evaluator, "/evaluator"), shown(evaluator, RUN)):
        assert "<strong>1.000</strong>" in page
        assert "1.000–1.000" in page
        assert "better" in page or "not enough data" in page
    run = shown(evaluator, RUN)
    assert "0 of 660 scores changed" in run
    assert "Nationality" in run


def test_the_parts_of_each_score_add_up(evaluator: Person) -> None:
    page = shown(evaluator, f"{RUN}/vacancies/V0")
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    points = [
        row.partition('<td class="number">')[2].partition("<")[0] for row in table.split("<tr>")[1:]
    ]
    whole = page.partition("<tfoot>")[2].partition("<strong>")[2].partition("<")[0]
    assert sum(map(float, points)) == pytest.approx(float(whole))
    assert "condition not met: hours" in page
    shown(evaluator, f"{RUN}/vacancies/V9", 404)


def test_two_runs_are_compared_and_what_cannot_be_is_told(evaluator: Person, runs: Path) -> None:
    page = shown(evaluator, f"/evaluator/compare?a={BEFORE}&b={AFTER}")
    assert "Besides the code, this differs: the weights." in page
    assert f"{AFTER} has no fairness.ours.json" in page
    (runs / AFTER / "ranking.ours.json").write_text("{}")
    page = shown(evaluator, f"/evaluator/compare?a={BEFORE}&b={AFTER}", 409)
    assert "These two cannot be compared" in page
    assert str(runs) not in page
    shown(evaluator, f"/evaluator/compare?a={BEFORE}&b=..", 404)


def test_a_run_is_started_followed_and_stopped(evaluator: Person, runs: Path) -> None:
    asked = {"task": "ranking", "systems": "all", "half": "dev", "size": "whole"}
    answer = evaluator.client.post("/evaluator/runs", data=asked, follow_redirects=False)
    path = answer.headers["Location"].partition("?")[0]
    part = evaluator.client.get(f"{path}/progress", headers={**ENGLISH, "HX-Request": "true"})
    assert "<html" not in part.text
    assert 'hx-trigger="every 2s"' in part.text
    assert "<progress" in shown(evaluator, "/evaluator")
    again = evaluator.client.post("/evaluator/runs", data=asked, headers=ENGLISH)
    assert again.status_code == 409
    assert "This run was not started." in again.text
    assert (
        "was stopped before it was done"
        in evaluator.client.post(f"{path}/stop", headers=ENGLISH).text
    )
    assert process.running(runs) is None
    part = evaluator.client.get(f"{path}/progress", headers={**ENGLISH, "HX-Request": "true"})
    assert "every 2s" not in part.text
    whole = evaluator.client.get(f"{path}/progress", follow_redirects=False)
    assert whole.headers["Location"] == path


def test_a_run_that_failed_shows_what_it_said(evaluator: Person, runs: Path) -> None:
    folder = runs / "20261128-120000-traps"
    folder.mkdir()
    (folder / "run.json").write_text(
        '{"asked": {"task": "traps"}, "started_at": "2026-11-28T12:00Z"}'
    )
    (folder / "progress.log").write_text('{"share": 0.5, "steps": []}\nevaluate: <no> "data"\n')
    page = shown(evaluator, f"/evaluator/runs/{folder.name}")
    assert "The run failed" in page
    assert "evaluate: &lt;no&gt;" in page
    assert "share" not in page.partition('class="log"')[2].partition("</pre>")[0]


@pytest.mark.parametrize("sent", [{"task": "everything"}, {"task": "traps", "size": "-1"}, {}])
def test_a_form_with_what_is_not_offered_is_shown_again(
    sent: dict[str, str], evaluator: Person
) -> None:
    answer = evaluator.client.post("/evaluator/runs", data=sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_report_comes_as_a_file(evaluator: Person) -> None:
    answer = evaluator.client.get(f"{RUN}/report", headers=ENGLISH)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert '<html lang="en">' in answer.text


def decided(scene: Scene, coach: UUID, excluded: int, approved: int) -> None:
    """Decisions of a coach, on a list of their own."""
    now = scene.alliance.services.clock()
    list_id = UUID(scene.request())
    with scene.alliance.services.database.writing() as session:
        row = session.get_one(Shortlist, list_id)
        for place in range(excluded + approved):
            is_out = place < excluded
            session.add(
                Entry(
                    shortlist_id=row.id,
                    place=100 + place,
                    ranked_place=100 + place,
                    band=1,
                    decision=Decision.EXCLUDED if is_out else Decision.APPROVED,
                    reason=DecisionReason.NOT_AVAILABLE if is_out else None,
                    decided_by_id=coach,
                    decided_at=now,
                )
            )


@pytest.mark.parametrize(
    ("excluded", "cell", "kept"), [(9, "fewer than 10", "at least 78 %"), (12, "12", "70 %")]
)
def test_oversight_tells_no_count_under_ten(
    excluded: int, cell: str, kept: str, scene: Scene
) -> None:
    evaluator = scene.alliance.person(Role.EVALUATOR)
    decided(scene, scene.coaches[0].id, excluded, 40 - excluded)
    page = shown(evaluator, "/evaluator/oversight?days=30")
    row = page.partition("<tbody>")[2].partition("</tr>")[0]
    cells = re.findall(r'<td class="number"[^>]*>([^<]*)', row)
    assert cells[:5] == ["fewer than 10", "40", cell, "fewer than 10", "fewer than 10"]
    assert kept in row
    assert "not available" in page
    assert "Persoon" not in page
