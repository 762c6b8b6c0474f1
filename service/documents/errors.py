"""Why a document is not read.

    DocumentError
    ├── UnknownKindError       a kind that is not read, or a name that does not fit what is inside
    ├── TooLargeError          bytes, pages, characters, or what it unpacks to
    ├── TooSlowError           reading took longer than the limit
    ├── BrokenDocumentError    damaged, locked, or with parts that are refused
    └── NoTextError            nothing to read in it

No message repeats what a document says: it may be about a person.
"""

from service.errors import ServiceError

__all__ = [
    "BrokenDocumentError",
    "DocumentError",
    "NoTextError",
    "TooLargeError",
    "TooSlowError",
    "UnknownKindError",
    "by_name",
]


class DocumentError(ServiceError):
    """A document that is not read."""

    def __init__(self, *, expected: str, found: str, way_out: str) -> None:
        super().__init__(f"expected {expected}, found {found}; {way_out}")
        self.expected = expected
        self.found = found
        self.way_out = way_out


class UnknownKindError(DocumentError):
    """A kind that is not read, or a name that does not fit what is inside."""


class TooLargeError(DocumentError):
    """More bytes, pages or characters than are read, or it unpacks to more."""


class TooSlowError(DocumentError):
    """Reading took longer than the limit."""


class BrokenDocumentError(DocumentError):
    """Damaged, locked, or with parts that are refused."""


class NoTextError(DocumentError):
    """Nothing to read in it."""


def by_name(name: str) -> type[DocumentError]:
    """The error of that name; an unknown name is a broken document.

    Examples:
        >>> by_name("TooSlowError")
        <class 'service.documents.errors.TooSlowError'>
    """
    return next(
        (each for each in DocumentError.__subclasses__() if each.__name__ == name),
        BrokenDocumentError,
    )
