"""The question that decides what a partner sees, and questions about those who are seen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, exists, func, or_
from sqlalchemy import select as select_columns
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
    Vacancy,
    VacancyVersion,
)
from service.access.principal import Principal
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
    "Head",
    "Person",
    "Shown",
    "Told",
    "find_head",
    "named",
    "nameless",
    "programmes",
    "reveals",
    "said",
    "shown",
    "told",
    "used_aliases",
]

_SHOWN = (ShortlistState.RELEASED, ShortlistState.CLOSED)


class Head(NamedTuple):
    """What a list is, without what stands on it."""

    id: UUID
    vacancy_id: UUID
    organisation_id: UUID
    version: int
    state: ShortlistState
    requested_at: datetime


class Shown(NamedTuple):
    """An entry that the partner may see, with who it is about."""

    entry_id: UUID
    candidate_id: UUID
    band: int
    alias: str


class Told(NamedTuple):
    """What is told of who stands in an entry."""

    explanation: dict[str, Any]
    available_from: date | None
    education_level: int | None


class Person(NamedTuple):
    """How to reach somebody."""

    name: str
    email: str | None
    phone: str | None


def find_head(session: Session, who: Principal, id_: UUID) -> Head | None:
    """A list of an organisation for which somebody is a partner."""
    question = (
        select_columns(
            col(Shortlist.id),
            col(Vacancy.id),
            col(Vacancy.organisation_id),
            col(VacancyVersion.number),
            col(Shortlist.state),
            col(Shortlist.created_at),
        )
        .join(VacancyVersion, col(VacancyVersion.id) == col(Shortlist.version_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(col(Shortlist.id) == id_, col(Vacancy.organisation_id).in_(who.organisations))
    )
    found = session.execute(question).first()
    return None if found is None else Head(*found)


def shown(session: Session, head: Head) -> tuple[Shown, ...]:
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
        select(Entry.id, EntrySubject.candidate_id, Entry.band, Pseudonym.alias)
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
        .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .join(Pseudonym, col(Pseudonym.candidate_id) == col(Candidate.id))
        .where(Shortlist.id == head.id, col(Shortlist.state).in_(_SHOWN))
        .where(Entry.decision == Decision.APPROVED, ~col(Entry.is_control))
        .where(Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN)
        .where(is_there, Pseudonym.vacancy_id == head.vacancy_id)
        .order_by(col(Entry.band), col(Entry.place))
    )
    return tuple(Shown(*each) for each in session.exec(question))


def told(session: Session, entry_ids: Iterable[UUID]) -> dict[UUID, Told]:
    """What is told of those in entries; an explanation never changes."""
    question = (
        select_columns(
            col(EntrySubject.entry_id),
            col(EntrySubject.explanation),
            col(Candidate.available_from),
            col(Candidate.education_level),
        )
        .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
        .where(col(EntrySubject.entry_id).in_(entry_ids))
    )
    return {id_: Told(*rest) for id_, *rest in session.execute(question)}


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


def named(session: Session, vacancy_id: UUID) -> dict[UUID, Person]:
    """Contact data of those who agree now that the partner of a vacancy has them."""
    question = (
        select(Contact.candidate_id, Contact.name, Contact.email, Contact.phone)
        .join(Consent, col(Consent.candidate_id) == col(Contact.candidate_id))
        .where(Consent.kind == ConsentKind.REVEAL, Consent.vacancy_id == vacancy_id)
        .where(Consent.state == ConsentState.GIVEN)
    )
    return {id_: Person(*rest) for id_, *rest in session.exec(question)}


def reveals(session: Session, vacancy_id: UUID) -> dict[UUID, ConsentState]:
    """The last answer of each who was asked to be named to the partner of a vacancy."""
    question = (
        select_columns(col(Consent.candidate_id), col(Consent.state))
        .where(col(Consent.kind) == ConsentKind.REVEAL, col(Consent.vacancy_id) == vacancy_id)
        .order_by(col(Consent.asked_at))
    )
    return {each.candidate_id: each.state for each in session.execute(question)}


def said(session: Session, shortlist_id: UUID) -> dict[UUID, tuple[FeedbackKind, ...]]:
    """What the partner said of each entry, in order."""
    question = (
        select_columns(col(Feedback.entry_id), col(Feedback.kind))
        .join(Entry, col(Entry.id) == col(Feedback.entry_id))
        .where(col(Entry.shortlist_id) == shortlist_id)
        .order_by(col(Feedback.given_at))
    )
    found: dict[UUID, tuple[FeedbackKind, ...]] = {}
    for id_, kind in session.execute(question):
        found[id_] = (*found.get(id_, ()), kind)
    return found


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
