"""Programmes: what they teach, and edits that keep what claims cite."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from fastapi.testclient import TestClient
from sqlmodel import Session, select

from models import AuditEvent, Claim, Module
from service.words import EvidenceKind, Role
from tests.service.api.people import Alliance, found

JAVA = {"name": "Programmeren in Java", "hours": 180, "skills": [{"skill": "java", "level": 3}]}
DATA = {
    "name": "Databases en SQL",
    "hours": 60,
    "outcomes": [
        "De student schrijft zelfstandig SQL-query's op PostgreSQL.",
        "De student is op tijd aanwezig.",
    ],
}


def _body(alliance: Alliance, *modules: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    provider = alliance.organisation(f"School {uuid4().hex}", is_school=True)
    said = {"name": "Java developer", "provider_id": str(provider), "modules": modules}
    return {**said, "education_level": 6, **fields}


def _put(client: TestClient, made: Mapping[str, Any], body: Mapping[str, Any]) -> Mapping[str, Any]:
    headers = {"If-Match": f'"{made["revision"]}"'}
    return found(client.put(f"/api/programmes/{made['id']}", json=body, headers=headers))


def _problems(client: TestClient, body: Mapping[str, Any]) -> dict[str, str]:
    answer = client.post("/api/programmes", json=body)
    assert answer.status_code == 422, answer.text
    return {each["pointer"]: each["detail"] for each in answer.json()["fields"]}


def test_a_programme_tells_what_was_read_in_each_outcome(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    answer = manager.post("/api/programmes", json=_body(alliance, JAVA, DATA))
    made = found(answer, 201)
    assert answer.headers["ETag"] == '"1"'
    java, data = made["modules"]
    assert java["skills"] == [{"skill": "java", "label": "Java", "level": 3}]
    first, second = data["outcomes"]
    read = {each["skill"]: each for each in first["found"]}
    assert {"sql", "postgresql"} <= set(read)
    words = read["postgresql"]
    assert first["wording"][words["start"] : words["end"]] == words["words"] == "PostgreSQL"
    assert read["sql"]["level"] == 3
    assert second["found"] == []
    assert found(manager.get(f"/api/programmes/{made['id']}")) == made


def test_a_description_counts_only_without_modules(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body = _body(alliance, description="Je leert programmeren in Java.")
    made = found(manager.post("/api/programmes", json=body), 201)
    assert "java" in [each["skill"] for each in made["found"]]
    assert _put(manager, made, {**body, "modules": [DATA]})["found"] == []


def test_an_edit_keeps_the_modules_that_claims_cite(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body = _body(alliance, JAVA, DATA, {"name": "Engels"})
    made = found(manager.post("/api/programmes", json=body), 201)
    java, data, english = (UUID(each["id"]) for each in made["modules"])
    candidate = alliance.candidate(UUID(made["id"]))
    with alliance.services.database.writing() as session:
        for module in (java, data, english):
            session.add(_claim(candidate, module))
    swapped = [
        {**DATA, "id": str(java), "outcomes": ["De student bouwt pagina's in HTML."]},
        {**JAVA, "id": str(data)},
        {"name": "Git", "skills": [{"skill": "git"}]},
    ]
    after = _put(manager, made, {**body, "modules": swapped})
    assert [each["name"] for each in after["modules"]] == [DATA["name"], JAVA["name"], "Git"]
    assert [each["id"] for each in after["modules"]][:2] == [str(java), str(data)]
    by_name = _put(manager, after, {**body, "modules": [JAVA, DATA]})
    assert [each["id"] for each in by_name["modules"]] == [str(data), str(java)]
    assert [each["wording"] for each in by_name["modules"][1]["outcomes"]] == DATA["outcomes"]
    with alliance.services.database.reading() as session:
        assert set(session.exec(select(Claim.module_id))) == {java, data, None}
        assert len(session.exec(select(Module)).all()) == 2


def _claim(candidate: UUID, module: UUID) -> Claim:
    return Claim(
        candidate_id=candidate,
        skill="java",
        kind=EvidenceKind.MODULE,
        source=str(module),
        strength=9000,
        module_id=module,
    )


def test_a_change_of_modules_alone_is_a_revision_and_reaches_the_graduates(
    alliance: Alliance,
) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body = _body(alliance, JAVA)
    made = found(manager.post("/api/programmes", json=body), 201)
    candidate = alliance.candidate(UUID(made["id"]))
    after = _put(manager, made, {**body, "modules": [{**JAVA, "skills": [{"skill": "git"}]}]})
    assert after["revision"] == 2
    with alliance.services.database.reading() as session:
        profile = alliance.services.pool.current(session).profiles[str(candidate)]
    assert "git" in {each.skill for each in profile.claims}
    stale = {"If-Match": '"1"'}
    assert manager.put(f"/api/programmes/{made['id']}", json=body).status_code == 428
    answer = manager.put(f"/api/programmes/{made['id']}", json=body, headers=stale)
    assert answer.status_code == 412


def test_unknown_skills_are_refused_with_suggestions(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    wrong = [{"skill": "git"}, {"skill": "postgressql"}, {"skill": "git"}]
    bad = _problems(manager, _body(alliance, JAVA, {**DATA, "skills": wrong}))
    assert set(bad) == {"/modules/1/skills/1/skill", "/modules/1/skills/2/skill"}
    assert "perhaps postgresql" in bad["/modules/1/skills/1/skill"]


def test_modules_that_repeat_or_are_of_others_are_refused(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body = _body(alliance, JAVA)
    assert set(_problems(manager, {**body, "modules": [JAVA, JAVA]})) == {"/modules/1/name"}
    assert "/modules/0/id" in _problems(
        manager, {**body, "modules": [{**JAVA, "id": str(uuid4())}]}
    )
    other = found(manager.post("/api/programmes", json=_body(alliance, DATA)), 201)
    made = found(manager.post("/api/programmes", json=body), 201)
    foreign = {**body, "modules": [{**JAVA, "id": other["modules"][0]["id"]}]}
    answer = manager.put(f"/api/programmes/{made['id']}", json=foreign, headers={"If-Match": '"1"'})
    assert [each["pointer"] for each in answer.json()["fields"]] == ["/modules/0/id"]


def test_fields_out_of_bounds_are_refused(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    for pointer, fields in _OUT_OF_BOUNDS:
        assert set(_problems(manager, {**_body(alliance), **fields})) == {pointer}


_OUT_OF_BOUNDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/name", {"name": "a\0b"}),
    ("/name", {"name": " "}),
    ("/education_level", {"education_level": 9}),
    ("/revision", {"revision": 3}),
    ("/description", {"description": "x" * 20_001}),
    ("/modules", {"modules": [{"name": str(number)} for number in range(61)]}),
    (
        "/modules",
        {"modules": [{"name": str(x), "outcomes": ["x" * 2000] * 30} for x in range(2)]},
    ),
    ("/modules/0/hours", {"modules": [{"name": "x", "hours": 0}]}),
    ("/modules/0/outcomes/0", {"modules": [{"name": "x", "outcomes": ["\0"]}]}),
    (
        "/modules/0/skills/0/level",
        {"modules": [{"name": "x", "skills": [{"skill": "java", "level": 5}]}]},
    ),
)


def test_only_a_school_gives_a_programme(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    for provider in (alliance.organisation(), uuid4()):
        body = _body(alliance, provider_id=str(provider))
        assert set(_problems(manager, body)) == {"/provider_id"}


def test_one_name_stands_once_for_a_school_and_a_repeated_request_makes_one(
    alliance: Alliance,
) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body, key = _body(alliance, JAVA), {"Idempotency-Key": "k"}
    first = manager.post("/api/programmes", json=body, headers=key)
    again = manager.post("/api/programmes", json=body, headers=key)
    assert found(first, 201) == found(again, 201)
    assert manager.post("/api/programmes", json=body).status_code == 409


def test_programmes_are_listed_by_state_school_and_words(alliance: Alliance) -> None:
    coach = alliance.coach().client
    school = alliance.organisation("School", is_school=True)
    java = alliance.programme("Java developer", provider_id=school)
    data = alliance.programme("Data engineer", provider_id=school, description="100% SQL")
    old = alliance.programme("Java oud", is_active=False)
    cases: tuple[tuple[dict[str, str | bool], set[UUID]], ...] = (
        ({}, {java, data, old}),
        ({"active": True}, {java, data}),
        ({"active": False, "text": "java"}, {old}),
        ({"provider": str(school)}, {java, data}),
        ({"text": "0% s"}, {data}),
        ({"text": "%"}, {data}),
    )
    for asked, expected in cases:
        page = found(coach.get("/api/programmes", params=asked))
        assert {UUID(each["id"]) for each in page["items"]} == expected
    assert page["items"][0]["provider"] == "School"
    assert "modules" not in page["items"][0]


def test_who_may_not(alliance: Alliance) -> None:
    programme = alliance.programme()
    partner, coach = alliance.partner(alliance.organisation()).client, alliance.coach().client
    assert partner.get("/api/programmes").status_code == 403
    assert coach.post("/api/programmes", json=_body(alliance)).status_code == 403
    assert coach.get(f"/api/programmes/{uuid4()}").status_code == 404
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    path = f"/api/programmes/{programme}/coaches/{alliance.coach().id}"
    assert manager.put(path).status_code == manager.delete(path).status_code == 403


def test_coaches_are_added_once_and_removed(alliance: Alliance) -> None:
    admin, programme = alliance.person(Role.ADMIN).client, alliance.programme()
    coach = alliance.coach().id
    path = f"/api/programmes/{programme}/coaches"
    for _ in range(2):
        assert found(admin.put(f"{path}/{coach}"))["id"] == str(coach)
    there: Any = found(admin.get(path))
    assert [each["id"] for each in there] == [str(coach)]
    assert admin.delete(f"{path}/{coach}").status_code == 204
    assert admin.delete(f"{path}/{coach}").status_code == 404
    assert admin.get(path).json() == []
    manager = alliance.user(Role.PROGRAMME_MANAGER)
    for nobody in (manager, uuid4()):
        assert admin.put(f"{path}/{nobody}").status_code == 404
    assert admin.put(f"/api/programmes/{uuid4()}/coaches/{coach}").status_code == 404
    assert _events(alliance, programme) == 2


def test_changes_are_audited(alliance: Alliance) -> None:
    manager = alliance.person(Role.PROGRAMME_MANAGER).client
    body = _body(alliance, JAVA)
    made = found(manager.post("/api/programmes", json=body), 201)
    _put(manager, made, body)
    assert _events(alliance, UUID(made["id"])) == 2


def _events(alliance: Alliance, programme: UUID) -> int:
    with alliance.services.database.reading() as session:
        return len(_about(session, programme))


def _about(session: Session, programme: UUID) -> list[AuditEvent]:
    return list(session.exec(select(AuditEvent).where(AuditEvent.subject == programme)))
