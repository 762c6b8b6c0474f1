"""Questions over all candidates and vacancies, for counting."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Subquery, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models import (
    Candidate,
    Consent,
    Enrolment,
    Entry,
    EntrySubject,
    Feedback,
    Organisation,
    Programme,
    Requirement,
    Shortlist,
    Vacancy,
    VacancyVersion,
)
from service.words import (
    CandidateState,
    ConsentKind,
    ConsentState,
    Decision,
    FeedbackKind,
    Importance,
    VacancyState,
)

__all__ = [
    "Need",
    "Steps",
    "active_programmes",
    "asked",
    "erased_hires",
    "programmes",
    "steps",
]


class Need(NamedTuple):
    """A skill that an open vacancy asks."""

    vacancy_id: UUID
    organisation_id: UUID
    skill: str
    importance: Importance


class Steps(NamedTuple):
    """How many people made each step."""

    enrolled: int = 0
    completed: int = 0
    in_pool: int = 0
    released: int = 0
    interviewed: int = 0
    hired: int = 0


def programmes(session: Session) -> Sequence[tuple[Programme, str]]:
    """All programmes with the name of who gives them, by name."""
    question = (
        select(Programme, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(Programme.provider_id))
        .order_by(col(Programme.name), col(Programme.id))
    )
    return session.exec(question).all()


def active_programmes(session: Session) -> Sequence[UUID]:
    """Programmes that run."""
    return session.exec(select(Programme.id).where(col(Programme.is_active))).all()


def steps(session: Session, today: date) -> dict[UUID, Steps]:
    """How many people of each programme made each step.

    Each person counts once, at the programme that they end last; one that has no end yet is last.
    """
    last = _last_enrolments()
    looking = (
        select_columns(col(Candidate.id))
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .where(col(Candidate.state) == CandidateState.LOOKING)
        .where(col(Consent.kind) == ConsentKind.POOL, col(Consent.state) == ConsentState.GIVEN)
    )
    on_a_list = (
        select_columns(col(EntrySubject.candidate_id))
        .join(Entry, col(Entry.id) == col(EntrySubject.entry_id))
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .where(col(Shortlist.released_at).is_not(None))
        .where(col(Entry.decision) == Decision.APPROVED, col(Entry.is_control).is_(False))
    )
    hired, asked = (_with_feedback(FeedbackKind.HIRED), _with_feedback(FeedbackKind.INTERVIEW))
    who = last.c.candidate_id
    is_interviewed = who.in_(hired) | who.in_(asked)
    made = {
        "completed": last.c.completed_on <= today,
        "in_pool": who.in_(looking),
        "released": is_interviewed | who.in_(on_a_list),
        "interviewed": is_interviewed,
        "hired": who.in_(hired),
    }
    counts = [func.count().filter(step).label(name) for name, step in made.items()]
    question = (
        select_columns(last.c.programme_id, func.count().label("enrolled"), *counts)
        .where(last.c.place == 1)
        .group_by(last.c.programme_id)
    )
    return {id_: Steps(*rest) for id_, *rest in session.execute(question)}


def _last_enrolments() -> Subquery:
    """Who follows or followed what, with its place among the programmes of that person."""
    of = Enrolment
    latest = (
        col(of.completed_on).is_(None).desc(),
        col(of.completed_on).desc(),
        col(of.programme_id).desc(),
    )
    place = func.row_number().over(partition_by=col(of.candidate_id), order_by=latest)
    return select_columns(
        col(of.candidate_id), col(of.programme_id), col(of.completed_on), place.label("place")
    ).subquery()


def _with_feedback(kind: FeedbackKind) -> Select[Any]:
    """Who got feedback of a kind."""
    return (
        select_columns(col(EntrySubject.candidate_id))
        .join(Feedback, col(Feedback.entry_id) == col(EntrySubject.entry_id))
        .where(col(Feedback.kind) == kind)
    )


def erased_hires(session: Session) -> int:
    """Hires of people whose data were erased since: their entries are about nobody."""
    question = (
        select(func.count())
        .select_from(Feedback)
        .outerjoin(EntrySubject, col(EntrySubject.entry_id) == col(Feedback.entry_id))
        .where(Feedback.kind == FeedbackKind.HIRED, col(EntrySubject.entry_id).is_(None))
    )
    return session.exec(question).one()


def asked(session: Session) -> Sequence[Need]:
    """What open vacancies ask, by their newest version that no coach returned."""
    standing = (
        select(VacancyVersion.vacancy_id, func.max(VacancyVersion.number).label("number"))
        .where(col(VacancyVersion.returned_at).is_(None))
        .group_by(col(VacancyVersion.vacancy_id))
        .subquery()
    )
    question = (
        select_columns(
            col(Vacancy.id),
            col(Vacancy.organisation_id),
            col(Requirement.skill),
            col(Requirement.importance),
        )
        .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Vacancy.id))
        .join(
            standing,
            (col(VacancyVersion.vacancy_id) == standing.c.vacancy_id)
            & (col(VacancyVersion.number) == standing.c.number),
        )
        .join(Requirement, col(Requirement.version_id) == col(VacancyVersion.id))
        .where(col(Vacancy.state) == VacancyState.OPEN)
    )
    return [Need(*each) for each in session.execute(question)]
