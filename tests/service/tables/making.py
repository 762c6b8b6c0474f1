"""Small tables as files, to read."""

import csv
import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook  # type: ignore[import-untyped]

from service.tables.reading import Table, read_table

Rows = Sequence[Sequence[object]]


def csv_file(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def xlsx_file(rows: Rows, *, sheet: str = "Blad1") -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append([*row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(workbook: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return made.getvalue()


def table(*rows: Sequence[object]) -> Table:
    return read_table("rows.csv", csv_file(rows))
