"""The program that reads one XLSX file, in a process of its own: file in, JSON out.

`service.tables.reading` starts it as a script. It imports nothing of the project, so that it starts
fast and can be held to a small memory. A file made to fill the memory ends this process only.

It writes `[line, [text, ...]]` for each row that is not empty, or at the end
`{"expected": ..., "found": ...}`, each on a line of its own.
"""

import datetime
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

_MEMORY = 1024**3
_MOST_UNPACKED = 200 * 1024**2
_MOST_PARTS = 2000
_MOST_CHARACTERS = 50_000_000  # one text can stand in many cells, and is stored once
_FOREIGN = ("content.xml", "xl/workbook.bin")  # an ODS or XLSB file inside, which would be read

Value = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


class _RefusedError(Exception):
    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.told = {"expected": expected, "found": found}


def _check_parts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or names.intersection(_FOREIGN):
        raise _RefusedError("an XLSX workbook", "a file of another kind")
    if len(parts) > _MOST_PARTS:
        raise _RefusedError(f"at most {_MOST_PARTS:,} parts in the workbook", f"{len(parts):,}")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED:
        most = _MOST_UNPACKED // 1024**2
        raise _RefusedError(f"at most {most} MB when unpacked", f"{unpacked / 1024**2:,.0f} MB")


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return str(value)


def _rows(book: CalamineWorkbook, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    chosen = sheet if sheet is not None else next(iter(shown), None)
    if chosen is None or chosen not in book.sheet_names:
        raise _RefusedError(
            f"a sheet named {chosen!r}" if chosen else "a sheet that is shown",
            ", ".join(book.sheet_names) or "none",
        )
    opened = book.get_sheet_by_name(chosen)
    if opened.start is None:
        return
    before = [""] * opened.start[1]
    characters = 0
    # iter_rows has the empty rows above the first cell, and not the empty columns left of it.
    for line, row in enumerate(opened.iter_rows(), start=1):
        cells = before + [_text(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        characters += sum(map(len, cells))
        if characters > _MOST_CHARACTERS:
            raise _RefusedError(f"at most {_MOST_CHARACTERS:,} characters", "more")
        if cells:
            yield line, cells


def _answers(content: bytes, sheet: str | None, most: int) -> Iterator[object]:
    try:
        _check_parts(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        yield from islice(_rows(book, sheet), most)
    except _RefusedError as refused:
        yield refused.told
    except (zipfile.BadZipFile, CalamineError):
        yield {"expected": "an XLSX workbook", "found": "a broken file"}


def main() -> None:
    """Read the workbook on standard input; arguments: the sheet in JSON, and the most rows."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheet, most = json.loads(sys.argv[1]), int(sys.argv[2])
    for answer in _answers(sys.stdin.buffer.read(), sheet, most):
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
