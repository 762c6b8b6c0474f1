"""PDF: the text that shows when a page is drawn, page by page.

A letter counts when it can be seen: each page is drawn with and without its letters, and a letter
that makes no difference, or hardly stands out from what is behind it, is left out. That covers
white on white, letters under a picture or outside the page, and invisible layers alike.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from service.documents.errors import BrokenDocumentError, TooLargeError
from service.documents.limits import Limits
from service.documents.look import FAINTEST, SMALLEST, brightness

__all__ = ["PdfText", "read_pdf"]

_LONGEST_SIDE = 1200
_INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_STROKED = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_LEAST_OPACITY = 25
_ENDS = (".", "!", "?", ":", ";")
_SHORTEST_WRAPPED = 25
_WRAPPED_WORD = re.compile(r"[\x02\ufffe][ \r\n]*")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text that shows, the characters left out, and the pages that show no text."""

    text: str
    hidden: int
    empty_pages: int


def read_pdf(content: bytes, limits: Limits) -> PdfText:
    """The text of all pages.

    Raises:
        BrokenDocumentError: It is damaged or locked.
        TooLargeError: It has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise BrokenDocumentError(
            expected="a whole PDF without a password",
            found="a locked one" if locked else "a damaged one",
            way_out="open it, print or save it as a new PDF, or paste the text",
        ) from error
    if len(document) > limits.pages:
        raise TooLargeError(
            expected=f"at most {limits.pages} pages",
            found=f"{len(document)}",
            way_out="upload only the pages that matter",
        )
    pages = [_read_page(document, number) for number in range(len(document))]
    text = "\n\n".join(_unwrapped(page) for page, _ in pages if page.strip())
    empty = sum(not page.strip() for page, _ in pages)
    return PdfText(text, sum(hidden for _, hidden in pages), empty)


def _read_page(document: Any, number: int) -> tuple[str, int]:
    """The text of a page that shows, and how many letters do not."""
    with closing(document[number]) as page, closing(page.get_textpage()) as letters:
        return _read_letters(page, letters)


def _read_letters(page: Any, letters: Any) -> tuple[str, int]:
    # Boxes are told for the page as it lies, so it must not be drawn turned.
    page.set_rotation(0)
    view = _View(page, letters)
    shown: list[str] = []
    hidden = 0
    for index in range(letters.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(letters, index))
        if letter.isspace() or view.shows(index):
            shown.append(letter)
        else:
            hidden += 1
    return "".join(shown), hidden


def _unwrapped(text: str) -> str:
    """Words and sentences that go on on the next line, made one again.

    A sentence goes on where a line is not short and the next one begins with a small letter.
    """
    plain = _WRAPPED_WORD.sub("", text).replace("\r\n", "\n")
    lines: list[str] = []
    for line in plain.split("\n"):
        before = lines[-1].rstrip() if lines else ""
        if len(before) >= _SHORTEST_WRAPPED and _goes_on(before, line):
            lines[-1] = f"{before} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _goes_on(before: str, line: str) -> bool:
    return not before.endswith(_ENDS) and line[:1].islower()


class _Drawing(NamedTuple):
    """A page in shades of grey, a byte a dot."""

    dots: bytes
    stride: int
    width: int
    height: int

    @classmethod
    def of(cls, page: Any, scale: float) -> "_Drawing":
        bitmap = page.render(scale=scale, grayscale=True)
        return cls(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height)

    def rows(self, box: tuple[int, int, int, int]) -> Iterator[bytes]:
        left, top, right, bottom = box
        for start in range(top * self.stride, bottom * self.stride, self.stride):
            yield self.dots[start + left : start + right]


class _View:
    """A page with and without its letters."""

    def __init__(self, page: Any, letters: Any) -> None:
        self._letters = letters
        self._left, _, _, self._top = page.get_bbox()
        self._scale = min(1.0, _LONGEST_SIDE / max(*page.get_size(), 1.0))
        self._with = _Drawing.of(page, self._scale)
        self._modes = dict(_switched_off(letters))
        self._without = _Drawing.of(page, self._scale)

    def shows(self, index: int) -> bool:
        """Whether somebody who looks at the page can read this letter."""
        mode = self._modes.get(_address(raw.FPDFText_GetTextObject(self._letters, index)))
        if mode in _INVISIBLE or self._size(index) < SMALLEST:
            return False
        box = self._box(index)
        without = list(self._without.rows(box))
        if not any(without) or without == list(self._with.rows(box)):
            return False
        ground = sum(map(sum, without)) / sum(map(len, without))
        return self._stands_out(index, ground, stroked=mode in _STROKED)

    def _stands_out(self, index: int, ground: float, *, stroked: bool) -> bool:
        ask = raw.FPDFText_GetStrokeColor if stroked else raw.FPDFText_GetFillColor
        red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
        if not ask(self._letters, index, red, green, blue, opacity):
            return True
        own = brightness(red.value, green.value, blue.value)
        return opacity.value >= _LEAST_OPACITY and abs(own - ground) >= FAINTEST

    def _size(self, index: int) -> float:
        """How high letters are, in points."""
        matrix = raw.FS_MATRIX()
        size: float = raw.FPDFText_GetFontSize(self._letters, index)
        if not raw.FPDFText_GetMatrix(self._letters, index, matrix):
            return size
        return size * math.hypot(matrix.c, matrix.d)

    def _box(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in dots, cut to the page; empty outside it."""
        area = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._letters, index, area)
        left, right = sorted((area.left, area.right))
        bottom, top = sorted((area.bottom, area.top))
        scale, wide, high = self._scale, self._with.width, self._with.height
        return (
            _within(math.floor((left - self._left) * scale), wide),
            _within(math.floor((self._top - top) * scale), high),
            _within(math.floor((right - self._left) * scale) + 1, wide),
            _within(math.floor((self._top - bottom) * scale) + 1, high),
        )


def _switched_off(letters: Any) -> Iterator[tuple[int, int]]:
    """Switch off all that draws letters; by address, the way in which each did."""
    seen: set[int] = set()
    for index in range(letters.count_chars()):
        found = raw.FPDFText_GetTextObject(letters, index)
        address = _address(found)
        if address and address not in seen:
            seen.add(address)
            raw.FPDFPageObj_SetIsActive(found, False)
            yield address, raw.FPDFTextObj_GetTextRenderMode(found)


def _address(found: Any) -> int:
    return ctypes.addressof(found.contents) if found else 0


def _within(place: int, most: int) -> int:
    return max(0, min(place, most))
