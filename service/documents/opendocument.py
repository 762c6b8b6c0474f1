"""ODT: paragraphs, lists, tables, headers and text boxes, in the order of the file.

Deleted text, comments and hidden sections are no text.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from service.documents.errors import BrokenDocumentError, UnknownKindError
from service.documents.look import Look, as_colour
from service.documents.markup import attribute, child, local
from service.documents.packages import Package
from service.documents.plain import row_line

__all__ = ["read_odt"]

_MEDIA_TYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_NOT_SHOWN = frozenset(
    {"tracked-changes", "annotation", "hidden-text", "forms", "sequence-decls", "meta", "title",
     "desc"}
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h"})
_FRAMES = frozenset({"frame", "custom-shape", "rect", "g", "ellipse"})
_POINTS = re.compile(r"(\d+(?:\.\d+)?)(pt|cm|mm|in)")
_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_MOST_SPACES = 100
_LONGEST_CHAIN = 20

_Styles = dict[tuple[str | None, str | None], Element]


def read_odt(package: Package) -> tuple[str, int]:
    """The text that shows, and how many characters of hidden text were left out.

    Raises:
        DocumentError: It is no ODT, or damaged or locked.
    """
    if not package.names("mimetype", "") or package.content("mimetype").strip() != _MEDIA_TYPE:
        raise UnknownKindError(
            expected="ODT by its name",
            found="an archive of something else",
            way_out="save it as PDF, DOCX or ODT, or paste the text",
        )
    if package.names(_MANIFEST, "") and b"encryption-data" in package.content(_MANIFEST):
        raise BrokenDocumentError(
            expected="a document without a password",
            found="a locked one",
            way_out="save it without a password",
        )
    content = package.needed("content.xml", "ODT")
    common = package.optional("styles.xml")
    shared = _styles_of(child(common, "styles"))
    pages = _Reader(shared | _styles_of(child(common, "automatic-styles")))
    body = _Reader(shared | _styles_of(child(content, "automatic-styles")))
    around = pages.text(child(common, "master-styles"))
    text = body.text(child(content, "body", "text"))
    return f"{around}\n\n{text}".strip(), pages.hidden + body.hidden


def _styles_of(folder: Element | None) -> _Styles:
    found = () if folder is None else tuple(folder)
    return {(attribute(each, "family"), attribute(each, "name")): each for each in found}


class _Reader:
    """Walks a part; `hidden` counts the characters left out."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self.hidden = 0

    def text(self, root: Element | None) -> str:
        return "" if root is None else "\n".join(self._lines(root, Look()))

    def _lines(self, element: Element, look: Look) -> Iterator[str]:
        for each in element:
            name = local(each)
            if name in _PARAGRAPHS:
                yield from self._paragraph(each, look)
            elif name == "table-row":
                yield self._row(each, look)
            elif name == "list-item":
                yield from _as_item(list(self._lines(each, look)))
            elif name not in _NOT_SHOWN:
                yield from self._lines(each, look.under(self._container(each)))

    def _row(self, row: Element, look: Look) -> str:
        own = look.under(Look(hidden=attribute(row, "visibility") == "collapse" or None))
        cells = ((cell, own.under(self._styled("table-cell", cell))) for cell in row)
        return row_line(["\n".join(self._lines(cell, its)) for cell, its in cells])

    def _container(self, element: Element) -> Look:
        """What a section or a text box says of all that is in it."""
        if local(element) == "section" and attribute(element, "display") == "none":
            return Look(hidden=True)
        return self._styled("graphic", element)

    def _paragraph(self, paragraph: Element, look: Look) -> Iterator[str]:
        own = look.under(self._styled("paragraph", paragraph))
        if attribute(child(paragraph, "hidden-paragraph"), "is-hidden") == "true":
            own = own.under(Look(hidden=True))
        yield "".join(self._inline(paragraph, own))
        for frame in _frames(paragraph):
            yield from self._lines(frame, Look(hidden=own.hidden).under(self._container(frame)))

    def _inline(self, element: Element, look: Look) -> Iterator[str]:
        yield self._shown(element.text, look)
        for each in element:
            match local(each):
                case "s":
                    count = attribute(each, "c") or "1"
                    yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
                case "tab":
                    yield "\t"
                case "line-break":
                    yield "\n"
                case name if name not in _NOT_SHOWN and name not in _FRAMES:
                    yield from self._inline(each, look.under(self._styled("text", each)))
            yield self._shown(each.tail, look)

    def _shown(self, text: str | None, look: Look) -> str:
        if text and not look.readable:
            self.hidden += len(text.strip())
            return ""
        return text or ""

    def _styled(self, family: str, element: Element) -> Look:
        """What the style of an element says, and those that it is based on."""
        look = Look()
        name = attribute(element, "style-name")
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                break
            for properties in style:
                look = _said(properties).under(look)
            name = attribute(style, "parent-style-name")
        return look


def _frames(element: Element) -> Iterator[Element]:
    """The frames in an element, but not those inside them."""
    for each in element:
        if local(each) in _FRAMES:
            yield each
        else:
            yield from _frames(each)


def _said(properties: Element) -> Look:
    ground = attribute(properties, "background-color")
    if attribute(properties, "fill") == "solid":
        ground = attribute(properties, "fill-color")
    display = attribute(properties, "display")
    size = _POINTS.fullmatch(attribute(properties, "font-size") or "")
    own = attribute(properties, "use-window-font-color") != "true"
    return Look(
        hidden=None if display is None else display == "none",
        size=float(size[1]) * _UNITS[size[2]] if size else None,
        colour=as_colour(attribute(properties, "color")) if own else None,
        ground=as_colour(ground),
    )


def _as_item(lines: list[str]) -> Iterator[str]:
    first, *rest = lines or [""]
    yield f"- {first}" if first.strip() else first
    yield from rest
