"""One's own account: sessions and API tokens, and what a token opens."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from models import ApiToken, LoginSession, User
from service.web.deps import COOKIE
from service.words import AuditKind, Role, UserState
from tests.service.alliances import Hands
from tests.service.api.keys import events, with_password
from tests.service.api.people import Alliance, Person, found

TOKEN = {"name": "nightly import", "scopes": ["organisations:read"], "days": 30}


def token_of(person: Person, **more: Any) -> dict[str, Any]:
    return dict(found(person.client.post("/api/account/tokens", json={**TOKEN, **more}), 201))


def program(alliance: Alliance, secret: str) -> TestClient:
    client = alliance.client()
    del client.headers["Origin"]
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def test_somebody_changes_their_name_and_language(alliance: Alliance) -> None:
    coach = alliance.person(Role.COACH)
    read = coach.client.get("/api/account")
    body = {"name": "Sam Voorbeeld", "language": "nl"}
    assert coach.client.put("/api/account", json=body).status_code == 428
    headers = {"If-Match": read.headers["ETag"]}
    changed = found(coach.client.put("/api/account", json=body, headers=headers))
    assert (changed["name"], changed["language"], changed["revision"]) == (*body.values(), 2)
    assert coach.client.put("/api/account", json=body, headers=headers).status_code == 412
    [(subject, content)] = events(alliance, AuditKind.CHANGE)
    assert (subject, content) == (coach.id, {"what": "updated", "fields": ["language", "name"]})


def test_an_account_shows_its_roles_with_their_organisations(alliance: Alliance) -> None:
    organisation = alliance.organisation("Waterschap")
    account = found(alliance.partner(organisation).client.get("/api/account"))
    [role] = account["roles"]
    assert (role["role"], role["organisation_id"]) == ("partner", str(organisation))
    assert role["organisation"] == "Waterschap"
    assert "shortlists:write" in account["scopes"]
    assert "audit:read" not in account["scopes"]


def test_sessions_are_listed_and_ended(alliance: Alliance) -> None:
    here = alliance.person(Role.COACH)
    there = alliance.client(here.id)
    items = found(here.client.get("/api/account/sessions"))["items"]
    [current] = [each["id"] for each in items if each["is_current"]]
    [other] = [each["id"] for each in items if not each["is_current"]]
    assert here.client.delete(f"/api/account/sessions/{other}").status_code == 204
    assert here.client.delete(f"/api/account/sessions/{other}").status_code == 204
    assert there.get("/api/account").status_code == 401
    assert len(events(alliance, AuditKind.LOGIN)) == 1
    left = found(here.client.get("/api/account/sessions"))["items"]
    assert [each["id"] for each in left] == [current]


def test_sessions_and_tokens_of_others_are_not_there(alliance: Alliance) -> None:
    mine, other = alliance.person(Role.ADMIN), alliance.person(Role.ADMIN)
    token = token_of(other)["id"]
    session = found(other.client.get("/api/account/sessions"))["items"][0]["id"]
    for path in ("sessions", "tokens"):
        foreign = mine.client.delete(
            f"/api/account/{path}/{session if path == 'sessions' else token}"
        )
        missing = mine.client.delete(f"/api/account/{path}/{uuid4()}")
        assert foreign.status_code == missing.status_code == 404
        assert foreign.json() == missing.json()
    found(other.client.get("/api/account"))


def test_a_token_does_what_its_scopes_say_and_nothing_else(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    made = token_of(admin)
    assert made["secret"].startswith(made["hint"])
    client = program(alliance, made["secret"])
    found(client.get("/api/organisations"))
    without_scope = client.get("/api/account")
    assert without_scope.status_code == 403
    assert "the scope account:read" in without_scope.json()["detail"]
    for method, path in (
        ("GET", "/api/users"),
        ("POST", "/api/logout"),
        ("GET", "/api/account/tokens"),
    ):
        refused = client.request(method, path)
        assert refused.status_code == 403
        assert "no token may do this" in refused.json()["detail"]


def test_a_token_does_no_more_than_the_roles_that_are_left(alliance: Alliance) -> None:
    admin, partner = alliance.person(Role.ADMIN), alliance.partner(alliance.organisation())
    client = program(alliance, token_of(partner)["secret"])
    found(client.get("/api/organisations"))
    [role] = found(admin.client.get(f"/api/users/{partner.id}"))["roles"]
    gone = admin.client.delete(f"/api/users/{partner.id}/roles/{role['id']}")
    assert gone.status_code == 204
    assert client.get("/api/organisations").status_code == 403


def test_a_secret_is_shown_once_and_never_kept(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    key = {"Idempotency-Key": "k"}
    first = found(admin.client.post("/api/account/tokens", json=TOKEN, headers=key), 201)
    again = found(admin.client.post("/api/account/tokens", json=TOKEN, headers=key), 201)
    assert again == {**first, "secret": None}
    [listed] = found(admin.client.get("/api/account/tokens"))["items"]
    assert listed == {name: value for name, value in first.items() if name != "secret"}
    with alliance.services.database.reading() as session:
        row = session.exec(select(ApiToken)).one()
    assert first["secret"] not in repr(row)


def test_a_token_ends_by_revoking_and_by_time(alliance: Alliance, clock: Hands) -> None:
    admin = alliance.person(Role.ADMIN)
    first, second = token_of(admin), token_of(admin, name="other", days=2)
    assert admin.client.delete(f"/api/account/tokens/{first['id']}").status_code == 204
    assert program(alliance, first["secret"]).get("/api/organisations").status_code == 401
    client = program(alliance, second["secret"])
    found(client.get("/api/organisations"))
    clock.move(days=2)
    assert client.get("/api/organisations").status_code == 401
    whats = [content["what"] for _, content in events(alliance, AuditKind.LOGIN)]
    assert whats == ["token_created", "token_created", "token_revoked"]


def test_a_name_is_free_again_when_its_token_ended(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    first = token_of(admin)
    assert admin.client.post("/api/account/tokens", json=TOKEN).status_code == 409
    admin.client.delete(f"/api/account/tokens/{first['id']}")
    second = token_of(admin)
    listed = found(admin.client.get("/api/account/tokens"))["items"]
    assert [each["id"] for each in listed] == [second["id"]]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"scopes": ["everything"]}, "/scopes/0"),
        ({"scopes": ["organisations:read", "imports:write"]}, "/scopes/1"),
        ({"scopes": []}, "/scopes"),
        ({"days": 366}, "/days"),
        ({"days": 0}, "/days"),
        ({"name": "x" * 101}, "/name"),
        ({"name": " "}, "/name"),
    ],
)
def test_a_token_that_should_not_be_is_refused(
    alliance: Alliance, body: dict[str, Any], pointer: str
) -> None:
    coach = alliance.person(Role.COACH).client
    answer = coach.post("/api/account/tokens", json={**TOKEN, **body})
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["fields"]] == [pointer]


def test_use_is_kept_to_the_minute(alliance: Alliance, clock: Hands) -> None:
    admin = alliance.person(Role.ADMIN)
    client, begin = program(alliance, token_of(admin)["secret"]), clock()

    def seen() -> list[Any]:
        with alliance.services.database.reading() as session:
            logins = session.exec(select(LoginSession.last_seen_at)).all()
            return [*logins, *session.exec(select(ApiToken.last_used_at))]

    assert seen() == [begin, None]
    client.get("/api/organisations")
    clock.move(seconds=59)
    for each in (client, admin.client):
        each.get("/api/organisations")
    assert seen() == [begin, begin]
    clock.move(seconds=1)
    for each in (client, admin.client):
        each.get("/api/organisations")
    assert seen() == [clock(), clock()]


def test_tampered_cookies_and_tokens_open_nothing(alliance: Alliance) -> None:
    admin, client = alliance.person(Role.ADMIN), alliance.client()
    cookie, token = admin.client.cookies[COOKIE], token_of(admin)["secret"]
    for at in range(len(cookie)):
        for secret, name, before in (
            (cookie, "Cookie", f"{COOKIE}="),
            (token, "Authorization", "Bearer "),
        ):
            letter = "B" if secret[at] == "A" else "A"
            for changed in (secret[:at] + letter + secret[at + 1 :], secret[:at]):
                answer = client.get("/api/account/tokens", headers={name: before + changed})
                assert answer.status_code == 401


@pytest.mark.parametrize(
    "value", ["", "Basic eDp5", "Bearer", "Bearer ", "bearer x y", "Bearer \xff"]
)
def test_another_authorization_is_refused(alliance: Alliance, value: str) -> None:
    client = alliance.client()
    answer = client.get("/api/organisations", headers={b"Authorization": value.encode("latin-1")})
    assert answer.status_code == 401


def test_a_cookie_is_no_token_and_a_token_no_cookie(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    cookie, token = admin.client.cookies[COOKIE], token_of(admin)["secret"]
    assert program(alliance, cookie).get("/api/organisations").status_code == 401
    client = alliance.client()
    client.cookies.set(COOKIE, token)
    assert client.get("/api/organisations").status_code == 401


@pytest.mark.parametrize("state", [UserState.DISABLED, UserState.INVITED])
def test_who_is_not_active_gets_in_with_nothing(alliance: Alliance, state: UserState) -> None:
    id_, _ = with_password(alliance, Role.ADMIN)
    admin = Person(id_, alliance.client(id_))
    client = program(alliance, token_of(admin)["secret"])
    with alliance.services.database.writing() as session:
        session.get_one(User, id_).state = state
    assert client.get("/api/organisations").status_code == 401
    assert admin.client.get("/api/organisations").status_code == 401
