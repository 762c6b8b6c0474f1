"""Questions about whom and what is recommended."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Enrolment, ProgrammeCoach, Vacancy, VacancyVersion
from service.access.principal import Principal
from service.words import Role, VacancyState

__all__ = ["approved_versions", "may_see", "vacancies_of"]


def may_see(session: Session, who: Principal, candidate_id: UUID) -> bool:
    """Whether somebody may see a candidate: coaches those of their programmes, admins all."""
    if who.has(Role.ADMIN):
        return True
    in_programme = col(Enrolment.programme_id) == col(ProgrammeCoach.programme_id)
    coached = (
        select(Enrolment.candidate_id)
        .join(ProgrammeCoach, in_programme)
        .where(ProgrammeCoach.user_id == who.known, Enrolment.candidate_id == candidate_id)
    )
    return session.exec(coached).first() is not None


def approved_versions(session: Session) -> list[UUID]:
    """The newest version of each open vacancy, where a coach approved it."""
    newest = (
        select(col(VacancyVersion.vacancy_id), func.max(VacancyVersion.number).label("number"))
        .group_by(col(VacancyVersion.vacancy_id))
        .subquery()
    )
    is_newest = (col(VacancyVersion.vacancy_id) == newest.c.vacancy_id) & (
        col(VacancyVersion.number) == newest.c.number
    )
    question = (
        select(VacancyVersion.id)
        .join(newest, is_newest)
        .join(Vacancy, col(Vacancy.id) == col(VacancyVersion.vacancy_id))
        .where(Vacancy.state == VacancyState.OPEN, col(VacancyVersion.approved_at).is_not(None))
    )
    return list(session.exec(question))


def vacancies_of(
    session: Session, versions: Iterable[UUID]
) -> dict[UUID, tuple[Vacancy, VacancyVersion]]:
    """The vacancies of these versions, by the id of the version."""
    of_version = col(Vacancy.id) == col(VacancyVersion.vacancy_id)
    question = select(Vacancy, VacancyVersion).join(VacancyVersion, of_version)
    found = session.exec(question.where(col(VacancyVersion.id).in_(list(versions))))
    return {version.id: (vacancy, version) for vacancy, version in found}
