"""A CV becomes rows: read again it changes nothing, and what people judged stands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from matching.reading.records import SkillItem
from matching.types import EvidenceKind as ReadKind
from models import Candidate, CandidateLanguage, CandidateWish, Claim, User
from service.claims.reading import Found, keep, read
from service.claims.settling import FoundClaim
from service.words import CefrLevel, ClaimState, EvidenceKind
from service.work import Services
from tests.service.alliances import Hands

CV = """WERKERVARING
Ik werkte drie jaar met Java en SQL bij een bank. Daarvoor was ik boekhouder.

TALEN
Nederlands (moedertaal), Engels (B2)

PROFIEL
Ik wil graag data-engineer worden en ken Docker.
"""


@pytest.fixture
def session(services: Services) -> Iterator[Session]:
    with Session(services.database.engine) as session:
        yield session
        session.rollback()


def candidate(session: Session) -> UUID:
    who = Candidate()
    session.add(who)
    session.flush()
    return who.id


def rows(session: Session, who: UUID) -> list[dict[str, Any]]:
    mine = select(Claim).where(Claim.candidate_id == who).order_by(col(Claim.id))
    return [row.model_dump() for row in session.exec(mine)]


def claim(session: Session, who: UUID, skill: str) -> Claim:
    mine = select(Claim).where(Claim.candidate_id == who, Claim.skill == skill)
    return session.exec(mine).one()


def written(session: Session, services: Services, text: str) -> UUID:
    who = candidate(session)
    keep(session, who, read(services.pool, text), services.clock(), with_given=True)
    return who


def again(session: Session, services: Services, who: UUID, text: str) -> None:
    keep(session, who, read(services.pool, text), services.clock(), with_given=False)


def test_every_claim_of_a_text_cites_its_words(services: Services, session: Session) -> None:
    who = written(session, services, CV)
    found = rows(session, who)
    assert {"java", "sql", "docker"} <= {each["skill"] for each in found}
    for each in found:
        assert CV[each["span_start"] : each["span_end"]] == each["quote"]


def test_languages_and_wishes_of_a_text_are_added(services: Services, session: Session) -> None:
    who = candidate(session)
    session.add(CandidateLanguage(candidate_id=who, code="nl", cefr=CefrLevel.B1))
    session.add(CandidateWish(candidate_id=who, position=1, occupation="Tester"))
    session.flush()
    for _ in range(2):
        again(session, services, who, CV)
        spoken = select(CandidateLanguage).where(CandidateLanguage.candidate_id == who)
        assert {x.code: x.cefr for x in session.exec(spoken)} == {"nl": "B1", "en": "B2"}
        wishes = select(CandidateWish.occupation).where(CandidateWish.candidate_id == who)
        assert set(session.exec(wishes)) == {"Tester", "data engineer"}


def test_a_rejected_claim_is_not_proposed_again(services: Services, session: Session) -> None:
    who = written(session, services, CV)
    claim(session, who, "java").state = ClaimState.REJECTED
    again(session, services, who, f"Hallo.\n\n{CV}")
    assert claim(session, who, "java").state is ClaimState.REJECTED
    assert claim(session, who, "sql").state is ClaimState.PROPOSED


def test_a_confirmed_claim_follows_its_words(services: Services, session: Session) -> None:
    who = written(session, services, CV)
    row = claim(session, who, "java")
    row.state, row.level = ClaimState.CONFIRMED, 4
    text = f"Hallo.\n\n{CV}"
    again(session, services, who, text)
    row = claim(session, who, "java")
    assert (row.state, row.level) == (ClaimState.CONFIRMED, 4)
    assert text[row.span_start : row.span_end] == "Java"
    again(session, services, who, "Niets.")
    row = claim(session, who, "java")
    assert (row.state, row.level, row.span_start) == (ClaimState.CONFIRMED, 4, None)
    assert [each["skill"] for each in rows(session, who)] == ["java"]


def test_what_was_given_stays_when_only_the_text_is_read(
    services: Services,
    session: Session,
) -> None:
    who = candidate(session)
    skills = [SkillItem(label="Kotlin", level=3), SkillItem(label="no such skill of any kind")]
    found = read(services.pool, CV, skills)
    keep(session, who, found, services.clock(), with_given=True)
    again(session, services, who, "")
    assert [each["skill"] for each in rows(session, who)] == ["kotlin"]
    keep(session, who, read(services.pool, ""), services.clock(), with_given=True)
    assert rows(session, who) == []


def test_a_coach_s_word_needs_a_coach(services: Services, session: Session) -> None:
    given_by_coach = [SkillItem(label="Kotlin", evidence=ReadKind.COACH)]
    user = User(email="c@example.org")
    session.add(user)
    session.flush()
    kinds = []
    for by in (None, user.id):
        who = candidate(session)
        found = read(services.pool, "", given_by_coach, by=by)
        keep(session, who, found, services.clock(), with_given=True)
        row = claim(session, who, "kotlin")
        kinds.append((row.kind, row.verified_by_id))
    assert kinds == [(EvidenceKind.SELF, None), (EvidenceKind.COACH, user.id)]


def test_a_confirmed_claim_keeps_its_place_when_another_loses_its_own(session: Session) -> None:
    who, now = candidate(session), datetime(2026, 11, 28, tzinfo=UTC)
    both = [cited(0, 2), cited(5, 3)]
    keep(session, who, Found(claims=tuple(both)), now, with_given=False)
    for row in session.exec(select(Claim).where(Claim.candidate_id == who)):
        row.state = ClaimState.CONFIRMED
    for left, places in ((both, {(0, 2), (5, 3)}), (both[1:], {(None, 2), (5, 3)})):
        keep(session, who, Found(claims=tuple(left)), now, with_given=False)
        assert {(x["span_start"], x["level"]) for x in rows(session, who)} == places


def cited(start: int, level: int) -> FoundClaim:
    return FoundClaim(
        skill="java",
        kind=EvidenceKind.WORK,
        source="text",
        quote="Java",
        start=start,
        end=start + 4,
        level=level,
        strength=9500,
        certainty=10_000,
    )


found_claims = st.lists(
    st.builds(
        FoundClaim,
        skill=st.sampled_from(["java", "sql"]),
        kind=st.sampled_from([EvidenceKind.SELF, EvidenceKind.WORK]),
        source=st.just("text"),
        quote=st.sampled_from(["a", "b"]),
        start=st.integers(0, 5),
        end=st.just(9),
        level=st.sampled_from([None, 3]),
        strength=st.just(8000),
        certainty=st.sampled_from([4000, 10_000]),
    ),
    unique_by=lambda each: (each.key, each.start),
    max_size=8,
)
judgments = st.lists(st.sampled_from(list(ClaimState)), min_size=8, max_size=8)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=found_claims, states=judgments, second=found_claims)
def test_reading_twice_changes_nothing_and_overrules_nobody(
    services: Services,
    clock: Hands,
    session: Session,
    first: list[FoundClaim],
    states: list[ClaimState],
    second: list[FoundClaim],
) -> None:
    who = candidate(session)
    keep(session, who, Found(claims=tuple(first)), clock(), with_given=False)
    mine = select(Claim).where(Claim.candidate_id == who)
    for row, state in zip(session.exec(mine), states, strict=False):
        row.state = state
    session.flush()
    judged = {
        (row.skill, row.kind, row.source): row.state
        for row in sorted(session.exec(mine), key=lambda row: row.state is ClaimState.CONFIRMED)
        if row.state is not ClaimState.PROPOSED
    }
    refused = {
        (row.skill, row.kind) for row in session.exec(mine) if row.state is ClaimState.REJECTED
    }
    keep(session, who, Found(claims=tuple(second)), clock(), with_given=False)
    after = rows(session, who)
    clock.move(hours=1)
    keep(session, who, Found(claims=tuple(second)), clock(), with_given=False)
    assert rows(session, who) == after
    left = {(x["skill"], x["kind"], x["source"], x["state"]) for x in after}
    assert {(*key, state) for key, state in judged.items()} <= left
    assert not any(
        (x["skill"], x["kind"]) in refused for x in after if x["state"] is ClaimState.PROPOSED
    )
    said = {each.start for each in second} | {None}
    assert {x["span_start"] for x in after} <= said
