"""Feedback over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from service.feedback import service
from service.feedback.schemas import FeedbackCreate, FeedbackRead
from service.web.deps import Writing
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(tags=["shortlists"])


@router.post(
    "/api/shortlists/{shortlist_id}/entries/{entry_id}/feedback",
    operation_id="give_feedback",
    status_code=201,
    responses=answers(409, 412),
)
def give_feedback(
    shortlist_id: UUID, entry_id: UUID, body: FeedbackCreate, work: Writing, once: Once
) -> FeedbackRead:
    """Say how far it came: interest, then interview, then hired; or declined, with a reason.

    Interest asks the candidate to be named to you; the later steps need that they agreed.
    """
    made = once.create(work, lambda: service.give(work, shortlist_id, entry_id, body))
    return service.read(work, shortlist_id, entry_id, made)
