import json

import pytest

from service.documents.errors import NoTextError
from service.documents.model import DocumentKind, NoticeCode
from tests.service.documents.making import POSTING, SECRET, SHOWN, hidden, page, read


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<p hidden>{SECRET}</p>", ""),
        (f"<p style='display: none'>{SECRET}</p>", ""),
        (f"<p style='DISPLAY:NONE !important'>{SECRET}</p>", ""),
        (f"<p style='visibility:hidden'>{SECRET}</p>", ""),
        (f"<p style='color:#fff'>{SECRET}</p>", ""),
        (f"<p style='color:rgb(255, 255, 255)'>{SECRET}</p>", ""),
        (f"<p style='font-size:1px'>{SECRET}</p>", ""),
        (f"<p style='opacity:0'>{SECRET}</p>", ""),
        (f"<p style='position:absolute;left:-9999px'>{SECRET}</p>", ""),
        (f"<p><font color='white'>{SECRET}</font></p>", ""),
        (f"<p class='weg'>{SECRET}</p>", "<style>/* x */ .weg { display: none }</style>"),
        (f"<div style='display:none'><p style='display:block'>{SECRET}</p></div>", ""),
    ],
)
def test_text_that_nobody_sees_is_left_out(body: str, head: str) -> None:
    document = read(".html", page(body, head))
    assert document.text == SHOWN
    assert hidden(document) == len(SECRET)
    assert str(document.warnings[0]) == (
        f"{len(SECRET)} characters that a reader cannot see were left out"
    )


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p style='color:#fff;background:#123'>Java</p>", ""),
        ("<div style='background:navy'><p style='color:#fff'>Java</p></div>", ""),
        ("<p style='color:#fff'><b style='color:red'>Java</b></p>", ""),
        ("<table bgcolor='#000'><tr><td style='color:white'>Java</table>", ""),
        ("<p>Java</p>", "<style>:::x{ { display: none }</style>"),
        ("<p class='x'>Java</p>", "<style>@media print { .x { display: none } }</style>"),
    ],
)
def test_text_that_shows_is_read(body: str, head: str) -> None:
    assert read(".html", page(body, head)).text == f"{SHOWN}\nJava"


def test_blocks_are_lines_and_scripts_are_no_text() -> None:
    document = read(
        ".html",
        page(
            "<h2>Eisen</h2><ul><li>SQL\n  en Java</li><li>Git</li></ul><script>var a</script>"
            "<table><tr><td>Uren</td><td>36</td></tr></table>een<br>twee"
        ),
    )
    assert document.text.splitlines() == [
        SHOWN,
        "Eisen",
        "- SQL en Java",
        "- Git",
        "Uren: 36",
        "een",
        "twee",
    ]


def test_the_encoding_that_a_page_names_is_used() -> None:
    html = page("<p>cafй</p>", "<meta charset='windows-1251'>").encode("windows-1251")
    assert "cafй" in read(".html", html).text


def test_an_unknown_encoding_is_read_as_windows_1252() -> None:
    document = read(".html", page("<p>café</p>", "<meta charset='x-none'>").encode("cp1252"))
    assert "café" in document.text
    assert [each.code for each in document.warnings] == [NoticeCode.GUESSED_ENCODING]


def test_a_posting_inside_a_page_is_a_vacancy() -> None:
    graph = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Person"}, POSTING]})
    head = (
        f'<script type="application/ld+json">{{broken</script>'
        f'<script type="application/ld+json">{graph}</script>'
    )
    document = read(".html", page("", head))
    assert document.kind is DocumentKind.JOB_POSTING
    assert [each.title for each in document.vacancies] == ["Java developer"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(NoTextError):
        read(".html", "<html><body><img src=x></body></html>")
