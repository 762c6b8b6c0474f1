"""The audit log over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.audit import service
from service.audit.schemas import AuditEventRead, AuditVerdict
from service.paging import Page
from service.web.deps import Reading
from service.words import AuditKind

__all__ = ["router"]

router = APIRouter(prefix="/api/audit", tags=["audit"])


@router.get("/events", operation_id="list_audit_events")
def list_audit_events(
    work: Reading,
    after: Annotated[
        int | None, Query(ge=1, le=2**53, description="`next` of the page before.")
    ] = None,
    kind: AuditKind | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Page[AuditEventRead]:
    """Events, newest first."""
    return service.events(work, after, kind, limit)


@router.get("/verdict", operation_id="verify_audit")
def verify_audit(work: Reading) -> AuditVerdict:
    """Check the whole chain."""
    return service.check_chain(work)
