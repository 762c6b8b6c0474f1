"""Asking for lists: the rules before one is made, and what is known of it before release."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from models import Organisation, RankingRecord, Shortlist, Vacancy, VacancyVersion
from service.engine.ranking import replayed
from service.words import AuditKind, Role, VacancyState
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited, staged


def refused(scene: Scene) -> tuple[str, str]:
    """The rule that refuses a list, and what it says."""
    answer = scene.partner.client.post(f"/api/vacancies/{scene.vacancy}/shortlists")
    problem = found(answer, 409)
    return problem["rule"], problem["detail"]


def test_a_version_has_one_list(scene: Scene) -> None:
    first = scene.request()
    path = f"/api/vacancies/{scene.vacancy}/shortlists"
    assert found(scene.partner.client.post(path))["id"] == first
    with scene.alliance.services.database.reading() as session:
        assert session.get_one(Shortlist, UUID(first)).version_id == scene.version


def _close(scene: Scene) -> None:
    with scene.alliance.services.database.writing() as session:
        row = session.get_one(Vacancy, scene.vacancy)
        row.state, row.ended_at = VacancyState.CLOSED, scene.alliance.services.clock()


def _return(scene: Scene) -> None:
    with scene.alliance.services.database.writing() as session:
        row = session.get_one(VacancyVersion, scene.version)
        row.approved_at = row.approved_by_id = None


@pytest.mark.parametrize(("change", "rule"), [(_close, "not_open"), (_return, "not_approved")])
def test_only_what_is_open_and_approved_gets_a_list(
    scene: Scene, change: Callable[[Scene], None], rule: str
) -> None:
    change(scene)
    assert refused(scene)[0] == rule


def test_a_newer_version_must_be_approved_too(scene: Scene) -> None:
    now = scene.alliance.services.clock()
    newer = VacancyVersion(vacancy_id=scene.vacancy, number=2, title="Java", created_at=now)
    with scene.alliance.services.database.writing() as session:
        session.add(newer)
    assert refused(scene)[0] == "not_approved"


def test_two_requirements_are_too_few(alliance: Alliance) -> None:
    assert refused(staged(alliance, people=0, skills=["java", "sql"]))[0] == "too_few_requirements"


def test_a_pool_under_ten_is_refused_without_its_size(alliance: Alliance) -> None:
    rule, said = refused(staged(alliance, people=9))
    assert rule == "pool_too_small"
    assert "9" not in said


def test_who_does_not_agree_is_not_counted_in_the_pool(alliance: Alliance) -> None:
    scene = staged(alliance, people=9)
    alliance.candidate(scene.programmes[0], skills=["java"], agrees=False)
    assert refused(scene)[0] == "pool_too_small"


def test_a_stop_ends_it_within_one_request(scene: Scene) -> None:
    list_id = scene.request()
    scene.start(list_id)
    scene.approve_all(list_id)
    coach = scene.coaches[0].client
    found(coach.post("/api/stop", json={"reason": "A fault"}), 201)
    path = f"/api/vacancies/{scene.vacancy}/shortlists"
    assert scene.partner.client.post(path).status_code == 503
    assert scene.release(list_id).status_code == 503
    body = {"candidate_id": str(scene.candidates[0]), "reason": "other"}
    assert coach.post(f"/api/shortlists/{list_id}/entries", json=body).status_code == 503
    assert scene.read(list_id)["entries"] is None


def test_a_spent_budget_is_refused_and_alarms(scene: Scene, clock: Hands) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Organisation, scene.organisation).lists_per_day = 2
    admin = scene.alliance.person(Role.ADMIN).client
    for _ in range(2):
        list_id = scene.request()
        found(scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw"))
    assert refused(scene)[0] == "budget_spent"
    alarms = found(admin.get("/api/oversight/alarms"))["items"]
    assert [(each["rule"], each["was_denied"]) for each in alarms] == [
        ("budget_spent", True),
        ("budget_near", False),
    ]
    assert {each["organisation_id"] for each in alarms} == {str(scene.organisation)}
    assert {each["vacancy_id"] for each in alarms} == {str(scene.vacancy)}
    clock.move(hours=25)
    scene.request()


def test_a_budget_alarm_comes_once_a_day(scene: Scene, clock: Hands) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Organisation, scene.organisation).lists_per_day = 5

    def ask(times: int) -> int:
        for _ in range(times):
            list_id = scene.request()
            found(scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw"))
        rules = [each.content.get("rule") for each in audited(scene.alliance, AuditKind.CHANGE)]
        return rules.count("budget_near")

    assert ask(3) == 0
    assert ask(1) == 1
    assert ask(1) == 1
    clock.move(hours=25)
    assert ask(4) == 2


def test_alarms_have_pages_and_a_filter(scene: Scene) -> None:
    with scene.alliance.services.database.writing() as session:
        session.get_one(Organisation, scene.organisation).lists_per_day = 0
    for _ in range(3):
        refused(scene)
    admin = scene.alliance.person(Role.ADMIN).client
    first = found(admin.get("/api/oversight/alarms", params={"limit": 2}))
    rest = found(admin.get("/api/oversight/alarms", params={"limit": 2, "after": first["next"]}))
    numbers = [each["sequence"] for each in (*first["items"], *rest["items"])]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(numbers), rest["next"]) == (3, None)
    other = found(admin.get("/api/oversight/alarms", params={"organisation_id": str(uuid4())}))
    assert other["items"] == []


def test_a_list_is_made_again_to_the_same_bytes(scene: Scene) -> None:
    scene.request()
    (event,) = audited(scene.alliance, AuditKind.RANKING)
    assert event.candidate is None
    with scene.alliance.services.database.reading() as session:
        record = session.get_one(RankingRecord, event.subject)
        assert replayed(scene.alliance.services.pool, session, record).digest == record.result


def test_a_partner_knows_that_there_is_a_list_and_no_more(scene: Scene) -> None:
    list_id = scene.request()
    assert scene.read(list_id)["entries"] is None
    (item,) = found(scene.partner.client.get("/api/shortlists"))["items"]
    assert (item["id"], item["state"], item["review"]) == (list_id, "draft", None)


def test_a_coach_sees_what_waits(scene: Scene, clock: Hands) -> None:
    list_id = scene.request()
    clock.move(hours=3)
    second = scene.coaches[1]
    (item,) = found(second.client.get("/api/shortlists", params={"state": "draft"}))["items"]
    review = item["review"]
    assert (review["own"], review["own_undecided"], review["waiting_hours"]) == (6, 6, 3.0)
    scene.start(list_id)
    own = next(each for each in scene.review(list_id, second)["entries"] if each["subject"])
    scene.decide(list_id, second, own)
    (item,) = found(second.client.get("/api/shortlists", params={"state": "in_review"}))["items"]
    assert (item["review"]["own_undecided"], item["review"]["is_reviewer"]) == (5, False)
    assert found(second.client.get("/api/shortlists", params={"state": "draft"}))["items"] == []


def test_a_list_that_is_taken_back_shows_nothing(scene: Scene) -> None:
    list_id = scene.released()
    assert scene.read(list_id)["entries"]
    found(scene.coaches[1].client.post(f"/api/shortlists/{list_id}/withdraw"))
    assert scene.read(list_id)["entries"] is None
    again = scene.partner.client.post(f"/api/shortlists/{list_id}/withdraw")
    assert again.status_code == 409
    assert [each.subject for each in audited(scene.alliance, AuditKind.WITHDRAWAL)]
    assert scene.request() != list_id


def test_a_closed_list_is_read_and_takes_no_feedback(scene: Scene) -> None:
    draft = scene.request()
    path = f"/api/shortlists/{draft}"
    assert scene.partner.client.post(f"{path}/close").status_code == 409
    scene.start(draft)
    scene.approve_all(draft)
    found(scene.release(draft))
    assert found(scene.partner.client.post(f"{path}/close"))["state"] == "closed"
    entry = scene.read(draft)["entries"][0]
    assert scene.say(draft, entry["id"], "interest").status_code == 409
    assert scene.partner.client.post(f"{path}/withdraw").status_code == 409


def test_others_may_not_ask(scene: Scene) -> None:
    path = f"/api/vacancies/{scene.vacancy}/shortlists"
    assert scene.coaches[0].client.post(path).status_code == 403
    stranger = scene.alliance.partner(scene.alliance.organisation("Other")).client
    foreign = stranger.post(path)
    missing = stranger.post(f"/api/vacancies/{uuid4()}/shortlists")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
