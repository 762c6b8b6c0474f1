"""Candidates over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from service.paging import Page
from service.people import links, service
from service.people.schemas import (
    CandidateCreate,
    CandidateFilter,
    CandidateItem,
    CandidateRead,
    CandidateUpdate,
    CvUpdate,
    ProfileLinkRead,
)
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/candidates", tags=["candidates"])


@router.get("", operation_id="list_candidates")
def list_candidates(
    work: Reading, part: Paging, asked: Annotated[CandidateFilter, Query()]
) -> Page[CandidateItem]:
    """Candidates, newest first: of a coach's own programmes, or all for an admin."""
    return service.page(work, part, asked)


@router.post("", operation_id="create_candidate", status_code=201, responses=answers(409))
def create_candidate(
    body: CandidateCreate, work: Writing, once: Once, response: Response
) -> CandidateRead:
    """Add a candidate; the CV is read, and what it tells becomes proposed claims.

    A coach enrols them in at least one programme of their own. They come on no list before they
    agreed to it.
    """
    made = service.show(work, once.create(work, lambda: service.create(work, body)))
    show_revision(response, made.revision)
    return made


@router.get("/{candidate_id}", operation_id="read_candidate")
def read_candidate(candidate_id: UUID, work: Writing, response: Response) -> CandidateRead:
    """One candidate; its ETag is what an edit names. The candidate can see that it was read."""
    answer = service.read(work, candidate_id)
    show_revision(response, answer.revision)
    return answer


@router.put("/{candidate_id}", operation_id="update_candidate", responses=answers(409, 412, 428))
def update_candidate(
    candidate_id: UUID,
    body: CandidateUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> CandidateRead:
    """Change a candidate: contact data, programmes, conditions, wishes and state."""
    changed = service.update(work, candidate_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.put("/{candidate_id}/cv", operation_id="update_cv", responses=answers(412, 428))
def update_cv(
    candidate_id: UUID,
    body: CvUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> CandidateRead:
    """Replace the CV and read it again: claims that people judged stay, others are replaced."""
    changed = service.update_cv(work, candidate_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.post(
    "/{candidate_id}/profile-link",
    operation_id="create_profile_link",
    status_code=201,
    responses=answers(409),
)
def create_profile_link(candidate_id: UUID, work: Writing) -> ProfileLinkRead:
    """Make the personal link to a candidate's own page: it is shown once and lasts 30 days.

    Links from before open nothing any more. Give it to the candidate and to nobody else.
    """
    return links.create_link(work, candidate_id)
