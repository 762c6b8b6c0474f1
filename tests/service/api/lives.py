"""Candidates with a past: made at random, with what of them must be kept worked out by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlmodel import Session

from models import (
    Candidate,
    Claim,
    Consent,
    Enrolment,
    Entry,
    EntrySubject,
    Pseudonym,
    RankingRecord,
    Shortlist,
    Vacancy,
    VacancyVersion,
)
from service.audit.chain import Happening, record
from service.words import (
    AuditKind,
    CandidateState,
    ConsentKind,
    ConsentState,
    EvidenceKind,
    ShortlistState,
    VacancyState,
)

__all__ = ["Around", "Life", "Place", "live", "random_life"]

DAYS = (0, 27, 29, 300, 364, 366, 600)
End = Literal["runs", "vacancy", "closed", "withdrawn"]


@dataclass(frozen=True)
class Around:
    """What a life happens in."""

    organisation: UUID
    programme: UUID
    coach: UUID


@dataclass(frozen=True)
class Place:
    """A place on a list: how its procedure ended, if it did, and when it was released."""

    end: End
    ended: int
    released: int | None


@dataclass(frozen=True)
class Life:
    """Everything in days before now; None is never."""

    state: CandidateState
    since: int
    changed: int
    claim: int | None
    pool: tuple[ConsentState, int] | None
    retention: tuple[ConsentState, int] | None
    trains: bool
    place: Place | None

    @property
    def keeps(self) -> bool:
        return self.retention is not None and self.retention[0] is ConsentState.GIVEN

    @property
    def is_place_due(self) -> bool:
        place = self.place
        return (
            place is not None and place.end != "runs" and place.ended >= (365 if self.keeps else 28)
        )

    @property
    def is_due(self) -> bool:
        place, after = self.place, 365 if self.keeps else 28
        if place is not None and (place.end == "runs" or place.ended < after):
            return False
        if self.state is not CandidateState.LOOKING:
            return self.since >= after
        agrees = self.pool is not None and self.pool[0] is ConsentState.GIVEN
        return self._last_sign >= (365 if agrees or self.keeps or self.trains else 28)

    @property
    def _last_sign(self) -> int:
        answers = [each for each in (self.pool, self.retention) if each]
        answered = [days for state, days in answers if state is not ConsentState.ASKED]
        signs = [self.since, self.changed, self.claim, *answered]
        released = self.place.released if self.place else None
        return min(each for each in (*signs, released) if each is not None)


def random_life(dice: Random) -> Life:
    """Any life; most of them on some edge of the rules."""

    def consent() -> tuple[ConsentState, int] | None:
        return dice.choice([None, (dice.choice(list(ConsentState)), dice.choice(DAYS))])

    ended = dice.choice(DAYS)
    released = dice.choice([None, ended + dice.choice((0, 100))])
    place = Place(dice.choice(("runs", "vacancy", "closed", "withdrawn")), ended, released)
    return Life(
        state=dice.choice([CandidateState.LOOKING, *CandidateState]),
        since=dice.choice(DAYS),
        changed=dice.choice(DAYS),
        claim=dice.choice([None, *DAYS]),
        pool=consent(),
        retention=consent(),
        trains=dice.random() < 0.2,
        place=dice.choice([None, place]),
    )


def live(session: Session, now: datetime, life: Life, around: Around) -> UUID:
    """Put a life into the tables."""
    row = Candidate(
        state=life.state,
        state_since=_ago(now, life.since),
        created_at=_ago(now, 1000),
        updated_at=_ago(now, life.changed),
    )
    session.add(row)
    session.flush()
    completed = now.date() + timedelta(days=1 if life.trains else 0)
    programme = around.programme
    session.add(Enrolment(candidate_id=row.id, programme_id=programme, completed_on=completed))
    if life.claim is not None:
        session.add(_claim(row.id, _ago(now, life.claim)))
    for kind, said in ((ConsentKind.POOL, life.pool), (ConsentKind.RETENTION, life.retention)):
        if said is not None:
            session.add(_consent(row.id, kind, said[0], _ago(now, said[1])))
    if life.place is not None:
        _list(session, now, row.id, life.place, around)
    return row.id


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _claim(candidate: UUID, at: datetime) -> Claim:
    return Claim(
        candidate_id=candidate,
        skill="java",
        kind=EvidenceKind.SELF,
        source="interview",
        strength=3000,
        updated_at=at,
    )


def _consent(candidate: UUID, kind: ConsentKind, state: ConsentState, at: datetime) -> Consent:
    return Consent(
        candidate_id=candidate,
        kind=kind,
        state=state,
        wording=f"{kind}-1",
        asked_at=at,
        answered_at=None if state is ConsentState.ASKED else at,
        withdrawn_at=at if state is ConsentState.WITHDRAWN else None,
    )


def _list(session: Session, now: datetime, who: UUID, place: Place, around: Around) -> None:
    begun, ended = _ago(now, 1000), _ago(now, place.ended)
    vacancy = Vacancy(organisation_id=around.organisation, created_at=begun)
    if place.end == "vacancy":
        vacancy.state, vacancy.ended_at = VacancyState.CLOSED, ended
    version = VacancyVersion(vacancy_id=vacancy.id, number=1, title="Tester", created_at=begun)
    ranking = RankingRecord(version_id=version.id, **_RANKING)
    shortlist = Shortlist(version_id=version.id, ranking_id=ranking.id, created_at=begun)
    if place.end == "closed":
        shortlist.state, shortlist.closed_at = ShortlistState.CLOSED, ended
        shortlist.reviewer_id = shortlist.released_by_id = around.coach
        shortlist.review_started_at = shortlist.released_at = begun
    elif place.end == "withdrawn":
        shortlist.state, shortlist.withdrawn_at = ShortlistState.WITHDRAWN, ended
    entry = Entry(shortlist_id=shortlist.id, place=1, ranked_place=1, band=1)
    subject = EntrySubject(
        entry_id=entry.id, shortlist_id=shortlist.id, candidate_id=who, score=1, explanation={}
    )
    alias = Pseudonym(vacancy_id=vacancy.id, candidate_id=who, alias=str(uuid4()))
    reveal = _consent(who, ConsentKind.REVEAL, ConsentState.GIVEN, begun)
    reveal.vacancy_id = vacancy.id
    for row in (vacancy, version, ranking, shortlist, entry, subject, alias, reveal):
        session.add(row)
        session.flush()
    if place.released is not None:
        record(session, _release(who, _ago(now, place.released)))


def _release(candidate: UUID, at: datetime) -> Happening:
    return Happening(
        kind=AuditKind.RELEASE,
        at=at,
        actor=None,
        actor_role="coach",
        subject_type="entry",
        subject=None,
        candidate_id=candidate,
    )


_RANKING: dict[str, Any] = {
    "data_version": 0,
    "vacancy": {},
    "k": 1,
    "taxonomy": "a" * 64,
    "config": {},
    "code_version": "0",
    "seed": 0,
    "pool": 1,
    "eligible": 1,
    "result": "a" * 64,
}
