"""Documents that are archives of XML: opened without unpacking more than was agreed."""

import zlib
from io import BytesIO
from lzma import LZMAError
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile, ZipInfo

from service.documents.errors import BrokenDocumentError, TooLargeError, UnknownKindError
from service.documents.limits import Limits
from service.documents.markup import parse_xml

__all__ = ["Package"]

_WAY_OUT = "open it, save it again, or paste the text"
_RATIO_COUNTS_FROM = 2**20
_ENCRYPTED = 0x1
_UNPACKING = (
    BadZipFile, EOFError, LZMAError, NotImplementedError, OSError, ValueError, zlib.error
)  # fmt: skip


class Package:
    """A DOCX or ODT archive; its parts are unpacked one by one, when asked for.

    Raises:
        BrokenDocumentError: It is damaged or locked.
        TooLargeError: It holds too many parts, or they unpack to too much.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._archive = ZipFile(BytesIO(content))
        except _UNPACKING as error:
            raise _damaged() from error
        parts = self._archive.infolist()
        _check_size(parts, limits)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise BrokenDocumentError(
                expected="a document without a password",
                found="a locked one",
                way_out="save it without a password",
            )
        self._names = frozenset(part.filename for part in parts)

    def names(self, start: str, end: str) -> list[str]:
        """The names of the parts that start and end so, in order."""
        return sorted(name for name in self._names if name.startswith(start) and name.endswith(end))

    def content(self, name: str) -> bytes:
        """The bytes of a part, no more than the archive declared."""
        try:
            return self._archive.read(name)
        except _UNPACKING as error:
            raise _damaged() from error

    def needed(self, name: str, kind: str) -> Element:
        """The root of a part without which it is no document of this kind.

        Raises:
            UnknownKindError: The archive has no such part.
        """
        if name not in self._names:
            raise UnknownKindError(
                expected=f"{kind} by its name",
                found="an archive of something else",
                way_out="save it as PDF, DOCX or ODT, or paste the text",
            )
        return parse_xml(self.content(name))

    def optional(self, name: str) -> Element | None:
        """The root of a part that need not be there."""
        return parse_xml(self.content(name)) if name in self._names else None


def _check_size(parts: list[ZipInfo], limits: Limits) -> None:
    unpacked = sum(part.file_size for part in parts)
    bomb = any(
        part.file_size > max(_RATIO_COUNTS_FROM, limits.ratio * part.compress_size)
        for part in parts
    )
    if unpacked > limits.unpacked or bomb or len(parts) > limits.parts:
        raise TooLargeError(
            expected=f"at most {limits.unpacked // 2**20} MB in {limits.parts} parts, unpacked",
            found="more, or parts that grow out of proportion",
            way_out="leave pictures out, or paste the text",
        )


def _damaged() -> BrokenDocumentError:
    return BrokenDocumentError(expected="a whole archive", found="a damaged one", way_out=_WAY_OUT)
