"""Statistics over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.statistics import demand, funnel
from service.statistics.schemas import DemandRead, FunnelRead
from service.web.deps import Reading

__all__ = ["router"]

router = APIRouter(prefix="/api/statistics", tags=["statistics"])

Most = Annotated[int, Query(ge=1, le=1000, description="How many skills at most.")]
OnlyUncovered = Annotated[bool, Query(description="Leave out what a programme teaches.")]


@router.get("/funnel", operation_id="read_funnel")
def read_funnel(work: Reading) -> FunnelRead:
    """How far the people of each programme came, and all of them on the way to the goal."""
    return funnel.read_funnel(work)


@router.get("/demand", operation_id="read_demand")
def read_demand(
    work: Reading, limit: Most = 100, only_uncovered: OnlyUncovered = False
) -> DemandRead:
    """Which skills open vacancies ask, what no programme teaches first."""
    return demand.read_demand(work, limit=limit, only_uncovered=only_uncovered)
