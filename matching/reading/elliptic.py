"""Compounds that share their last part: «netwerk- en systeembeheer», «unit and integration tests».

Those before the last stand for names of their own, made with its end: also in longer rows
(«systeem-, integratie- en acceptatietesten») and behind «zowel» («zowel front- als backend»).
"""

from collections.abc import Container, Iterator, Sequence

from matching.reading.gazetteer import Gazetteer, Span
from matching.reading.names import Name
from matching.reading.text import Text
from matching.reading.words import parts
from matching.types import Needs

__all__ = ["with_shared_ends"]

_LINKS = frozenset({"en", "of", "and", "or"})
_ENDINGS = ("end",)
_AS = "als"
_AGAIN = frozenset({"op", "in", "aan", "met"})


def with_shared_ends(text: Text, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """The spans; where a word and «en» precede one, that word means what it is short for."""
    longer = {index for span in spans if span.end - span.start > 1 for index in _tokens(span)}
    named = {span.start for span in spans}
    shared = {
        found.start: found
        for span in spans
        for found in _before(text, span, gazetteer, longer, named)
    }
    kept = [span for span in spans if span.start not in shared]
    return sorted([*kept, *shared.values()], key=lambda span: span.start)


def _tokens(span: Span) -> range:
    return range(span.start, span.end)


def _before(
    text: Text,
    span: Span,
    gazetteer: Gazetteer,
    longer: Container[int],
    named: Container[int],
) -> Iterator[Span]:
    place = _linked(text, span.start)
    while place is not None and place not in longer:
        named_so = map(gazetteer.named, _wholes(text, place, span))
        name = next((each for each in named_so if each and not _is_doubted(each)), None)
        if name is None or name.concept == span.name.concept:
            return
        yield Span(place, place + 1, text.ends[place], name)
        place = _listed(text, place, named)


def _linked(text: Text, start: int) -> int | None:
    """The word that a link joins to the name which begins at token `start`."""
    if start and text.gaps[start] in ("/", "-/"):
        return start - 1
    if start > 1 and text.folded[start - 1] in _LINKS and "\n" not in text.gaps[start - 1]:
        return start - 2
    link = start - 2 if start > 2 and text.folded[start - 1] in _AGAIN else start - 1
    is_as = link > 0 and text.folded[link] == _AS and text.gaps[link].startswith("-")
    return link - 1 if is_as else None


def _listed(text: Text, place: int, named: Container[int]) -> int | None:
    """The word before the one at `place` in its row, unless it is a name by itself."""
    gap = text.gaps[place] if place else ""
    if gap == "-, " or (gap == ", " and place - 1 not in named):
        return place - 1
    return None


def _wholes(text: Text, first: int, span: Span) -> Iterator[tuple[str, ...]]:
    """What the first word may be short for."""
    word, last = text.folded[first], text.folded[span.end - 1]
    if span.end - span.start > 1:
        yield word, last
    elif text.gaps[first + 1].startswith("-"):
        yield (word + parts(last)[-1],)
        yield from ((word + ending,) for ending in _ENDINGS if last.endswith(ending))


def _is_doubted(name: Name) -> bool:
    return name.rule is not None and name.rule.needs is not Needs.NOTHING
