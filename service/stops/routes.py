"""The stop switch over HTTP."""

from fastapi import APIRouter

from service.stops import service
from service.stops.schemas import StopCreate, StopRead
from service.web.deps import Reading, Writing
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/stop", tags=["stops"])


@router.get("", operation_id="read_stop")
def read_stop(work: Reading) -> StopRead:
    """Whether recommendations are off, and why."""
    return service.read(work)


@router.post("", operation_id="start_stop", status_code=201, responses=answers(409))
def start_stop(body: StopCreate, work: Writing) -> StopRead:
    """Switch all recommendations off, at once and for everybody; the rest goes on."""
    return service.start(work, body)


@router.delete("", operation_id="end_stop", responses=answers(409))
def end_stop(work: Writing) -> StopRead:
    """Switch recommendations on again."""
    return service.end(work)
