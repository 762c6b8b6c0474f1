"""Programmes over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from service.paging import Page
from service.programmes import service
from service.programmes.schemas import (
    CoachRead,
    ProgrammeCreate,
    ProgrammeLine,
    ProgrammeRead,
    ProgrammeUpdate,
)
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.fields import Text
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/programmes", tags=["programmes"])

Active = Annotated[bool | None, Query(description="Only those that run, or that do not.")]
Provider = Annotated[UUID | None, Query(description="Only those of this school.")]
Words = Annotated[
    Text | None,
    Query(
        min_length=1,
        max_length=200,
        description="Only those that have this in name, description or external id.",
    ),
]


@router.get("", operation_id="list_programmes")
def list_programmes(
    work: Reading,
    part: Paging,
    active: Active = None,
    provider: Provider = None,
    text: Words = None,
) -> Page[ProgrammeLine]:
    """Programmes, newest first."""
    return service.page(work, part, active=active, provider_id=provider, text=text)


@router.post("", operation_id="create_programme", status_code=201, responses=answers(409))
def create_programme(
    body: ProgrammeCreate, work: Writing, once: Once, response: Response
) -> ProgrammeRead:
    """Add a programme; the answer shows which skills were read in each outcome."""
    made = service.read(work, once.create(work, lambda: service.create(work, body)))
    show_revision(response, made.revision)
    return made


@router.get("/{programme_id}", operation_id="read_programme")
def read_programme(programme_id: UUID, work: Reading, response: Response) -> ProgrammeRead:
    """One programme with all that it teaches; its ETag is what an edit names."""
    found = service.read(work, programme_id)
    show_revision(response, found.revision)
    return found


@router.put("/{programme_id}", operation_id="update_programme", responses=answers(409, 412, 428))
def update_programme(
    programme_id: UUID,
    body: ProgrammeUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> ProgrammeRead:
    """Change a programme as a whole, its modules included; those that stay keep their ids."""
    changed = service.update(work, programme_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.get("/{programme_id}/coaches", operation_id="list_programme_coaches")
def list_programme_coaches(programme_id: UUID, work: Reading) -> list[CoachRead]:
    """Who sees the candidates of a programme."""
    return service.list_coaches(work, programme_id)


@router.put("/{programme_id}/coaches/{user_id}", operation_id="add_programme_coach")
def add_programme_coach(programme_id: UUID, user_id: UUID, work: Writing) -> CoachRead:
    """Let a coach see the candidates of a programme; doing it again changes nothing."""
    return service.add_coach(work, programme_id, user_id)


@router.delete(
    "/{programme_id}/coaches/{user_id}", operation_id="remove_programme_coach", status_code=204
)
def remove_programme_coach(programme_id: UUID, user_id: UUID, work: Writing) -> None:
    """Let somebody no longer see the candidates of a programme."""
    service.remove_coach(work, programme_id, user_id)
