"""The candidate's own page: what is known, who saw it, and what they disagree with."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from models import Candidate, Claim, Contact, Module, ModuleSkill
from service.access.principal import Principal
from service.words import AuditKind, CandidateState, ClaimState, EvidenceKind, Role
from service.work import Work
from tests.service.api.people import Alliance, Person, found
from tests.service.api.test_consents import themselves

World = tuple[Alliance, Person, UUID, Person]


@pytest.fixture
def world(alliance: Alliance) -> World:
    programme = alliance.programme()
    module = Module(programme_id=programme, position=1, name="Databases")
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        session.add(ModuleSkill(module_id=module.id, skill="sql", level=3))
    candidate = alliance.candidate(
        programme, skills=["java"], place="Delft", hours_min=24, cv_text="Java en koken."
    )
    return alliance, alliance.coach(programme), candidate, themselves(alliance, candidate)


def skills_in_pool(alliance: Alliance, candidate: UUID) -> set[str]:
    """What rankings know of somebody."""
    with alliance.services.database.reading() as session:
        profile = alliance.services.pool.current(session).profiles[str(candidate)]
    return {each.skill for each in profile.claims}


def claims(page: Any) -> dict[str, Any]:
    return {each["skill"]: each for each in page["claims"]}


def test_a_candidate_reads_all_that_is_known(world: World) -> None:
    _, _, candidate, person = world
    page = found(person.client.get("/api/own/profile"))
    assert page["name"] == f"Persoon {candidate.hex[:8]}"
    assert (page["place"], page["hours_min"], page["cv_text"]) == ("Delft", 24, "Java en koken.")
    assert (page["is_in_pool"], page["why_not"]) == (True, [])
    assert [each["name"] for each in page["programmes"]] == ["Java developer"]
    told, taught = claims(page)["java"], claims(page)["sql"]
    assert told["state_words"] == "found, not checked yet"
    assert (told["is_taught"], taught["is_taught"]) == (False, True)
    assert (taught["level_words"], taught["is_disputed"]) == ("independent", False)
    assert "Databases" in taught["evidence"]


def test_who_cannot_be_put_on_lists_reads_why(alliance: Alliance) -> None:
    candidate = alliance.candidate(agrees=False, state=CandidateState.PLACED)
    page = found(themselves(alliance, candidate).client.get("/api/own/profile"))
    assert not page["is_in_pool"]
    assert len(page["why_not"]) == 3
    assert page["state_words"] == "placed"


def test_a_skill_that_is_disputed_does_not_count_at_once(world: World) -> None:
    alliance, coach, candidate, person = world
    claim = claims(found(person.client.get("/api/own/profile")))["java"]["id"]
    page = found(person.client.post(f"/api/own/claims/{claim}/dispute"))
    java = claims(page)["java"]
    assert (java["state"], java["is_disputed"]) == ("rejected", True)
    assert skills_in_pool(alliance, candidate) == {"sql"}
    assert person.client.post(f"/api/own/claims/{claim}/dispute").status_code == 409
    (told,) = found(coach.client.get("/api/disputes"))["items"]
    assert (told["claim_id"], told["candidate_id"]) == (claim, str(candidate))
    assert (told["label"], told["state"]) == ("Java", "rejected")
    assert told["name"].startswith("Persoon")
    for asked, told_of in ((candidate, 1), (uuid4(), 0)):
        of_one = coach.client.get("/api/disputes", params={"candidate": str(asked)})
        assert len(found(of_one)["items"]) == told_of
    with alliance.services.database.writing() as session:
        session.get_one(Claim, UUID(claim)).state = ClaimState.CONFIRMED
    (told,) = found(coach.client.get("/api/disputes"))["items"]
    assert told["state"] == "confirmed"


def test_what_a_programme_taught_can_be_disputed_and_does_not_come_back(world: World) -> None:
    alliance, coach, candidate, person = world
    claim = claims(found(person.client.get("/api/own/profile")))["sql"]["id"]
    page = found(person.client.post(f"/api/own/claims/{claim}/dispute"))
    of_sql = [each for each in page["claims"] if each["skill"] == "sql"]
    assert [(each["id"], each["is_disputed"]) for each in of_sql] == [(claim, True)]
    assert skills_in_pool(alliance, candidate) == {"java"}
    assert person.client.post(f"/api/own/claims/{claim}/dispute").status_code == 409
    listed = coach.client.get("/api/candidates", params={"skill": "sql"})
    assert found(listed)["items"] == []
    (told,) = found(coach.client.get("/api/disputes"))["items"]
    assert (told["claim_id"], told["skill"], told["state"]) == (claim, "sql", "rejected")
    cv = f"/api/candidates/{candidate}/cv"
    revision = coach.client.get(f"/api/candidates/{candidate}").headers["ETag"]
    found(coach.client.put(cv, json={"cv_text": "Java."}, headers={"If-Match": revision}))
    assert skills_in_pool(alliance, candidate) == {"java"}

    path = f"/api/candidates/{candidate}/claims/{claim}"
    listed = coach.client.get(f"/api/candidates/{candidate}/claims")
    (rejected,) = [each for each in found(listed)["items"] if each["id"] == claim]
    restored = {"level": rejected["level"], "state": "confirmed"}
    headers = {"If-Match": f'"{rejected["revision"]}"'}
    found(coach.client.put(path, json=restored, headers=headers))
    assert skills_in_pool(alliance, candidate) == {"java", "sql"}


def test_what_was_taught_and_given_with_the_same_words_are_two_claims(world: World) -> None:
    alliance, _, candidate, person = world
    page = found(person.client.get("/api/own/profile"))
    (taught,) = (each for each in page["claims"] if each["is_taught"])
    source = "Java developer: Databases"
    assert source in taught["evidence"]
    given = Claim(
        candidate_id=candidate,
        skill="sql",
        kind=EvidenceKind.MODULE,
        source=source,
        strength=9000,
    )
    with alliance.services.database.writing() as session:
        session.add(given)
    page = found(person.client.post(f"/api/own/claims/{taught['id']}/dispute"))
    states = {each["id"]: each["state"] for each in page["claims"] if each["skill"] == "sql"}
    assert states.pop(taught["id"]) == "rejected"
    assert list(states.values()) == ["proposed"]


def test_a_dispute_is_told_to_ones_own_coach_alone(world: World) -> None:
    alliance, _, _, person = world
    claim = claims(found(person.client.get("/api/own/profile")))["java"]["id"]
    found(person.client.post(f"/api/own/claims/{claim}/dispute"))
    stranger = alliance.coach(alliance.programme("Data")).client
    assert found(stranger.get("/api/disputes"))["items"] == []
    other = themselves(alliance, alliance.candidate()).client
    assert other.post(f"/api/own/claims/{claim}/dispute").status_code == 404
    assert person.client.get("/api/disputes").status_code == 403


def test_the_receipt_tells_who_saw_what(world: World) -> None:
    alliance, coach, candidate, person = world
    partner = alliance.organisation("Waalmonde")
    with alliance.services.database.writing() as session:
        for role, kind, content in (
            (Role.PARTNER, AuditKind.VIEW, {"organisation": partner, "fields": ["name", "odd"]}),
            (Role.COACH, AuditKind.RELEASE, {"organisation": partner, "fields": ["skills"]}),
            (Role.COACH, AuditKind.OVERRIDE, {}),
        ):
            who = Principal(roles=frozenset({role}))
            work = Work(session=session, services=alliance.services, who=who)
            work.record(
                kind, "entry", None, candidate_id=candidate, what="released_list", **content
            )
    found(coach.client.get(f"/api/candidates/{candidate}/consents"))
    items = found(person.client.get("/api/own/receipt"))["items"]
    assert [each["words"] for each in items] == [
        "A coach viewed: consents.",
        "A coach released to Waalmonde: skills.",
        "Waalmonde viewed: name, odd.",
    ]
    assert [each["organisation"] for each in items] == [None, "Waalmonde", "Waalmonde"]


def test_a_receipt_has_pages(world: World) -> None:
    _, coach, candidate, _ = world
    url = f"/api/candidates/{candidate}/receipt"
    for _ in range(3):
        found(coach.client.get(f"/api/candidates/{candidate}/consents"))
    first = found(coach.client.get(url, params={"limit": 2}))
    rest = found(coach.client.get(url, params={"limit": 2, "after": first["next"]}))
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


def test_only_candidates_have_a_page_of_their_own(world: World) -> None:
    alliance, coach, _, _ = world
    for method, path in (
        ("GET", "/api/own/profile"),
        ("GET", "/api/own/receipt"),
        ("GET", "/api/own/export"),
        ("DELETE", "/api/own"),
    ):
        assert coach.client.request(method, path).status_code == 403
        nobody = alliance.person(Role.CANDIDATE).client  # whose data were erased
        assert nobody.request(method, path).status_code == 404


def test_looking_at_ones_own_page_is_nobodys_business(world: World) -> None:
    _, _, _, person = world
    found(person.client.get("/api/own/profile"))
    found(person.client.get("/api/own/receipt"))
    assert found(person.client.get("/api/own/receipt"))["items"] == []


def test_a_candidate_without_contact_still_has_a_page(alliance: Alliance) -> None:
    person = themselves(alliance, alliance.candidate())
    with alliance.services.database.writing() as session:
        for contact in session.exec(select(Contact)):
            session.delete(contact)
        assert session.exec(select(Candidate)).all()
    assert found(person.client.get("/api/own/profile"))["name"] == ""
