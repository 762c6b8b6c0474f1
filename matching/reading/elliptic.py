"""Compounds that share their last part: «netwerk- en systeembeheer», «unit and integration tests».

The first of the two stands for a name of its own, made with the end of the second.
"""

from collections.abc import Iterator, Sequence

from matching.reading.gazetteer import Gazetteer, Span
from matching.reading.text import Text
from matching.reading.words import parts

__all__ = ["with_shared_ends"]

_LINKS = frozenset({"en", "of", "and", "or"})


def with_shared_ends(text: Text, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """The spans; where a word and «en» precede one, that word means what it is short for."""
    longer = {index for span in spans if span.end - span.start > 1 for index in _tokens(span)}
    shared = {
        found.start: found
        for span in spans
        if span.start > 1 and span.start - 2 not in longer
        for found in _before(text, span, gazetteer)
    }
    kept = [span for span in spans if span.start not in shared]
    return sorted([*kept, *shared.values()], key=lambda span: span.start)


def _tokens(span: Span) -> range:
    return range(span.start, span.end)


def _before(text: Text, span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    first = span.start - 2
    if text.folded[first + 1] not in _LINKS or "\n" in text.gaps[first + 1]:
        return
    name = gazetteer.named(_whole(text, first, span))
    if name and name.rule is None and name.concept != span.name.concept:
        yield Span(first, first + 1, text.ends[first], name)


def _whole(text: Text, first: int, span: Span) -> tuple[str, ...]:
    """The words that the first one is short for."""
    word, last = text.folded[first], text.folded[span.end - 1]
    if text.gaps[first + 1].startswith("-"):
        return (word + parts(last)[-1],) if span.end - span.start == 1 else (word, last)
    return (word, last) if span.end - span.start > 1 else ()
