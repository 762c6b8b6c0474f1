"""Shortlists over HTTP: asked for, listed, closed and withdrawn."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from service.paging import Page
from service.shortlists import service
from service.shortlists.schemas import ShortlistItem
from service.web.deps import Reading, Writing
from service.web.lists import Paging
from service.web.problems import answers
from service.words import ShortlistState

__all__ = ["router"]

router = APIRouter(tags=["shortlists"])


@router.post(
    "/api/vacancies/{vacancy_id}/shortlists",
    operation_id="request_shortlist",
    status_code=201,
    responses={200: {"model": ShortlistItem, "description": "It was there."}, **answers(409)},
)
def request_shortlist(vacancy_id: UUID, work: Writing, response: Response) -> ShortlistItem:
    """Ask for the list for the newest version of a vacancy.

    A version has one list: asking again answers the one that is there, with 200.
    """
    id_, is_new = service.request(work, vacancy_id)
    response.status_code = 201 if is_new else 200
    return service.read(work, id_)


@router.get("/api/shortlists", operation_id="list_shortlists")
def list_shortlists(
    work: Reading,
    part: Paging,
    state: Annotated[ShortlistState | None, Query(description="Only in this state.")] = None,
    vacancy_id: Annotated[UUID | None, Query(description="Only of this vacancy.")] = None,
) -> Page[ShortlistItem]:
    """Lists, newest first: for a partner their own, for a coach all that are to be reviewed."""
    return service.page(work, part, state, vacancy_id)


@router.post(
    "/api/shortlists/{shortlist_id}/withdraw",
    operation_id="withdraw_shortlist",
    responses=answers(409),
)
def withdraw_shortlist(shortlist_id: UUID, work: Writing) -> ShortlistItem:
    """Take a list back; what stands on it is shown to no partner any more."""
    return service.withdraw(work, shortlist_id)


@router.post(
    "/api/shortlists/{shortlist_id}/close",
    operation_id="close_shortlist",
    responses=answers(409),
)
def close_shortlist(shortlist_id: UUID, work: Writing) -> ShortlistItem:
    """End a released list; it stays to be read, and takes no more feedback."""
    return service.close(work, shortlist_id)
