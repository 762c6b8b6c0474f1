"""Users and their roles, as administrators keep them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from models import ApiToken, LoginSession, Stop, User, UserRole, metadata
from service.words import AuditKind, LinkPurpose, Role
from tests.service.alliances import Hands
from tests.service.api.keys import email_of, events, link, with_password
from tests.service.api.people import Alliance, found

NEW = {"email": "Sam@Example.org", "name": "Sam Voorbeeld", "language": "nl"}


def changed(alliance: Alliance, admin: Any, id_: UUID, **body: Any) -> Any:
    tag = admin.get(f"/api/users/{id_}").headers["ETag"]
    said = {"name": None, "language": "en", "is_disabled": False, **body}
    return admin.put(f"/api/users/{id_}", json=said, headers={"If-Match": tag})


def test_a_user_is_invited_and_read(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    made = found(admin.post("/api/users", json=NEW), 201)
    assert (made["email"], made["state"], made["roles"]) == ("sam@example.org", "invited", [])
    assert found(admin.get(f"/api/users/{made['id']}")) == made
    assert admin.post("/api/users", json=NEW).status_code == 409
    assert events(alliance, AuditKind.CHANGE) == [(UUID(made["id"]), {"what": "created"})]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "sam",
        "sam@",
        "@example.org",
        "a b@example.org",
        "sam@example",
        "sam@exämple.org",
        "a\0@example.org",
        "sam@example.org\n",
        f"{'x' * 65}@example.org",
    ],
)
def test_what_is_no_address_is_refused(alliance: Alliance, email: str) -> None:
    answer = alliance.person(Role.ADMIN).client.post("/api/users", json={**NEW, "email": email})
    if email.strip() == "sam@example.org":
        assert found(answer, 201)["email"] == "sam@example.org"
    else:
        assert answer.status_code == 422


def test_users_are_found_by_role_state_and_text(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    coach, (partner, email) = alliance.person(Role.COACH), with_password(alliance, name="Per_Cent")
    found(changed(alliance, admin.client, coach.id, is_disabled=True))

    def ids(**which: str) -> set[str]:
        answer = admin.client.get("/api/users", params=which)
        return {each["id"] for each in found(answer)["items"]}

    assert ids() == {str(admin.id), str(coach.id), str(partner)}
    assert ids(role="coach") == ids(state="disabled") == {str(coach.id)}
    assert ids(text=email[:12].upper()) == ids(text="per_c") == {str(partner)}
    assert ids(text="_") == {str(partner)}
    assert ids(text="%") == ids(role="coach", state="active") == set()
    assert admin.client.get("/api/users", params={"text": "a\0"}).status_code == 422
    assert admin.client.get("/api/users", params={"role": "king"}).status_code == 422


def test_users_have_pages(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    for _ in range(4):
        alliance.user(Role.COACH)
    first = found(admin.get("/api/users", params={"limit": 3}))
    second = found(admin.get("/api/users", params={"limit": 3, "after": first["next"]}))
    ids = [each["id"] for each in first["items"] + second["items"]]
    assert (len(ids), len(set(ids)), second["next"]) == (5, 5, None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_see_users(alliance: Alliance, role: Role) -> None:
    organisation = alliance.organisation()
    other = alliance.person(role, organisation=organisation).client
    for method, path in (
        ("GET", ""),
        ("POST", ""),
        ("GET", f"/{uuid4()}"),
        ("DELETE", f"/{uuid4()}"),
    ):
        assert other.request(method, f"/api/users{path}", json=NEW).status_code == 403


def test_who_is_disabled_is_out_at_once(alliance: Alliance) -> None:
    admin, coach = alliance.person(Role.ADMIN).client, alliance.person(Role.COACH)
    body = {"name": "t", "scopes": ["account:read"]}
    found(coach.client.post("/api/account/tokens", json=body), 201)
    token = link(alliance, coach.id, LinkPurpose.PASSWORD)
    disabled = changed(alliance, admin, coach.id, is_disabled=True)
    assert found(disabled)["state"] == "disabled"
    assert coach.client.get("/api/account").status_code == 401
    said = {"token": token, "password": "paard batterij nietje correct"}
    assert alliance.client().post("/api/links/password", json=said).status_code == 401
    refused = admin.post(f"/api/users/{coach.id}/password-link")
    assert refused.status_code == 409
    with alliance.services.database.reading() as session:
        ended = session.exec(
            select(LoginSession.revoked_at).where(LoginSession.user_id == coach.id)
        )
        assert None not in [*ended, *session.exec(select(ApiToken.revoked_at))]


def test_who_is_enabled_again_is_active_only_with_a_way_in(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    with_one, _ = with_password(alliance, Role.COACH)
    without, candidate = alliance.user(Role.COACH), alliance.user(Role.CANDIDATE)
    alliance.candidate(user_id=candidate)
    for id_, state in ((with_one, "active"), (without, "invited"), (candidate, "active")):
        found(changed(alliance, admin, id_, is_disabled=True))
        assert found(changed(alliance, admin, id_))["state"] == state


def test_an_old_revision_is_not_changed(alliance: Alliance) -> None:
    admin, id_ = alliance.person(Role.ADMIN).client, alliance.user()
    body = {"name": "Sam", "language": "nl", "is_disabled": False}
    assert admin.put(f"/api/users/{id_}", json=body).status_code == 428
    found(changed(alliance, admin, id_, name="Sam"))
    old = admin.put(f"/api/users/{id_}", json=body, headers={"If-Match": '"1"'})
    assert old.status_code == 412


def test_roles_are_given_and_taken(alliance: Alliance) -> None:
    admin, id_ = alliance.person(Role.ADMIN).client, alliance.user()
    at = str(alliance.organisation("Waterschap"))
    path = f"/api/users/{id_}/roles"
    found(admin.post(path, json={"role": "coach"}), 201)
    partner = {"role": "partner", "organisation_id": at}
    user = found(admin.post(path, json=partner), 201)
    assert [(each["role"], each["organisation"]) for each in user["roles"]] == [
        ("coach", None),
        ("partner", "Waterschap"),
    ]
    assert admin.post(path, json=partner).status_code == 409
    assert admin.post(path, json={"role": "coach"}).status_code == 409
    coach = user["roles"][0]["id"]
    assert admin.delete(f"/api/users/{uuid4()}/roles/{coach}").status_code == 404
    assert admin.delete(f"{path}/{coach}").status_code == 204
    assert admin.delete(f"{path}/{coach}").status_code == 404
    contents = [content for _, content in events(alliance, AuditKind.CHANGE)]
    assert contents == [
        {"what": "role_added", "role": "coach", "organisation": None},
        {"what": "role_added", "role": "partner", "organisation": at},
        {"what": "role_removed", "role": "coach", "organisation": None},
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"role": "partner"},
        {"role": "coach", "organisation_id": str(uuid4())},
        {"role": "partner", "organisation_id": str(uuid4())},
        {"role": "candidate"},
        {"role": "king"},
        {"role": "coach", "user_id": str(uuid4())},
    ],
)
def test_a_role_that_fits_nothing_is_refused(alliance: Alliance, body: dict[str, str]) -> None:
    admin, id_ = alliance.person(Role.ADMIN).client, alliance.user()
    assert admin.post(f"/api/users/{id_}/roles", json=body).status_code == 422


def test_there_is_always_an_administrator(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    inactive, _ = with_password(alliance, Role.ADMIN, state="invited")
    [role] = found(admin.client.get(f"/api/users/{admin.id}"))["roles"]
    role_path = f"/api/users/{admin.id}/roles/{role['id']}"
    for refused in (
        admin.client.delete(role_path),
        admin.client.delete(f"/api/users/{admin.id}"),
        changed(alliance, admin.client, admin.id, is_disabled=True),
    ):
        assert refused.status_code == 409
        assert "another administrator" in refused.json()["detail"]
    found(changed(alliance, admin.client, inactive, is_disabled=True))
    second = alliance.person(Role.ADMIN)
    assert admin.client.delete(role_path).status_code == 204
    assert second.client.delete(f"/api/users/{admin.id}").status_code == 204


def test_two_administrators_cannot_put_each_other_out_at_once(alliance: Alliance) -> None:
    one, two = alliance.person(Role.ADMIN), alliance.person(Role.ADMIN)
    with ThreadPoolExecutor(2) as threads:
        answers = threads.map(
            lambda pair: pair[0].client.delete(f"/api/users/{pair[1].id}").status_code,
            [(one, two), (two, one)],
        )
        assert sorted(answers)[0] == 204
    with alliance.services.database.reading() as session:
        assert len(session.exec(select(UserRole).where(UserRole.role == Role.ADMIN)).all()) == 1


def test_a_password_link_lasts_three_days_and_ends_the_one_before(
    alliance: Alliance, clock: Hands
) -> None:
    admin, id_ = alliance.person(Role.ADMIN).client, alliance.user(Role.COACH)
    path, key = f"/api/users/{id_}/password-link", {"Idempotency-Key": "k"}
    first = found(admin.post(path), 201)
    second = found(admin.post(path, headers=key), 201)
    assert found(admin.post(path, headers=key), 201) == {**second, "token": None}
    assert second["expires_at"] == "2026-12-01T12:00:00Z"
    said = {"password": "paard batterij nietje correct"}
    client = alliance.client()
    old = client.post("/api/links/password", json={**said, "token": first["token"]})
    assert old.status_code == 401
    clock.move(hours=72)
    late = client.post("/api/links/password", json={**said, "token": second["token"]})
    assert late.status_code == 401


def everywhere(alliance: Alliance, what: str) -> list[str]:
    """The tables in which a text stands."""
    with alliance.services.database.reading() as session:
        return [
            table.name
            for table in metadata.sorted_tables
            if any(what in repr(row) for row in session.execute(table.select()))
        ]


def test_who_did_nothing_is_deleted_with_all_that_hangs_on_them(alliance: Alliance) -> None:
    admin, coach = alliance.person(Role.ADMIN).client, alliance.coach(alliance.programme())
    link(alliance, coach.id, LinkPurpose.PASSWORD)
    email = email_of(alliance, coach.id)
    assert email is not None
    assert admin.delete(f"/api/users/{coach.id}").status_code == 204
    assert admin.delete(f"/api/users/{coach.id}").status_code == 404
    assert everywhere(alliance, email) == []
    assert everywhere(alliance, str(coach.id)) == ["audit_events"]
    assert events(alliance, AuditKind.ERASURE) == [(coach.id, {})]


def test_who_did_something_is_blanked(alliance: Alliance) -> None:
    admin, coach = alliance.person(Role.ADMIN).client, alliance.coach(alliance.programme())
    found(changed(alliance, admin, coach.id, name="Sam Voorbeeld"))
    with alliance.services.database.writing() as session:
        session.add(Stop(reason="test", started_by_id=coach.id))
    assert admin.delete(f"/api/users/{coach.id}").status_code == 204
    shown = found(admin.get(f"/api/users/{coach.id}"))
    assert (shown["email"], shown["name"], shown["roles"]) == (None, None, [])
    assert shown["state"] == "erased"
    assert everywhere(alliance, "Sam Voorbeeld") == []
    assert sorted(everywhere(alliance, str(coach.id))) == ["audit_events", "stops", "users"]
    assert str(coach.id) not in [each["id"] for each in found(admin.get("/api/users"))["items"]]
    assert changed(alliance, admin, coach.id).status_code == 409
    assert admin.post(f"/api/users/{coach.id}/roles", json={"role": "coach"}).status_code == 409
    assert admin.delete(f"/api/users/{coach.id}").status_code == 204
    assert len(events(alliance, AuditKind.ERASURE)) == 1


def test_the_account_of_a_candidate_goes_with_the_candidate(alliance: Alliance) -> None:
    admin, user = alliance.person(Role.ADMIN).client, alliance.user(Role.CANDIDATE)
    alliance.candidate(user_id=user)
    refused = admin.delete(f"/api/users/{user}")
    assert refused.status_code == 409
    assert "erase the candidate" in refused.json()["detail"]
    with alliance.services.database.reading() as session:
        assert session.get(User, user) is not None
