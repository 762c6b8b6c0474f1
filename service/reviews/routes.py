"""Reviews over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.reviews import adding, reading, releasing, service
from service.reviews.schemas import (
    EntryAdd,
    EntryDecide,
    EntryDecided,
    EntryExplained,
    EntryMove,
    ReviewRead,
    ReviewStart,
)
from service.web.deps import Writing
from service.web.edits import IfMatch, show_revision
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/shortlists/{shortlist_id}", tags=["reviews"])


@router.get("/review", operation_id="read_review")
def read_review(shortlist_id: UUID, work: Writing) -> ReviewRead:
    """A list with all its entries; that it was read is recorded for each candidate shown.

    Who an entry is about is shown to coaches of their programmes. The `revision` of an entry is
    what its decision names in `If-Match`.
    """
    return reading.read(work, shortlist_id)


@router.post("/review", operation_id="start_review", responses=answers(409))
def start_review(shortlist_id: UUID, body: ReviewStart, work: Writing) -> ReviewRead:
    """Become the reviewer: the one who releases. Every coach decides about their candidates."""
    service.start(work, shortlist_id, take_over=body.take_over)
    return reading.read(work, shortlist_id)


@router.get("/entries/{entry_id}/reasons", operation_id="explain_entry")
def explain_entry(shortlist_id: UUID, entry_id: UUID, work: Writing) -> EntryExplained:
    """Why an entry is here, what it loses, and what the one above has more."""
    return reading.explain(work, shortlist_id, entry_id)


@router.put(
    "/entries/{entry_id}/decision",
    operation_id="decide_entry",
    responses=answers(409, 412, 428),
)
def decide_entry(
    shortlist_id: UUID,
    entry_id: UUID,
    body: EntryDecide,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> EntryDecided:
    """Approve or exclude an entry, or take that back; until the list is released."""
    changed = service.decide(work, shortlist_id, entry_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.put(
    "/entries/{entry_id}/place", operation_id="move_entry", responses=answers(409, 412, 428)
)
def move_entry(
    shortlist_id: UUID,
    entry_id: UUID,
    body: EntryMove,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> EntryDecided:
    """Give an entry another place in its band, with a reason."""
    changed = service.move(work, shortlist_id, entry_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.post("/entries", operation_id="add_entry", status_code=201, responses=answers(409))
def add_entry(
    shortlist_id: UUID, body: EntryAdd, work: Writing, once: Once, response: Response
) -> EntryDecided:
    """Add a candidate of your own whom the ranking did not list, with a reason."""
    made = once.create(work, lambda: adding.add(work, shortlist_id, body))
    shown = service.read_entry(work, shortlist_id, made)
    show_revision(response, shown.revision)
    return shown


@router.post("/release", operation_id="release_shortlist", responses=answers(409))
def release_shortlist(shortlist_id: UUID, work: Writing) -> ReviewRead:
    """Show the partner who was approved. Every entry must be decided; only the reviewer can."""
    releasing.release(work, shortlist_id)
    return reading.read(work, shortlist_id)
