"""Questions about imports, and about what the lines of a file name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from models import (
    Candidate,
    Consent,
    Contact,
    ImportRun,
    Organisation,
    Programme,
    Vacancy,
    VacancyVersion,
)
from service.paging import Slice
from service.words import ConsentKind

__all__ = [
    "candidates",
    "consents",
    "contacts",
    "cv_texts",
    "find",
    "organisations",
    "page",
    "programmes",
    "vacancies",
    "versions",
]

K = TypeVar("K", str, UUID)

_AT_ONCE = 500  # values in one question; SQLite allows some thousands


def find(session: Session, id_: UUID) -> ImportRun | None:
    """One import."""
    return session.get(ImportRun, id_)


def page(session: Session, part: Slice) -> Sequence[ImportRun]:
    """Imports, newest first, one more than the page holds."""
    moment, id_ = col(ImportRun.at), col(ImportRun.id)
    question = select(ImportRun).where(part.past(moment, id_))
    return session.exec(question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    """All organisations."""
    return session.exec(select(Organisation)).all()


def programmes(session: Session) -> Sequence[Programme]:
    """All programmes."""
    return session.exec(select(Programme)).all()


def candidates(session: Session, external_ids: Iterable[str]) -> list[Candidate]:
    """The candidates with these numbers."""
    number = col(Candidate.external_id)
    return [
        row
        for some in _parts(external_ids)
        for row in session.exec(select(Candidate).where(number.in_(some)))
    ]


def cv_texts(session: Session, external_ids: Iterable[str]) -> dict[str, str]:
    """The CVs of the candidates with these numbers."""
    number = col(Candidate.external_id)
    wanted = select(number, Candidate.cv_text)
    found: dict[str, str] = {}
    for some in _parts(external_ids):
        for external_id, text in session.exec(wanted.where(number.in_(some))):
            found[external_id or ""] = text
    return found


def contacts(session: Session, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Who candidates are, by id."""
    mine = col(Contact.candidate_id)
    return {
        row.candidate_id: row
        for some in _parts(ids)
        for row in session.exec(select(Contact).where(mine.in_(some)))
    }


def consents(session: Session, ids: Iterable[UUID]) -> dict[UUID, Consent]:
    """The last answer of each candidate to being put on lists."""
    of_pool = select(Consent).where(Consent.kind == ConsentKind.POOL)
    return {
        row.candidate_id: row
        for some in _parts(ids)
        for row in session.exec(
            of_pool.where(col(Consent.candidate_id).in_(some)).order_by(
                col(Consent.asked_at), col(Consent.id)
            )
        )
    }


def vacancies(session: Session, external_ids: Iterable[str]) -> dict[tuple[UUID, str], Vacancy]:
    """The vacancies with these numbers, by organisation and number."""
    number = col(Vacancy.external_id)
    return {
        (row.organisation_id, row.external_id or ""): row
        for some in _parts(external_ids)
        for row in session.exec(select(Vacancy).where(number.in_(some)))
    }


def versions(session: Session, vacancy_ids: Collection[UUID]) -> dict[UUID, list[VacancyVersion]]:
    """The versions of vacancies, the first first."""
    of = col(VacancyVersion.vacancy_id)
    found: dict[UUID, list[VacancyVersion]] = {}
    for some in _parts(vacancy_ids):
        mine = select(VacancyVersion).where(of.in_(some))
        for row in session.exec(mine.order_by(col(VacancyVersion.number))):
            found.setdefault(row.vacancy_id, []).append(row)
    return found


def _parts(values: Iterable[K]) -> Iterator[Sequence[K]]:
    wanted = sorted(set(values))
    return (wanted[begin : begin + _AT_ONCE] for begin in range(0, len(wanted), _AT_ONCE))
