"""Claims over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.claims import service
from service.claims.schemas import ClaimCreate, ClaimRead, ClaimUpdate
from service.paging import Page
from service.web.deps import Writing
from service.web.edits import IfMatch, show_revision
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/candidates/{candidate_id}/claims", tags=["claims"])


@router.get("", operation_id="list_claims")
def list_claims(candidate_id: UUID, work: Writing) -> Page[ClaimRead]:
    """All claims of a candidate by skill, on one page, with the words or module behind each.

    Claims without an id are what their programmes teach.
    """
    return Page(items=service.listed(work, candidate_id))


@router.post("", operation_id="add_claim", status_code=201, responses=answers(409))
def add_claim(
    candidate_id: UUID, body: ClaimCreate, work: Writing, once: Once, response: Response
) -> ClaimRead:
    """Add a claim with its evidence, as confirmed; what a certificate implies comes with it."""
    made = once.create(work, lambda: service.add(work, candidate_id, body))
    answer = service.read(work, candidate_id, made)
    show_revision(response, answer.revision)
    return answer


@router.put("/{claim_id}", operation_id="update_claim", responses=answers(412, 428))
def update_claim(
    candidate_id: UUID,
    claim_id: UUID,
    body: ClaimUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> ClaimRead:
    """Correct the level of a claim, confirm it, or reject it; the first and last with a reason.

    A rejected claim does not count, and reading the CV again does not propose it again.
    """
    answer = service.update(work, candidate_id, claim_id, body, if_match)
    show_revision(response, answer.revision)
    return answer


@router.put(
    "/{claim_id}/verification",
    operation_id="verify_claim",
    responses=answers(409, 412, 428),
)
def verify_claim(
    candidate_id: UUID,
    claim_id: UUID,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> ClaimRead:
    """Stand for a claim as a coach: it is confirmed, with your name and the moment."""
    answer = service.verify(work, candidate_id, claim_id, if_match)
    show_revision(response, answer.revision)
    return answer
