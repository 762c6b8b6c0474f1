"""What a coach decides of a version, and how a vacancy ends."""

from uuid import UUID

from models import Shortlist, Vacancy, VacancyVersion
from service.engine.versions import read_version_rows
from service.errors import ConflictError, RefusedError
from service.vacancies import repository
from service.vacancies.schemas import VacancyRead, VersionRead
from service.vacancies.service import (
    find,
    read_vacancy,
    read_version,
    require_running,
    touch,
    version_numbered,
)
from service.words import AuditKind, ShortlistState, VacancyState
from service.work import Work

__all__ = ["approve", "close", "send_back", "withdraw"]


def approve(work: Work, id_: UUID, number: int) -> VersionRead:
    """Have lists made of the newest version.

    Raises:
        ConflictError: It is not the newest, or was decided already; or the vacancy has ended.
        RefusedError: It asks too few skills to tell people apart.
    """
    vacancy, version = _undecided(work, id_, number)
    asked = len(read_version_rows(work.session, [version.id])[version.id].requirements)
    least = work.services.settings.least_requirements
    if asked < least:
        raise RefusedError(
            "too_few_requirements",
            f"expected {least} requirements or more, found {asked}; return the version, and say "
            f"what is missing",
        )
    version.approved_at, version.approved_by_id = work.now, work.who.known
    touch(work, vacancy)
    work.record(
        AuditKind.APPROVAL, "vacancy_version", version.id, what="approved", vacancy=vacancy.id
    )
    return read_version(work, version)


def send_back(work: Work, id_: UUID, number: int, reason: str) -> VersionRead:
    """Ask the partner to change the newest version; a new one is approved instead.

    Raises:
        ConflictError: It is not the newest, or was decided already; or the vacancy has ended.
    """
    vacancy, version = _undecided(work, id_, number)
    version.returned_at, version.returned_by_id = work.now, work.who.known
    version.return_reason = reason
    touch(work, vacancy)
    work.record(
        AuditKind.APPROVAL, "vacancy_version", version.id, what="returned", vacancy=vacancy.id
    )
    return read_version(work, version)


def close(work: Work, id_: UUID) -> VacancyRead:
    """End a vacancy that was filled or is no longer needed.

    Raises:
        ConflictError: It is not open.
    """
    vacancy = find(work, id_)
    if vacancy.state is not VacancyState.OPEN:
        raise ConflictError(
            f"expected a vacancy that is open, found one that is {vacancy.state.value}; read it"
        )
    return _ended(work, vacancy, VacancyState.CLOSED)


def withdraw(work: Work, id_: UUID) -> VacancyRead:
    """Take a vacancy back, as if it had not been asked.

    Raises:
        ConflictError: It has ended.
    """
    vacancy = find(work, id_)
    require_running(vacancy)
    return _ended(work, vacancy, VacancyState.WITHDRAWN)


def _undecided(work: Work, id_: UUID, number: int) -> tuple[Vacancy, VacancyVersion]:
    vacancy, version = find(work, id_), version_numbered(work, id_, number)
    require_running(vacancy)
    newest = repository.newest_version(work.session, id_).number
    if version.number != newest:
        raise ConflictError(
            f"expected the newest version, {newest}, found {number}; read that one first"
        )
    if version.approved_at or version.returned_at:
        raise ConflictError(
            "expected a version of which nothing was decided, found one that was approved or "
            "returned; a change is a new version"
        )
    return vacancy, version


def _ended(work: Work, vacancy: Vacancy, state: VacancyState) -> VacancyRead:
    vacancy.state, vacancy.ended_at = state, work.now
    for shortlist in repository.running_lists(work.session, vacancy.id):
        _end_list(work, shortlist)
    work.session.flush()
    work.record(AuditKind.CHANGE, "vacancy", vacancy.id, what=state.value)
    return read_vacancy(work, vacancy.id)


def _end_list(work: Work, shortlist: Shortlist) -> None:
    """A list that was released is closed, one that was not is withdrawn."""
    if shortlist.state is ShortlistState.RELEASED:
        shortlist.state, shortlist.closed_at = ShortlistState.CLOSED, work.now
        work.record(AuditKind.CHANGE, "shortlist", shortlist.id, what="closed")
    else:
        shortlist.state, shortlist.withdrawn_at = ShortlistState.WITHDRAWN, work.now
        work.record(AuditKind.WITHDRAWAL, "shortlist", shortlist.id, what="vacancy_ended")
