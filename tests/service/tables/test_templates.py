import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from service.tables.column_types import TableKind
from service.tables.columns import COLUMNS
from service.tables.errors import UnreadableTableError
from service.tables.importing import (
    read_candidates,
    read_organisations,
    read_programmes,
    read_vacancies,
)
from service.tables.reading import Table, read_table
from service.tables.records import Import
from service.tables.sheet import Language
from service.tables.templates import TemplateFormat, write_template
from tests.service.tables.making import table

DOCS = Path(__file__).parents[3] / "docs" / "importing.md"
READERS: dict[TableKind, Callable[[Table], Import[object]]] = {
    TableKind.CANDIDATES: read_candidates,
    TableKind.VACANCIES: read_vacancies,
    TableKind.PROGRAMMES: read_programmes,
    TableKind.ORGANISATIONS: read_organisations,
}

each_kind = pytest.mark.parametrize("kind", TableKind)
each_language = pytest.mark.parametrize("language", ["nl", "en"])


@each_kind
@each_language
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_is_read_and_its_example_skipped(
    kind: TableKind, language: Language, form: TemplateFormat
) -> None:
    read = read_table(f"a.{form}", write_template(kind, form, language))
    assert len(read.header.cells) == len(COLUMNS[kind])
    with pytest.raises(UnreadableTableError, match="only the example"):
        READERS[kind](read)


@each_kind
def test_the_example_of_a_template_can_be_imported_under_another_id(kind: TableKind) -> None:
    columns = COLUMNS[kind]
    rows = table([column.header.nl for column in columns], [column.example for column in columns])
    assert len(READERS[kind](rows).rows) == 1


@each_kind
@each_language
def test_a_workbook_explains_each_column(kind: TableKind, language: Language) -> None:
    book = load_workbook(io.BytesIO(write_template(kind, "xlsx", language)))
    headers, notes = ([*sheet.values] for sheet in book)
    assert [row[0] for row in notes[1:-1]] == list(headers[0])
    assert all(row[1] and row[2] for row in notes[1:-1])
    assert {"nl": "VOORBEELD", "en": "EXAMPLE"}[language] in notes[-1][0]


def test_dutch_excel_opens_the_csv_template() -> None:
    content = write_template(TableKind.ORGANISATIONS, "csv")
    assert content.startswith(b"\xef\xbb\xbfOrganisatienummer;Naam;Soort\r\nVOORBEELD;")


@each_kind
def test_each_column_stands_in_the_documentation(kind: TableKind) -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    for column in COLUMNS[kind]:
        start = f"| {column.header.nl} | {column.header.en} |"
        assert [line for line in lines if line.startswith(start)], start
