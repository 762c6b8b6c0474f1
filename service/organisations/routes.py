"""Organisations over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.organisations import service
from service.organisations.schemas import (
    OrganisationCreate,
    OrganisationRead,
    OrganisationUpdate,
)
from service.paging import Page
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/organisations", tags=["organisations"])


@router.get("", operation_id="list_organisations")
def list_organisations(work: Reading, part: Paging) -> Page[OrganisationRead]:
    """Organisations, newest first; a partner sees their own."""
    return service.page(work, part)


@router.post("", operation_id="create_organisation", status_code=201, responses=answers(409))
def create_organisation(
    body: OrganisationCreate, work: Writing, once: Once, response: Response
) -> OrganisationRead:
    """Add an organisation."""
    made = service.read(work, once.create(work, lambda: service.create(work, body)))
    show_revision(response, made.revision)
    return made


@router.get("/{organisation_id}", operation_id="read_organisation")
def read_organisation(organisation_id: UUID, work: Reading, response: Response) -> OrganisationRead:
    """One organisation; its ETag is what an edit names."""
    found = service.read(work, organisation_id)
    show_revision(response, found.revision)
    return found


@router.put(
    "/{organisation_id}",
    operation_id="update_organisation",
    responses=answers(409, 412, 428),
)
def update_organisation(
    organisation_id: UUID,
    body: OrganisationUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> OrganisationRead:
    """Change an organisation."""
    changed = service.update(work, organisation_id, body, if_match)
    show_revision(response, changed.revision)
    return changed
