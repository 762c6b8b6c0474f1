"""One document read, whatever it is: the way from bytes to a `Document`.

This runs on a stranger's file, so only inside the process that `sandbox` starts.
"""

import re
from collections.abc import Callable

from service.documents.errors import (
    BrokenDocumentError,
    DocumentError,
    NoTextError,
    TooLargeError,
)
from service.documents.html import read_html
from service.documents.kinds import Form, check_form
from service.documents.limits import Limits
from service.documents.model import Document, DocumentKind, Notice, NoticeCode
from service.documents.opendocument import read_odt
from service.documents.packages import Package
from service.documents.pdf import read_pdf
from service.documents.plain import decoded, tidy
from service.documents.structured import posted, read_json, read_xml
from service.documents.word import read_docx

__all__ = ["read_content"]

_SAVE_AGAIN = "open it, save it again, or paste the text"
_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_ENCODING_WITHIN = 2048


def read_content(extension: str, content: bytes, limits: Limits) -> Document:
    """What a file says.

    Args:
        extension: Of its name, with the dot, in lower case.
        content: The bytes of the file.
        limits: The most that it may hold; time and memory are not looked at here.

    Raises:
        DocumentError: It is not read; whatever goes wrong in reading is one of these.
    """
    form = check_form(extension, content)
    try:
        document = _READERS[form](content, limits)
    except DocumentError:
        raise
    except MemoryError as error:
        raise TooLargeError(
            expected=f"a document that fits in {limits.memory // 2**20} MB of memory",
            found="one that does not",
            way_out="leave pictures out, or paste the text",
        ) from error
    except RecursionError as error:
        raise BrokenDocumentError(
            expected="parts within parts to a sensible depth",
            found="hundreds of them",
            way_out=_SAVE_AGAIN,
        ) from error
    except Exception as error:
        # The libraries raise what they like on damaged files.
        raise BrokenDocumentError(
            expected=f"a whole {form} file", found="a damaged one", way_out=_SAVE_AGAIN
        ) from error
    return _checked(document, limits)


def _checked(document: Document, limits: Limits) -> Document:
    if len(document.text) > limits.characters:
        raise TooLargeError(
            expected=f"a text of at most {limits.characters} characters",
            found=f"{len(document.text)}",
            way_out="upload only the part that matters",
        )
    if not document.text.strip():
        raise NoTextError(
            expected="text that a reader can see",
            found="pictures only, hidden text or nothing",
            way_out="upload a file with text in it (scans are not read), or paste the text",
        )
    return document


def _read_pdf(content: bytes, limits: Limits) -> Document:
    found = read_pdf(content, limits)
    notices = _hidden(found.hidden)
    if found.empty_pages:
        notices += (Notice(code=NoticeCode.PAGES_WITHOUT_TEXT, count=found.empty_pages),)
    return Document(kind=DocumentKind.PDF, text=tidy(found.text), warnings=notices)


def _read_docx(content: bytes, limits: Limits) -> Document:
    text, hidden = read_docx(Package(content, limits))
    return Document(kind=DocumentKind.DOCX, text=tidy(text), warnings=_hidden(hidden))


def _read_odt(content: bytes, limits: Limits) -> Document:
    text, hidden = read_odt(Package(content, limits))
    return Document(kind=DocumentKind.ODT, text=tidy(text), warnings=_hidden(hidden))


def _read_text(content: bytes, limits: Limits) -> Document:
    text, notices = decoded(content)
    return Document(kind=DocumentKind.TEXT, text=tidy(text), warnings=notices)


def _read_html(content: bytes, limits: Limits) -> Document:
    html, notices = decoded(content, named=_named_encoding(content))
    page = read_html(html)
    return posted(page.data, content) or Document(
        kind=DocumentKind.HTML, text=page.text, warnings=(*notices, *_hidden(page.hidden))
    )


def _read_json(content: bytes, limits: Limits) -> Document:
    return read_json(content)


def _read_xml(content: bytes, limits: Limits) -> Document:
    return read_xml(content)


def _named_encoding(content: bytes) -> str | None:
    found = _ENCODING.search(content[:_ENCODING_WITHIN])
    return found[1].decode("ascii") if found else None


def _hidden(count: int) -> tuple[Notice, ...]:
    return (Notice(code=NoticeCode.HIDDEN_TEXT, count=count),) if count else ()


_READERS: dict[Form, Callable[[bytes, Limits], Document]] = {
    Form.PDF: _read_pdf,
    Form.DOCX: _read_docx,
    Form.ODT: _read_odt,
    Form.HTML: _read_html,
    Form.JSON: _read_json,
    Form.XML: _read_xml,
    Form.TEXT: _read_text,
}
