"""Traits in one word: whether they are asked of the person, or told of the team or a product."""

from matching.reading.layout import Sentence
from matching.reading.names import Span
from matching.reading.text import Text
from matching.reading.wording import Wording
from matching.types import Kind

__all__ = ["is_asked", "is_of_others"]

_REACH = 5
_ADJECTIVES = 3
_SHORT_ITEM = 4
_ATTRIBUTIVE = ("e", "ed", "ous", "ic", "al", "ful")
_PREDICATIVE = ("ief", "bel", "isch", "ig", "lijk", "baar", "iast", "end", "gericht", "eerd", "ive")
_INDEFINITE = frozenset({"een", "a", "an"})
_LIST_WORDS = frozenset({"en", "of", "and", "or"})
_COPULA = frozenset({"is", "zijn", "blijft", "blijven", "are", "remain"})
_COMPANY = frozenset({"wij", "we", "ons", "onze", "our"})
_SUBJECTS = frozenset({"wij", "we"})
_INFINITIVE = "en"
_SO_THAT = "om"
_SAYS_MORE = frozenset(
    {"naar", "in", "en", "om", "waar", "met", "voor", "op", "bij", "als", "over"}
)


def is_asked(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """Whether a trait is asked by how it stands there: sought, what a line is about, or «om te».

    «Op zoek naar een gepassioneerde developer», a line «• Pragmatisch, hands-on», «de drive om».
    """
    if span.name.kind is not Kind.TRANSVERSAL:
        return False
    if sentence.bullet and (
        sentence.end - sentence.start <= _SHORT_ITEM or _leads_item(text, sentence, span)
    ):
        return True
    if _is_sought(text, sentence, span, wording):
        return text.folded[span.start].endswith(_ATTRIBUTIVE)
    before = text.folded[max(sentence.start, span.start - _REACH) : span.start]
    is_so = span.end < sentence.end and text.folded[span.end] == _SO_THAT
    return is_so and _COMPANY.isdisjoint(before)


def _leads_item(text: Text, sentence: Sentence, span: Span) -> bool:
    """Whether an item begins with it and says more of it: «• kritisch naar jezelf en anderen»."""
    return (
        span.start == sentence.start
        and span.end < sentence.end
        and text.folded[span.end] in _SAYS_MORE
        and not text.folded[span.start].endswith("e")
    )


def is_of_others(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """Whether a trait is told of the team, the company or a product, or is part of a name.

    «Een enthousiast team», «onze producten zijn innovatief», «bij Hollow Creative Powerhouse».
    """
    if span.name.kind is not Kind.TRANSVERSAL or span.end - span.start > 1:
        return False
    return (
        _is_before_thing(text, sentence, span, wording)
        or _is_said_of_thing(text, sentence, span, wording)
        or _is_in_name(text, sentence, span)
        or _is_done_by_company(text, sentence, span, wording)
    )


def _is_before_thing(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    before = text.folded[max(sentence.start, span.start - _ADJECTIVES) : span.start]
    if not text.folded[span.start].endswith(_ATTRIBUTIVE) and _INDEFINITE.isdisjoint(before):
        return False
    for place in range(span.end, min(sentence.end, span.end + _ADJECTIVES)):
        word = text.folded[place]
        if text.gaps[place].strip() not in ("", ",", "-"):
            return False
        if wording.is_thing(word):
            return not (word in wording.people and _is_sought(text, sentence, span, wording))
        if not (word in _LIST_WORDS or word.endswith("e") or text.folded[place - 1] in _LIST_WORDS):
            return False
    return False


def _is_said_of_thing(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """«Onze producten zijn innovatief en flexibel», also «dat onze producten innovatief zijn»."""
    if not text.folded[span.start].endswith(_PREDICATIVE):
        return False
    first, last = span.start - _REACH, min(sentence.end, span.end + _ADJECTIVES)
    for place in range(span.start - 1, max(sentence.start, first) - 1, -1):
        word = text.folded[place]
        if word in wording.address:
            return False
        if wording.is_thing(word) and word not in wording.people:
            return not _COPULA.isdisjoint(text.folded[place:last])
    return False


def _is_done_by_company(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """«Vandaar dat we geregeld borrels organiseren»."""
    if not text.folded[span.start].endswith(_INFINITIVE):
        return False
    first = max(sentence.start, span.start - _REACH)
    before = text.folded[first : span.start]
    return not _SUBJECTS.isdisjoint(before) and wording.address.isdisjoint(before)


def _is_in_name(text: Text, sentence: Sentence, span: Span) -> bool:
    """Whether it is written with a capital between two words that are too."""
    before, after = span.start - 1, span.end
    return (
        before > sentence.start
        and after < sentence.end
        and text.gaps[span.start] == text.gaps[after] == " "
        and all(word[:1].isupper() for word in text.tokens[before : after + 1])
    )


def _is_sought(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """Whether it is said of those who are asked for: «wij zoeken resultaatgerichte consultants»."""
    before = text.folded[max(sentence.start, span.start - _REACH) : span.start]
    return not wording.seeking.isdisjoint(before)
