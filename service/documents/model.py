"""What a document says once it is read."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from matching.reading.records import CandidateRecord, VacancyRecord

__all__ = ["Contact", "Document", "DocumentKind", "Notice", "NoticeCode"]


class DocumentKind(StrEnum):
    """What sort of document it is, by what is inside."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    TEXT = "text"
    JOB_POSTING = "job_posting"
    JSON_RESUME = "json_resume"
    EUROPASS = "europass"


class NoticeCode(StrEnum):
    """What the sender of a document should know of how it was read."""

    HIDDEN_TEXT = "hidden_text"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    GUESSED_ENCODING = "guessed_encoding"


_MESSAGES = {
    NoticeCode.HIDDEN_TEXT: "{} characters that a reader cannot see were left out",
    NoticeCode.PAGES_WITHOUT_TEXT: "{} pages hold no text, only pictures or nothing",
    NoticeCode.GUESSED_ENCODING: "the text is not UTF-8 and was read as Windows-1252",
}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class Notice(_Model):
    """One thing to know, and how much of it there is."""

    code: NoticeCode
    count: int = 1

    def __str__(self) -> str:
        return _MESSAGES[self.code].format(self.count)


class Contact(_Model):
    """Who it is and how to reach them: kept apart, because it is no input of a ranking."""

    name: str = ""
    email: str = ""
    phone: str = ""


class Document(_Model):
    """A document as text and, where it has fields, as records.

    A structured CV has a `candidate` and a `contact`, job postings are `vacancies`. Where the file
    gives no id, a record's id is made of the file's bytes: the same file has the same id.
    """

    kind: DocumentKind
    text: str
    warnings: tuple[Notice, ...] = ()
    candidate: CandidateRecord | None = None
    contact: Contact | None = None
    vacancies: tuple[VacancyRecord, ...] = ()
