"""A candidate's rights over HTTP: their own page, and what coaches do on their behalf."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from service.paging import Page
from service.privacy import profile, receipts, service
from service.privacy.schemas import DisputeRead, OwnProfile, PersonExport, ReceiptItem
from service.web.deps import Reading, Writing
from service.web.lists import Paging
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(tags=["privacy"])


@router.get("/api/own/profile", operation_id="read_own_profile")
def read_own_profile(work: Reading) -> OwnProfile:
    """All that the alliance knows about you, in words."""
    return profile.read_own(work)


@router.post(
    "/api/own/claims/{claim_id}/dispute",
    operation_id="dispute_own_claim",
    responses=answers(409, 412),
)
def dispute_own_claim(claim_id: UUID, work: Writing) -> OwnProfile:
    """Take a skill out of your profile: it no longer counts, at once. Your coach sees that."""
    service.dispute_own(work, claim_id)
    return profile.read_own(work, [claim_id])


@router.get("/api/own/receipt", operation_id="read_own_receipt")
def read_own_receipt(work: Reading, part: Paging) -> Page[ReceiptItem]:
    """Who saw which of your data, newest first."""
    return receipts.own_receipt(work, part)


@router.get("/api/own/export", operation_id="export_own_data")
def export_own_data(work: Writing, response: Response) -> PersonExport:
    """All that is kept about you, as a file."""
    _as_file(response)
    return service.export_own(work)


@router.delete("/api/own", operation_id="erase_own_data", status_code=204)
def erase_own_data(work: Writing) -> None:
    """Erase all that is kept about you, and your account. It cannot be undone."""
    service.erase_own(work)


@router.get("/api/candidates/{candidate_id}/receipt", operation_id="read_receipt")
def read_receipt(candidate_id: UUID, work: Writing, part: Paging) -> Page[ReceiptItem]:
    """Who saw which data of a candidate, newest first."""
    return receipts.receipt(work, candidate_id, part)


@router.get("/api/candidates/{candidate_id}/export", operation_id="export_candidate")
def export_candidate(candidate_id: UUID, work: Writing, response: Response) -> PersonExport:
    """All that is kept about a candidate, as a file to hand over; without their survey answers."""
    _as_file(response)
    return service.export_candidate(work, candidate_id)


@router.delete(
    "/api/candidates/{candidate_id}",
    operation_id="erase_candidate",
    status_code=204,
)
def erase_candidate(candidate_id: UUID, work: Writing) -> None:
    """Erase all about a candidate who asks for it. It cannot be undone."""
    service.erase_candidate(work, candidate_id)


@router.get("/api/disputes", operation_id="list_disputes")
def list_disputes(
    work: Writing,
    part: Paging,
    candidate: Annotated[UUID | None, Query(description="Whose.")] = None,
) -> Page[DisputeRead]:
    """Skills that your candidates took out of their profiles, newest first."""
    return service.disputes(work, part, candidate)


def _as_file(response: Response) -> None:
    response.headers["Content-Disposition"] = 'attachment; filename="schakel-export.json"'
