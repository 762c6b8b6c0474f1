"""What was read of a document, as answers show it."""

from datetime import date

from pydantic import BaseModel, Field

from service.people.schemas import CandidateRead
from service.vacancies.schemas import PreviewRead
from service.words import WorkMode

__all__ = ["CvUploaded", "DocumentNotice", "VacancyUploaded"]


class DocumentNotice(BaseModel):
    """Something to know of how a document was read."""

    code: str = Field(examples=["hidden_text"])
    count: int
    detail: str


class CvUploaded(BaseModel):
    """A candidate with the CV that was read."""

    candidate: CandidateRead
    notices: list[DocumentNotice]


class VacancyUploaded(PreviewRead):
    """What a document says of a vacancy, and what is read from that; nothing was stored."""

    title: str = Field(description="Of the document, or else its first line.")
    text: str = Field(description="Offsets of mentions count in this.")
    place: str | None = Field(description="As the document names it in a field.")
    work_modes: list[WorkMode]
    hours_min: float | None
    hours_max: float | None
    education_level: int | None
    start_by: date | None
    positions: int
    notices: list[DocumentNotice]
