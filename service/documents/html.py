"""HTML: the text that shows, by the page's own style rules, and the data that it carries."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from service.documents.look import Look
from service.documents.plain import row_line, tidy
from service.documents.stylesheet import Declared, declarations, look_of, rules

__all__ = ["HtmlPage", "fragment_text", "read_html"]

_NEVER_SHOWN = frozenset(
    {
        *("head", "iframe", "noscript", "object", "script", "select", "style", "svg"),
        *("template", "textarea"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt"),
        *("figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_CELLS = frozenset({"td", "th"})
_LINE, _CELL = "\x1e", "\x1f"
_MARKS = str.maketrans("", "", _LINE + _CELL)
_MARKED_UP = re.compile(r"<[a-z/!]|&#?\w+;", re.IGNORECASE)


class HtmlPage(NamedTuple):
    """The text of a page, how many characters were hidden, and its JSON-LD."""

    text: str
    hidden: int
    data: tuple[str, ...]


def read_html(html: str) -> HtmlPage:
    """What a page shows, and what it carries for machines."""
    tree = LexborHTMLParser(html.translate(_MARKS))
    data = tuple(each.text() for each in tree.css('script[type="application/ld+json"]'))
    if tree.body is None:
        return HtmlPage("", 0, data)
    walk = _Walk(_by_rules(tree))
    pieces = "".join(walk.pieces(tree.body))
    lines = (" ".join(line.split(" ")) for line in _as_lines(pieces))
    return HtmlPage(tidy("\n".join(lines)), walk.hidden, data)


def fragment_text(html: str) -> str:
    """The text of HTML inside a field; plain text stays what it is.

    Examples:
        >>> print(fragment_text("<p>Eisen</p><ul><li>SQL<li>Java</ul>"))
        Eisen
        - SQL
        - Java
        >>> fragment_text("Salaris < 3000 & groei")
        'Salaris < 3000 & groei'
    """
    # Many sites escape the HTML in a field once more.
    written = html if "<" in html else unescape(html)
    return read_html(written).text if _MARKED_UP.search(written) else tidy(written)


def _by_rules(tree: LexborHTMLParser) -> dict[int, Declared]:
    """What the page's own style rules say of its elements; later rules go before earlier ones."""
    found: dict[int, Declared] = {}
    for selector, declared in rules("\n".join(each.text() for each in tree.css("style"))):
        try:
            nodes = tree.css(selector)
        except SelectolaxError:
            continue
        for node in nodes:
            found[node.mem_id] = {**found.get(node.mem_id, {}), **declared}
    return found


class _Walk:
    """Goes through a page in its order; `hidden` counts the characters left out."""

    def __init__(self, styled: dict[int, Declared]) -> None:
        self._styled = styled
        self.hidden = 0

    def pieces(self, root: LexborNode) -> Iterator[str]:
        """Texts, and marks where lines and cells begin; pages nest too deep for recursion."""
        waiting: list[LexborNode | str] = [root]
        looks = [Look()]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                looks.pop()
                yield node
            elif node.is_text_node:
                yield self._shown(node.text_content or "", looks[-1])
            elif node.is_element_node and node.tag not in _NEVER_SHOWN:
                looks.append(looks[-1].under(self._look(node)))
                mark = _LINE if node.tag in _BLOCKS else _CELL if node.tag in _CELLS else ""
                yield mark + ("- " if node.tag == "li" else "")
                waiting.append("" if mark == _CELL else mark)
                waiting.extend(reversed([*node.iter(include_text=True)]))

    def _look(self, node: LexborNode) -> Look:
        given = {name: value or "" for name, value in node.attributes.items()}
        own = {"color": given["color"]} if "color" in given else {}
        if "bgcolor" in given:
            own["background"] = given["bgcolor"]
        own |= self._styled.get(node.mem_id, {}) | declarations(given.get("style", ""))
        if "hidden" in given:
            own["display"] = "none"
        return look_of(own) if own else Look()

    def _shown(self, text: str, look: Look) -> str:
        if look.readable:
            return re.sub(r"\s+", " ", text)
        self.hidden += len(text.strip())
        return ""


def _as_lines(pieces: str) -> Iterator[str]:
    for line in pieces.split(_LINE):
        cells = line.split(_CELL)
        text = row_line(cells) if len(cells) > 1 else line
        if text.strip(" -"):
            yield text
