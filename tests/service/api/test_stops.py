"""The stop switch: who may use it, and that it works at once, in other processes too."""

import pytest
from sqlmodel import select

from matching.matcher import Matcher
from models import AuditEvent
from service.errors import StoppedError
from service.services import open_services
from service.stops.service import require_running
from service.words import AuditKind, Role
from service.work import Services, Work
from tests.service.api.people import Alliance, found

WHY = {"reason": "Scores look wrong"}


def stop_events(services: Services) -> int:
    with services.database.reading() as session:
        kinds = session.exec(select(AuditEvent.kind)).all()
    return kinds.count(AuditKind.STOP)


def test_a_stop_starts_and_ends(alliance: Alliance) -> None:
    coach, admin = alliance.coach().client, alliance.person(Role.ADMIN).client
    assert found(coach.get("/api/stop"))["is_active"] is False
    assert found(coach.post("/api/stop", json=WHY), 201)["is_active"] is True
    shown = found(alliance.partner(alliance.organisation()).client.get("/api/stop"))
    assert (shown["is_active"], shown["reason"]) == (True, "Scores look wrong")
    assert found(admin.delete("/api/stop")) == {
        "is_active": False,
        "reason": None,
        "started_at": None,
    }
    assert stop_events(alliance.services) == 2


def test_one_stop_is_on_at_a_time(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN).client
    assert admin.delete("/api/stop").status_code == 409
    found(admin.post("/api/stop", json=WHY), 201)
    assert admin.post("/api/stop", json=WHY).status_code == 409


def test_only_an_administrator_ends_a_stop(alliance: Alliance) -> None:
    coach = alliance.coach().client
    found(coach.post("/api/stop", json=WHY), 201)
    assert coach.delete("/api/stop").status_code == 403
    assert alliance.client().get("/api/stop").status_code == 401
    partner = alliance.partner(alliance.organisation()).client
    assert partner.post("/api/stop", json=WHY).status_code == 403


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, None])
def test_a_stop_needs_a_reason(alliance: Alliance, reason: str | None) -> None:
    admin = alliance.person(Role.ADMIN).client
    assert admin.post("/api/stop", json={"reason": reason}).status_code == 422


def test_another_process_is_stopped_at_once(alliance: Alliance, matcher: Matcher) -> None:
    admin = alliance.person(Role.ADMIN).client
    settings = alliance.services.settings
    with (
        open_services(settings, matcher=matcher) as other,
        other.database.reading() as session,
    ):
        require_running(Work(session=session, services=other))
    found(admin.post("/api/stop", json=WHY), 201)
    with (
        open_services(settings, matcher=matcher) as other,
        other.database.reading() as session,
        pytest.raises(StoppedError, match="Scores look wrong"),
    ):
        require_running(Work(session=session, services=other))
