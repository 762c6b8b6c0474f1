"""Vacancies: what is read, stored, shown and to whom."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from models import AuditEvent, Requirement
from service.words import AuditKind, Role
from service.work import Services
from tests.service.api.people import Alliance, Person, found

TEXT = (
    "Wat je gaat doen\nJe bouwt onze webshop.\n\nEisen\n- Goede kennis van Java en SQL\n"
    "- Ervaring met Git\n- Docker is een pré\n- Ervaring met Kotlin is niet nodig\n"
    "- Je spreekt vloeiend Nederlands\n"
)
BODY: dict[str, Any] = {"title": "Java developer (m/v)", "text": TEXT, "place": "Rotterdam"}


@pytest.fixture
def partner(alliance: Alliance) -> Person:
    return alliance.partner(alliance.organisation())


def created(person: Person, **fields: Any) -> dict[str, Any]:
    return dict(found(person.client.post("/api/vacancies", json={**BODY, **fields}), 201))


def asked(version: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["skill"]: each for each in version["requirements"]}


def changed(
    person: Person, vacancy: dict[str, Any], *, revision: int | None = None, **fields: Any
) -> Any:
    return person.client.post(
        f"/api/vacancies/{vacancy['id']}/versions",
        json={**BODY, **fields},
        headers={"If-Match": f'"{revision or vacancy["revision"]}"'},
    )


def kinds(services: Services) -> list[AuditKind]:
    with services.database.reading() as session:
        return [each.kind for each in session.exec(select(AuditEvent))]


def test_a_preview_shows_what_is_read_and_stores_nothing(
    alliance: Alliance, partner: Person
) -> None:
    read = found(partner.client.post("/api/vacancies/preview", json=BODY))
    skills = {each["skill"]: each for each in read["requirements"]}
    assert {"java", "sql", "git", "docker"} <= set(skills)
    assert "kotlin" not in skills
    assert (skills["java"]["importance"], skills["docker"]["importance"]) == ("must", "nice")
    assert TEXT[skills["sql"]["start"] : skills["sql"]["end"]] == skills["sql"]["quote"] == "SQL"
    assert read["languages"] == [{"code": "nl", "cefr": "C1"}]
    assert read["located"] == "Rotterdam"
    assert read["warnings"] == []
    with alliance.services.database.reading() as session:
        assert session.exec(select(Requirement)).all() == []
    assert kinds(alliance.services) == []


def test_a_preview_marks_every_mention_also_what_is_not_asked(partner: Person) -> None:
    read = found(partner.client.post("/api/vacancies/preview", json=BODY))
    source = {"title": BODY["title"], "text": TEXT}
    for each in read["mentions"]:
        assert source[each["where"]][each["start"] : each["end"]] == each["quote"]
    marks = {(each["where"], each["skill"]): each["not_asked"] for each in read["mentions"]}
    assert marks["text", "kotlin"] == "negated"
    assert marks["title", "java"] is None


@pytest.mark.parametrize(
    ("title", "text", "place", "codes"),
    [
        ("Iets leuks", "Een fijne plek.", None, ["no_skill_recognised"]),
        ("Iets leuks", "Eisen\n- Kotlin", "Nergenshuizen", ["too_few_requirements"]),
    ],
)
def test_a_preview_warns(
    partner: Person, title: str, text: str, place: str | None, codes: list[str]
) -> None:
    body = {"title": title, "text": text, "place": place}
    read = found(partner.client.post("/api/vacancies/preview", json=body))
    expected = [*codes, *(["place_unknown"] if place else [])]
    assert [each["code"] for each in read["warnings"]] == expected


def test_a_text_is_read_and_stored_with_its_offsets(alliance: Alliance, partner: Person) -> None:
    made = created(partner)
    assert (made["state"], made["newest"]["number"], made["newest"]["text"]) == ("open", 1, TEXT)
    row = asked(made["newest"])["git"]
    assert (row["quote"], TEXT[row["start"] : row["end"]], row["origin"]) == ("Git", "Git", "text")
    assert made["newest"]["languages"] == [{"code": "nl", "cefr": "C1"}]
    assert found(partner.client.get(f"/api/vacancies/{made['id']}")) == made
    assert kinds(alliance.services) == [AuditKind.CHANGE]


def test_corrected_requirements_are_stored_as_given(partner: Person) -> None:
    given = [
        {"skill": "java", "importance": "nice"},
        {"skill": "git"},
        {"skill": "python", "level": 3},
    ]
    rows = asked(created(partner, requirements=given)["newest"])
    assert set(rows) == {"java", "git", "python"}
    origins = {skill: (row["origin"], row["quote"]) for skill, row in rows.items()}
    assert origins == {"java": ("person", "Java"), "git": ("text", "Git"), "python": ("person", "")}
    assert (rows["java"]["importance"], rows["python"]["level"]) == ("nice", 3)


def test_a_probable_skill_stays_so_until_somebody_changes_it(partner: Person) -> None:
    thin = {"title": "Netwerkbeheerder", "text": "Een fijne plek."}
    rows = asked(created(partner, **thin)["newest"])
    probable = next(skill for skill, row in rows.items() if row["probable"])
    same = {key: rows[probable][key] for key in ("skill", "importance", "level")}
    kept = asked(created(partner, **thin, requirements=[same])["newest"])[probable]
    assert (kept["probable"], kept["origin"]) == (True, "text")
    sure = asked(created(partner, **thin, requirements=[{**same, "level": 4}])["newest"])[probable]
    assert (sure["probable"], sure["origin"], sure["certainty"]) == (False, "person", 1)


def test_a_change_is_a_new_version_and_the_old_one_stays(partner: Person) -> None:
    first = created(partner)
    answer = changed(partner, first, title="Backend developer")
    second = found(answer, 201)
    assert (second["number"], second["title"], second["is_newest"]) == (
        2,
        "Backend developer",
        True,
    )
    base = f"/api/vacancies/{first['id']}/versions"
    old = found(partner.client.get(f"{base}/1"))
    assert (old["title"], old["is_newest"]) == (BODY["title"], False)
    assert {**old, "is_newest": True} == first["newest"]
    assert {each["number"] for each in found(partner.client.get(base))["items"]} == {1, 2}
    newest = found(partner.client.get(f"/api/vacancies/{first['id']}"))
    assert (newest["newest"], newest["revision"]) == (second, 2)


def test_words_that_a_person_cited_are_found_again(partner: Person) -> None:
    first = created(partner)
    docker = [{"skill": "docker", "importance": "must"}, {"skill": "java"}, {"skill": "sql"}]
    moved = found(
        changed(partner, first, text="Intro.\nHobbies: Docker, koken", requirements=docker), 201
    )
    row = asked(moved)["docker"]
    assert row["quote"] == moved["text"][row["start"] : row["end"]] == "Docker"
    assert asked(moved)["sql"]["start"] is None


def test_a_change_of_an_old_revision_is_refused(partner: Person) -> None:
    first = created(partner)
    found(changed(partner, first), 201)
    assert changed(partner, first).status_code == 412
    bare = partner.client.post(f"/api/vacancies/{first['id']}/versions", json=BODY)
    assert bare.status_code == 428


def test_a_repeated_request_makes_one_vacancy_and_one_version(partner: Person) -> None:
    key = {"Idempotency-Key": "once"}
    first = partner.client.post("/api/vacancies", json=BODY, headers=key)
    again = partner.client.post("/api/vacancies", json=BODY, headers=key)
    assert found(first, 201) == found(again, 201)
    path = f"/api/vacancies/{first.json()['id']}/versions"
    headers = {"Idempotency-Key": "twice", "If-Match": '"1"'}
    version = found(partner.client.post(path, json=BODY, headers=headers), 201)
    assert found(partner.client.post(path, json=BODY, headers=headers), 201) == version
    assert len(found(partner.client.get(path))["items"]) == 2


def test_unknown_and_repeated_skills_are_named(partner: Person) -> None:
    given = [{"skill": "java"}, {"skill": "basketweaving"}, {"skill": "java"}]
    answer = partner.client.post("/api/vacancies", json={**BODY, "requirements": given})
    assert answer.status_code == 422
    pointers = [each["pointer"] for each in answer.json()["fields"]]
    assert pointers == ["/requirements/1/skill", "/requirements/2/skill"]


BAD: list[dict[str, Any]] = [
    {"title": " "},
    {"title": "x" * 301},
    {"title": "a\x00b"},
    {"text": "a\x00b"},
    {"text": "x" * 50_001},
    {"place": ""},
    {"hours_min": 40, "hours_max": 32},
    {"hours_min": -1},
    {"education_level": 9},
    {"languages": [{"code": "nl", "cefr": "B2"}, {"code": "nl", "cefr": "C1"}]},
    {"languages": [{"code": "dutch", "cefr": "B2"}]},
    {"work_modes": ["moon"]},
    {"positions": 0},
    {"requirements": [{"skill": "java", "level": 5}]},
    {"state": "closed"},
    {"approved_at": "2026-11-28T12:00:00Z"},
    {"organisation_id": "x"},
]


def test_bad_fields_are_refused(partner: Person) -> None:
    for fields in BAD:
        answer = partner.client.post("/api/vacancies", json={**BODY, **fields})
        assert answer.status_code == 422, fields


def test_conditions_are_kept(partner: Person) -> None:
    conditions = {
        "place": "3011",
        "work_modes": ["hybrid", "remote"],
        "hours_min": 24.0,
        "hours_max": 36.0,
        "education_level": 6,
        "languages": [{"code": "en", "cefr": "B2"}],
        "licence_to_work": True,
        "start_by": "2027-02-01",
        "positions": 2,
    }
    newest = created(partner, **conditions, requirements=[])["newest"]
    assert {key: newest[key] for key in conditions} == conditions


def test_a_partner_sees_their_own_and_no_other(alliance: Alliance, partner: Person) -> None:
    other = alliance.partner(alliance.organisation("Other"))
    mine, theirs = created(partner), created(other)
    listed = found(partner.client.get("/api/vacancies"))["items"]
    assert [each["id"] for each in listed] == [mine["id"]]
    for path in ("", "/versions", "/versions/1"):
        foreign = partner.client.get(f"/api/vacancies/{theirs['id']}{path}")
        missing = partner.client.get(f"/api/vacancies/{uuid4()}{path}")
        assert foreign.status_code == missing.status_code == 404
        assert foreign.json() == missing.json()
    assert changed(partner, theirs).status_code == 404
    for verb in ("close", "withdraw"):
        assert partner.client.post(f"/api/vacancies/{theirs['id']}/{verb}").status_code == 404
    assert partner.client.get(f"/api/vacancies/{mine['id']}/versions/2").status_code == 404


def test_a_partner_asks_for_their_own_organisation_only(
    alliance: Alliance, partner: Person
) -> None:
    for other in (alliance.organisation("Other"), uuid4()):
        body = {**BODY, "organisation_id": str(other)}
        answer = partner.client.post("/api/vacancies", json=body)
        assert answer.json()["fields"][0]["pointer"] == "/organisation_id"
    school = alliance.partner(alliance.organisation("School", is_employer=False, is_school=True))
    assert school.client.post("/api/vacancies", json=BODY).status_code == 422


def test_an_administrator_names_the_employer(alliance: Alliance) -> None:
    admin, employer = alliance.person(Role.ADMIN), alliance.organisation()
    assert admin.client.post("/api/vacancies", json=BODY).status_code == 422
    made = created(admin, organisation_id=str(employer), external_id="V-7")
    assert (UUID(made["organisation_id"]), made["external_id"]) == (employer, "V-7")
    again = {**BODY, "organisation_id": str(employer), "external_id": "V-7"}
    assert admin.client.post("/api/vacancies", json=again).status_code == 409


def test_others_may_not(alliance: Alliance) -> None:
    coach = alliance.coach().client
    assert coach.post("/api/vacancies", json=BODY).status_code == 403
    for role in (Role.CANDIDATE, Role.EVALUATOR, Role.PROGRAMME_MANAGER):
        other = alliance.person(role).client
        assert other.get("/api/vacancies").status_code == 403
    assert alliance.client().post("/api/vacancies/preview", json=BODY).status_code == 401
    assert kinds(alliance.services) == [AuditKind.DENIAL] * 4


def test_a_list_is_filtered_and_has_pages(alliance: Alliance, partner: Person) -> None:
    coach = alliance.coach()
    made = [created(partner) for _ in range(3)]
    found(coach.client.post(f"/api/vacancies/{made[0]['id']}/versions/1/approve"))
    found(partner.client.post(f"/api/vacancies/{made[1]['id']}/close"))

    def listed(**params: Any) -> set[str]:
        page = found(coach.client.get("/api/vacancies", params=params))
        return {each["id"] for each in page["items"]}

    assert listed() == {each["id"] for each in made}
    assert listed(needs_approval=True) == {made[2]["id"]}
    assert listed(state="closed") == {made[1]["id"]}
    first = found(coach.client.get("/api/vacancies", params={"limit": 2}))
    rest = found(coach.client.get("/api/vacancies", params={"limit": 2, "after": first["next"]}))
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_markup_comes_back_as_the_text_that_it_was(partner: Person) -> None:
    text = "<script>alert(1)</script> Eisen: Java, SQL en Git"
    made = created(partner, text=text)
    answer = partner.client.get(f"/api/vacancies/{made['id']}")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["newest"]["text"] == text
