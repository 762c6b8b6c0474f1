"""Why and why not for a pair, the best vacancies of a candidate, and what they lack."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from models import AuditEvent, AuditOpening, Candidate, Consent, Module, ModuleSkill
from service.engine.reverse import PlacedPair, made_again
from service.words import AuditKind, CandidateState, ConsentKind, ConsentState, Role
from tests.service.api.people import Alliance, Person, found

ASKED = ("java", "sql", "git", "docker")
OF = "/api/candidates/{{}}/{}".format


@pytest.fixture
def programme(alliance: Alliance) -> UUID:
    return alliance.programme()


@pytest.fixture
def coach(alliance: Alliance, programme: UUID) -> Person:
    return alliance.coach(programme)


@pytest.fixture
def employer(alliance: Alliance) -> UUID:
    return alliance.organisation()


def pair(coach: Person, vacancy: UUID, candidate: UUID) -> Any:
    return coach.client.get(f"/api/vacancies/{vacancy}/candidates/{candidate}")


def of(coach: Person, candidate: UUID, what: str, **params: Any) -> Any:
    return coach.client.get(f"/api/candidates/{candidate}/{what}", params=params)


def teach(alliance: Alliance, programme: UUID, position: int, name: str, *skills: str) -> None:
    module = Module(programme_id=programme, position=position, name=name, hours=80)
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        session.add_all(ModuleSkill(module_id=module.id, skill=each, level=3) for each in skills)


def test_a_pair_is_explained_with_parts_that_add_up(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    best = alliance.candidate(programme, skills=["java", "sql", "git"])
    who = alliance.candidate(programme, skills=["java"])
    vacancy, _ = alliance.vacancy(employer, skills=ASKED)
    shown = found(pair(coach, vacancy, who))
    assert sum(each["points"] for each in shown["contributions"]) == shown["score"]
    assert (shown["place"], shown["band"], shown["eligible"]) == (2, 2, 2)
    top = found(pair(coach, vacancy, best))
    assert shown["to_next_band"] == top["score"] - shown["score"]
    assert top["to_next_band"] is None
    java = next(each for each in shown["contributions"] if each["skill"] == "java")
    assert (java["reason"], java["evidence"][0]["kind"]) == (
        "Java: self-reported interview",
        "self",
    )
    lost = [each["points"] for each in shown["why_not_higher"]]
    assert lost == sorted(lost, reverse=True)
    assert shown["why_not_higher"][0]["skill"] in {"sql", "git", "docker"}


def test_a_pair_says_why_not(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    vacancy, _ = alliance.vacancy(employer, skills=ASKED, education_level=7)
    who = alliance.candidate(programme, skills=["java"], education_level=4, agrees=False)
    shown = found(pair(coach, vacancy, who))
    assert (shown["is_eligible"], shown["place"], shown["band"]) == (False, None, None)
    refused = {each["constraint"] for each in shown["checks"] if each["verdict"] == "not_met"}
    assert refused == {"education", "consent"}
    assert shown["score"] > 0


def test_who_is_not_looking_is_explained_but_has_no_place(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    vacancy, _ = alliance.vacancy(employer)
    who = alliance.candidate(programme, skills=["java"])
    with alliance.services.database.writing() as session:
        session.get_one(Candidate, who).state = CandidateState.PLACED
    shown = found(pair(coach, vacancy, who))
    assert (shown["in_pool"], shown["place"], shown["is_eligible"]) == (False, None, True)


def test_only_open_approved_vacancies_are_ranked(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    who = alliance.candidate(programme, skills=["java", "sql"], hours_max=16)
    fits, _ = alliance.vacancy(employer, skills=["java", "sql", "git"], approver=coach.id)
    worse, _ = alliance.vacancy(employer, skills=["python", "git", "sql"], approver=coach.id)
    alliance.vacancy(employer, skills=["java", "sql"], approver=coach.id, hours_min=32)
    alliance.vacancy(employer, skills=["java", "sql"])
    closed, _ = alliance.vacancy(employer, skills=["java", "sql"], approver=coach.id)
    partner = alliance.partner(employer).client
    found(partner.post(f"/api/vacancies/{closed}/close"))
    changed, _ = alliance.vacancy(employer, skills=["java", "sql"], approver=coach.id)
    body = {"title": "Java developer", "requirements": [{"skill": "java"}]}
    versions = f"/api/vacancies/{changed}/versions"
    found(partner.post(versions, json=body, headers={"If-Match": '"1"'}), 201)
    shown = found(of(coach, who, "vacancies"))
    assert [each["vacancy_id"] for each in shown["items"]] == [str(fits), str(worse)]
    assert (shown["vacancies"], shown["eligible"]) == (3, 2)
    assert [(each["constraint"], each["count"]) for each in shown["reasons"]] == [("hours", 1)]
    for each in shown["items"]:
        assert sum(part["points"] for part in each["contributions"]) == each["score"]
    assert len(found(of(coach, who, "vacancies", limit=1))["items"]) == 1


def test_a_pair_and_a_ranking_give_one_score(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    who = alliance.candidate(programme, skills=["java", "sql"])
    vacancy, _ = alliance.vacancy(employer, skills=ASKED, approver=coach.id)
    item = found(of(coach, who, "vacancies"))["items"][0]
    alone = found(pair(coach, vacancy, who))
    assert item["score"] == alone["score"]
    parts = [[each["points"] for each in shown["contributions"]] for shown in (item, alone)]
    assert parts[0] == parts[1]
    assert item["checks"] == alone["checks"]


def test_gaps_name_what_is_lacking_and_who_teaches_it(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    teach(alliance, programme, 1, "Java", "java")
    other = alliance.programme("Platform engineer")
    teach(alliance, other, 1, "Containers", "docker", "git")
    teach(alliance, other, 2, "Python", "python")
    who = alliance.candidate(programme)
    vacancy, _ = alliance.vacancy(employer, skills=["java", "docker"], approver=coach.id)
    second, _ = alliance.vacancy(employer, skills=["java", "docker", "git"], approver=coach.id)
    shown = found(of(coach, who, "gaps"))
    lacking = {
        each["vacancy_id"]: {part["skill"] for part in each["lacking"]}
        for each in shown["vacancies"]
    }
    assert lacking == {str(vacancy): {"docker"}, str(second): {"docker", "git"}}
    docker = shown["vacancies"][0]["lacking"][0]
    assert (docker["taught_by"][0]["module"], docker["taught_by"][0]["fulfilment"]) == (
        "Containers",
        9000,
    )
    best = shown["modules"][0]
    assert (best["module"], best["needs"], best["vacancies"]) == ("Containers", 3, 2)
    assert best["skills"] == ["docker", "git"]
    assert "Python" not in {each["module"] for each in shown["modules"]}
    assert (shown["programmes"][0]["programme"], shown["programmes"][0]["needs"]) == (
        "Platform engineer",
        3,
    )


def test_a_programme_that_is_not_given_any_more_teaches_nothing(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    teach(alliance, alliance.programme("Old", is_active=False), 1, "Containers", "docker")
    who = alliance.candidate(programme, skills=["java"])
    alliance.vacancy(employer, skills=["java", "docker", "git"], approver=coach.id)
    shown = found(of(coach, who, "gaps"))
    assert shown["modules"] == shown["programmes"] == []
    assert [part["taught_by"] for part in shown["vacancies"][0]["lacking"]] == [[], []]


@pytest.mark.parametrize("what", ["pair", "vacancies", "gaps"])
def test_a_recommendation_is_made_again_from_its_event(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID, what: str
) -> None:
    people = [alliance.candidate(programme, skills=["java", "sql"]) for _ in range(3)]
    vacancies = [alliance.vacancy(employer, skills=ASKED, approver=coach.id)[0] for _ in range(3)]
    who = people[1]
    found(pair(coach, vacancies[0], who) if what == "pair" else of(coach, who, what, limit=2))
    with alliance.services.database.reading() as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.kind == AuditKind.RANKING)).one()
        opening = session.get_one(AuditOpening, (event.sequence, 0))
    assert (event.subject, opening.candidate_id, opening.content["what"]) == (who, who, what)
    with alliance.services.database.writing() as session:
        for each in people:
            session.get_one(Candidate, each).hours_max = 8
    found(alliance.partner(employer).client.post(f"/api/vacancies/{vacancies[1]}/close"))
    with alliance.services.database.reading() as session:
        again = made_again(alliance.services.pool, session, who, opening.content)
    assert again.digest == opening.content["result"]
    with alliance.services.database.writing() as session:
        session.delete(session.get_one(Candidate, who))
    with (
        alliance.services.database.reading() as session,
        pytest.raises(LookupError, match="erased"),
    ):
        made_again(alliance.services.pool, session, who, opening.content)


def test_a_recommendation_is_made_again_with_its_own_weights(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    who = alliance.candidate(programme, skills=["java"])
    vacancy, _ = alliance.vacancy(employer, skills=ASKED)
    score = found(pair(coach, vacancy, who))["score"]
    with alliance.services.database.reading() as session:
        content = session.exec(select(AuditOpening)).one().content
        other = {**content, "config": {**content["config"], "preference_share": 0.0}}
        again = made_again(alliance.services.pool, session, who, other)
    assert isinstance(again, PlacedPair)
    assert again.pair.score != score


def test_a_withdrawn_consent_counts_at_once(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    who = alliance.candidate(programme, skills=["java"])
    alliance.vacancy(employer, approver=coach.id)
    assert found(of(coach, who, "vacancies"))["eligible"] == 1
    with alliance.services.database.writing() as session:
        mine = select(Consent).where(Consent.candidate_id == who, Consent.kind == ConsentKind.POOL)
        consent = session.exec(mine.order_by(col(Consent.id))).one()
        consent.state, consent.withdrawn_at = ConsentState.WITHDRAWN, alliance.services.clock()
    assert found(of(coach, who, "vacancies"))["eligible"] == 0


def test_foreign_and_missing_candidates_are_not_found(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    foreign = alliance.candidate(alliance.programme("Other"), skills=["java"])
    vacancy, _ = alliance.vacancy(employer)
    mine = alliance.candidate(programme)
    for path in (f"/api/vacancies/{vacancy}/candidates/{{}}", *map(OF, ("vacancies", "gaps"))):
        one, two = (coach.client.get(path.format(who)) for who in (foreign, uuid4()))
        assert one.status_code == two.status_code == 404
        assert one.json() == two.json()
    assert pair(coach, uuid4(), mine).status_code == 404


def test_only_coaches_ask_about_candidates(
    alliance: Alliance, programme: UUID, employer: UUID
) -> None:
    who = alliance.candidate(programme)
    vacancy, _ = alliance.vacancy(employer)
    for person in (alliance.partner(employer), alliance.person(Role.ADMIN)):
        assert pair(person, vacancy, who).status_code == 403
        assert of(person, who, "vacancies").status_code == 403
        assert of(person, who, "gaps").status_code == 403


def test_nothing_is_recommended_while_stopped(
    alliance: Alliance, programme: UUID, coach: Person, employer: UUID
) -> None:
    who = alliance.candidate(programme)
    vacancy, _ = alliance.vacancy(employer)
    found(coach.client.post("/api/stop", json={"reason": "Looks wrong"}), 201)
    draft = {"title": "Java developer", "text": "Eisen: Java"}
    answers = [
        pair(coach, vacancy, who),
        of(coach, who, "vacancies"),
        of(coach, who, "gaps"),
        coach.client.post(f"/api/vacancies/{vacancy}/pool", json={}),
        coach.client.post("/api/vacancies/pool", json=draft),
    ]
    assert [each.status_code for each in answers] == [503] * 5
    assert {each.json()["type"] for each in answers} == {"urn:schakel:problem:stopped"}


def test_a_limit_has_limits(alliance: Alliance, programme: UUID, coach: Person) -> None:
    who = alliance.candidate(programme)
    for limit in (0, 51, "x"):
        assert of(coach, who, "vacancies", limit=limit).status_code == 422
