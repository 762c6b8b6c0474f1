"""Tables to PDF: for reading and printing, with every character of Latin, Greek and Cyrillic."""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace, TTFFont

from service.tables.defusing import cleaned
from service.tables.errors import TooLongForPdfError
from service.tables.sheet import Language, Sheet, Value, plain

__all__ = ["MOST_PDF_CHARACTERS", "MOST_PDF_COLUMNS", "MOST_PDF_ROWS", "write_pdf"]

MOST_PDF_ROWS = 500
"""Rows of one PDF; longer lists are for a spreadsheet."""

MOST_PDF_CHARACTERS = 200_000
"""Characters in the cells of one PDF, which is some seconds of work."""

MOST_PDF_COLUMNS = 15
"""Columns of one PDF."""

_FONTS = Path(__file__).parent.parent / "static" / "fonts"
_FAMILY = "DejaVu"
_PADDING = 1.0  # mm
_MOST_LINES = 20  # of one row, so that any row fits on a page under the header
_LONGEST_HEADER = 60


class _Pages(FPDF):
    """A4 with page numbers; lies on its side for wide tables."""

    def __init__(self, sheet: Sheet) -> None:
        wide = len(sheet.columns) > 5
        super().__init__(orientation="landscape" if wide else "portrait", format="A4")
        self.add_font(_FAMILY, "", _FONTS / "DejaVuSans.ttf")
        self.add_font(_FAMILY, "B", _FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(cleaned(sheet.title))
        self.set_lang(sheet.language)
        self.set_creation_date(datetime.combine(sheet.made_on, time(), UTC))

    def footer(self) -> None:
        """The page's number, at its foot."""
        self.set_y(-12)
        self.set_font(_FAMILY, size=7)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")


def write_pdf(sheet: Sheet) -> bytes:
    """Title, day, notes and the table; the header comes back on every page.

    Words that are wider than their column are broken, a row longer than a page goes on in the
    next row, and a character that the font lacks becomes �.

    Raises:
        TooLongForPdfError: There are over 500 rows, 15 columns or 200,000 characters.
    """
    characters = sum(len(value) for row in sheet.rows for value in row if isinstance(value, str))
    for what, most, found in (
        ("rows", MOST_PDF_ROWS, len(sheet.rows)),
        ("columns", MOST_PDF_COLUMNS, len(sheet.columns)),
        ("characters", MOST_PDF_CHARACTERS, characters),
    ):
        if found > most:
            raise TooLongForPdfError(what, most=most, found=found)
    pages = _Pages(sheet)
    pages.add_page()
    _write_head(pages, sheet)
    if sheet.columns:
        _write_table(pages, sheet)
    return bytes(pages.output())


def _write_head(pages: FPDF, sheet: Sheet) -> None:
    pages.set_font(_FAMILY, "B", 14)
    pages.multi_cell(0, 7, _drawable(pages, sheet.title), new_x="LMARGIN", new_y="NEXT")
    pages.set_font(_FAMILY, "", 8)
    for line in sheet.about():
        pages.multi_cell(0, 4.5, _drawable(pages, line), new_x="LMARGIN", new_y="NEXT")
    pages.ln(3)


def _write_table(pages: FPDF, sheet: Sheet) -> None:
    size = 8 if len(sheet.columns) <= 10 else 6
    pages.set_font(_FAMILY, "B", size)
    columns = [_drawable(pages, name)[:_LONGEST_HEADER] for name in sheet.columns]
    pages.set_font(_FAMILY, "", size)
    texts = [
        [_drawable(pages, _text(value, sheet.language)) for value in row] for row in sheet.rows
    ]
    shares = _shares(columns, texts)
    widths = [pages.epw * share for share in shares]
    with pages.table(
        col_widths=tuple(shares),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD"),
        text_align="LEFT",
        v_align="TOP",
        line_height=pages.font_size * 1.4,
        padding=_PADDING,
    ) as table:
        table.row(columns)
        for row in texts:
            for part in _parts(pages, row, widths):
                table.row(part)


def _text(value: Value, language: Language) -> str:
    shown = plain(value, language)
    if language == "nl" and isinstance(shown, date):
        return f"{shown:%d-%m-%Y}"
    if language == "nl" and isinstance(shown, float):
        return str(shown).replace(".", ",")
    return str(shown)


def _drawable(pages: FPDF, text: str) -> str:
    font = pages.current_font
    known = font.cmap if isinstance(font, TTFFont) else {}
    spaced = cleaned(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(each if each == "\n" or ord(each) in known else "\ufffd" for each in spaced)


def _shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """The part of the page's width for each column, by the root of its longest texts."""
    longest = [max(map(len, texts)) for texts in zip(columns, *rows, strict=True)]
    roots = [math.sqrt(min(max(length, 20), 100)) for length in longest]
    return [root / sum(roots) for root in roots]


def _parts(pages: FPDF, row: Sequence[str], widths: Sequence[float]) -> Iterator[list[str]]:
    """The row, or rows of at most 20 lines that continue it."""
    # At least two characters fit on a line, whatever they are.
    if all(len(text) + 2 * text.count("\n") <= 2 * _MOST_LINES for text in row):
        yield [*row]
        return
    lines = [
        _lines(pages, text, width - 2 * _PADDING) for text, width in zip(row, widths, strict=True)
    ]
    for start in range(0, max(map(len, lines)), _MOST_LINES):
        yield ["\n".join(each[start : start + _MOST_LINES]) for each in lines]


def _lines(pages: FPDF, text: str, width: float) -> list[str]:
    lines = pages.multi_cell(width, text=text, dry_run=True, output="LINES")
    return lines if isinstance(lines, list) else [text]
