"""Questions about candidates. What a coach does not coach is not found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import (
    Candidate,
    Claim,
    Consent,
    Contact,
    Enrolment,
    Entry,
    EntrySubject,
    Programme,
    ProgrammeCoach,
    Shortlist,
)
from service.access.candidates import within_reach
from service.access.principal import Principal
from service.engine.taught import judged_skills
from service.paging import Slice
from service.words import (
    CandidateState,
    ClaimState,
    ConsentKind,
    ConsentState,
    Decision,
    EvidenceKind,
    Role,
)

__all__ = [
    "Wanted",
    "coached",
    "consents_of",
    "contacts_of",
    "counts_of",
    "find",
    "last_listed",
    "not_taught",
    "page",
    "programme_names",
]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which candidates are asked for.

    Attributes:
        name, programme, state, in_pool: None asks for any.
        skill: Claimed, or taught by one of the programmes `taught_in`.
        taught_in: Programmes that teach the skill.
        not_taught: Candidates to whom they did not, as somebody judged.
        not_listed_since: On no list that was released since.
    """

    name: str | None = None
    programme: UUID | None = None
    state: CandidateState | None = None
    in_pool: bool | None = None
    skill: str | None = None
    taught_in: Collection[UUID] = ()
    not_taught: Collection[UUID] = ()
    not_listed_since: datetime | None = None


def find(session: Session, who: Principal, id_: UUID) -> Candidate | None:
    """A candidate whom somebody may see."""
    mine = within_reach(who, col(Candidate.id))
    return session.exec(select(Candidate).where(Candidate.id == id_, mine)).first()


def page(session: Session, who: Principal, part: Slice, wanted: Wanted) -> Sequence[Candidate]:
    """Candidates whom somebody may see, newest first, one more than the page holds."""
    moment, id_ = col(Candidate.created_at), col(Candidate.id)
    question = select(Candidate).where(
        part.past(moment, id_), within_reach(who, id_), *_conditions(wanted)
    )
    return session.exec(question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)).all()


def _conditions(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    id_ = col(Candidate.id)
    if wanted.name is not None:
        named = func.lower(Contact.name).contains(wanted.name.lower(), autoescape=True)
        yield id_.in_(select(Contact.candidate_id).where(named))
    if wanted.programme is not None:
        followed = col(Enrolment.programme_id) == wanted.programme
        yield id_.in_(select(Enrolment.candidate_id).where(followed))
    if wanted.state is not None:
        yield col(Candidate.state) == wanted.state
    if wanted.in_pool is not None:
        yield _in_pool() if wanted.in_pool else not_(_in_pool())
    if wanted.skill is not None:
        taught = id_.in_(_following(wanted.taught_in)) & id_.not_in(wanted.not_taught)
        yield or_(id_.in_(_claiming(wanted.skill)), taught)
    if wanted.not_listed_since is not None:
        yield id_.not_in(_listed().where(col(Shortlist.released_at) >= wanted.not_listed_since))


def _in_pool() -> ColumnElement[bool]:
    agreed = select(Consent.candidate_id).where(
        col(Consent.kind) == ConsentKind.POOL, col(Consent.state) == ConsentState.GIVEN
    )
    id_ = col(Candidate.id)
    return and_(
        col(Candidate.state) == CandidateState.LOOKING,
        id_.in_(select(Enrolment.candidate_id)),
        id_.in_(agreed),
    )


def not_taught(session: Session, skill: str) -> set[UUID]:
    """To whom programmes did not teach a skill, as the candidate or a coach judged."""
    refused = select(Claim).where(
        Claim.skill == skill,
        Claim.kind == EvidenceKind.MODULE,
        Claim.state == ClaimState.REJECTED,
    )
    return {each.candidate_id for each in session.exec(refused) if judged_skills([each])}


def _claiming(skill: str) -> SelectOfScalar[UUID]:
    counts = col(Claim.state) != ClaimState.REJECTED
    return select(Claim.candidate_id).where(Claim.skill == skill, counts)


def _following(programmes: Collection[UUID]) -> SelectOfScalar[UUID]:
    return select(Enrolment.candidate_id).where(col(Enrolment.programme_id).in_(programmes))


def _listed() -> SelectOfScalar[UUID]:
    """Who stood on a list that was released, as one of those whom the partner saw."""
    return (
        select(EntrySubject.candidate_id)
        .join(Entry, col(Entry.id) == col(EntrySubject.entry_id))
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .where(col(Entry.decision) == Decision.APPROVED, not_(col(Entry.is_control)))
    )


def last_listed(session: Session, ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each was last on a list that was released; who never was is not in it."""
    of, moment = col(EntrySubject.candidate_id), func.max(Shortlist.released_at)
    mine = _listed().where(of.in_(ids), col(Shortlist.released_at).is_not(None))
    asked = mine.with_only_columns(of, moment).group_by(of)
    return {row[0]: row[1] for row in session.execute(asked)}


def contacts_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Contact]:
    """Who candidates are, by id."""
    rows = session.exec(select(Contact).where(col(Contact.candidate_id).in_(ids)))
    return {row.candidate_id: row for row in rows}


def consents_of(session: Session, id_: UUID) -> Sequence[Consent]:
    """All consents of a candidate, the first asked first."""
    mine = select(Consent).where(Consent.candidate_id == id_)
    return session.exec(mine.order_by(col(Consent.asked_at), col(Consent.id))).all()


def counts_of(session: Session, id_: UUID) -> dict[ClaimState, int]:
    """How many claims of a candidate there are, by state."""
    mine = select(Claim.state, func.count()).where(Claim.candidate_id == id_)
    counted = session.exec(mine.group_by(col(Claim.state)))
    return {ClaimState(state): number for state, number in counted}


def coached(session: Session, who: Principal) -> set[UUID] | None:
    """The programmes in whose candidates somebody may enrol people; None: in all."""
    if who.has(Role.ADMIN):
        return None
    mine = select(ProgrammeCoach.programme_id).where(ProgrammeCoach.user_id == who.user_id)
    return set(session.exec(mine))


def programme_names(session: Session) -> dict[UUID, str]:
    """The names of all programmes, by id."""
    return dict(session.exec(select(Programme.id, Programme.name)).all())
