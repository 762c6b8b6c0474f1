"""Candidates who may be one person: side by side, and settled."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.duplicates import service
from service.duplicates.schemas import DuplicateDecision
from service.pages.coach.people_words import LIKE
from service.pages.forms import body_of
from service.pages.view import Posted, Viewing, page_router
from service.paging import Slice
from service.people import service as people
from service.words import DuplicateState, Role

__all__ = ["router"]

router = page_router("/coach/candidates/duplicates", Role.COACH)

_PAGE = 30


@router.get("")
def pairs(view: Viewing, after: str | None = None) -> HTMLResponse:
    """Pairs that nobody judged yet."""
    with view.reading() as work:
        page = service.page(work, Slice.following(_PAGE, after), DuplicateState.OPEN)
    return view.show("coach_people/duplicates.html", page=page, like=LIKE)


@router.get("/{duplicate_id}")
def pair(view: Viewing, duplicate_id: UUID) -> HTMLResponse:
    """Two candidates side by side; that they were seen is recorded."""
    with view.writing() as work:
        found = service.read(work, duplicate_id)
        both = [people.read(work, each.id) for each in (found.first, found.second)]
    return view.show("coach_people/duplicate.html", pair=found, both=both, like=LIKE)


@router.post("/{duplicate_id}")
def settle(view: Viewing, duplicate_id: UUID, form: Posted) -> Response:
    """Say whether they are one person."""
    body = body_of(DuplicateDecision, {"state": form.value("state")})
    with view.writing() as work:
        service.decide(work, duplicate_id, body)
    is_same = body.state is DuplicateState.SAME
    path = f"/coach/candidates/duplicates/{duplicate_id}" if is_same else router.prefix
    return view.go(path, done="duplicate_settled")
