"""What becomes of uploaded documents. They are read before any transaction holds the database."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from matching.reading.records import VacancyRecord
from service.documents import Document, read_document
from service.errors import BadField, InvalidError
from service.people import service as people
from service.people.schemas import CvUpdate
from service.revisions import require_revision
from service.uploads.schemas import CvUploaded, DocumentNotice, VacancyUploaded
from service.vacancies.reading import preview
from service.vacancies.schemas import Asked
from service.words import WorkMode
from service.work import Visit

__all__ = ["bring_cv", "look_at_vacancy"]

BodyT = TypeVar("BodyT", bound=BaseModel)

_LONGEST_TITLE = 300
_NO_TITLE = "Vacature"


def bring_cv(
    visit: Visit, candidate_id: UUID, name: str, content: bytes, if_match: str | None
) -> CvUploaded:
    """Put the text of a document in place of a candidate's CV, and read it.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
        DocumentError: The document is not read.
        InvalidError: Its text is too long.
    """
    with visit.reading() as work:  # who may not, has nothing read
        require_revision(if_match, people.found(work, candidate_id).revision)
    document = read_document(name, content)
    body = _checked(CvUpdate, {"cv_text": document.text})
    with visit.writing() as work:
        changed = people.update_cv(work, candidate_id, body, if_match)
    return CvUploaded(candidate=changed, notices=_notices(document))


def look_at_vacancy(
    visit: Visit, name: str, content: bytes, title: str | None = None
) -> VacancyUploaded:
    """What a document asks; nothing is stored.

    Args:
        visit: Whose document it is.
        name: What it is called; its ending counts.
        content: All of it.
        title: Of the vacancy; default: as the document says, or its first line.

    Raises:
        DocumentError: The document is not read.
        InvalidError: Its text is too long.
    """
    document = read_document(name, content)
    record = document.vacancies[0] if document.vacancies else None
    body = _checked(Asked, _asked(document, record, title))
    with visit.reading() as work:
        read = preview(work, body)
    return VacancyUploaded(
        **read.model_dump(),
        **body.model_dump(include=_SHOWN),
        positions=record.positions if record else 1,
        notices=_notices(document),
    )


_SHOWN = {
    "title",
    "text",
    "place",
    "work_modes",
    "hours_min",
    "hours_max",
    "education_level",
    "start_by",
}


def _asked(
    document: Document, record: VacancyRecord | None, title: str | None
) -> Mapping[str, Any]:
    if record is None:
        return {"title": title or _first_line(document.text), "text": document.text}
    least, most = record.hours or (None, None)
    return {
        "title": title or record.title.strip() or _first_line(record.text),
        "text": record.text,
        "place": record.place or None,
        "work_modes": [WorkMode(each.value) for each in record.work_mode],
        "hours_min": least,
        "hours_max": most,
        "education_level": record.education_level,
        "start_by": record.start_by,
    }


def _first_line(text: str) -> str:
    found = next((line.strip() for line in text.splitlines() if line.strip()), _NO_TITLE)
    return found[:_LONGEST_TITLE]


def _checked(body: type[BodyT], values: Mapping[str, Any]) -> BodyT:
    """What was read, within the limits of the service."""
    try:
        return body.model_validate(values)
    except ValidationError as error:
        bad = [
            BadField("/file/" + "/".join(map(str, each["loc"])), each["msg"])
            for each in error.errors(include_url=False, include_input=False)
        ]
        raise InvalidError(bad) from None


def _notices(document: Document) -> list[DocumentNotice]:
    return [
        DocumentNotice(code=each.code, count=each.count, detail=str(each))
        for each in document.warnings
    ]
