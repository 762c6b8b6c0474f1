"""Questions about vacancies, their versions and lists."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Organisation, Shortlist, Vacancy, VacancyVersion
from service.access.principal import Principal
from service.paging import Slice
from service.words import Role, ShortlistState, VacancyState

__all__ = [
    "employer",
    "find",
    "find_version",
    "newest_version",
    "page",
    "running_lists",
    "version_by_id",
    "versions",
]

_SEE_ALL = (Role.ADMIN, Role.COACH)
_RUNNING = (ShortlistState.DRAFT, ShortlistState.IN_REVIEW, ShortlistState.RELEASED)


def find(session: Session, who: Principal, id_: UUID) -> Vacancy | None:
    """A vacancy that somebody may see: partners see those of their organisations."""
    row = session.get(Vacancy, id_)
    if row is None or not (who.has(*_SEE_ALL) or row.organisation_id in who.organisations):
        return None
    return row


def page(
    session: Session,
    who: Principal,
    part: Slice,
    *,
    state: VacancyState | None,
    needs_approval: bool,
) -> Sequence[tuple[Vacancy, VacancyVersion]]:
    """Vacancies that somebody may see with their newest version, one more than the page holds."""
    moment, id_ = col(Vacancy.created_at), col(Vacancy.id)
    number = col(VacancyVersion.number)
    newest = (
        select(func.max(number))
        .where(VacancyVersion.vacancy_id == Vacancy.id)
        .correlate(Vacancy)
        .scalar_subquery()
    )
    of_vacancy = col(VacancyVersion.vacancy_id) == id_
    question = select(Vacancy, VacancyVersion).join(VacancyVersion, of_vacancy)
    question = question.where(number == newest, part.past(moment, id_))
    if not who.has(*_SEE_ALL):
        question = question.where(col(Vacancy.organisation_id).in_(who.organisations))
    if state is not None:
        question = question.where(Vacancy.state == state)
    if needs_approval:
        decided = func.coalesce(VacancyVersion.approved_at, VacancyVersion.returned_at)
        question = question.where(Vacancy.state == VacancyState.OPEN, decided.is_(None))
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def newest_version(session: Session, vacancy_id: UUID) -> VacancyVersion:
    """The newest version of a vacancy; there is always one."""
    mine = select(VacancyVersion).where(VacancyVersion.vacancy_id == vacancy_id)
    return session.exec(mine.order_by(col(VacancyVersion.number).desc()).limit(1)).one()


def find_version(session: Session, vacancy_id: UUID, number: int) -> VacancyVersion | None:
    """A version by its number."""
    mine = select(VacancyVersion).where(
        VacancyVersion.vacancy_id == vacancy_id, VacancyVersion.number == number
    )
    return session.exec(mine).first()


def version_by_id(session: Session, id_: UUID) -> VacancyVersion:
    """A version that is there."""
    return session.get_one(VacancyVersion, id_)


def versions(session: Session, vacancy_id: UUID, part: Slice) -> Sequence[VacancyVersion]:
    """The versions of a vacancy, newest first, one more than the page holds."""
    moment, id_ = col(VacancyVersion.created_at), col(VacancyVersion.id)
    mine = select(VacancyVersion).where(
        VacancyVersion.vacancy_id == vacancy_id, part.past(moment, id_)
    )
    return session.exec(mine.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)).all()


def running_lists(session: Session, vacancy_id: UUID) -> Sequence[Shortlist]:
    """The shortlists of a vacancy that have not ended."""
    of_version = col(VacancyVersion.id) == col(Shortlist.version_id)
    mine = select(Shortlist).join(VacancyVersion, of_version)
    running = mine.where(
        VacancyVersion.vacancy_id == vacancy_id, col(Shortlist.state).in_(_RUNNING)
    )
    return session.exec(running).all()


def employer(session: Session, who: Principal, id_: UUID) -> Organisation | None:
    """An employer of the alliance for which somebody may ask: partners for their own."""
    if not (who.has(Role.ADMIN) or id_ in who.organisations):
        return None
    row = session.get(Organisation, id_)
    return row if row is not None and row.is_active and row.is_employer else None
