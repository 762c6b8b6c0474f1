"""Signing in and out: who gets in, how, for how long, and what is told to who does not."""

from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient
from sqlmodel import select

from models import LoginAttempt, User
from service.access import secrets
from service.web.deps import COOKIE
from service.words import AuditKind, LinkPurpose, Role, UserState
from tests.service.alliances import Hands
from tests.service.api.keys import PHRASE, events, link, with_password
from tests.service.api.people import BASE, Alliance, found

OTHER = "gordijn muziek veertig appel"

pytestmark = pytest.mark.usefixtures("light_hashes")


def enter(client: TestClient, email: str, password: str = PHRASE, **more: Any) -> int:
    said = {"email": email, "password": password}
    return client.post("/api/login", json=said, **more).status_code


def test_a_password_opens_a_session_in_a_cookie_that_no_script_reads(alliance: Alliance) -> None:
    id_, email = with_password(alliance, Role.COACH)
    client = alliance.client()
    answer = client.post("/api/login", json={"email": email.upper(), "password": PHRASE})
    assert (answer.status_code, answer.content) == (204, b"")
    name, *rest = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-schakel=ss_")
    assert set(rest) == {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=lax", "Secure"}
    account = found(client.get("/api/account"))
    assert (account["id"], account["email"]) == (str(id_), email)
    assert events(alliance, AuditKind.LOGIN) == [(id_, {"what": "success", "how": "password"})]


def test_every_login_is_a_new_session_and_ends_the_one_before(alliance: Alliance) -> None:
    _, email = with_password(alliance)
    client, other = alliance.client(), alliance.client()
    assert enter(client, email) == 204
    first = client.cookies[COOKIE]
    assert enter(client, email) == 204
    assert client.cookies[COOKIE] != first
    other.cookies.set(COOKIE, first)
    assert other.get("/api/account").status_code == 401


def test_a_session_ends_at_its_hour_however_much_it_is_used(
    alliance: Alliance, clock: Hands
) -> None:
    _, email = with_password(alliance, Role.COACH)
    client = alliance.client()
    enter(client, email)
    for _ in range(11):
        clock.move(hours=1)
        found(client.get("/api/account"))
    clock.move(hours=1)
    assert client.get("/api/account").status_code == 401


@pytest.mark.parametrize("state", [UserState.INVITED, UserState.DISABLED])
def test_all_refusals_are_alike(alliance: Alliance, state: UserState) -> None:
    _, email = with_password(alliance, Role.ADMIN)
    _, not_active = with_password(alliance, Role.ADMIN, state=state)
    client = alliance.client()
    bodies = [
        {"email": email, "password": OTHER},
        {"email": not_active, "password": PHRASE},
        {"email": "nobody@example.org", "password": PHRASE},
    ]
    answers = [client.post("/api/login", json=body) for body in bodies]
    assert [each.status_code for each in answers] == [401] * 3
    assert len({each.text for each in answers}) == 1
    assert not any("Set-Cookie" in each.headers for each in answers)
    refused = (None, {"what": "failure", "reason": "password"})
    assert events(alliance, AuditKind.LOGIN) == [refused] * 3


def test_refusals_take_the_same_work(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    _, email = with_password(alliance)
    _, disabled = with_password(alliance, state=UserState.DISABLED)
    compared: list[str] = []
    verify = secrets._PASSWORDS.verify

    def counted(given: str, kept: str) -> bool:
        compared.append(kept)
        return verify(given, kept)

    monkeypatch.setattr(secrets._PASSWORDS, "verify", counted)
    client = alliance.client()
    for each in (email, disabled, "nobody@example.org"):
        enter(client, each, OTHER)
    assert len(compared) == 3


def test_a_password_that_changes_meanwhile_lets_nobody_in(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, email = with_password(alliance)
    verify = secrets._PASSWORDS.verify

    def slow(given: str, kept: str) -> bool:
        with alliance.services.database.writing() as session:
            session.get_one(User, id_).password_hash = secrets.hash_password(OTHER)
        return verify(given, kept)

    monkeypatch.setattr(secrets._PASSWORDS, "verify", slow)
    assert enter(alliance.client(), email) == 401


def test_who_guesses_must_wait_longer_each_time(alliance: Alliance, clock: Hands) -> None:
    _, email = with_password(alliance, Role.COACH)
    client = alliance.client()
    for _ in range(5):
        assert enter(client, email, OTHER) == 401
    waits = []
    for _ in range(3):
        refused = client.post("/api/login", json={"email": email, "password": PHRASE})
        assert refused.status_code == 429
        waits.append(int(refused.headers["Retry-After"]))
        clock.move(seconds=waits[-1] - 1)
        assert enter(client, email) == 429
        clock.move(seconds=1)
        assert enter(client, email, OTHER) == 401
    assert waits == [30, 60, 120]
    clock.move(minutes=16)
    assert enter(client, email) == 204


def test_who_does_not_exist_is_throttled_as_well(alliance: Alliance) -> None:
    client = alliance.client()
    assert [enter(client, "nobody@example.org") for _ in range(6)] == [401] * 5 + [429]
    assert enter(client, "another@example.org") == 401


def test_a_changed_password_is_throttled_as_well(alliance: Alliance) -> None:
    id_, email = with_password(alliance, Role.COACH)
    client = alliance.client(id_)
    said = {"old_password": OTHER, "password": "vier gele fietsen thuis"}
    done = [client.post("/api/account/password", json=said).status_code for _ in range(6)]
    assert done == [422] * 5 + [429]
    assert enter(alliance.client(), email) == 429


def test_a_link_sets_the_first_password_once(alliance: Alliance, clock: Hands) -> None:
    admin = alliance.person(Role.ADMIN).client
    made = found(admin.post("/api/users", json={"email": "new@example.org"}), 201)
    token = found(admin.post(f"/api/users/{made['id']}/password-link"), 201)["token"]
    client = alliance.client()
    said = {"token": token, "password": "te kort"}
    weak = client.post("/api/links/password", json=said)
    assert (weak.status_code, weak.json()["fields"][0]["pointer"]) == (422, "/password")
    assert enter(client, "new@example.org", OTHER) == 401
    said["password"] = OTHER
    assert client.post("/api/links/password", json=said).status_code == 204
    assert enter(client, "new@example.org", OTHER) == 204
    again = client.post("/api/links/password", json={**said, "password": PHRASE})
    assert again.status_code == 401
    assert "ask who sent it" in again.json()["detail"]


def test_a_new_password_ends_all_sessions(alliance: Alliance) -> None:
    coach = alliance.person(Role.COACH)
    token = link(alliance, coach.id, LinkPurpose.PASSWORD)
    said = {"token": token, "password": OTHER}
    assert alliance.client().post("/api/links/password", json=said).status_code == 204
    assert coach.client.get("/api/account").status_code == 401


def test_links_that_ended_open_nothing(alliance: Alliance, clock: Hands) -> None:
    candidate = alliance.user(Role.CANDIDATE)
    revoked = link(alliance, candidate, LinkPurpose.PROFILE, revoked_at=clock())
    for_password = link(alliance, candidate, LinkPurpose.PASSWORD)
    good = link(alliance, candidate, LinkPurpose.PROFILE)
    client = alliance.client()

    def opened(token: str) -> int:
        return client.post("/api/links/open", json={"token": token}).status_code

    bad = (revoked, for_password, good[:-1], good + "x", "pl_", "é", "'; --")
    assert [opened(each) for each in bad] == [401] * len(bad)
    said = {"token": good, "password": PHRASE}
    assert client.post("/api/links/password", json=said).status_code == 401
    assert opened(good) == opened(good) == 204
    clock.move(days=1)
    assert opened(good) == 401


def test_a_personal_link_signs_a_candidate_in(alliance: Alliance) -> None:
    user = alliance.user(Role.CANDIDATE)
    candidate = alliance.candidate(user_id=user)
    client = alliance.client()
    token = link(alliance, user, LinkPurpose.PROFILE)
    assert client.post("/api/links/open", json={"token": token}).status_code == 204
    assert found(client.get("/api/account"))["candidate_id"] == str(candidate)
    assert events(alliance, AuditKind.LOGIN) == [(user, {"what": "success", "how": "link"})]


@pytest.mark.parametrize("roles", [(Role.CANDIDATE, Role.COACH), (Role.ADMIN,), ()])
def test_a_personal_link_opens_no_account_that_sees_others(
    alliance: Alliance, roles: tuple[Role, ...]
) -> None:
    token = link(alliance, alliance.user(*roles), LinkPurpose.PROFILE)
    assert alliance.client().post("/api/links/open", json={"token": token}).status_code == 401


def test_logging_out_ends_the_session_and_the_cookie(alliance: Alliance) -> None:
    coach = alliance.person(Role.COACH)
    secret = coach.client.cookies[COOKIE]
    answer = coach.client.post("/api/logout")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    stolen = alliance.client()
    stolen.cookies.set(COOKIE, secret)
    assert stolen.get("/api/account").status_code == 401
    assert events(alliance, AuditKind.LOGIN) == [(coach.id, {"what": "logout"})]


def test_a_changed_password_ends_the_other_sessions(alliance: Alliance) -> None:
    id_, email = with_password(alliance, Role.PROGRAMME_MANAGER)
    here, there = alliance.client(id_), alliance.client(id_)
    wrong = here.post("/api/account/password", json={"old_password": OTHER, "password": OTHER})
    assert wrong.json()["fields"][0]["pointer"] == "/old_password"
    said = {"old_password": PHRASE, "password": OTHER}
    assert here.post("/api/account/password", json=said).status_code == 204
    found(here.get("/api/account"))
    assert there.get("/api/account").status_code == 401
    assert enter(alliance.client(), email) == 401
    assert enter(alliance.client(), email, OTHER) == 204


@pytest.mark.parametrize("path", ["login", "links/open", "links/password"])
def test_another_site_cannot_sign_somebody_in(alliance: Alliance, path: str) -> None:
    _, email = with_password(alliance, Role.COACH)
    for origin in ("https://evil.example", "null", "", "http://[", f"{BASE}.evil.example"):
        answer = alliance.client().post(
            f"/api/{path}", json={"email": email, "password": PHRASE}, headers={"Origin": origin}
        )
        assert answer.status_code == 403, origin
    program = TestClient(alliance.app, base_url=BASE)
    assert enter(program, email) == 204
    program.close()


def test_logs_of_a_login_hold_no_secret_and_nobody(alliance: Alliance) -> None:
    _, email = with_password(alliance, Role.COACH)
    token = link(alliance, alliance.user(), LinkPurpose.PROFILE)
    client = alliance.client()
    with structlog.testing.capture_logs() as logs:
        enter(client, email, OTHER)
        enter(client, email)
        client.post("/api/links/open", json={"token": token})
        client.post("/api/login", json={"email": email, "password": PHRASE, email: 1})
    assert len(logs) == 4
    said = repr(logs)
    for each in (email, email.split("@")[0], PHRASE, OTHER, token, client.cookies[COOKIE]):
        assert each not in said


def test_a_refused_field_is_named_without_its_value(alliance: Alliance) -> None:
    client = alliance.client()
    body = {"email": f"{PHRASE}", "password": "x" * 201}
    answer = client.post("/api/login", json=body)
    assert {each["pointer"] for each in answer.json()["fields"]} == {"/email", "/password"}
    assert PHRASE not in answer.text
    assert "xxx" not in answer.text


def test_attempts_are_forgotten_after_their_window(alliance: Alliance, clock: Hands) -> None:
    client = alliance.client()
    enter(client, "nobody@example.org")
    clock.move(minutes=15)
    enter(client, "other@example.org")
    with alliance.services.database.reading() as session:
        kept = session.exec(select(LoginAttempt)).all()
    assert [each.at for each in kept] == [datetime(2026, 11, 28, 12, 15, tzinfo=UTC)]
