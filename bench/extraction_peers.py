"""Other finders of names: each gives the spans of the longest ones in a text, left to right.

All are given the same names in lower case and look for them in any case. Those that find names
inside words too have their edges looked at here, by the rule of Schakel's tokens: no letter or
digit beside a name, and no + or # behind it.
"""

from collections.abc import Callable, Iterable, Sequence

import ahocorasick
import spacy
from ahocorasick_rs import AhoCorasick, MatchKind
from flashtext import KeywordProcessor
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

__all__ = ["PEERS", "Finder", "Spans"]

Spans = Sequence[tuple[int, int]]
Finder = Callable[[str], Spans]


def _ahocorasick_rs(names: Sequence[str]) -> Finder:
    automaton = AhoCorasick(names, matchkind=MatchKind.Standard)

    def find(text: str) -> Spans:
        lowered = text.lower()
        found = automaton.find_matches_as_indexes(lowered, overlapping=True)
        return _longest(lowered, ((start, end) for _, start, end in found))

    return find


def _pyahocorasick(names: Sequence[str]) -> Finder:
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name) - 1)
    automaton.make_automaton()

    def find(text: str) -> Spans:
        lowered = text.lower()
        found = automaton.iter(lowered)
        return _longest(lowered, ((last - before, last + 1) for last, before in found))

    return find


def _longest(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans at whole words, no two overlapping: the first, and of those the longest."""
    whole = [
        (start, -end)
        for start, end in spans
        if not (start and text[start - 1].isalnum())
        and not (end < len(text) and (text[end].isalnum() or text[end] in "+#"))
    ]
    found: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(whole):
        if start >= reached:
            found.append((start, -end))
            reached = -end
    return found


def _flashtext(names: Sequence[str]) -> Finder:
    processor = KeywordProcessor()
    for letter in "+#áàâäéèêëíìîïóòôöúùûüç":
        processor.add_non_word_boundary(letter)
    for name in names:
        processor.add_keyword(name)

    def find(text: str) -> Spans:
        return [(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)]

    return find


def _spacy(names: Sequence[str]) -> Finder:
    language = spacy.blank("xx")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("name", [language.make_doc(name) for name in names])

    def find(text: str) -> Spans:
        found = filter_spans(matcher(language.make_doc(text), as_spans=True))
        return [(span.start_char, span.end_char) for span in found]

    return find


PEERS: dict[str, Callable[[Sequence[str]], Finder]] = {
    "ahocorasick_rs": _ahocorasick_rs,
    "pyahocorasick": _pyahocorasick,
    "flashtext": _flashtext,
    "spaCy PhraseMatcher": _spacy,
}
