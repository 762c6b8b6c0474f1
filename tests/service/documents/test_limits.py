import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from service.documents.errors import (
    BrokenDocumentError,
    DocumentError,
    NoTextError,
    TooLargeError,
    UnknownKindError,
    by_name,
)
from service.documents.kinds import EXTENSIONS
from service.documents.limits import LIMITS
from service.documents.model import DocumentKind, NoticeCode
from service.documents.reading import read_content
from tests.service.documents.making import (
    SHOWN,
    make_archive,
    make_docx,
    make_odt,
    make_pdf,
    nothing,
    page,
    read,
    samples,
    with_part,
)


def test_a_bomb_is_refused() -> None:
    bomb = make_archive({"word/document.xml": b"<a>" + b" " * 40 * 2**20 + b"</a>"})
    with pytest.raises(TooLargeError, match="out of proportion"):
        read(".docx", bomb)


def test_a_bomb_in_a_part_that_is_not_read_is_refused() -> None:
    bomb = with_part(make_odt(nothing), "Pictures/a.png", bytes(60 * 2**20))
    with pytest.raises(TooLargeError, match="50 MB"):
        read(".odt", bomb)


def test_too_many_parts_are_refused() -> None:
    many = make_archive({f"{number}.xml": b"" for number in range(LIMITS.parts + 1)})
    with pytest.raises(TooLargeError, match="2000 parts"):
        read(".docx", many)


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    lying = bytearray(make_docx(nothing))
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    needle = size.to_bytes(4, "little")
    assert needle in lying
    with pytest.raises(BrokenDocumentError):
        read(".docx", bytes(lying).replace(needle, (10).to_bytes(4, "little")))


def test_a_picture_of_ordinary_size_is_no_bomb() -> None:
    assert read(".docx", with_part(make_docx(nothing), "word/media/a.png", bytes(2**19))).text


def test_a_locked_archive_is_said_to_be_locked() -> None:
    locked = bytearray(make_docx(nothing))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = locked.find(start)
        locked[place + (6 if start.endswith(b"\x04") else 8)] |= 1
    with pytest.raises(BrokenDocumentError, match="locked"):
        read(".docx", bytes(locked))


def test_a_text_of_half_a_million_characters_is_read_and_one_more_is_not() -> None:
    assert read(".txt", "a" * LIMITS.characters).text
    with pytest.raises(TooLargeError, match="500000 characters, found 500001"):
        read(".txt", "a" * (LIMITS.characters + 1))


@pytest.mark.parametrize(
    ("content", "text", "guessed"),
    [
        ("café".encode(), "café", False),
        ("café".encode("utf-8-sig"), "café", False),
        ("café".encode("utf-16"), "café", False),
        ("café – €".encode("cp1252"), "café – €", True),
    ],
)
def test_plain_text_is_utf_8_or_else_windows_1252(content: bytes, text: str, guessed: bool) -> None:
    document = read(".txt", content)
    assert (document.kind, document.text) == (DocumentKind.TEXT, text)
    codes = [each.code for each in document.warnings]
    assert codes == ([NoticeCode.GUESSED_ENCODING] if guessed else [])


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        (".pdf", b"\xd0\xcf\x11\xe0" + bytes(100)),
        (".docx", b"\xd0\xcf\x11\xe0" + bytes(100)),
        (".txt", b"{\\rtf1 text}"),
        (".txt", b"\x89PNG\r\n"),
        (".txt", b"MZ\x90\x00"),
        (".txt", b"a\0b"),
        (".txt", page("").encode()),
        (".txt", make_pdf(nothing)),
        (".pdf", make_docx(nothing)),
        (".docx", make_pdf(nothing)),
        (".docx", make_odt(nothing)),
        (".odt", b"text"),
        (".html", b"text without markup"),
        (".html", make_docx(nothing)),
        (".json", b"text"),
        (".xml", b"{}"),
    ],
)
def test_a_name_that_does_not_fit_what_is_inside_is_refused(extension: str, content: bytes) -> None:
    with pytest.raises(UnknownKindError):
        read(extension, content)


@pytest.mark.parametrize("extension", [".exe", ".doc", "", ".docm"])
def test_an_unknown_extension_is_refused(extension: str) -> None:
    with pytest.raises(UnknownKindError, match=r"\.pdf, \.docx"):
        read(extension, b"x")


def test_text_of_nothing_but_spaces_is_no_text() -> None:
    with pytest.raises(NoTextError):
        read(".txt", b" \n\t")


@pytest.mark.parametrize("name", samples())
def test_every_kind_is_read(name: str) -> None:
    assert read("." + name.rpartition(".")[2], samples()[name]).text


def test_fewer_pages_can_be_asked() -> None:
    with pytest.raises(TooLargeError, match="at most 1 pages"):
        read_content(".pdf", make_pdf(nothing, pages=2), replace(LIMITS, pages=1))


def test_errors_travel_by_name() -> None:
    for each in DocumentError.__subclasses__():
        assert by_name(each.__name__) is each
    assert by_name("Nonsense") is BrokenDocumentError


def test_an_error_says_nothing_of_what_is_in_the_document() -> None:
    for extension in (".pdf", ".docx", ".odt", ".json", ".xml"):
        with pytest.raises(DocumentError) as caught:
            read(extension, SHOWN)
        assert "Python" not in str(caught.value)


def test_the_guide_names_every_extension_and_limit() -> None:
    guide = (Path(__file__).parents[3] / "docs/importing.md").read_text(encoding="utf-8")
    assert all(f"`{extension}`" in guide for extension in EXTENSIONS)
    said = (
        f"| file | {LIMITS.size // 2**20} MB |",
        f"{LIMITS.unpacked // 2**20} MB in {LIMITS.parts:,} parts",
        f"more than {LIMITS.ratio} to 1",
        f"| pages of a PDF | {LIMITS.pages} |",
        f"| text | {LIMITS.characters:,} characters |",
        f"| time | {LIMITS.seconds:g} seconds |",
        f"| memory | {LIMITS.memory // 2**20} MB |",
    )
    assert [each for each in said if each not in guide] == []
