"""Retention: all that is due goes, nothing else, and twice is as once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlmodel import SQLModel, select

from matching.reading.records import VacancyRecord
from models import (
    AuditEvent,
    Candidate,
    Consent,
    EntrySubject,
    LoginAttempt,
    LoginSession,
    Pseudonym,
    RankingRecord,
    StoredProfile,
)
from service.access.principal import NOBODY
from service.access.secrets import digest_of
from service.engine.ranking import rank_for, record_of, replayed
from service.retention import repository
from service.retention.service import find_due, run
from service.words import CandidateState, ConsentKind, ConsentState, Role
from tests.service.alliances import Hands
from tests.service.api.lives import Around, Life, Place, live, random_life
from tests.service.api.people import Alliance, found

GONE = Life(CandidateState.LEFT, 600, 600, None, None, None, False, None)


@pytest.fixture
def around(alliance: Alliance) -> Around:
    programme = alliance.programme()
    return Around(alliance.organisation(), programme, alliance.user(Role.COACH))


def live_all(alliance: Alliance, around: Around, lives: Iterable[Life]) -> dict[UUID, Life]:
    now = alliance.services.clock()
    with alliance.services.database.writing() as session:
        return {live(session, now, each, around): each for each in lives}


RowT = TypeVar("RowT", bound=SQLModel)


def left(alliance: Alliance, table: type[RowT]) -> list[RowT]:
    with alliance.services.database.reading() as session:
        return list(session.exec(select(table)))


@pytest.mark.parametrize("seed", range(2))
def test_all_that_is_due_goes_and_nothing_else(
    alliance: Alliance, around: Around, seed: int
) -> None:
    dice = Random(seed)
    lives = live_all(alliance, around, [random_life(dice) for _ in range(60)])
    due = {id_ for id_, life in lives.items() if life.is_due}
    assert 5 < len(due) < 55
    admin = alliance.person(Role.ADMIN).client
    preview = found(admin.get("/api/retention"))
    assert {each["id"] for each in preview["candidates"]} == set(map(str, due))
    done = found(admin.post("/api/retention/runs"))
    assert done["candidates"] == len(due)
    kept = {id_: life for id_, life in lives.items() if id_ not in due}
    assert {each.id for each in left(alliance, Candidate)} == set(kept)
    places = {id_ for id_, life in kept.items() if life.place and not life.is_place_due}
    assert {each.candidate_id for each in left(alliance, EntrySubject)} == places
    called = {id_ for id_, life in kept.items() if life.place and life.place.end != "vacancy"}
    assert {each.candidate_id for each in left(alliance, Pseudonym)} == places | called
    revealed = [each for each in left(alliance, Consent) if each.kind is ConsentKind.REVEAL]
    assert {each.candidate_id for each in revealed} == places | called
    twice = found(admin.post("/api/retention/runs"))
    assert twice["candidates"] == 0
    assert set(twice["rows"].values()) == {0}
    assert {each.id for each in left(alliance, Candidate)} == set(kept)


def test_a_list_that_was_released_is_a_sign_of_life_when_it_is_gone(
    alliance: Alliance, around: Around
) -> None:
    agrees = (ConsentState.GIVEN, 600)
    seen, unseen = (
        Life(CandidateState.LOOKING, 600, 600, None, agrees, None, False, Place("closed", 30, days))
        for days in (130, None)
    )
    (kept, _) = live_all(alliance, around, [seen, unseen])
    for erased in (1, 0):
        assert run(alliance.services, NOBODY).candidates == erased
        assert [each.id for each in left(alliance, Candidate)] == [kept]
        assert left(alliance, EntrySubject) == []


def test_who_becomes_active_meanwhile_is_kept(alliance: Alliance, around: Around) -> None:
    ids = list(live_all(alliance, around, [GONE, GONE]))

    def meanwhile(due: Sequence[UUID]) -> Iterator[UUID]:
        with alliance.services.database.writing() as session:
            row = session.get_one(Candidate, ids[0])
            row.state, row.state_since = CandidateState.LOOKING, alliance.services.clock()
        yield from due

    assert run(alliance.services, NOBODY, meanwhile).candidates == 1
    assert [each.id for each in left(alliance, Candidate)] == ids[:1]


def test_a_day_makes_the_difference(alliance: Alliance, clock: Hands) -> None:
    alliance.candidate(state=CandidateState.PLACED, state_since=clock.now)
    clock.move(days=27, hours=23)
    assert run(alliance.services, NOBODY).candidates == 0
    clock.move(hours=1)
    assert run(alliance.services, NOBODY).candidates == 1


def test_a_question_that_nobody_answers_lapses(
    alliance: Alliance, around: Around, clock: Hands
) -> None:
    asked, given = (ConsentState.ASKED, 0), (ConsentState.GIVEN, 0)
    live_all(alliance, around, [Life(CandidateState.LOOKING, 0, 0, 0, asked, given, False, None)])
    clock.move(days=27)
    assert run(alliance.services, NOBODY).rows["questions"] == 0
    clock.move(days=1)
    assert run(alliance.services, NOBODY).rows["questions"] == 1
    assert [each.kind for each in left(alliance, Consent)] == [ConsentKind.RETENTION]


def test_what_lets_in_goes_a_month_after_it_expired(alliance: Alliance, clock: Hands) -> None:
    user, now = alliance.user(), clock.now
    with alliance.services.database.writing() as session:
        for days, revoked in ((29, False), (31, False), (10, True)):
            session.add(
                LoginSession(
                    user_id=user,
                    token_hash=digest_of(f"{days}"),
                    created_at=now - timedelta(days=60),
                    last_seen_at=now - timedelta(days=60),
                    expires_at=now - timedelta(days=days),
                    revoked_at=now - timedelta(days=40) if revoked else None,
                )
            )
            session.add(
                LoginAttempt(
                    id=uuid4(),
                    email_hash=digest_of("e"),
                    address_hash=digest_of("a"),
                    at=now - timedelta(days=days),
                    succeeded=False,
                )
            )
    rows = run(alliance.services, NOBODY).rows
    assert (rows["login_sessions"], rows["login_attempts"]) == (2, 1)
    assert len(left(alliance, LoginSession)) == 1


def test_profiles_go_and_a_ranking_can_still_be_made_again(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme, services = alliance.programme(), alliance.services
    ids = [alliance.candidate(programme, skills=["java"]) for _ in range(4)]
    _, version = alliance.vacancy(alliance.organisation())

    def change() -> None:
        with services.database.writing() as session:
            for id_ in ids:
                session.get_one(Candidate, id_).cv_text += "x"

    change()
    vacancy = services.pool.builder.read_vacancy(
        VacancyRecord(id="v", title="Java developer", text="Java")
    )
    with services.database.writing() as session:
        snapshot = services.pool.current(session)
        ranked = rank_for(services.pool.matcher, snapshot, vacancy, k=4, seed=1)
        session.add(record_of(services.pool, snapshot, version, vacancy, ranked))
    for _ in range(3):
        change()
    assert run(services, NOBODY).rows["old_profiles"] == 0
    monkeypatch.setattr(repository, "RECENT", 0)
    assert run(services, NOBODY).rows["old_profiles"] == 3 * len(ids)
    assert len(left(alliance, StoredProfile)) == 2 * len(ids)
    with services.database.reading() as session:
        (kept,) = session.exec(select(RankingRecord)).all()
        assert replayed(services.pool, session, kept).digest == kept.result
        assert find_due(session, services.clock()).rows["old_profiles"] == 0


def test_a_run_is_in_the_log_with_counts_alone(alliance: Alliance, around: Around) -> None:
    live_all(alliance, around, [GONE])
    run(alliance.services, NOBODY)
    assert [each.kind for each in left(alliance, AuditEvent)] == ["erasure", "retention"]


def test_only_administrators_may(alliance: Alliance) -> None:
    for role in (Role.COACH, Role.PROGRAMME_MANAGER, Role.EVALUATOR):
        client = alliance.person(role).client
        assert client.get("/api/retention").status_code == 403
        assert client.post("/api/retention/runs").status_code == 403
