"""Released lists over HTTP, for partners."""

from uuid import UUID

from fastapi import APIRouter

from service.released import service
from service.released.schemas import ReleasedRead
from service.web.deps import Writing

__all__ = ["router"]

router = APIRouter(tags=["shortlists"])


@router.get("/api/shortlists/{shortlist_id}", operation_id="read_shortlist")
def read_shortlist(shortlist_id: UUID, work: Writing) -> ReleasedRead:
    """A list of your own; after its release with blind profiles, each read of which is recorded.

    Who withdraws or is erased is gone at once. A name stands here after the candidate agreed.
    """
    return service.read(work, shortlist_id)
