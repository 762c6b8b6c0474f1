"""Questions over all candidates and vacancies, for counting."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
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
    VacancyState,
)

__all__ = [
    "active_programmes",
    "asked",
    "enrolments",
    "erased_hires",
    "in_pool",
    "programmes",
    "released",
    "with_feedback",
]


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


def enrolments(session: Session) -> Sequence[Enrolment]:
    """Who follows or followed what."""
    return session.exec(select(Enrolment)).all()


def in_pool(session: Session) -> set[UUID]:
    """Who is looking for work, and agrees to be put on lists."""
    question = (
        select(Candidate.id)
        .join(Consent, col(Consent.candidate_id) == col(Candidate.id))
        .where(Candidate.state == CandidateState.LOOKING)
        .where(Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN)
    )
    return set(session.exec(question))


def released(session: Session) -> set[UUID]:
    """Who was on a list that a coach released, also where it was closed or withdrawn since."""
    question = (
        select(EntrySubject.candidate_id)
        .join(Entry, col(Entry.id) == col(EntrySubject.entry_id))
        .join(Shortlist, col(Shortlist.id) == col(Entry.shortlist_id))
        .where(col(Shortlist.released_at).is_not(None))
        .where(Entry.decision == Decision.APPROVED, col(Entry.is_control).is_(False))
    )
    return set(session.exec(question.distinct()))


def with_feedback(session: Session, *kinds: FeedbackKind) -> set[UUID]:
    """Who got feedback of one of these kinds."""
    question = (
        select(EntrySubject.candidate_id)
        .join(Feedback, col(Feedback.entry_id) == col(EntrySubject.entry_id))
        .where(col(Feedback.kind).in_(kinds))
    )
    return set(session.exec(question.distinct()))


def erased_hires(session: Session) -> int:
    """Hires of people whose data were erased since: their entries are about nobody."""
    question = (
        select(func.count())
        .select_from(Feedback)
        .outerjoin(EntrySubject, col(EntrySubject.entry_id) == col(Feedback.entry_id))
        .where(Feedback.kind == FeedbackKind.HIRED, col(EntrySubject.entry_id).is_(None))
    )
    return session.exec(question).one()


def asked(session: Session) -> Sequence[tuple[Vacancy, Requirement]]:
    """What open vacancies ask, by their newest version that no coach returned."""
    standing = (
        select(VacancyVersion.vacancy_id, func.max(VacancyVersion.number).label("number"))
        .where(col(VacancyVersion.returned_at).is_(None))
        .group_by(col(VacancyVersion.vacancy_id))
        .subquery()
    )
    question = (
        select(Vacancy, Requirement)
        .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Vacancy.id))
        .join(
            standing,
            (col(VacancyVersion.vacancy_id) == standing.c.vacancy_id)
            & (col(VacancyVersion.number) == standing.c.number),
        )
        .join(Requirement, col(Requirement.version_id) == col(VacancyVersion.id))
        .where(Vacancy.state == VacancyState.OPEN)
    )
    return session.exec(question).all()
