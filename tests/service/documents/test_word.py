from collections.abc import Callable

import pytest
from docx.document import Document as DocxDocument
from docx.enum.dml import MSO_THEME_COLOR
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor

from service.documents.errors import BrokenDocumentError, UnknownKindError
from tests.service.documents.making import (
    SECRET,
    SHOWN,
    hidden,
    make_archive,
    make_docx,
    nothing,
    read,
    with_part,
)

WHITE = RGBColor(255, 255, 255)


def vanished(document: DocxDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.hidden = True


def white(document: DocxDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.color.rgb = WHITE


def tiny(document: DocxDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.size = Pt(1)


def white_by_style(document: DocxDocument) -> None:
    style = document.styles.add_style("Wit", 1)
    style.font.color.rgb = WHITE
    heir = document.styles.add_style("Erfgenaam", 1)
    heir.base_style = style
    document.add_paragraph(SECRET, style=heir)


def hidden_in_table(document: DocxDocument) -> None:
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(SECRET).font.hidden = True


@pytest.mark.parametrize("change", [vanished, white, tiny, white_by_style, hidden_in_table])
def test_runs_that_nobody_sees_are_left_out(change: Callable[[DocxDocument], None]) -> None:
    document = read(".docx", make_docx(change))
    assert document.text == SHOWN
    assert hidden(document) == len(SECRET)


def shaded(element: BaseOxmlElement, fill: str = "1F3864") -> None:
    element.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def test_white_on_a_dark_cell_or_paragraph_is_read() -> None:
    def change(document: DocxDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        shaded(cell._tc.get_or_add_tcPr())
        cell.paragraphs[0].add_run("Java").font.color.rgb = WHITE
        paragraph = document.add_paragraph()
        shaded(paragraph._p.get_or_add_pPr())
        paragraph.add_run("Git").font.color.rgb = WHITE

    assert read(".docx", make_docx(change)).text == f"{SHOWN}\nJava\nGit"


def test_tables_lists_headers_and_footers_are_read() -> None:
    def change(document: DocxDocument) -> None:
        document.add_heading("Vaardigheden", 1)
        document.add_paragraph("Java", style="List Bullet")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Naam", "Sam Voorbeeld"
        document.sections[0].header.paragraphs[0].text = "Curriculum vitae"
        document.sections[0].footer.paragraphs[0].text = "Tot ziens"

    text = read(".docx", make_docx(change)).text
    assert text == (
        f"Curriculum vitae\n\n{SHOWN}\nVaardigheden\n- Java\nNaam: Sam Voorbeeld\n\nTot ziens"
    )


BOX = (
    '<w:p {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><box>{fill}<w:txbxContent><w:p><w:r>"
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Scrum</w:t></w:r></w:p></w:txbxContent></box>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Scrum</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
DARK = "<spPr><solidFill><schemeClr val='accent1'/></solidFill></spPr>"


@pytest.mark.parametrize(("fill", "lines"), [(DARK, [SHOWN, "Scrum"]), ("", [SHOWN])])
def test_a_text_box_is_read_once_where_its_letters_show(fill: str, lines: list[str]) -> None:
    def change(document: DocxDocument) -> None:
        document.element.body.insert(1, parse_xml(BOX.format(ns=nsdecls("w"), fill=fill)))

    text = read(".docx", make_docx(change)).text
    assert [line for line in text.splitlines() if line] == lines


def test_content_controls_and_insertions_are_read_and_deletions_are_not() -> None:
    def change(document: DocxDocument) -> None:
        document.element.body.insert(
            1,
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:ins w:id='1'><w:r><w:t>Agile</w:t>"
                "</w:r></w:ins><w:del w:id='2'><w:r><w:delText>Cobol</w:delText></w:r></w:del>"
                "</w:p></w:sdtContent></w:sdt>"
            ),
        )

    assert read(".docx", make_docx(change)).text == f"{SHOWN}\nAgile"


def test_entities_in_a_document_are_refused() -> None:
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [' + laughs + b"]><d>&l9;</d>"
    with pytest.raises(BrokenDocumentError, match="document type"):
        read(".docx", with_part(make_docx(nothing), "word/document.xml", bomb))


def test_a_file_from_outside_cannot_be_drawn_in() -> None:
    outside = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    with pytest.raises(BrokenDocumentError, match="document type"):
        read(".docx", with_part(make_docx(nothing), "word/document.xml", outside))


def test_a_document_type_in_another_encoding_is_refused_too() -> None:
    outside = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'
    with pytest.raises(BrokenDocumentError, match="document type"):
        read(".docx", with_part(make_docx(nothing), "word/document.xml", outside.encode("utf-16")))


def test_another_archive_is_no_docx() -> None:
    with pytest.raises(UnknownKindError, match="an archive of something else"):
        read(".docx", make_archive({"a.txt": b"x"}))


def test_parts_within_parts_are_read_to_a_depth_or_refused() -> None:
    deep = b"<d>" + b"<p>" * 50_000 + b"</p>" * 50_000 + b"</d>"
    with pytest.raises(BrokenDocumentError, match="depth"):
        read(".docx", with_part(make_docx(nothing), "word/document.xml", deep))


def test_half_a_docx_is_broken() -> None:
    whole = make_docx(nothing)
    with pytest.raises(BrokenDocumentError, match="damaged"):
        read(".docx", whole[: len(whole) // 2])


def test_white_on_a_marker_is_read_and_white_by_theme_is_not() -> None:
    def change(document: DocxDocument) -> None:
        marked = document.add_paragraph().add_run("Java")
        marked.font.color.rgb = WHITE
        marked.font.highlight_color = WD_COLOR_INDEX.DARK_BLUE
        document.add_paragraph().add_run(
            SECRET
        ).font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1

    assert read(".docx", make_docx(change)).text == f"{SHOWN}\nJava"
