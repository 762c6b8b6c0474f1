"""Erasing a person: no word is left, in tables or files, and the chain holds."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as select_models

from models import (
    AuditEvent,
    AuditOpening,
    Candidate,
    ProgrammeCoach,
    User,
    UserRole,
    metadata,
)
from models.audit import GENESIS
from service.access.principal import Principal
from service.access.secrets import digest_of
from service.audit.hashes import hash_of
from service.privacy.erasing import erase
from service.privacy.owned import owned_tables
from service.words import AuditKind, Role, UserState
from service.work import Services, Work
from tests.models.world import CANARY, CANDIDATE, COACH, NEIGHBOUR
from tests.service.api.canary import EMAILS, PERSON
from tests.service.api.people import Alliance, found
from tests.service.api.test_consents import themselves


def rows(services: Services) -> Iterator[tuple[str, Any]]:
    with services.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield table.name, row


def bytes_of(services: Services) -> bytes:
    """The database file with its write-ahead log; nothing for a server."""
    file = Path(str(services.database.engine.url.database))
    found = (each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    return b"".join(found).lower() if file.is_absolute() else b""


def test_no_word_about_the_person_is_left_in_any_table_or_file(settled: Alliance) -> None:
    services, needle = settled.services, CANARY.lower().encode()
    themselves = settled.client(PERSON)
    is_file = services.database.engine.dialect.name == "sqlite"
    assert (needle in bytes_of(services)) == is_file
    assert any(CANARY in repr(row) for _, row in rows(services))
    assert themselves.delete("/api/own").status_code == 204
    for table, row in rows(services):
        assert CANARY.lower() not in repr(row).lower(), table
        assert not {digest_of(each) for each in EMAILS} & set(map(str, row)), table
    assert needle not in bytes_of(services)


def test_only_the_log_keeps_the_ids(settled: Alliance) -> None:
    settled.client(PERSON).delete("/api/own")
    gone = {CANDIDATE, PERSON}
    holding = {table for table, row in rows(settled.services) if gone & set(map(_hashable, row))}
    assert holding == {"audit_events"}


def test_all_that_hangs_on_the_person_goes_and_no_more(settled: Alliance) -> None:
    before = [(table, row) for table, row in rows(settled.services) if CANDIDATE not in row]
    settled.client(PERSON).delete("/api/own")
    after = list(rows(settled.services))
    owned = {each.table.name for each in owned_tables()} - {"audit_openings"}
    assert {table for table, _ in after} & owned == set()
    assert [row.content for table, row in after if table == "audit_openings"] == [{"what": "asked"}]
    kept = [row for table, row in after if table == "candidates"]
    assert [row.id for row in kept] == [NEIGHBOUR]
    for name in ("entries", "feedback", "shortlists", "rankings", "organisations", "programmes"):
        assert [each for each in after if each[0] == name] == [
            each for each in before if each[0] == name
        ]


def test_the_person_is_signed_out_and_their_coach_finds_nothing(settled: Alliance) -> None:
    person = settled.client(PERSON)
    coach = settled.client(COACH)
    found(coach.get(f"/api/candidates/{CANDIDATE}/receipt"))
    assert person.delete("/api/own").status_code == 204
    assert person.get("/api/own/profile").status_code == 401
    assert coach.get(f"/api/candidates/{CANDIDATE}/receipt").status_code == 404


def test_a_coach_erases_for_their_candidate_and_no_other(alliance: Alliance) -> None:
    programme = alliance.programme()
    candidate = alliance.candidate(programme)
    stranger = alliance.coach(alliance.programme("Data")).client
    foreign = stranger.delete(f"/api/candidates/{candidate}")
    missing = stranger.delete(f"/api/candidates/{alliance.user()}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
    coach = alliance.coach(programme).client
    assert coach.delete(f"/api/candidates/{candidate}").status_code == 204
    assert coach.delete(f"/api/candidates/{candidate}").status_code == 404
    partner = alliance.partner(alliance.organisation()).client
    assert partner.delete(f"/api/candidates/{candidate}").status_code == 403


def test_who_is_erased_is_not_ranked_any_more(alliance: Alliance) -> None:
    programme = alliance.programme()
    gone, stays = (alliance.candidate(programme, skills=["java"]) for _ in range(2))
    alliance.coach(programme).client.delete(f"/api/candidates/{gone}")
    with alliance.services.database.reading() as session:
        snapshot = alliance.services.pool.current(session)
    assert list(snapshot.profiles) == list(snapshot.index.ids) == [str(stays)]


def test_the_chain_holds_and_opens_for_others_only(alliance: Alliance) -> None:
    programme = alliance.programme()
    gone, stays = (alliance.candidate(programme) for _ in range(2))
    coach = alliance.coach(programme).client
    for each in (gone, stays):
        found(coach.get(f"/api/candidates/{each}/consents"))
    coach.delete(f"/api/candidates/{gone}")
    found(coach.get(f"/api/candidates/{stays}/consents"))
    with alliance.services.database.reading() as session:
        events = session.exec(select_models(AuditEvent).order_by(col(AuditEvent.sequence))).all()
        openings = {each.sequence: each for each in session.exec(select_models(AuditOpening))}
    assert [each.previous_hash for each in events] == [GENESIS, *(e.hash for e in events[:-1])]
    assert all(hash_of(each) == each.hash for each in events)
    assert [each.kind for each in events] == ["view", "view", "erasure", "view"]
    assert [openings[n].candidate_id for n in sorted(openings)] == [stays, None, stays]
    assert openings[3].content == {"what": "asked"}


def working(services: Services, session: Session) -> Work:
    return Work(session=session, services=services, who=Principal())


def test_what_was_recorded_in_the_same_transaction_keeps_no_opening(alliance: Alliance) -> None:
    candidate = alliance.candidate(alliance.programme())
    with alliance.services.database.writing() as session:
        work = working(alliance.services, session)
        for what in ("before", "after"):
            work.record(AuditKind.CHANGE, "candidate", candidate, candidate_id=candidate, what=what)
            if what == "before":
                erase(work, candidate, because="duplicate")
    with alliance.services.database.reading() as session:
        openings = session.exec(select_models(AuditOpening)).all()
        events = session.exec(select_models(AuditEvent.kind)).all()
    assert [each.content for each in openings] == [{"what": "duplicate"}]
    assert sorted(events) == ["change", "change", "erasure"]


def test_an_erasure_that_fails_later_erases_nothing(alliance: Alliance) -> None:
    candidate = alliance.candidate(alliance.programme())
    with suppress(ZeroDivisionError), alliance.services.database.writing() as session:
        erase(working(alliance.services, session), candidate)
        _ = 1 / 0
    with alliance.services.database.reading() as session:
        assert session.get(Candidate, candidate) is not None


def test_an_account_that_did_something_is_blanked(alliance: Alliance) -> None:
    programme = alliance.programme()
    person = themselves(alliance, alliance.candidate(programme))
    alliance.vacancy(alliance.organisation(), created_by_id=person.id)
    assert person.client.delete("/api/own").status_code == 204
    with alliance.services.database.reading() as session:
        user = session.get_one(User, person.id)
        roles = session.exec(select_models(UserRole).where(UserRole.user_id == person.id)).all()
    assert (user.state, user.email, user.name) == (UserState.ERASED, None, None)
    assert roles == []
    assert person.client.get("/api/own/profile").status_code == 401


def test_who_also_coaches_keeps_the_account_for_that(alliance: Alliance) -> None:
    programme = alliance.programme()
    candidate = alliance.candidate(programme)
    person = themselves(alliance, candidate)
    with alliance.services.database.writing() as session:
        session.add(UserRole(user_id=person.id, role=Role.COACH))
        session.add(ProgrammeCoach(programme_id=programme, user_id=person.id))
    assert person.client.delete("/api/own").status_code == 204
    assert person.client.get("/api/own/profile").status_code == 403
    assert found(person.client.get("/api/disputes"))["items"] == []


def _hashable(value: object) -> object:
    return value if isinstance(value, UUID) else None
