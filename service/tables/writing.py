"""Tables to CSV and XLSX, with no text in them that a spreadsheet takes for a formula.

PDF is in `service.tables.pdf`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet._write_only import WriteOnlyWorksheet  # type: ignore[import-untyped]

from service.tables.defusing import defused, is_formula
from service.tables.sheet import Language, Sheet, Value, plain

__all__ = ["new_sheet", "saved", "write_csv", "write_xlsx"]

_NAMES = {"nl": ("Tabel", "Toelichting"), "en": ("Table", "Notes")}
_LONGEST = 32_767  # characters in a cell, by Excel's own limit
_WIDEST = 60
_BOLD = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


def write_csv(sheet: Sheet) -> bytes:
    """The header and rows, as Dutch Excel opens them: UTF-8 with a mark, semicolon, decimal comma.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which
    `read_table` takes away again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in [sheet.columns, *sheet.rows]:
        writer.writerow([_csv_text(plain(value, sheet.language)) for value in row])
    return file.getvalue().encode("utf-8-sig")


def write_xlsx(sheet: Sheet) -> bytes:
    """A workbook: the table on its first sheet, title, day and notes on its second.

    Texts are stored as texts and never as formulas. Excel takes at most 32,767 characters in a
    cell; of a longer text the rest is left out, and an ellipsis says so.
    """
    book = Workbook(write_only=True)
    table, notes = _NAMES[sheet.language]
    new_sheet(book, table, [sheet.columns, *sheet.rows], sheet.language)
    about = [[sheet.title], *([line] for line in sheet.about())]
    new_sheet(book, notes, about, sheet.language)
    return saved(book)


def new_sheet(
    book: Workbook,
    name: str,
    rows: Sequence[Sequence[Value]],
    language: Language,
    *,
    is_form: bool = False,
) -> None:
    """Add a sheet to a write-only workbook; its first row is bold and stays in view.

    A form takes whatever is typed in its columns as text.
    """
    added = book.create_sheet(name)
    added.freeze_panes = "A2"
    for place, width in enumerate(_widths(rows), start=1):
        column = added.column_dimensions[get_column_letter(place)]
        column.width = width
        if is_form:
            column.number_format = "@"
    for number, row in enumerate(rows):
        added.append([*_cells(added, row, language, is_first=number == 0)])


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _csv_text(value: str | int | float | date) -> str:
    if isinstance(value, str):
        return defused(value)
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _cells(
    added: WriteOnlyWorksheet, row: Iterable[Value], language: Language, *, is_first: bool
) -> Iterator[WriteOnlyCell]:
    for value in row:
        content = plain(value, language)
        if content == "":
            yield None
            continue
        cell = WriteOnlyCell(added, _xlsx_text(content) if isinstance(content, str) else content)
        if isinstance(content, str):
            # The library takes "=1" for a formula and "#N/A" for an error.
            cell.data_type = "s"
            cell.quotePrefix = is_formula(content)
        cell.alignment = _TOP
        if is_first:
            cell.font = _BOLD
        yield cell


def _xlsx_text(text: str) -> str:
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    # In a workbook _x0041_ stands for A, and _x005F_ for the low line itself.
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", cut)


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    """Of each column in characters, by the longest line of its first rows."""
    columns = zip_longest(*rows[:200], fillvalue="")
    return [min(max(_width(value) for value in column), _WIDEST) + 2 for column in columns]


def _width(value: Value) -> int:
    return max(map(len, str(value).splitlines()), default=0)
