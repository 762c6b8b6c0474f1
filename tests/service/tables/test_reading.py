from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.tables import reading
from service.tables.errors import UnreadableTableError
from service.tables.reading import Row, read_table
from tests.service.tables.making import csv_file, with_part, xlsx_file

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET_XML = f"<worksheet {NAMESPACE}>{{}}</worksheet>"


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UnreadableTableError) as refused:
        read_table(name, content)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_in_each_encoding_and_with_each_delimiter(
    delimiter: str, encoding: str
) -> None:
    rows = [["id", "naam"], ["1", "Zoë; of, wie\tdan ook"], ["2", "Noël"]]
    read = read_table("a.csv", csv_file(rows, delimiter=delimiter, encoding=encoding))
    assert [list(row.cells) for row in (read.header, *read.rows)] == rows


def test_a_header_of_one_column_keeps_commas_in_its_cells() -> None:
    assert read_table("a.csv", b"tekst\r\nja, nee\r\nmisschien\r\n").rows[0].cells == ("ja, nee",)


def test_the_delimiter_is_the_one_by_which_rows_are_as_wide_as_the_header() -> None:
    read = read_table("a.csv", b"naam;uren, per week, of niet\nSam;36\nKim;24\n")
    assert read.header.cells == ("naam", "uren, per week, of niet")


def test_a_row_has_the_line_on_which_it_begins() -> None:
    read = read_table("a.csv", b'\n id;tekst\n1;"een\ntwee\n\ndrie"\n;;\n\n2;vier\n')
    assert (read.header.line, [row.line for row in read.rows]) == (2, [3, 9])
    assert read.rows[0].cells == ("1", "een\ntwee\n\ndrie")


def test_a_workbook_is_read_as_a_person_would_type_it() -> None:
    values = [
        "1",
        7,
        2.5,
        0.1 + 0.2,
        date(2026, 1, 31),
        datetime(2026, 1, 31, 14),
        True,
        3.0,
        1e300,
    ]
    rows: list[list[object]] = [[], [], ["a"] * 9, [], values, [None, "x"]]
    read = read_table("a.xlsx", xlsx_file(rows))
    shown = ("1", "7", "2.5", "0.3", "2026-01-31", "2026-01-31 14:00", "ja", "3", "1e+300")
    assert (read.header.line, read.rows) == (3, (Row(5, shown), Row(6, ("", "x"))))


def test_control_characters_are_left_out() -> None:
    escaped = xlsx_file([["kop"], ["a_x0000_b_x001B_c"]])
    assert read_table("a.xlsx", escaped).rows[0].cells == ("abc",)
    assert read_table("a.csv", b"kop\na\x1bb\x07c\n").rows[0].cells == ("abc",)


def test_a_table_that_stands_lower_and_to_the_right_has_its_own_places() -> None:
    read = read_table("a.xlsx", xlsx_file([[], [None, None, "kop"], [], [None, None, "x"]]))
    assert (read.header, read.rows) == (Row(2, ("", "", "kop")), (Row(4, ("", "", "x")),))


def test_a_sheet_is_found_by_name_and_a_missing_one_is_refused() -> None:
    content = xlsx_file([["kop"], ["x"]], sheet="Blad é")
    assert read_table("a.xlsx", content, sheet="Blad é").rows[0].cells == ("x",)
    with pytest.raises(UnreadableTableError, match=r"a sheet named 'Blad 2', found Blad é"):
        read_table("a.xlsx", content, sheet="Blad 2")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"id;naam\n"),
        ("a.csv", xlsx_file([["x"]])),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1")),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1")),
        ("a", b"id\n"),
        ("a.xlsx", b"PK\x03\x04 and then nothing"),
        ("a.xlsx", xlsx_file([["x"]])[:-900]),
        ("a.xlsx", with_part(xlsx_file([["x"]]), "content.xml", b"<x/>")),
        ("a.xlsx", with_part(xlsx_file([["x"]]), SHEET, b"<worksheet")),
        ("a.csv", "id;naam\n".encode("utf-16")),
        ("a.csv", b""),
        ("a.csv", b"\n;;\n"),
        ("a.xlsx", xlsx_file([])),
        ("a.csv", b'id;naam\n1;"open\n'),
        ("a.csv", b'id;naam\n1;"a"b\n'),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_way_out(name: str, content: bytes) -> None:
    message = refusal(name, content)
    assert message.startswith("expected ")
    assert ", found " in message
    assert "; " in message


def test_a_file_over_20_mb_is_refused() -> None:
    assert "at most 20 MB" in refusal("a.csv", b"a\n" * 10 * 1024**2 + b"b")


def test_more_rows_or_columns_than_the_limits_are_refused() -> None:
    full = b"id\n" + b"1\n" * reading.MOST_ROWS
    assert len(read_table("a.csv", full).rows) == reading.MOST_ROWS
    assert "at most 200,000 rows" in refusal("a.csv", full + b"1\n")
    assert len(read_table("a.csv", b"x;" * 199 + b"x").header.cells) == 200
    assert "at most 200 columns, found 201 on line 1" in refusal("a.csv", b"x;" * 200 + b"x")
    assert "at most 200 columns" in refusal("a.xlsx", xlsx_file([["x"] * 201]))


def test_a_bomb_is_refused() -> None:
    bomb = with_part(xlsx_file([["x"]]), SHEET, b" " * 210 * 1024**2)
    assert len(bomb) < 10 * 1024**2
    assert "at most 200 MB when unpacked" in refusal("a.xlsx", bomb)


def test_a_small_file_that_fills_the_memory_ends_its_own_process_only() -> None:
    row = '<row r="{}"><c r="{}"><v>1</v></c></row>'
    corners = row.format(1, "A1") + row.format(4000, "XFD4000")
    sheet = SHEET_XML.format(f"<sheetData>{corners}</sheetData>")
    content = with_part(xlsx_file([["x"]]), SHEET, sheet.encode())
    assert "1 GB of memory" in refusal("a.xlsx", content)


def test_one_text_in_very_many_cells_is_refused() -> None:
    row = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c></row>'
    rows = "".join(row.format(number) for number in range(1, 101))
    sheet = SHEET_XML.format(f"<sheetData>{rows}</sheetData>").encode()
    texts = f"<sst {NAMESPACE}><si><t>{'x' * 600_000}</t></si></sst>".encode()
    content = with_part(with_part(xlsx_file([["x"]]), SHEET, sheet), "xl/sharedStrings.xml", texts)
    assert "at most 50,000,000 characters" in refusal("a.xlsx", content)


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_SECONDS", 0.001)
    assert "within" in refusal("a.xlsx", xlsx_file([["x"]]))


def test_a_workbook_that_asks_for_another_file_is_refused() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    cell = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a&e;b</t></is></c></row></sheetData>'
    )
    content = with_part(xlsx_file([["x"]]), SHEET, (doctype + SHEET_XML.format(cell)).encode())
    assert "a broken file" in refusal("a.xlsx", content)


@given(st.binary(max_size=200))
@example(b"\x81\x8d;\n")
@example(b"a\rb;c\r")
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        read = read_table("a.csv", content)
    except UnreadableTableError:
        return
    assert all(row.cells for row in (read.header, *read.rows))
