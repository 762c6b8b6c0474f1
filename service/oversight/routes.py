"""Oversight over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from service.oversight import service
from service.oversight.schemas import AlarmRead, OversightRead
from service.paging import Page
from service.web.deps import Reading
from service.web.lists import Paging

__all__ = ["router"]

router = APIRouter(prefix="/api/oversight", tags=["oversight"])


@router.get("", operation_id="read_oversight")
def read_oversight(
    work: Reading,
    days: Annotated[int, Query(ge=1, le=3660, description="How far back.")] = 365,
) -> OversightRead:
    """How coaches review: overrides by reason, review time, and controls found and missed."""
    return service.read(work, days)


@router.get("/alarms", operation_id="list_alarms")
def list_alarms(
    work: Reading,
    part: Paging,
    organisation_id: Annotated[UUID | None, Query(description="Only of this one.")] = None,
) -> Page[AlarmRead]:
    """What organisations ran into at the gate (spent budgets first of all), newest first."""
    return service.alarms(work, part, organisation_id)
