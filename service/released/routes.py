"""Released lists over HTTP, for partners."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.released import service
from service.released.schemas import ReleasedRead
from service.web.deps import Seeing
from service.web.straight import SeeingRoute

__all__ = ["router"]

router = APIRouter(tags=["shortlists"], route_class=SeeingRoute)


@router.get(
    "/api/shortlists/{shortlist_id}", operation_id="read_shortlist", response_model=ReleasedRead
)
def read_shortlist(shortlist_id: UUID, work: Seeing) -> Response:
    """A list of your own; after its release with blind profiles, each read of which is recorded.

    Who withdraws or is erased is gone at once. A name stands here after the candidate agreed.
    """
    return Response(service.answer(work, shortlist_id), media_type="application/json")
