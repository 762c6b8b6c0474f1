"""Candidates who may be one person: found at each change, decided by who may see both."""

from typing import Any
from uuid import UUID, uuid4

from models import DuplicateFlag
from service.duplicates.finding import refresh_all
from service.words import AuditKind, DuplicateState, Role
from tests.service.api.audited import told_of
from tests.service.api.people import Alliance, Person, found

PATH = "/api/duplicates"


def add(person: Person, *programmes: UUID, **contact: Any) -> dict[str, Any]:
    body = {
        "contact": {"name": f"Persoon {uuid4().hex}", **contact},
        "enrolments": [{"programme_id": str(each)} for each in programmes],
    }
    return dict(found(person.client.post("/api/candidates", json=body), 201))


def listed(person: Person, **params: str) -> list[dict[str, Any]]:
    return list(found(person.client.get(PATH, params=params))["items"])


def test_who_shares_an_e_mail_is_flagged_until_it_is_mended(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    one = add(coach, programme, email="sam@example.org")
    two = add(coach, programme, email="SAM@example.org")
    assert [each["candidate_id"] for each in two["possible_duplicates"]] == [one["id"]]
    (flag,) = listed(coach)
    assert flag["reasons"] == ["email"]
    assert {flag["first"]["id"], flag["second"]["id"]} == {one["id"], two["id"]}
    edit = {
        "contact": {"name": one["name"], "phone": "0612345678"},
        "enrolments": [{"programme_id": str(programme)}],
    }
    headers = {"If-Match": f'"{two["revision"]}"'}
    path = f"/api/candidates/{two['id']}"
    changed = found(coach.client.put(path, json=edit, headers=headers))
    assert [each["reasons"] for each in changed["possible_duplicates"]] == [["name"]]
    edit["contact"] = {"name": "Kim"}
    headers = {"If-Match": f'"{changed["revision"]}"'}
    found(coach.client.put(path, json=edit, headers=headers))
    assert listed(coach) == []


def test_a_phone_and_a_cv_are_compared_however_they_are_written(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    one = add(coach, programme, phone="06-1234 56.78")
    two = add(coach, programme, phone="+31 (0)6 12345678")
    assert [each["reasons"] for each in two["possible_duplicates"]] == [["phone"]]
    words = [f"woord{number}" for number in range(80)]
    for candidate, text in ((one, words), (two, ["nieuw", *words])):
        path = f"/api/candidates/{candidate['id']}"
        headers = {"If-Match": coach.client.get(path).headers["ETag"]}
        cv = {"cv_text": "  ".join(text)}
        after = found(coach.client.put(f"{path}/cv", json=cv, headers=headers))
    assert [each["reasons"] for each in after["possible_duplicates"]] == [["phone", "cv"]]


def test_a_coach_sees_a_pair_only_where_they_coach_both(alliance: Alliance) -> None:
    own, other = alliance.programme(), alliance.programme("Data engineer")
    coach, both = alliance.coach(own), alliance.coach(own, other)
    add(both, other, email="sam@example.org")
    mine = add(coach, own, email="sam@example.org")
    assert mine["possible_duplicates"] == listed(coach) == []
    assert listed(alliance.coach(other)) == []
    (flag,) = listed(both)
    assert listed(alliance.person(Role.ADMIN)) == [flag]
    path, said = f"{PATH}/{flag['id']}/decision", {"state": "different"}
    hidden = coach.client.put(path, json=said)
    missing = coach.client.put(f"{PATH}/{uuid4()}/decision", json=said)
    assert (hidden.status_code, hidden.json()) == (404, missing.json())
    partner = alliance.partner(alliance.organisation())
    assert partner.client.get(PATH).status_code == 403
    found(both.client.put(path, json=said))


def test_it_is_decided_once_and_stays_so(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    one, two = (add(coach, programme, email="sam@example.org") for _ in range(2))
    path = f"{PATH}/{listed(coach)[0]['id']}/decision"
    assert coach.client.put(path, json={"state": "open"}).status_code == 422
    for _ in range(2):
        decided = found(coach.client.put(path, json={"state": "different"}))
    assert decided["decided_at"] is not None
    assert coach.client.put(path, json={"state": "same"}).status_code == 409
    assert listed(coach) == []
    assert listed(coach, state="different") == [decided]
    for each in (one, two):
        kind, content = told_of(alliance.services, each["id"])[-1]
        assert (kind, content) == (AuditKind.CHANGE, {"what": "duplicate", "state": "different"})
    with alliance.services.database.writing() as session:
        refresh_all(session, alliance.services.clock())
    assert listed(coach) == []


def test_looking_at_all_finds_what_looking_at_each_finds(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    for number in range(6):
        add(coach, programme, email=f"s{number % 2}@example.org", phone=f"061234567{number % 4}")
    before = listed(coach)
    assert len(before) == 6
    with alliance.services.database.writing() as session:
        for flag in before[:3]:
            session.delete(session.get_one(DuplicateFlag, UUID(flag["id"])))
    with alliance.services.database.writing() as session:
        refresh_all(session, alliance.services.clock())
    pairs = [
        {(x["first"]["id"], x["second"]["id"], *x["reasons"]) for x in y}
        for y in (before, listed(coach))
    ]
    assert pairs[0] == pairs[1]
    assert {each["state"] for each in listed(coach)} == {DuplicateState.OPEN}
