"""The question that decides what a partner sees, and questions about those who are seen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, exists, func, or_, type_coerce
from sqlalchemy import select as select_columns
from sqlalchemy.types import NullType
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
    "RELEASED",
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

RELEASED = (ShortlistState.RELEASED, ShortlistState.CLOSED)
"""The states in which a list shows anybody."""


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

    @classmethod
    def of(cls, row: Sequence[Any]) -> "Shown":
        """What a row of `shown` says."""
        entry_id, candidate_id, band, alias = row
        return cls(_id(entry_id), _id(candidate_id), band, alias)


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


# Made once, for making a question takes longer than asking it.
_HEAD = (
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
    .where(col(Shortlist.id) == bindparam("list_id"))
)
_HIRED_HERE = exists().where(
    col(Feedback.entry_id) == col(Entry.id), col(Feedback.kind) == FeedbackKind.HIRED
)
_IS_THERE = or_(
    col(Candidate.state) == CandidateState.LOOKING,
    and_(col(Candidate.state) == CandidateState.PLACED, _HIRED_HERE),
)
_SHOWN = (
    select_columns(
        col(Entry.id), col(EntrySubject.candidate_id), col(Entry.band), col(Pseudonym.alias)
    )
    .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
    .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
    .join(Candidate, col(Candidate.id) == col(EntrySubject.candidate_id))
    .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
    .join(Pseudonym, col(Pseudonym.candidate_id) == col(Candidate.id))
    .where(col(Shortlist.id) == bindparam("list_id"))
    .where(or_(*(col(Shortlist.state) == each for each in RELEASED)))
    .where(col(Entry.decision) == Decision.APPROVED, ~col(Entry.is_control))
    .where(col(Consent.kind) == ConsentKind.POOL, col(Consent.state) == ConsentState.GIVEN)
    .where(_IS_THERE, col(Pseudonym.vacancy_id) == bindparam("vacancy_id"))
    .order_by(col(Entry.band), col(Entry.place))
)
_SHOWN_AS_STORED = _SHOWN.with_only_columns(
    *(type_coerce(each, NullType()).label(each.key) for each in _SHOWN.selected_columns)
)
_OF_REVEAL = (
    col(Consent.kind) == ConsentKind.REVEAL,
    col(Consent.vacancy_id) == bindparam("vacancy_id"),
)
_REVEALS = (
    select_columns(col(Consent.candidate_id), col(Consent.state))
    .where(*_OF_REVEAL)
    .order_by(col(Consent.asked_at))
)
_NAMED = (
    select_columns(
        col(Contact.candidate_id), col(Contact.name), col(Contact.email), col(Contact.phone)
    )
    .join(Consent, col(Consent.candidate_id) == col(Contact.candidate_id))
    .where(*_OF_REVEAL, col(Consent.state) == ConsentState.GIVEN)
)
_SAID = (
    select_columns(col(Feedback.entry_id), col(Feedback.kind))
    .join(Entry, col(Entry.id) == col(Feedback.entry_id))
    .where(col(Entry.shortlist_id) == bindparam("list_id"))
    .order_by(col(Feedback.given_at))
)


def find_head(session: Session, who: Principal, id_: UUID) -> Head | None:
    """A list of an organisation for which somebody is a partner."""
    found = next((Head(*each) for each in _asked(session, _HEAD, list_id=id_)), None)
    return found if found and found.organisation_id in who.organisations else None


def shown(session: Session, head: Head) -> Sequence[Any]:
    """What the partner of a list may see of it now, best band first: a row for each `Shown`.

    The one place that decides it: the list is released; the entry is approved and no control; and
    the candidate agrees to be on lists, and looks for work or was hired through this entry. Rows
    hold what the driver gives, to compare: making ids of a hundred values takes longer than asking.
    """
    return _asked(session, _SHOWN_AS_STORED, list_id=head.id, vacancy_id=head.vacancy_id)


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
    rows = _asked(session, _NAMED, vacancy_id=vacancy_id)
    return {id_: Person(*rest) for id_, *rest in rows}


def reveals(session: Session, vacancy_id: UUID) -> dict[UUID, ConsentState]:
    """The last answer of each who was asked to be named to the partner of a vacancy."""
    return dict(_asked(session, _REVEALS, vacancy_id=vacancy_id))


def said(session: Session, shortlist_id: UUID) -> dict[UUID, tuple[FeedbackKind, ...]]:
    """What the partner said of each entry, in order."""
    found: dict[UUID, tuple[FeedbackKind, ...]] = {}
    for id_, kind in _asked(session, _SAID, list_id=shortlist_id):
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


def _id(value: UUID | str) -> UUID:
    """An id as PostgreSQL's driver gives it, or SQLite's."""
    return value if isinstance(value, UUID) else UUID(value)


def _asked(session: Session, question: Executable, **values: UUID) -> Sequence[Any]:
    """The rows of a question, in what the session sees; no objects are made of them."""
    return session.connection().execute(question, values).all()
