"""Reading tables: the bytes of a CSV or XLSX file to rows of text with their line numbers.

Whatever a cell holds becomes text as a person would type it: a date is YYYY-MM-DD, a whole number
has no «.0». What a text means is for `service.tables.importing`.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from service.tables.defusing import cleaned, restored
from service.tables.errors import UnreadableTableError

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Row", "Table", "check_size", "read_table"]

MOST_BYTES = 20 * 1024**2
"""The largest file."""

MOST_ROWS = 200_000
"""Rows under the header."""

MOST_COLUMNS = 200
"""Columns, and so cells in a row."""

_SECONDS = 60
_DELIMITERS = ";,\t"
_TRIED = 20
_WORKER = Path(__file__).with_name("workbook.py")
_AGAIN = "save it anew as XLSX, or as CSV"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, without the empty ones at its end; `line` counts from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's first row that is not empty, and the rows under it that are not empty."""

    header: Row
    rows: tuple[Row, ...]


def read_table(name: str, content: bytes, *, sheet: str | None = None) -> Table:
    """Read a CSV or XLSX file.

    CSV is UTF-8 or else Windows-1252, with semicolon, comma or tab between the cells.

    Args:
        name: The file's name; its ending must fit what it holds.
        content: The file, at most 20 MB.
        sheet: Of a workbook, this sheet and not the first that is shown.

    Raises:
        UnreadableTableError: The file is of another kind, too large, broken or empty.
    """
    check_size(content)
    ending = Path(name).suffix.casefold()
    is_archive = content.startswith(b"PK\x03\x04")
    if ending == ".xlsx" and is_archive:
        rows = _workbook_rows(content, sheet)
    elif ending in (".csv", ".tsv", ".txt") and not is_archive:
        rows = list(_text_rows(_decoded(content)))
    else:
        kind = "a workbook or archive" if is_archive else "something else"
        raise UnreadableTableError(
            expected="a .csv or .xlsx file that is what its name says",
            found=f"a name that ends in {ending or 'nothing'!r} around {kind}",
            way_out="save it as CSV or XLSX, without a password",
        )
    return _table(rows)


def check_size(content: bytes) -> None:
    """Refuse a file over 20 MB.

    Raises:
        UnreadableTableError: It is larger.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableTableError(
            expected=f"a file of at most {MOST_BYTES // 1024**2} MB",
            found=f"{len(content) / 1024**2:.1f} MB",
            way_out="cut it in parts",
        )


def _table(rows: list[Row]) -> Table:
    if not rows:
        raise UnreadableTableError(
            expected="a header with rows under it",
            found="no cell with anything in it",
            way_out="begin with the template",
        )
    widest = max(rows, key=lambda row: len(row.cells))
    if len(widest.cells) > MOST_COLUMNS:
        raise UnreadableTableError(
            expected=f"at most {MOST_COLUMNS} columns",
            found=f"{len(widest.cells)} on line {widest.line}",
            way_out="leave out the columns that are not needed",
        )
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTableError(
            expected=f"at most {MOST_ROWS:,} rows under the header",
            found="more",
            way_out="cut the file in parts",
        )
    return Table(rows[0], tuple(rows[1:]))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableTableError(
            expected="text in UTF-8 or Windows-1252",
            found="bytes that are in neither",
            way_out="save it as «CSV UTF-8», or as XLSX",
        )
    return text


def _text_rows(text: str) -> Iterator[Row]:
    kept = 0
    for line, cells in _records(text, _delimiter(text)):
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        yield Row(line, tuple(cleaned(restored(cell)) for cell in cells))
        kept += 1
        if kept > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
            return


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTableError(
            expected=f"cells as CSV writes them, {_shown(delimiter)} between them",
            found=f"{error}, in the row that begins on line {line}",
            way_out="a quote inside a quoted cell is written twice; or save it as XLSX",
        ) from error


def _delimiter(text: str) -> str:
    """The one by which the first rows are as wide as the header; among those, the widest."""

    def fit(delimiter: str) -> tuple[bool, int, int]:
        widths = []
        with suppress(UnreadableTableError):  # which is told when all rows are read
            for _, (_, cells) in zip(range(_TRIED), _records(text, delimiter), strict=False):
                if cells:
                    widths.append(len(cells))
        first = widths[0] if widths else 0
        return first > 1, widths.count(first), first

    return max(_DELIMITERS, key=fit)


def _shown(delimiter: str) -> str:
    return {";": "a semicolon", ",": "a comma", "\t": "a tab"}[delimiter]


def _workbook_rows(content: bytes, sheet: str | None) -> list[Row]:
    command = [sys.executable, "-I", str(_WORKER), json.dumps(sheet), str(MOST_ROWS + 2)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS, check=True, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableTableError(
            expected=f"a workbook that is read within {_SECONDS} seconds",
            found="one that takes longer",
            way_out=_AGAIN,
        ) from error
    except subprocess.CalledProcessError as error:
        raise UnreadableTableError(
            expected="a workbook that 1 GB of memory can hold",
            found="a larger or a broken one",
            way_out=_AGAIN,
        ) from error
    rows = []
    for answer in map(json.loads, done.stdout.split(b"\n")[:-1]):
        if isinstance(answer, dict):
            raise UnreadableTableError(**answer, way_out=_AGAIN)
        line, cells = answer
        rows.append(Row(line, tuple(map(cleaned, cells))))
    return rows
