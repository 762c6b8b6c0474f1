"""The question that decides what a partner sees, and questions about those who are seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from models import (
    Candidate,
    Consent,
    Contact,
    Enrolment,
    Entry,
    EntrySubject,
    Feedback,
    Programme,
    Pseudonym,
    Shortlist,
)
from service.shortlists.repository import Listed
from service.words import (
    CandidateState,
    ConsentKind,
    ConsentState,
    Decision,
    FeedbackKind,
    ShortlistState,
)

__all__ = [
    "Shown",
    "feedback",
    "named",
    "nameless",
    "programmes",
    "reveals",
    "shown",
    "used_aliases",
]

_SHOWN = (ShortlistState.RELEASED, ShortlistState.CLOSED)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An entry that the partner may see, with who it is about."""

    entry: Entry
    subject: EntrySubject
    candidate: Candidate
    alias: str


def shown(session: Session, listed: Listed) -> Sequence[Shown]:
    """What the partner of a list may see of it now, best band first.

    The one place that decides it: the list is released; the entry is approved and no control; and
    the candidate agrees to be on lists, and looks for work or was hired through this entry.
    """
    hired_here = exists().where(
        col(Feedback.entry_id) == col(Entry.id), col(Feedback.kind) == FeedbackKind.HIRED
    )
    is_there = or_(
        col(Candidate.state) == CandidateState.LOOKING,
        and_(col(Candidate.state) == CandidateState.PLACED, hired_here),
    )
    question = (
        select(Entry, EntrySubject, Candidate, Pseudonym.alias)
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .join(Pseudonym, col(Pseudonym.candidate_id) == col(Candidate.id))
        .where(Shortlist.id == listed.shortlist.id, col(Shortlist.state).in_(_SHOWN))
        .where(Entry.decision == Decision.APPROVED, ~col(Entry.is_control))
        .where(Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN)
        .where(is_there, Pseudonym.vacancy_id == listed.vacancy.id)
        .order_by(col(Entry.band), col(Entry.place))
    )
    return [
        Shown(entry=entry, subject=subject, candidate=candidate, alias=alias)
        for entry, subject, candidate, alias in session.exec(question)
    ]


def nameless(session: Session, listed: Listed) -> Sequence[UUID]:
    """Who was approved on a list and is not called anything for its vacancy."""
    called = select(Pseudonym.candidate_id).where(Pseudonym.vacancy_id == listed.vacancy.id)
    question = (
        select(EntrySubject.candidate_id)
        .join(Entry, col(Entry.id) == col(EntrySubject.entry_id))
        .where(Entry.shortlist_id == listed.shortlist.id)
        .where(Entry.decision == Decision.APPROVED, ~col(Entry.is_control))
        .where(col(EntrySubject.candidate_id).not_in(called))
    )
    return session.exec(question).all()


def used_aliases(session: Session, aliases: Iterable[str]) -> set[str]:
    """Those of these aliases that somebody has."""
    return set(session.exec(select(Pseudonym.alias).where(col(Pseudonym.alias).in_(aliases))))


def named(session: Session, vacancy_id: UUID, candidate_ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Contact data of those who agree now that the partner of a vacancy has them."""
    question = (
        select(Contact)
        .join(Consent, col(Consent.candidate_id) == col(Contact.candidate_id))
        .where(Consent.kind == ConsentKind.REVEAL, Consent.vacancy_id == vacancy_id)
        .where(Consent.state == ConsentState.GIVEN)
        .where(col(Contact.candidate_id).in_(candidate_ids))
    )
    return {each.candidate_id: each for each in session.exec(question)}


def reveals(session: Session, vacancy_id: UUID) -> dict[UUID, ConsentState]:
    """The last answer of each who was asked to be named to the partner of a vacancy."""
    question = select(Consent).where(
        Consent.kind == ConsentKind.REVEAL, Consent.vacancy_id == vacancy_id
    )
    rows = session.exec(question.order_by(col(Consent.asked_at))).all()
    return {each.candidate_id: each.state for each in rows}


def feedback(session: Session, shortlist_id: UUID) -> dict[UUID, list[FeedbackKind]]:
    """What the partner said of each entry, in order."""
    question = (
        select(Feedback)
        .join(Entry, col(Entry.id) == col(Feedback.entry_id))
        .where(Entry.shortlist_id == shortlist_id)
        .order_by(col(Feedback.given_at))
    )
    said: dict[UUID, list[FeedbackKind]] = {}
    for each in session.exec(question):
        said.setdefault(each.entry_id, []).append(each.kind)
    return said


def programmes(
    session: Session, candidate_ids: Iterable[UUID], *, least: int
) -> dict[UUID, list[str]]:
    """The programmes of candidates, of those with at least so many candidates in the pool."""
    large = (
        select(Enrolment.programme_id)
        .join(Candidate, col(Candidate.id) == col(Enrolment.candidate_id))
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .where(Candidate.state == CandidateState.LOOKING)
        .where(Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN)
        .group_by(col(Enrolment.programme_id))
        .having(func.count(col(Candidate.id)) >= least)
    )
    question = (
        select(Enrolment.candidate_id, Programme.name)
        .join(Programme, col(Programme.id) == col(Enrolment.programme_id))
        .where(col(Enrolment.candidate_id).in_(candidate_ids))
        .where(col(Programme.id).in_(large))
        .order_by(col(Programme.name))
    )
    names: dict[UUID, list[str]] = {}
    for candidate_id, name in session.exec(question):
        names.setdefault(candidate_id, []).append(name)
    return names
