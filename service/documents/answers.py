"""What passes between the process that asks for a document and the one that reads it."""

from typing import Self

from pydantic import BaseModel

from service.documents.errors import BrokenDocumentError, DocumentError, by_name
from service.documents.model import Document

__all__ = ["Answer", "Refusal"]


class Refusal(BaseModel):
    """A `DocumentError` on its way to the process that asked."""

    error: str
    expected: str
    found: str
    way_out: str

    @classmethod
    def of(cls, error: DocumentError) -> Self:
        """The error as it travels."""
        return cls(
            error=type(error).__name__,
            expected=error.expected,
            found=error.found,
            way_out=error.way_out,
        )

    def as_error(self) -> DocumentError:
        """The error as it was."""
        return by_name(self.error)(expected=self.expected, found=self.found, way_out=self.way_out)


class Answer(BaseModel):
    """What came of it: a document or a refusal; with neither, the process broke down."""

    document: Document | None = None
    refusal: Refusal | None = None

    def outcome(self) -> Document:
        """The document.

        Raises:
            DocumentError: There is none.
        """
        if self.document is not None:
            return self.document
        if self.refusal is not None:
            raise self.refusal.as_error()
        raise BrokenDocumentError(
            expected="a document that can be read",
            found="one on which the reader broke down",
            way_out="open it, save it again, or paste the text",
        )
