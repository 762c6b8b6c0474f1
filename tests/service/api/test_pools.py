"""What-if: the pool of a vacancy, with changes and before it is stored."""

from typing import Any
from uuid import UUID

import pytest

from service.words import Role
from tests.service.api.people import Alliance, Person, found


@pytest.fixture
def employer(alliance: Alliance) -> UUID:
    return alliance.organisation()


@pytest.fixture
def partner(alliance: Alliance, employer: UUID) -> Person:
    return alliance.partner(employer)


@pytest.fixture
def vacancy(alliance: Alliance, employer: UUID) -> UUID:
    """One for which somebody is qualified, two are not, and one is not eligible."""
    programme = alliance.programme()
    alliance.candidate(programme, skills=["java", "kotlin"], education_level=6)
    alliance.candidate(programme, skills=["java", "kotlin"], education_level=4)
    alliance.candidate(programme, skills=["python"], education_level=6)
    alliance.candidate(programme, skills=["java", "kotlin"], agrees=False, education_level=6)
    return alliance.vacancy(employer, skills=["java", "kotlin"], education_level=5)[0]


def counted(person: Person, vacancy: UUID, **changes: Any) -> Any:
    return found(person.client.post(f"/api/vacancies/{vacancy}/pool", json=changes))


def test_a_pool_is_counted_with_reasons(partner: Person, vacancy: UUID) -> None:
    pool = counted(partner, vacancy)
    assert (pool["pool"], pool["eligible"], pool["qualified"]) == (4, 2, 1)
    reasons = {each["constraint"]: each["count"] for each in pool["reasons"]}
    assert reasons == {"education": 1, "consent": 1}
    step = pool["relaxations"][0]
    assert (step["kind"], step["constraint"], step["qualified"]) == ("constraint", "education", 2)
    assert step["text"] == "nothing asked of education level: from 1 to 2"


def test_a_step_that_is_taken_gives_what_it_said(partner: Person, vacancy: UUID) -> None:
    before = counted(partner, vacancy)["relaxations"][0]
    after = counted(partner, vacancy, relax=[before["constraint"]])
    assert (after["eligible"], after["qualified"]) == (before["eligible"], before["qualified"])


def test_requirements_are_dropped_added_and_changed(partner: Person, vacancy: UUID) -> None:
    other = counted(partner, vacancy, drop=["java", "kotlin"], ask=[{"skill": "python"}])
    assert other["qualified"] == 1
    wishes = [{"skill": each, "importance": "nice"} for each in ("java", "kotlin")]
    assert counted(partner, vacancy, ask=wishes)["qualified"] == 2
    harder = [{"skill": each, "level": 4} for each in ("java", "kotlin")]
    assert counted(partner, vacancy, ask=harder)["qualified"] == 0


def test_a_draft_is_counted_as_the_stored_vacancy_is(partner: Person, vacancy: UUID) -> None:
    body = {
        "title": "Java developer",
        "education_level": 5,
        "requirements": [{"skill": "java"}, {"skill": "kotlin"}],
    }
    draft = found(partner.client.post("/api/vacancies/pool", json=body))
    stored = counted(partner, vacancy)
    assert draft["qualified"] == stored["qualified"]
    assert draft["reasons"] == stored["reasons"]


def test_a_pool_without_requirements_is_refused(partner: Person, vacancy: UUID) -> None:
    path = f"/api/vacancies/{vacancy}/pool"
    answer = partner.client.post(path, json={"drop": ["java", "kotlin"]})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:schakel:problem:cannot-match")
    nothing = {"title": "Iets leuks", "requirements": []}
    assert partner.client.post("/api/vacancies/pool", json=nothing).status_code == 422


def test_bad_changes_are_refused(partner: Person, vacancy: UUID) -> None:
    for changes in (
        {"ask": [{"skill": "basketweaving"}]},
        {"ask": [{"skill": "java"}, {"skill": "java"}]},
        {"relax": ["consent"]},
        {"relax": ["licence"]},
        {"least_pool": 1},
    ):
        answer = partner.client.post(f"/api/vacancies/{vacancy}/pool", json=changes)
        assert answer.status_code == 422, changes


def test_a_partner_counts_for_their_own_vacancies_only(alliance: Alliance, vacancy: UUID) -> None:
    other = alliance.partner(alliance.organisation("Other"))
    foreign = other.client.post(f"/api/vacancies/{vacancy}/pool", json={})
    assert foreign.status_code == 404
    assert counted(alliance.coach(), vacancy)["qualified"] == 1
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    assert manager.post(f"/api/vacancies/{vacancy}/pool", json={}).status_code == 403


def test_a_pool_tells_of_nobody(alliance: Alliance, partner: Person, vacancy: UUID) -> None:
    shown = partner.client.post(f"/api/vacancies/{vacancy}/pool", json={}).text
    with alliance.services.database.reading() as session:
        profiles = alliance.services.pool.current(session).profiles
    assert not any(each in shown for each in profiles)
