"""Consents: asked, answered and withdrawn, one by one, with effect at once."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from models import AuditEvent, Candidate, Consent, SurveyAnswer
from service.consents import wordings
from service.words import AuditKind, ConsentKind, Role
from tests.service.api.people import Alliance, Person, found


def themselves(alliance: Alliance, candidate_id: UUID) -> Person:
    """The candidate, signed in."""
    person = alliance.person(Role.CANDIDATE)
    with alliance.services.database.writing() as session:
        session.get_one(Candidate, candidate_id).user_id = person.id
    return person


@pytest.fixture
def world(alliance: Alliance) -> tuple[Alliance, Person, UUID, Person]:
    programme = alliance.programme()
    candidate = alliance.candidate(programme, skills=["java"], agrees=False)
    return alliance, alliance.coach(programme), candidate, themselves(alliance, candidate)


World = tuple[Alliance, Person, UUID, Person]


def in_pool(alliance: Alliance, candidate: UUID) -> bool | None:
    with alliance.services.database.reading() as session:
        profile = alliance.services.pool.current(session).profiles[str(candidate)]
    return profile.conditions.consent


def test_a_question_is_asked_answered_and_withdrawn(world: World) -> None:
    alliance, coach, candidate, person = world
    url = f"/api/candidates/{candidate}/consents"
    asked = found(coach.client.post(url, json={"kind": "pool"}), 201)
    assert (asked["state"], asked["wording"]) == ("asked", "pool-1")
    mine = found(person.client.get("/api/own/consents"))["items"]
    assert [each["id"] for each in mine] == [asked["id"]]
    assert "lists" in mine[0]["text"]
    assert not in_pool(alliance, candidate)
    own = f"/api/own/consents/{asked['id']}"
    found(person.client.post(f"{own}/answer", json={"answer": "given"}))
    assert in_pool(alliance, candidate)
    withdrawn = found(person.client.post(f"{own}/withdrawal"))
    assert (withdrawn["state"], withdrawn["is_recorded"]) == ("withdrawn", False)
    assert not in_pool(alliance, candidate)


def test_who_refused_may_still_agree(world: World) -> None:
    alliance, coach, candidate, person = world
    asked = found(
        coach.client.post(f"/api/candidates/{candidate}/consents", json={"kind": "pool"}), 201
    )
    answer = f"/api/own/consents/{asked['id']}/answer"
    found(person.client.post(answer, json={"answer": "refused"}))
    given = found(person.client.post(answer, json={"answer": "given"}))
    assert given["id"] != asked["id"]
    assert in_pool(alliance, candidate)
    assert person.client.post(answer, json={"answer": "given"}).status_code == 409
    states = [each["state"] for each in found(person.client.get("/api/own/consents"))["items"]]
    assert sorted(states) == ["given", "refused"]


def test_a_coach_records_what_stands_on_paper(world: World) -> None:
    _, coach, candidate, _ = world
    url = f"/api/candidates/{candidate}/consents"
    asked = found(coach.client.post(url, json={"kind": "retention"}), 201)
    for answer in ("given", "withdrawn"):
        kept = found(coach.client.post(f"{url}/{asked['id']}/answer", json={"answer": answer}))
        assert (kept["state"], kept["is_recorded"]) == (answer, True)
    assert [each["state"] for each in found(coach.client.get(url))["items"]] == ["withdrawn"]


def test_an_answer_must_fit_the_question(world: World) -> None:
    _, coach, candidate, _ = world
    url = f"/api/candidates/{candidate}/consents"

    def statuses(kind: str, *answers: str) -> list[int]:
        asked = found(coach.client.post(url, json={"kind": kind}), 201)["id"]
        place = f"{url}/{asked}/answer"
        return [coach.client.post(place, json={"answer": each}).status_code for each in answers]

    assert statuses("pool", "withdrawn", "given", "given", "refused") == [409, 200, 409, 409]
    assert statuses("retention", "refused", "given", "withdrawn") == [200, 409, 409]


def test_a_question_that_stands_is_not_asked_again(world: World) -> None:
    _, coach, candidate, _ = world
    url = f"/api/candidates/{candidate}/consents"
    key = {"Idempotency-Key": "k"}
    first = found(coach.client.post(url, json={"kind": "pool"}, headers=key), 201)
    assert found(coach.client.post(url, json={"kind": "pool"}, headers=key), 201) == first
    assert coach.client.post(url, json={"kind": "pool"}).status_code == 409
    found(coach.client.post(url, json={"kind": "retention"}), 201)


def test_a_name_is_not_asked_for_by_a_coach(world: World) -> None:
    _, coach, candidate, _ = world
    answer = coach.client.post(f"/api/candidates/{candidate}/consents", json={"kind": "reveal"})
    assert answer.status_code == 422


def test_a_question_for_a_name_says_for_whom(world: World) -> None:
    alliance, _, candidate, person = world
    vacancy, _ = alliance.vacancy(alliance.organisation("Waalmonde"), title="Tester")
    with alliance.services.database.writing() as session:
        session.add(
            Consent(
                candidate_id=candidate,
                kind=ConsentKind.REVEAL,
                vacancy_id=vacancy,
                wording=wordings.newest(ConsentKind.REVEAL).id,
                asked_at=alliance.services.clock(),
            )
        )
    (asked,) = found(person.client.get("/api/own/consents"))["items"]
    assert "Waalmonde" in asked["text"]
    assert "«Tester»" in asked["text"]


def test_what_is_withdrawn_takes_the_survey_along(world: World) -> None:
    alliance, coach, candidate, person = world
    url = f"/api/candidates/{candidate}/consents"
    asked = found(coach.client.post(url, json={"kind": "bias_survey"}), 201)
    found(person.client.post(f"/api/own/consents/{asked['id']}/answer", json={"answer": "given"}))
    with alliance.services.database.writing() as session:
        session.add(SurveyAnswer(candidate_id=candidate, question="sex", answer="woman"))
    found(person.client.post(f"/api/own/consents/{asked['id']}/withdrawal"))
    with alliance.services.database.reading() as session:
        assert session.exec(select(SurveyAnswer)).all() == []


def test_another_coach_and_another_candidate_find_nothing(world: World) -> None:
    alliance, coach, candidate, _ = world
    url = f"/api/candidates/{candidate}/consents"
    asked = found(coach.client.post(url, json={"kind": "pool"}), 201)
    stranger = alliance.coach(alliance.programme("Data")).client
    missing = stranger.get(f"/api/candidates/{alliance.user()}/consents")
    foreign = stranger.get(url)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
    other = themselves(alliance, alliance.candidate()).client
    answer = other.post(f"/api/own/consents/{asked['id']}/answer", json={"answer": "given"})
    assert answer.status_code == 404
    assert alliance.person(Role.CANDIDATE).client.get("/api/own/consents").status_code == 404


def test_others_may_not(world: World) -> None:
    alliance, coach, candidate, person = world
    url = f"/api/candidates/{candidate}/consents"
    assert alliance.partner(alliance.organisation()).client.get(url).status_code == 403
    assert person.client.get(url).status_code == 403
    assert coach.client.get("/api/own/consents").status_code == 403


def test_every_step_and_view_is_in_the_log(world: World) -> None:
    alliance, coach, candidate, person = world
    url = f"/api/candidates/{candidate}/consents"
    asked = found(coach.client.post(url, json={"kind": "pool"}), 201)
    found(person.client.post(f"/api/own/consents/{asked['id']}/answer", json={"answer": "given"}))
    found(coach.client.get(url))
    with alliance.services.database.reading() as session:
        events = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence))).all()
    assert [each.kind for each in events] == [AuditKind.CONSENT, AuditKind.CONSENT, AuditKind.VIEW]


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_every_consent_has_words_in_both_languages(kind: ConsentKind) -> None:
    wording = wordings.newest(kind)
    assert wordings.find(wording.id) is wording
    names = {"organisation": "Waalmonde", "vacancy": "Tester"}
    dutch, english = (wording.said(each, **names) for each in ("nl", "en"))
    assert dutch != english
    assert "{" not in dutch + english
