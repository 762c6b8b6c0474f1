"""Exports over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from service.exports import service
from service.exports.schemas import ExportFormat, ExportKind, SheetFormat
from service.web.deps import Writing
from service.web.downloads import attachment
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(tags=["imports and exports"])


@router.get("/api/exports/{kind}", operation_id="export_records", response_class=Response)
def export_records(
    kind: ExportKind,
    work: Writing,
    format: ExportFormat = ExportFormat.JSONL,
    with_contact: Annotated[
        bool, Query(description="Names, e-mail addresses and telephones of candidates too.")
    ] = False,
) -> Response:
    """All candidates, vacancies, programmes or organisations as a file that an import reads again.

    Each candidate in it can see that they were exported. A PDF leaves long texts out.
    """
    content = service.export_records(work, kind, format, with_contact=with_contact)
    return attachment(content, f"{kind.value}.{format.value}")


@router.get(
    "/api/shortlists/{shortlist_id}/export",
    operation_id="export_shortlist",
    response_class=Response,
    responses=answers(409),
)
def export_shortlist(
    shortlist_id: UUID, work: Writing, format: SheetFormat = SheetFormat.XLSX
) -> Response:
    """A released list of your own as a file, with just what you may see now.

    Each candidate on it can see that it was taken along.
    """
    content = service.export_shortlist(work, shortlist_id, format)
    return attachment(content, f"shortlist.{format.value}")
