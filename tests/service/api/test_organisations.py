"""Organisations, and with them what all domains share: roles, ETags, keys, pages, problems."""

import pytest

from service.words import Role
from tests.service.api.people import Alliance, found

BODY = {"name": "Waterschap De Blauwe Sluis", "is_employer": True, "is_public_body": True}


def test_an_organisation_is_made_read_and_changed(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    made = found(admin.post("/api/organisations", json=BODY), 201)
    read = admin.get(f"/api/organisations/{made['id']}")
    assert found(read) == made
    changed = {**BODY, "name": "Waterschap", "is_active": False}
    headers = {"If-Match": read.headers["ETag"]}
    after = found(admin.put(f"/api/organisations/{made['id']}", json=changed, headers=headers))
    assert (after["name"], after["is_active"], after["revision"]) == ("Waterschap", False, 2)


def test_an_edit_of_an_old_revision_is_refused(alliance: Alliance) -> None:
    admin, id_ = alliance.person(Role.ADMIN).client, alliance.organisation()
    assert admin.put(f"/api/organisations/{id_}", json=BODY).status_code == 428
    old = {"If-Match": '"1"'}
    found(admin.put(f"/api/organisations/{id_}", json=BODY, headers=old))
    assert admin.put(f"/api/organisations/{id_}", json=BODY, headers=old).status_code == 412


def test_a_repeated_request_makes_one(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    key = {"Idempotency-Key": "k1"}
    first = admin.post("/api/organisations", json=BODY, headers=key)
    again = admin.post("/api/organisations", json=BODY, headers=key)
    assert found(first, 201) == found(again, 201)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = admin.post("/api/organisations", json={**BODY, "name": "x"}, headers=key)
    assert other.status_code == 409


def test_a_list_has_pages(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    made = {str(alliance.organisation(f"O{number}")) for number in range(5)}
    seen: list[str] = []
    after: dict[str, str] = {}
    for _ in range(3):
        page = found(admin.get("/api/organisations", params={"limit": 2, **after}))
        seen += [each["id"] for each in page["items"]]
        after = {"after": page["next"]}
    assert page["next"] is None
    assert set(seen) == made
    assert len(seen) == len(made)


@pytest.mark.parametrize("after", ["x", "bnVsbA==", "W10=", "é"])
def test_a_page_that_is_none_is_refused(alliance: Alliance, after: str) -> None:
    admin = alliance.person(Role.ADMIN).client
    assert admin.get("/api/organisations", params={"after": after}).status_code == 422


def test_a_partner_sees_their_own_and_no_other(alliance: Alliance) -> None:
    own, other = alliance.organisation("Own"), alliance.organisation("Other")
    partner = alliance.partner(own).client
    assert [each["id"] for each in found(partner.get("/api/organisations"))["items"]] == [str(own)]
    found(partner.get(f"/api/organisations/{own}"))
    foreign = partner.get(f"/api/organisations/{other}")
    missing = partner.get(f"/api/organisations/{alliance.user()}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()


def test_nobody_and_others_may_not(alliance: Alliance) -> None:
    assert alliance.client().get("/api/organisations").status_code == 401
    partner = alliance.partner(alliance.organisation()).client
    denied = partner.post("/api/organisations", json=BODY)
    assert denied.status_code == 403
    assert denied.headers["Content-Type"] == "application/problem+json"


def test_another_site_cannot_act_with_a_cookie(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    for origin in ("https://evil.example", "null", ""):
        answer = admin.post("/api/organisations", json=BODY, headers={"Origin": origin})
        assert answer.status_code == 403


def test_unknown_fields_are_refused(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    answer = admin.post("/api/organisations", json={**BODY, "id": "x", "revision": 9})
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.json()["fields"]} == {"/id", "/revision"}


def test_one_name_stands_once(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    found(admin.post("/api/organisations", json=BODY), 201)
    assert admin.post("/api/organisations", json=BODY).status_code == 409


def test_the_service_says_how_it_is(alliance: Alliance) -> None:
    nobody = alliance.client()
    assert found(nobody.get("/api/health"))["status"] == "ok"
    ready = nobody.get("/api/ready")
    assert found(ready) == {"status": "ready", "data_version": 0, "candidates": 0}
    assert "script-src 'self'" in ready.headers["Content-Security-Policy"]
    metrics = alliance.person(Role.ADMIN).client.get("/api/metrics").text
    assert 'schakel_requests_total{operation="read_health",status="200"} 1.0' in metrics


def test_every_operation_describes_its_problems(alliance: Alliance) -> None:
    described = alliance.app.openapi()
    assert "fields" in described["components"]["schemas"]["Problem"]["properties"]
    for path in described["paths"].values():
        for operation in path.values():
            problems = [each for status, each in operation["responses"].items() if status >= "4"]
            assert len(problems) >= 8
            for each in problems:
                schema = each["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}


def test_the_fixtures_hold_together(alliance: Alliance) -> None:
    programme = alliance.programme()
    alliance.candidate(programme, skills=["java"])
    alliance.vacancy(alliance.organisation(), approver=alliance.coach(programme).id)
    assert found(alliance.client().get("/api/ready"))["candidates"] == 1
