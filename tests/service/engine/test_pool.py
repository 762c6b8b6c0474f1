"""Rows become profiles, profiles a pool that is always current, and rankings are made again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from matching.matcher import Matcher
from matching.types import Importance, Requirement, VacancyProfile
from models import (
    Candidate,
    CandidateWish,
    Claim,
    Consent,
    Enrolment,
    Module,
    ModuleSkill,
    Organisation,
    Programme,
    StoredProfile,
)
from service.engine.changes import read_programmes
from service.engine.pool import Refresher
from service.engine.ranking import entry_from, entry_stored, rank_for, record_of, replayed
from service.engine.rows import read_candidate_rows
from service.services import open_services
from service.settings import Settings
from service.words import CandidateState, ConsentKind, ConsentState, EvidenceKind
from service.work import Services
from tests.data.sample import Sample
from tests.databases import Backend
from tests.service.alliances import Hands

ASKED = VacancyProfile(
    id="v",
    requirements=(
        Requirement(skill="java"),
        Requirement(skill="sql", importance=Importance.NICE),
    ),
)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def services(backend: Backend, matcher: Matcher, clock: Hands) -> Iterator[Services]:
    with backend.lent() as url:
        settings = Settings(database_url=url)
        with open_services(settings, matcher=matcher, clock=clock) as services:
            yield services


def add_programme(services: Services) -> UUID:
    school = Organisation(name="Codehuis", is_school=True)
    programme = Programme(name="Java developer", provider_id=school.id, education_level=6)
    module = Module(programme_id=programme.id, position=1, name="Java", hours=180)
    with services.database.writing() as session:
        for row in (school, programme, module):
            session.add(row)
            session.flush()
        session.add(ModuleSkill(module_id=module.id, skill="java", level=3))
    return programme.id


def add_candidate(services: Services, programme: UUID, ends: date | None = None) -> UUID:
    who = Candidate()
    answered = datetime(2026, 11, 1, tzinfo=UTC)
    with services.database.writing() as session:
        session.add(who)
        session.flush()
        session.add(Enrolment(candidate_id=who.id, programme_id=programme, completed_on=ends))
        session.add(
            Consent(
                candidate_id=who.id,
                kind=ConsentKind.POOL,
                state=ConsentState.GIVEN,
                wording="pool-1",
                asked_at=answered,
                answered_at=answered,
            )
        )
    return who.id


def scores(services: Services) -> dict[str, int]:
    with services.database.reading() as session:
        snapshot = services.pool.current(session)
    ranked = rank_for(services.pool.matcher, snapshot, ASKED, k=10, seed=0)
    return {entry.id: entry.score for entry in ranked.ranking.entries}


def test_what_a_programme_teaches_counts(services: Services) -> None:
    who = add_candidate(services, add_programme(services), date(2026, 6, 1))
    assert scores(services)[str(who)] > 5000


def test_a_change_is_seen_at_once(services: Services) -> None:
    who = add_candidate(services, add_programme(services), date(2026, 6, 1))
    before = scores(services)[str(who)]
    claim = Claim(
        candidate_id=who, skill="sql", kind=EvidenceKind.WORK, source="text", strength=9500
    )
    with services.database.writing() as session:
        session.add(claim)
    assert scores(services)[str(who)] > before
    with services.database.writing() as session:
        session.delete(session.get_one(Claim, claim.id))
    assert scores(services)[str(who)] == before


@pytest.mark.parametrize("change", ["withdrawn", "placed", "erased"])
def test_who_may_not_be_ranked_is_gone_at_once(services: Services, change: str) -> None:
    programme = add_programme(services)
    who, other = (add_candidate(services, programme) for _ in range(2))
    assert set(scores(services)) == {str(who), str(other)}
    with services.database.writing() as session:
        row = session.get_one(Candidate, who)
        if change == "withdrawn":
            consent = session.exec(select(Consent).where(Consent.candidate_id == who)).one()
            consent.state, consent.withdrawn_at = ConsentState.WITHDRAWN, services.clock()
        elif change == "placed":
            row.state = CandidateState.PLACED
        else:
            session.delete(row)
    assert set(scores(services)) == {str(other)}


def test_a_programme_that_teaches_more_changes_its_graduates(services: Services) -> None:
    programme = add_programme(services)
    who = add_candidate(services, programme)
    before = scores(services)[str(who)]
    with services.database.writing() as session:
        module = session.exec(select(Module).where(Module.programme_id == programme)).one()
        session.add(ModuleSkill(module_id=module.id, skill="sql", level=2))
    assert scores(services)[str(who)] > before


def test_a_programme_counts_in_full_from_the_day_that_it_ends(
    services: Services, clock: Hands
) -> None:
    who = add_candidate(services, add_programme(services), date(2026, 12, 1))
    refresher = Refresher(services.pool, services.database, 1)
    refresher.refresh()
    running = scores(services)[str(who)]
    clock.move(days=2)
    refresher.refresh()
    assert scores(services)[str(who)] == running
    clock.move(days=1)
    refresher.refresh()
    assert scores(services)[str(who)] > running


def test_two_workers_agree(services: Services, matcher: Matcher) -> None:
    programme = add_programme(services)
    who = add_candidate(services, programme)
    with open_services(services.settings, matcher=matcher, clock=services.clock) as other:
        assert scores(other) == scores(services)
        with other.database.writing() as session:
            session.get_one(Candidate, who).max_travel_km = 5
            session.add(CandidateWish(candidate_id=who, position=1, occupation="Java developer"))
        assert scores(services) == scores(other)


def test_a_ranking_is_made_again_to_the_same_bytes(services: Services) -> None:
    programme = add_programme(services)
    people = [add_candidate(services, programme, date(2026, 6, 1)) for _ in range(4)]
    with services.database.reading() as session:
        snapshot = services.pool.current(session)
    ranked = rank_for(services.pool.matcher, snapshot, ASKED, k=3, seed=7)
    record = record_of(services.pool, snapshot, UUID(int=1), ASKED, ranked)
    with services.database.writing() as session:
        session.get_one(Candidate, people[0]).state = CandidateState.LEFT
        session.get_one(Candidate, people[1]).hours_max = 8
    with services.database.reading() as session:
        assert replayed(services.pool, session, record).digest == ranked.digest
    with services.database.writing() as session:
        session.delete(session.get_one(Candidate, people[2]))
    with services.database.reading() as session:
        assert replayed(services.pool, session, record).ranking.pool == 3


def test_an_explanation_survives_being_stored(matcher: Matcher, sample: Sample) -> None:
    index = matcher.index(sample.people.values())
    for vacancy in list(sample.jobs.values())[:5]:
        for entry in matcher.rank(vacancy, index, k=20).entries:
            assert entry_from(entry_stored(entry)) == entry


def test_stored_profiles_are_those_of_the_rows(services: Services) -> None:
    programme = add_programme(services)
    people = [add_candidate(services, programme) for _ in range(3)]
    with services.database.reading() as session:
        held = services.pool.current(session).profiles
        for rows in read_candidate_rows(session, people):
            programmes = read_programmes(session, [programme])
            assert services.pool.builder.candidate(rows, programmes) == held[str(rows.candidate.id)]


def newest(session: Session, who: UUID) -> int:
    mine = select(StoredProfile.version).where(StoredProfile.candidate_id == who)
    return max(session.exec(mine.order_by(col(StoredProfile.version))).all())


def test_versions_count_on(services: Services) -> None:
    programme = add_programme(services)
    first, second = (add_candidate(services, programme) for _ in range(2))
    with services.database.reading() as session:
        assert newest(session, first) + 1 == newest(session, second)
