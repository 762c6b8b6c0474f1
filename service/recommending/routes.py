"""Recommending over HTTP; all of it answers 503 while the stop switch is on."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from service.recommending import gaps, pools, service
from service.recommending.schemas import GapsRead, MatchesRead, PairRead, PoolChanges, PoolRead
from service.vacancies.schemas import VersionCreate
from service.web.deps import Reading, Writing

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["recommendations"])

Limit = Annotated[int, Query(ge=1, le=50, description="How many vacancies.")]


@router.post("/vacancies/pool", operation_id="count_pool_of_draft")
def count_pool_of_draft(body: VersionCreate, work: Reading) -> PoolRead:
    """How many candidates there are for what is not stored yet, and if it asked less."""
    return pools.count_draft(work, body)


@router.post("/vacancies/{vacancy_id}/pool", operation_id="count_pool")
def count_pool(vacancy_id: UUID, body: PoolChanges, work: Reading) -> PoolRead:
    """How many candidates there are for a vacancy with these changes, and if it asked less."""
    return pools.count(work, vacancy_id, body)


@router.get("/vacancies/{vacancy_id}/candidates/{candidate_id}", operation_id="explain_pair")
def explain_pair(vacancy_id: UUID, candidate_id: UUID, work: Writing) -> PairRead:
    """Why a candidate is where they are for a vacancy, why not higher, or why nowhere."""
    return service.explain_pair(work, vacancy_id, candidate_id)


@router.get("/candidates/{candidate_id}/vacancies", operation_id="rank_vacancies")
def rank_vacancies(candidate_id: UUID, work: Writing, limit: Limit = 10) -> MatchesRead:
    """The best open, approved vacancies for a candidate, with reasons."""
    return service.rank_vacancies(work, candidate_id, limit)


@router.get("/candidates/{candidate_id}/gaps", operation_id="find_gaps")
def find_gaps(candidate_id: UUID, work: Writing, limit: Limit = 10) -> GapsRead:
    """What a candidate lacks for the vacancies that are near, and which module teaches it."""
    return gaps.find_gaps(work, candidate_id, limit)
