"""Vacancies over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from service.paging import Page
from service.vacancies import deciding, service
from service.vacancies.schemas import (
    Asked,
    PreviewRead,
    ReturnReason,
    VacancyCreate,
    VacancyRead,
    VacancySummary,
    VersionCreate,
    VersionRead,
    VersionSummary,
)
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers
from service.words import VacancyState

__all__ = ["router"]

router = APIRouter(prefix="/api/vacancies", tags=["vacancies"])

Number = Annotated[int, Path(ge=1, le=100_000, description="Versions count from 1.")]


@router.post("/preview", operation_id="preview_vacancy")
def preview_vacancy(body: Asked, work: Reading) -> PreviewRead:
    """What is read from a title and text, with offsets; nothing is stored."""
    return service.preview(work, body)


@router.get("", operation_id="list_vacancies")
def list_vacancies(
    work: Reading,
    part: Paging,
    state: VacancyState | None = None,
    needs_approval: Annotated[
        bool, Query(description="Only open ones whose newest version nobody decided of.")
    ] = False,
) -> Page[VacancySummary]:
    """Vacancies with their newest version, newest first; a partner sees their own."""
    return service.page(work, part, state=state, needs_approval=needs_approval)


@router.post("", operation_id="create_vacancy", status_code=201, responses=answers(409))
def create_vacancy(
    body: VacancyCreate, work: Writing, once: Once, response: Response
) -> VacancyRead:
    """Add a vacancy; a coach must approve it before lists can be asked for."""
    made = service.read_vacancy(work, once.create(work, lambda: service.create(work, body)))
    show_revision(response, made.revision)
    return made


@router.get("/{vacancy_id}", operation_id="read_vacancy")
def read_vacancy(vacancy_id: UUID, work: Reading, response: Response) -> VacancyRead:
    """One vacancy with all that its newest version asks; its ETag is what a change names."""
    found = service.read_vacancy(work, vacancy_id)
    show_revision(response, found.revision)
    return found


@router.get("/{vacancy_id}/versions", operation_id="list_versions")
def list_versions(vacancy_id: UUID, work: Reading, part: Paging) -> Page[VersionSummary]:
    """The versions of a vacancy, newest first."""
    return service.versions(work, vacancy_id, part)


@router.post(
    "/{vacancy_id}/versions",
    operation_id="create_version",
    status_code=201,
    responses=answers(409, 412, 428),
)
def create_version(
    vacancy_id: UUID,
    body: VersionCreate,
    work: Writing,
    once: Once,
    if_match: IfMatch = None,
) -> VersionRead:
    """Correct or change what a vacancy asks, as a whole; a coach must approve it again.

    If-Match names the ETag of the vacancy. Lists of earlier versions stay as they are.
    """
    made = once.create(work, lambda: service.create_version(work, vacancy_id, body, if_match))
    return service.version_with_id(work, made)


@router.get("/{vacancy_id}/versions/{number}", operation_id="read_version")
def read_version(vacancy_id: UUID, number: Number, work: Reading) -> VersionRead:
    """A version with all that it asks."""
    return service.read_version(work, service.version_numbered(work, vacancy_id, number))


@router.post(
    "/{vacancy_id}/versions/{number}/approve",
    operation_id="approve_version",
    responses=answers(409, 412),
)
def approve_version(vacancy_id: UUID, number: Number, work: Writing) -> VersionRead:
    """Have lists made of the newest version."""
    return deciding.approve(work, vacancy_id, number)


@router.post(
    "/{vacancy_id}/versions/{number}/return",
    operation_id="return_version",
    responses=answers(409, 412),
)
def return_version(
    vacancy_id: UUID, number: Number, body: ReturnReason, work: Writing
) -> VersionRead:
    """Ask the partner for a new version, and say why."""
    return deciding.send_back(work, vacancy_id, number, body.reason)


@router.post("/{vacancy_id}/close", operation_id="close_vacancy", responses=answers(409, 412))
def close_vacancy(vacancy_id: UUID, work: Writing) -> VacancyRead:
    """End a vacancy: released lists are closed, others withdrawn."""
    return deciding.close(work, vacancy_id)


@router.post("/{vacancy_id}/withdraw", operation_id="withdraw_vacancy", responses=answers(409, 412))
def withdraw_vacancy(vacancy_id: UUID, work: Writing) -> VacancyRead:
    """Take a vacancy back: released lists are closed, others withdrawn."""
    return deciding.withdraw(work, vacancy_id)
