"""The files that users fill in: a header, an example row that import skips, and what goes where."""

import csv
import io
from typing import Literal

from openpyxl import Workbook  # type: ignore[import-untyped]

from service.tables.cells import EXAMPLES
from service.tables.column_types import Both, Column, TableKind
from service.tables.columns import COLUMNS
from service.tables.sheet import Language
from service.tables.writing import new_sheet, saved

__all__ = ["TemplateFormat", "write_template"]

TemplateFormat = Literal["csv", "xlsx"]

_SHEETS = {"nl": ("Invullen", "Uitleg"), "en": ("Fill in", "Notes")}
_HEADERS = {
    "nl": ("Kolom", "Wat erin staat", "Voorbeeld", "Nodig"),
    "en": ("Column", "What it holds", "Example", "Needed"),
}
_ABOUT_EXAMPLE = {
    "nl": "De rij VOORBEELD wordt overgeslagen; u mag haar laten staan of weghalen.",
    "en": "The row EXAMPLE is skipped; leave it or take it away.",
}


def write_template(kind: TableKind, format: TemplateFormat, language: Language = "nl") -> bytes:
    """An empty table of a kind, with an example row.

    CSV has a byte order mark and semicolons, so that Dutch Excel opens it. XLSX has a second sheet
    that says what each column holds, and takes all input as text: 8-12 hours become no date.
    """
    columns = COLUMNS[kind]
    rows = [
        [_in(column.header, language) for column in columns],
        [_example(column, language) for column in columns],
    ]
    if format == "csv":
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=";").writerows(rows)
        return file.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    fill_in, notes = _SHEETS[language]
    new_sheet(book, fill_in, rows, language, is_form=True)
    explained = [_explained(column, language) for column in columns]
    new_sheet(book, notes, [_HEADERS[language], *explained, [_ABOUT_EXAMPLE[language]]], language)
    return saved(book)


def _in(words: Both, language: Language) -> str:
    return words.nl if language == "nl" else words.en


def _example(column: Column, language: Language) -> str:
    return EXAMPLES[language] if column.field == "id" else column.example


def _explained(column: Column, language: Language) -> list[str]:
    needed = _in(Both("ja", "yes"), language) if column.required else ""
    return [_in(column.header, language), _in(column.holds, language), column.example, needed]
