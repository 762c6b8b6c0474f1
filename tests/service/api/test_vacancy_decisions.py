"""Vacancies are approved or returned by coaches, and end with their lists."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from models import AuditEvent, RankingRecord, Shortlist
from service.words import AuditKind, Role, ShortlistState
from tests.service.api.people import Alliance, found


def path(vacancy: UUID, rest: str) -> str:
    return f"/api/vacancies/{vacancy}/{rest}"


def test_a_coach_approves_and_it_is_recorded(alliance: Alliance) -> None:
    coach = alliance.coach()
    vacancy, version = alliance.vacancy(alliance.organisation())
    approved = found(coach.client.post(path(vacancy, "versions/1/approve")))
    assert approved["approved_at"] is not None
    with alliance.services.database.reading() as session:
        event = session.exec(select(AuditEvent)).one()
    assert (event.kind, event.subject, event.actor) == (AuditKind.APPROVAL, version, coach.id)


def test_a_version_with_too_few_requirements_is_not_approved(alliance: Alliance) -> None:
    vacancy, _ = alliance.vacancy(alliance.organisation(), skills=["java", "sql"])
    refused = alliance.coach().client.post(path(vacancy, "versions/1/approve"))
    assert refused.status_code == 409
    assert refused.json()["rule"] == "too_few_requirements"


def test_a_coach_returns_with_a_reason_that_the_partner_reads(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer)
    coach, partner = alliance.coach().client, alliance.partner(employer).client
    assert coach.post(path(vacancy, "versions/1/return"), json={"reason": " "}).status_code == 422
    found(coach.post(path(vacancy, "versions/1/return"), json={"reason": "Too broad"}))
    newest = found(partner.get(f"/api/vacancies/{vacancy}"))["newest"]
    assert (newest["return_reason"], newest["approved_at"]) == ("Too broad", None)


def test_a_version_is_decided_once(alliance: Alliance) -> None:
    coach, body = alliance.coach().client, {"reason": "Too broad"}
    for first in ("approve", "return"):
        vacancy, _ = alliance.vacancy(alliance.organisation(f"Employer that is to {first}"))
        found(coach.post(path(vacancy, f"versions/1/{first}"), json=body))
        for second in ("approve", "return"):
            again = coach.post(path(vacancy, f"versions/1/{second}"), json=body)
            assert again.status_code == 409


def test_only_the_newest_version_is_decided(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer)
    body = {"title": "Java developer", "text": "Eisen: Java, SQL, Git, Docker"}
    partner, coach = alliance.partner(employer).client, alliance.coach().client
    found(partner.post(path(vacancy, "versions"), json=body, headers={"If-Match": '"1"'}), 201)
    assert coach.post(path(vacancy, "versions/1/approve")).status_code == 409
    found(coach.post(path(vacancy, "versions/2/approve")))
    assert coach.post(path(vacancy, "versions/3/approve")).status_code == 404


def test_a_change_made_beside_a_decision_is_refused(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer)
    found(alliance.coach().client.post(path(vacancy, "versions/1/approve")))
    partner = alliance.partner(employer).client
    old = partner.post(
        path(vacancy, "versions"), json={"title": "Java"}, headers={"If-Match": '"1"'}
    )
    assert old.status_code == 412


def test_only_coaches_decide(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer)
    for person in (alliance.partner(employer), alliance.person(Role.ADMIN)):
        assert person.client.post(path(vacancy, "versions/1/approve")).status_code == 403
        body = {"reason": "x"}
        assert person.client.post(path(vacancy, "versions/1/return"), json=body).status_code == 403


def add_list(alliance: Alliance, version: UUID, state: ShortlistState, user: UUID) -> UUID:
    now = alliance.services.clock()
    ranking = RankingRecord(
        version_id=version,
        data_version=0,
        vacancy={},
        k=1,
        taxonomy="0" * 64,
        config={},
        code_version="1",
        seed=0,
        pool=0,
        eligible=0,
        result="0" * 64,
    )
    row = Shortlist(version_id=version, ranking_id=ranking.id, state=state, created_at=now)
    if state is not ShortlistState.DRAFT:
        row.reviewer_id, row.review_started_at = user, now
    if state is ShortlistState.RELEASED:
        row.released_by_id, row.released_at = user, now
    with alliance.services.database.writing() as session:
        session.add(ranking)
        session.flush()
        session.add(row)
    return row.id


ENDS = {
    ShortlistState.DRAFT: ShortlistState.WITHDRAWN,
    ShortlistState.IN_REVIEW: ShortlistState.WITHDRAWN,
    ShortlistState.RELEASED: ShortlistState.CLOSED,
}


@pytest.mark.parametrize(("verb", "state"), [("close", "closed"), ("withdraw", "withdrawn")])
def test_lists_end_with_their_vacancy(alliance: Alliance, verb: str, state: str) -> None:
    employer, coach = alliance.organisation(), alliance.coach()
    partner = alliance.partner(employer).client
    _, untouched = alliance.vacancy(employer, approver=coach.id)
    other = add_list(alliance, untouched, ShortlistState.RELEASED, coach.id)
    for before, after in ENDS.items():
        vacancy, version = alliance.vacancy(employer, approver=coach.id)
        shortlist = add_list(alliance, version, before, coach.id)
        ended = found(partner.post(path(vacancy, verb)))
        assert ended["state"] == state
        assert ended["ended_at"] is not None
        with alliance.services.database.reading() as session:
            assert session.get_one(Shortlist, shortlist).state is after
            assert session.get_one(Shortlist, other).state is ShortlistState.RELEASED


def test_what_has_ended_is_not_changed_any_more(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer, created_at=alliance.services.clock())
    partner, coach = alliance.partner(employer).client, alliance.coach().client
    ended = found(partner.post(path(vacancy, "withdraw")))
    headers = {"If-Match": f'"{ended["revision"]}"'}
    body = {"title": "Java developer", "text": "Eisen: Java, SQL, Git"}
    assert partner.post(path(vacancy, "versions"), json=body, headers=headers).status_code == 409
    for verb in ("close", "withdraw"):
        assert partner.post(path(vacancy, verb)).status_code == 409
    assert coach.post(path(vacancy, "versions/1/approve")).status_code == 409


def test_a_vacancy_ends_at_the_moment_of_the_clock(alliance: Alliance) -> None:
    employer = alliance.organisation()
    vacancy, _ = alliance.vacancy(employer)
    partner = alliance.partner(employer).client
    before = alliance.services.clock()
    alliance.services.clock.move(days=3)  # type: ignore[attr-defined]
    ended = found(partner.post(path(vacancy, "close")))
    assert ended["ended_at"] == (before + timedelta(days=3)).isoformat().replace("+00:00", "Z")
