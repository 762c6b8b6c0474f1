"""DOCX: paragraphs, tables, headers, text boxes and content controls, in the order of the file.

The XML is read as it stands: text boxes, content controls and tracked insertions hold much of what
CV templates show. Deleted text, comments and field codes are no text.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from service.documents.look import Look, as_colour
from service.documents.markup import attribute, child, local
from service.documents.packages import Package
from service.documents.plain import row_line

__all__ = ["read_docx"]

_NOT_SHOWN = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "pPr", "rPr"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_LONGEST_CHAIN = 20
_PLAIN = Look()
_WHITE_THEME = frozenset({"background1", "light1", "bg1", "lt1"})


def read_docx(package: Package) -> tuple[str, int]:
    """The text that shows, and how many characters of hidden text were left out.

    Raises:
        DocumentError: It is no DOCX, or damaged.
    """
    reader = _Reader(package.optional("word/styles.xml"))
    body = package.needed("word/document.xml", "DOCX")
    names = [
        *package.names("word/header", ".xml"),
        None,
        *package.names("word/footnotes", ".xml"),
        *package.names("word/footer", ".xml"),
    ]
    roots = (body if name is None else package.needed(name, "DOCX") for name in names)
    # Headers for the first, odd and even pages often say the same.
    texts = dict.fromkeys(reader.text(root) for root in roots)
    return "\n\n".join(text for text in texts if text.strip()), reader.hidden


class _Reader:
    """Walks a part; `hidden` counts the characters left out."""

    def __init__(self, styles: Element | None) -> None:
        found = () if styles is None else tuple(styles)
        self._styles = {attribute(each, "styleId"): each for each in found}
        defaults = child(styles, "docDefaults", "rPrDefault", "rPr")
        self._default = _said(defaults)
        self.hidden = 0

    def text(self, root: Element) -> str:
        return "\n".join(self._lines(root, self._default))

    def _lines(self, element: Element, look: Look) -> Iterator[str]:
        for each in element:
            match local(each):
                case "p":
                    yield from self._paragraph(each, look)
                case "tr":
                    yield row_line(["\n".join(self._cell(cell, look)) for cell in each])
                case name if name not in _NOT_SHOWN:
                    yield from self._lines(each, look)

    def _cell(self, cell: Element, look: Look) -> Iterator[str]:
        return self._lines(cell, look.under(_said(child(cell, "tcPr"))))

    def _paragraph(self, paragraph: Element, look: Look) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        own = look.under(self._styled(style)).under(_said(properties, fonts=False))
        text = "".join(self._inline(paragraph, own))
        is_item = child(properties, "numPr") is not None or (style or "").startswith("List")
        yield f"- {text}" if is_item and text.strip() else text
        for box, ground in _boxes(paragraph):
            yield from self._lines(box, self._default.under(ground))

    def _inline(self, element: Element, look: Look) -> Iterator[str]:
        for each in element:
            match local(each):
                case "r":
                    yield self._run(each, look)
                case name if name not in _NOT_SHOWN and name != "txbxContent":
                    yield from self._inline(each, look)

    def _run(self, run: Element, look: Look) -> str:
        properties = child(run, "rPr")
        style = attribute(child(properties, "rStyle"), "val")
        text = "".join(_characters(run))
        if look.under(self._styled(style)).under(_said(properties)).readable:
            return text
        self.hidden += len(text.strip())
        return ""

    def _styled(self, style: str | None) -> Look:
        """What a style says, and those that it is based on."""
        look = Look()
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if style is None or found is None:
                break
            own = _said(child(found, "pPr"), fonts=False).under(_said(child(found, "rPr")))
            look = own.under(look)
            style = attribute(child(found, "basedOn"), "val")
        return look


def _characters(run: Element) -> Iterator[str]:
    for each in run:
        name = local(each)
        yield (each.text or "") if name == "t" else _BREAKS.get(name, "")


def _said(properties: Element | None, *, fonts: bool = True) -> Look:
    """What properties of a run, paragraph or cell say; of a paragraph only what it stands on."""
    shade = child(properties, "shd")
    ground = as_colour(attribute(shade, "fill"))
    if not fonts:
        return Look(ground=ground)
    marked = attribute(child(properties, "highlight"), "val")
    if marked is not None and marked not in ("none", "white"):
        # Its colours have names; all that matters is that white shows on it.
        ground = 128.0
    vanish = child(properties, "vanish")
    size = attribute(child(properties, "sz"), "val") or ""
    return Look(
        hidden=None if vanish is None else attribute(vanish, "val") not in _OFF,
        size=int(size) / 2 if size.isdecimal() else None,
        colour=_colour(child(properties, "color")),
        ground=ground,
    )


def _colour(element: Element | None) -> float | None:
    """How bright letters are; the theme goes before the value, but for its darker shades."""
    theme = attribute(element, "themeColor")
    if theme in _WHITE_THEME and attribute(element, "themeShade") is None:
        return 255.0
    return as_colour(attribute(element, "val"))


def _boxes(element: Element, ground: Look = _PLAIN) -> Iterator[tuple[Element, Look]]:
    """The text boxes in an element, each once, with what they stand on."""
    for each in element:
        name = local(each)
        if name == "txbxContent":
            yield each, ground
        elif name not in _NOT_SHOWN:
            filled = child(each, "spPr", "solidFill")
            yield from _boxes(each, ground if filled is None else _fill(filled))


def _fill(filled: Element) -> Look:
    exact = as_colour(attribute(child(filled, "srgbClr"), "val"))
    theme = attribute(child(filled, "schemeClr"), "val")
    if exact is not None or theme is None:
        return Look(ground=exact)
    return Look(ground=255.0 if theme in _WHITE_THEME else 128.0)
