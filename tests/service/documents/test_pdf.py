import io
from collections.abc import Callable

import pypdfium2  # type: ignore[import-untyped]
import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from service.documents.errors import BrokenDocumentError, NoTextError, TooLargeError
from service.documents.model import NoticeCode
from tests.service.documents.making import SECRET, SHOWN, hidden, make_pdf, nothing, read


def white(pdf: FPDF) -> None:
    pdf.set_text_color(255, 255, 255)
    pdf.cell(0, 10, SECRET)


def nearly_white(pdf: FPDF) -> None:
    pdf.set_text_color(250, 250, 245)
    pdf.cell(0, 10, SECRET)


def tiny(pdf: FPDF) -> None:
    pdf.set_font("helvetica", size=1)
    pdf.cell(0, 10, SECRET)


def invisible(pdf: FPDF) -> None:
    with pdf.local_context(text_mode=TextMode.INVISIBLE):
        pdf.cell(0, 10, SECRET)


def outside(pdf: FPDF) -> None:
    pdf.text(-300, 100, SECRET)


def covered(pdf: FPDF) -> None:
    pdf.text(20, 100, SECRET)
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(10, 80, 190, 40, style="F")


def transparent(pdf: FPDF) -> None:
    with pdf.local_context(fill_opacity=0.02):
        pdf.cell(0, 10, SECRET)


def dark_on_dark(pdf: FPDF) -> None:
    pdf.set_fill_color(20, 20, 20)
    pdf.cell(0, 10, SECRET, fill=True)


@pytest.mark.parametrize(
    "draw", [white, nearly_white, tiny, invisible, outside, covered, transparent, dark_on_dark]
)
def test_letters_that_nobody_sees_are_left_out(draw: Callable[[FPDF], None]) -> None:
    document = read(".pdf", make_pdf(draw))
    assert document.text == SHOWN
    assert hidden(document) == len(SECRET.replace(" ", ""))


def test_white_letters_on_a_dark_bar_are_read() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_fill_color(0, 0, 90)
        pdf.set_text_color(255, 255, 255)
        pdf.cell(0, 10, "Java en Git", fill=True)

    document = read(".pdf", make_pdf(draw))
    assert document.text == f"{SHOWN}\nJava en Git"
    assert document.warnings == ()


def test_letters_that_are_scaled_up_are_not_tiny() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_font("helvetica", size=1)
        with pdf.local_context():
            pdf._out("12 0 0 12 -300 -4200 cm")  # as writers do that set size 1 and scale it
            pdf.text(11, 160, "Groot")

    assert "Groot" in read(".pdf", make_pdf(draw)).text


def test_a_turned_page_is_read() -> None:
    document = pypdfium2.PdfDocument(make_pdf(white))
    document[0].set_rotation(90)
    file = io.BytesIO()
    document.save(file)
    assert read(".pdf", file.getvalue()).text == SHOWN


def test_words_and_sentences_are_joined_over_lines() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.multi_cell(
            60, 6, "Wij vragen kennis van netwerk-\nbeheer en van databases in de praktijk"
        )

    text = read(".pdf", make_pdf(draw)).text
    assert "netwerkbeheer" in text
    assert "databases in de praktijk" in text.replace("\n", " ")


def test_a_picture_has_no_text() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("RGB", (60, 40), "navy"))
    with pytest.raises(NoTextError, match="scans are not read"):
        read(".pdf", bytes(pdf.output()))


def test_pages_without_text_are_told() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(0, 10, SHOWN)
    pdf.add_page()
    (notice,) = read(".pdf", bytes(pdf.output())).warnings
    assert (notice.code, notice.count) == (NoticeCode.PAGES_WITHOUT_TEXT, 1)


def test_a_hundred_pages_are_too_many() -> None:
    with pytest.raises(TooLargeError, match="at most 50 pages, found 100"):
        read(".pdf", make_pdf(nothing, pages=100))


def test_fifty_pages_are_read() -> None:
    assert read(".pdf", make_pdf(nothing, pages=50)).text.count(SHOWN) == 50


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(0, 10, SHOWN)
    with pytest.raises(BrokenDocumentError, match="locked"):
        read(".pdf", bytes(pdf.output()))


def test_a_quarter_of_a_pdf_is_broken() -> None:
    whole = make_pdf(nothing)
    with pytest.raises(BrokenDocumentError, match="damaged"):
        read(".pdf", whole[: len(whole) // 4])
