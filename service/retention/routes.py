"""Retention over HTTP, for administrators."""

from fastapi import APIRouter, Request

from service.retention import service
from service.retention.schemas import RetentionDone, RetentionDue
from service.web.deps import Reading, services_of

__all__ = ["router"]

router = APIRouter(prefix="/api/retention", tags=["retention"])


@router.get("", operation_id="read_retention")
def read_retention(work: Reading) -> RetentionDue:
    """What is due by the rules of retention; nothing is erased."""
    return service.find_due(work.session, work.now)


@router.post("/runs", operation_id="run_retention")
def run_retention(request: Request) -> RetentionDone:
    """Erase what is due. It cannot be undone; what is stopped halfway, the next run finishes."""
    return service.run(services_of(request), request.state.who)
