"""Whoever is ranked from rows has the scores that matching gives the record itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session

from matching.matcher import Matcher
from matching.reading.records import CandidateRecord, ProgrammeRecord
from matching.types import CandidateProfile
from models import (
    Candidate,
    CandidateLanguage,
    CandidateWish,
    CandidateWorkMode,
    Consent,
    Enrolment,
    Organisation,
    Programme,
    User,
)
from service.claims.reading import keep, read
from service.engine.rows import read_candidate_rows
from service.words import CefrLevel, ConsentKind, ConsentState, WorkMode
from service.work import Services
from tests.data.sample import Sample

DAY = date(2026, 11, 28)


@pytest.fixture
def session(services: Services) -> Iterator[Session]:
    with Session(services.database.engine) as session:
        yield session
        session.rollback()


def add_programmes(
    session: Session, sample: Sample
) -> tuple[dict[str, UUID], dict[UUID, ProgrammeRecord]]:
    """Ids of the sample's programmes, and their records by the ids of rows."""
    school = Organisation(name="Codehuis", is_school=True)
    session.add(school)
    session.flush()
    rows = {key: Programme(name=key, provider_id=school.id) for key in sample.programmes}
    session.add_all(rows.values())
    session.flush()
    ids = {key: row.id for key, row in rows.items()}
    return ids, {ids[key]: record for key, record in sample.programmes.items()}


def add(
    session: Session,
    services: Services,
    record: CandidateRecord,
    programmes: Mapping[str, UUID],
    by: UUID,
) -> UUID:
    hours = record.hours or (None, None)
    who = Candidate(
        cv_text=record.text,
        place=record.place,
        max_travel_km=record.max_travel_km,
        hours_min=hours[0],
        hours_max=hours[1],
        education_level=record.education_level,
        licence_to_work=record.licence_to_work,
        available_from=record.available_from,
    )
    session.add(who)
    session.flush()
    id_, now = who.id, services.clock()
    if record.programme:
        programme, ends = programmes[record.programme], record.completed_on
        session.add(Enrolment(candidate_id=id_, programme_id=programme, completed_on=ends))
    for language in record.languages:
        cefr = CefrLevel(language.cefr)
        session.add(CandidateLanguage(candidate_id=id_, code=language.code, cefr=cefr))
    for mode in record.work_mode:
        session.add(CandidateWorkMode(candidate_id=id_, mode=WorkMode(mode.value)))
    for position, wish in enumerate(record.wants, start=1):
        session.add(CandidateWish(candidate_id=id_, position=position, occupation=wish))
    given, state = ConsentKind.POOL, ConsentState.GIVEN
    session.add(
        Consent(
            candidate_id=id_,
            kind=given,
            state=state,
            wording="pool-1",
            asked_at=now,
            answered_at=now,
        )
    )
    session.flush()
    found = read(services.pool, record.text, record.skills, by=by)
    keep(session, id_, found, now, with_given=True)
    return id_


def scores(
    matcher: Matcher, sample: Sample, people: Mapping[str, CandidateProfile]
) -> dict[tuple[str, str], int]:
    """Of every pair of a vacancy and an eligible candidate."""
    ids = {profile.id: key for key, profile in people.items()}
    index = matcher.index(people.values())
    return {
        (vacancy.id, ids[id_]): score
        for vacancy in sample.jobs.values()
        for id_, score in matcher.best(vacancy, index, k=len(people))
    }


def test_rows_score_as_the_record_does(
    services: Services, session: Session, matcher: Matcher, sample: Sample
) -> None:
    user = User(email="coach@example.org")
    session.add(user)
    programmes, records = add_programmes(session, sample)
    plain = matcher.on(DAY)
    direct, stored = {}, {}
    for record in sample.candidates[5::12]:
        agreed = record.model_copy(update={"consent": True})
        direct[record.id] = plain.candidate(agreed, sample.programmes)
        id_ = add(session, services, record, programmes, user.id)
        (rows,) = read_candidate_rows(session, [id_])
        stored[record.id] = services.pool.builder.candidate(rows, records)
    told, kept = scores(matcher, sample, direct), scores(matcher, sample, stored)
    assert len(told) > 500
    assert told == kept
