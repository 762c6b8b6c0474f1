"""Candidates who may be one person, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from service.duplicates import service
from service.duplicates.schemas import DuplicateDecision, DuplicateRead
from service.paging import Page
from service.web.deps import Reading, Writing
from service.web.lists import Paging
from service.web.problems import answers
from service.words import DuplicateState

__all__ = ["router"]

router = APIRouter(prefix="/api/duplicates", tags=["candidates"])


@router.get("", operation_id="list_duplicates")
def list_duplicates(
    work: Reading, part: Paging, state: Annotated[DuplicateState, Query()] = DuplicateState.OPEN
) -> Page[DuplicateRead]:
    """Candidates who may be one person, newest suspicion first.

    A coach sees a pair only where they coach both.
    """
    return service.page(work, part, state)


@router.put("/{duplicate_id}/decision", operation_id="decide_duplicate", responses=answers(409))
def decide_duplicate(duplicate_id: UUID, body: DuplicateDecision, work: Writing) -> DuplicateRead:
    """Say whether two candidates are one person; it is decided once."""
    return service.decide(work, duplicate_id, body)
