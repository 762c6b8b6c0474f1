"""What holds for every answer, whatever is asked."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from service.access.policy import POLICY
from service.app import create_app
from service.web.limits import Limits
from service.words import Role
from service.work import Services
from tests.service.api.people import Alliance, found

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("PATCH", "/api/health", 405),
        ("GET", "/api/organisations", 401),
        ("GET", "/api/organisations/not-an-id", 401),
        ("POST", "/api/organisations", 401),
    ],
)
def test_every_refusal_has_one_form(
    alliance: Alliance, method: str, path: str, status: int
) -> None:
    answer = alliance.client().request(method, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert {"type", "title", "status", "detail"} <= answer.json().keys()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_body_that_is_too_big_is_refused(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    most = alliance.services.settings.most_upload_bytes
    big = admin.post("/api/organisations", content=b" " * (most + 1))
    assert (big.status_code, big.headers["Content-Type"]) == (413, PROBLEM)

    def pieces() -> Iterator[bytes]:
        for _ in range(most // 1_000_000 + 2):
            yield b" " * 1_000_000

    assert admin.post("/api/organisations", content=pieces()).status_code == 413


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"name": "\\ud800"}', b"[" * 100_000])
def test_a_body_that_is_none_is_refused(alliance: Alliance, content: bytes) -> None:
    admin = alliance.person(Role.ADMIN).client
    headers = {"Content-Type": "application/json"}
    answer = admin.post("/api/organisations", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == PROBLEM


def test_a_text_that_no_database_takes_is_refused(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    body = {"name": "a\0b", "is_employer": True}
    assert admin.post("/api/organisations", json=body).status_code == 422


def test_a_mistake_of_ours_tells_nothing(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Jan Kanarie")

    monkeypatch.setattr("service.audit.service.verify", fail)
    with capture_logs() as logs:
        answer = alliance.person(Role.ADMIN).client.get("/api/audit/verdict")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert "Kanarie" not in answer.text + repr(logs)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert any("test_web:fail" in place for line in logs for place in line.get("at", ()))


def test_who_asks_too_often_waits(alliance: Alliance) -> None:
    limits: Limits = alliance.app.state.limits
    admin = alliance.person(Role.ADMIN)
    for _ in range(POLICY["verify_audit"].per_minute):
        limits.count("verify_audit", POLICY["verify_audit"].per_minute, str(admin.id))
    answer = admin.client.get("/api/audit/verdict")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    found(admin.client.get("/api/organisations"))


def test_a_route_without_a_line_in_the_policy_is_not_served(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(POLICY, "read_organisation")
    with pytest.raises(LookupError, match="POLICY"):
        create_app(services)


def test_every_operation_of_the_policy_is_described(alliance: Alliance) -> None:
    paths = found(alliance.client().get("/api/openapi.json"))["paths"]
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["description"], (method, path)
            assert PROBLEM in operation["responses"]["404"]["content"], (method, path)
