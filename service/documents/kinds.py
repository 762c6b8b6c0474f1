"""What a file is by its first bytes, and whether its name says the same."""

import re
from enum import StrEnum

from service.documents.errors import UnknownKindError

__all__ = ["EXTENSIONS", "Form", "check_extension", "check_form"]


class Form(StrEnum):
    """How the bytes of a file are to be taken apart."""

    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    HTML = "HTML"
    JSON = "JSON"
    XML = "XML"
    TEXT = "plain text"


EXTENSIONS = {
    ".pdf": Form.PDF,
    ".docx": Form.DOCX,
    ".odt": Form.ODT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".json": Form.JSON,
    ".jsonld": Form.JSON,
    ".xml": Form.XML,
    ".txt": Form.TEXT,
}
"""The form that each extension promises."""

_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc)",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|table|script)\b",
    re.IGNORECASE,
)
_WHOLE_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WAY_OUT = "save it as PDF, DOCX or ODT, or paste the text"
_BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")


def check_extension(extension: str) -> None:
    """Refuse extensions of what is never read.

    Raises:
        UnknownKindError: No form goes by it.
    """
    if extension not in EXTENSIONS:
        raise UnknownKindError(
            expected=f"a file with a name in {', '.join(EXTENSIONS)}",
            found="another or none",
            way_out=_WAY_OUT,
        )


def check_form(extension: str, content: bytes) -> Form:
    """The form of a file whose name and bytes agree on it.

    DOCX and ODT are told apart later, by what the archive holds.

    Raises:
        UnknownKindError: They do not agree, or no form goes by the extension.
    """
    check_extension(extension)
    promised = EXTENSIONS[extension]
    for start, what in _OTHERS.items():
        if content.startswith(start):
            raise UnknownKindError(expected=f"{promised} by its name", found=what, way_out=_WAY_OUT)
    if not _fits(promised, content.removeprefix(b"\xef\xbb\xbf")):
        raise UnknownKindError(
            expected=f"{promised} by its name",
            found="something else inside",
            way_out=f"give it the name it should have, or {_WAY_OUT}",
        )
    return promised


def _fits(promised: Form, content: bytes) -> bool:
    if promised is Form.PDF:
        return _PDF in content[:_PDF_WITHIN]
    if promised in (Form.DOCX, Form.ODT):
        return content.startswith(_ZIP)
    if content.startswith((_PDF, _ZIP)):
        return False
    if content.startswith(_BYTE_ORDERS):
        return True
    return b"\0" not in content and _fits_text(promised, content)


def _fits_text(promised: Form, content: bytes) -> bool:
    match promised:
        case Form.JSON:
            return content.lstrip()[:1] in (b"{", b"[")
        case Form.XML:
            return content.lstrip()[:1] == b"<"
        case Form.HTML:
            return _HTML.search(content) is not None
        case _:
            return _WHOLE_HTML.match(content) is None
