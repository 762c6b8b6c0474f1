"""Uploads over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile

from service.uploads import service
from service.uploads.schemas import CvUploaded, VacancyUploaded
from service.web.deps import Visiting
from service.web.edits import IfMatch, show_revision
from service.web.fields import Line
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter()


@router.post(
    "/api/candidates/{candidate_id}/cv",
    operation_id="upload_cv",
    responses=answers(412, 428),
    tags=["candidates"],
)
def upload_cv(
    candidate_id: UUID,
    file: UploadFile,
    visit: Visiting,
    response: Response,
    if_match: IfMatch = None,
) -> CvUploaded:
    """Replace a CV by a document (PDF, DOCX, ODT, HTML, text, JSON Resume, Europass) and read it.

    If-Match names the ETag of the candidate. Claims that people judged stay. Text that a reader
    cannot see is left out, and the answer says so.
    """
    done = service.bring_cv(visit, candidate_id, file.filename or "", file.file.read(), if_match)
    show_revision(response, done.candidate.revision)
    return done


@router.post("/api/vacancies/upload", operation_id="upload_vacancy", tags=["vacancies"])
def upload_vacancy(
    file: UploadFile,
    visit: Visiting,
    title: Annotated[Line | None, Form(description="Default: as the document says.")] = None,
) -> VacancyUploaded:
    """What is read from a document, with offsets; nothing is stored.

    Of a page that carries job postings, the first is read.
    """
    return service.look_at_vacancy(visit, file.filename or "", file.file.read(), title)
