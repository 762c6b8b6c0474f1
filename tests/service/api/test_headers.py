"""What every answer has, also the one to a mistake of the service; and what no log has."""

import pytest
import structlog

from service.organisations import service as organisations
from service.web.telemetry import configure_logs
from service.words import Role
from service.work import Work
from tests.service.api.people import BASE, Alliance

PERSON = "sam.voorbeeld@example.org"
BODY = {"name": "Waterschap", "is_employer": True}

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def fail(_work: Work, _part: object) -> None:
    name = PERSON
    raise RuntimeError(f"expected {name}")


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of organisations makes a mistake."""
    monkeypatch.setattr(organisations, "page", fail)


@pytest.mark.usefixtures("faulty")
def test_every_answer_has_the_security_headers(alliance: Alliance) -> None:
    admin, nobody = alliance.person(Role.ADMIN).client, alliance.client()
    answers = {
        200: nobody.get("/api/health"),
        201: admin.post("/api/organisations", json=BODY),
        204: alliance.person(Role.COACH).client.post("/api/logout"),
        401: nobody.get("/api/account"),
        403: alliance.person(Role.COACH).client.get("/api/users"),
        404: nobody.get("/api/nowhere"),
        405: nobody.delete("/api/login"),
        409: admin.post("/api/organisations", json=BODY),
        413: admin.post("/api/organisations", content=b" " * 25_000_001),
        422: admin.post("/api/organisations", json={}),
        428: admin.put("/api/account", json={"name": "Sam", "language": "nl"}),
        500: admin.get("/api/organisations"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status, answer.text
        assert HEADERS.items() <= {k.title(): v for k, v in answer.headers.items()}.items()
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Request-Id"]
        if status >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["status"] == status


@pytest.mark.usefixtures("faulty")
def test_a_mistake_is_logged_without_values(
    alliance: Alliance, capsys: pytest.CaptureFixture[str]
) -> None:
    client = alliance.person(Role.ADMIN).client
    try:
        configure_logs()
        answer = client.get("/api/organisations")
    finally:
        structlog.reset_defaults()
    written = capsys.readouterr()
    said = written.out + written.err
    assert "RuntimeError" in said
    assert "test_headers:fail" in said
    assert answer.headers["X-Request-Id"] in said
    assert PERSON not in said
    assert PERSON not in answer.text


def test_no_other_site_may_read_answers(alliance: Alliance) -> None:
    for origin in (BASE, "https://evil.example"):
        answer = alliance.client().get("/api/health", headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in answer.headers
