"""Questions about consents."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models import Consent, Organisation, Vacancy, VacancyVersion
from service.paging import Slice
from service.words import ConsentKind, ConsentState

__all__ = ["Named", "find", "last_of_each", "named", "page", "standing"]

_STANDS = (ConsentState.ASKED, ConsentState.GIVEN)


class Named(NamedTuple):
    """What a question about a vacancy names."""

    organisation: str
    vacancy: str


def find(session: Session, candidate_id: UUID, id_: UUID) -> Consent | None:
    """A consent of this candidate, for an answer: two at once wait for each other."""
    question = select(Consent).where(
        col(Consent.id) == id_, col(Consent.candidate_id) == candidate_id
    )
    return session.exec(question.with_for_update()).first()


def page(session: Session, candidate_id: UUID, part: Slice) -> Sequence[Consent]:
    """Consents of a candidate, newest first, one more than the page holds."""
    moment, id_ = col(Consent.asked_at), col(Consent.id)
    question = select(Consent).where(
        col(Consent.candidate_id) == candidate_id, part.past(moment, id_)
    )
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def last_of_each(session: Session, candidate_ids: Iterable[UUID]) -> set[UUID]:
    """Of each kind and vacancy asked, the question that stands or else came last."""
    question = select(Consent).where(col(Consent.candidate_id).in_(list(candidate_ids)))
    rows = session.exec(question.order_by(col(Consent.asked_at), col(Consent.id))).all()
    ordered = sorted(rows, key=lambda row: row.state in _STANDS)
    last = {(each.candidate_id, each.kind, each.vacancy_id): each.id for each in ordered}
    return set(last.values())


def standing(
    session: Session, candidate_id: UUID, kind: ConsentKind, vacancy_id: UUID | None = None
) -> Consent | None:
    """The question that is open, or the consent that is given."""
    question = select(Consent).where(
        col(Consent.candidate_id) == candidate_id,
        col(Consent.kind) == kind,
        col(Consent.vacancy_id).is_not_distinct_from(vacancy_id),
        col(Consent.state).in_(_STANDS),
    )
    return session.exec(question).first()


def named(session: Session, vacancies: Iterable[UUID | None]) -> dict[UUID, Named]:
    """The employer and newest title of each vacancy."""
    question = (
        select(Vacancy.id, Organisation.name, VacancyVersion.title)
        .join(Organisation, col(Organisation.id) == col(Vacancy.organisation_id))
        .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Vacancy.id))
        .where(col(Vacancy.id).in_([each for each in vacancies if each]))
        .order_by(col(VacancyVersion.number))
    )
    return {id_: Named(name, title) for id_, name, title in session.exec(question)}
