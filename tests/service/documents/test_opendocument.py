from collections.abc import Callable
from typing import Any

import odfdo
import pytest

from service.documents.errors import BrokenDocumentError, UnknownKindError
from tests.service.documents.making import (
    SECRET,
    SHOWN,
    hidden,
    make_docx,
    make_odt,
    nothing,
    read,
    with_part,
)


def styled(**looks: Any) -> Callable[[odfdo.Document], None]:
    def change(document: odfdo.Document) -> None:
        style = odfdo.Style("paragraph", name="eigen", area="text", **looks)
        document.insert_style(style, automatic=True)
        document.body.append(odfdo.Paragraph(SECRET, style="eigen"))

    return change


def hidden_section(document: odfdo.Document) -> None:
    section = odfdo.Section(name="weg")
    section.set_attribute("text:display", "none")
    section.append(odfdo.Paragraph(SECRET))
    document.body.append(section)


@pytest.mark.parametrize(
    "change",
    [styled(color="#ffffff"), styled(display="none"), styled(size="1pt"), hidden_section],
)
def test_text_that_nobody_sees_is_left_out(change: Callable[[odfdo.Document], None]) -> None:
    document = read(".odt", make_odt(change))
    assert document.text == SHOWN
    assert hidden(document) == len(SECRET)


def test_white_on_dark_is_read() -> None:
    document = read(".odt", make_odt(styled(color="#ffffff", background_color="#000080")))
    assert SECRET in document.text


def test_headings_lists_tables_and_spaces_are_read() -> None:
    def change(document: odfdo.Document) -> None:
        document.body.append(odfdo.Header(1, "Opleiding"))
        document.body.append(odfdo.List(["Java", "Git"]))
        table = odfdo.Table("T", width=2, height=1)
        table.set_value("A1", "Naam")
        table.set_value("B1", "Sam Voorbeeld")
        document.body.append(table)
        document.body.append(odfdo.Paragraph("twee  woorden"))

    text = read(".odt", make_odt(change)).text
    assert [line for line in text.splitlines() if line] == [
        SHOWN,
        "Opleiding",
        "- Java",
        "- Git",
        "Naam: Sam Voorbeeld",
        "twee woorden",
    ]


def test_a_text_box_is_read_and_a_comment_is_not() -> None:
    def change(document: odfdo.Document) -> None:
        paragraph = odfdo.Paragraph("met kader")
        paragraph.append(odfdo.Frame.text_frame("Scrum", size=("5cm", "1cm")))
        document.body.append(paragraph)
        noted = odfdo.Paragraph("met noot")
        noted.insert_annotation(after="noot", body="Cobol", creator="Robin")
        document.body.append(noted)

    text = read(".odt", make_odt(change)).text
    assert [line for line in text.splitlines() if line] == [SHOWN, "met kader", "Scrum", "met noot"]


def test_a_locked_odt_is_said_to_be_locked() -> None:
    locked = with_part(make_odt(nothing), "META-INF/manifest.xml", b"<a><encryption-data/></a>")
    with pytest.raises(BrokenDocumentError, match="locked"):
        read(".odt", locked)


def test_a_docx_is_no_odt() -> None:
    with pytest.raises(UnknownKindError):
        read(".odt", make_docx(nothing))


def test_entities_in_a_document_are_refused() -> None:
    with pytest.raises(BrokenDocumentError, match="document type"):
        read(
            ".odt",
            with_part(
                make_odt(nothing), "content.xml", b'<!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'
            ),
        )


RAW = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body>'
    "<office:text><text:p>een<text:tab/>twee<text:line-break/>drie<text:s text:c='3'/>vier</text:p>"
    "<text:p><text:hidden-paragraph text:is-hidden='true'/>Cobol</text:p>"
    "<text:p>voor<text:hidden-text>Cobol</text:hidden-text>na</text:p>"
    "<table:table><table:table-row table:visibility='collapse'><table:table-cell>"
    "<text:p>Cobol</text:p></table:table-cell></table:table-row></table:table>"
    "</office:text></office:body></office:document-content>"
)


def test_tabs_and_breaks_are_kept_and_hidden_paragraphs_and_rows_are_not() -> None:
    document = read(".odt", with_part(make_odt(nothing), "content.xml", RAW.encode()))
    assert document.text == "een\ttwee\ndrie vier\n\nvoorna"
    assert hidden(document) == 2 * len("Cobol")
