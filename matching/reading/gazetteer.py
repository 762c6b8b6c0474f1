"""The names of the taxonomy, found in a text: exact, inflected, glued together or misspelt.

Names of products are compared as they are written (folded); names of knowledge, methods and skills
also by the base forms of their words, so that «applicaties testen» is «applicatie testen».
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matching.reading.spelling import Spelling
from matching.reading.text import Found, Text, TokenTrie
from matching.reading.words import base_form
from matching.taxonomy.tokens import label_key
from matching.types import Concept, Kind, Needs, OrdinaryLabel, Skill

__all__ = ["Gazetteer", "Name", "Span"]

_NAMES_ONLY = frozenset({Kind.TECHNOLOGY, Kind.CERTIFICATE})
_AGENTS = ("ders", "der")
_SHORTEST_CLOSED = 5
_SHORTEST_PART = 3
_SHORTEST_OPEN = 7
_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Name:
    """One label of a concept; `rule` says what decides where it is an ordinary word too.

    `kind` is that of a skill; occupations have none. `broader` are the ids right above it.
    """

    concept: str
    label: str
    broader: tuple[str, ...] = ()
    kind: Kind | None = None
    rule: OrdinaryLabel | None = None


class Span(NamedTuple):
    """A name at tokens `start` up to `end`; `stop` is the offset behind its last character."""

    start: int
    end: int
    stop: int
    name: Name
    certainty: float = 1.0


class _Token(NamedTuple):
    """What is known of a folded token: its forms, and a name that is its first part."""

    base: str
    mended: str
    part: Name | None
    part_length: int


class Gazetteer:
    """Finds the names of concepts in a text, the longest at each place, left to right.

    Args:
        concepts: Whose names to find.
        language: Only names of this language («nl», «en»); None is both.
        heads: Words that may be glued behind a name («Javaontwikkelaar»).
        fuzzy_certainty: Certainty of a misspelt name, in (0, 1); 0 looks for none.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        language: str | None = None,
        heads: Iterable[str] = (),
        fuzzy_certainty: float = 0.0,
    ) -> None:
        self._exact: TokenTrie[Name] = TokenTrie()
        self._based: TokenTrie[Name] = TokenTrie()
        self._heads = tuple(sorted(heads, key=lambda head: (-len(head), head)))
        self._fuzzy_certainty = fuzzy_certainty
        self._tokens: dict[str, _Token] = {}
        names: set[str] = set()
        products: set[str] = set()
        for concept in sorted(concepts, key=lambda each: each.id):
            ruled = _ruled(concept)
            for label in concept.labels(language):
                key = label_key(label)
                rule = concept.ordinary if isinstance(concept, Skill) and key in ruled else None
                self._add(concept, label, key, rule)
                names.update(key)
                if isinstance(concept, Skill) and concept.kind in _NAMES_ONLY:
                    products.update(key)
        self._spelling = Spelling(names, products, self._heads) if fuzzy_certainty else None

    def _add(
        self, concept: Concept, label: str, key: tuple[str, ...], rule: OrdinaryLabel | None
    ) -> None:
        kind = concept.kind if isinstance(concept, Skill) else None
        name = Name(concept.id, label, concept.broader, kind, rule)
        for variant in _variants(key):
            self._exact.add(variant, name)
        if len(key) == 1 and label.isupper() and label.isalpha() and rule is None:
            self._exact.add((f"{key[0]}s",), name)
        if rule is None and kind not in _NAMES_ONLY:
            base = tuple(map(base_form, key))
            self._based.add(base, name)
            if len(base) > 1:
                self._based.add(("".join((*key[:-1], base[-1])),), name)

    def named(self, words: Sequence[str]) -> Name | None:
        """The name that these folded words are, as written or inflected, if they are one."""
        return self._exact.value(words) or self._based.value(tuple(map(base_form, words)))

    def exact_spans(self, text: Text) -> list[Span]:
        """All names that stand in the text as they are written, and none of their other forms."""
        return [
            Span(start, end, text.ends[end - 1], name)
            for start, end, name in self._exact.find(text)
        ]

    def spans(self, text: Text) -> list[Span]:
        """All names in the text in any form, in order; no two overlap."""
        known = [self._token(token) for token in text.folded]
        mended = tuple(token.mended for token in known)
        bases = tuple(token.base for token in known)
        found: list[Span] = []
        index = 0
        while index < len(known):
            span = (
                self._written(text, index, mended)
                or self._inflected(text, index, bases)
                or self._opened(text, index, bases)
                or self._headed(text, index, known[index])
            )
            if span:
                found.append(span)
            index = span.end if span else index + 1
        return found

    def _written(self, text: Text, index: int, mended: Sequence[str]) -> Span | None:
        if mended[index] not in self._exact:
            return None
        found = self._exact.longest(text, index, mended)
        if not found:
            return None
        slipped = text.folded[index : found.end] != mended[index : found.end]
        certainty = self._fuzzy_certainty if slipped else 1.0
        return _span(text, found, certainty)

    def _inflected(self, text: Text, index: int, bases: Sequence[str]) -> Span | None:
        if bases[index] not in self._based:
            return None
        found = self._based.longest(text, index, bases)
        return _span(text, found) if found else None

    def _opened(self, text: Text, index: int, bases: Sequence[str]) -> Span | None:
        """Two words that the taxonomy writes as one: «netwerk beheer»."""
        if index + 1 == len(bases) or not text.joined(index + 1):
            return None
        first, second = text.folded[index], bases[index + 1]
        if min(len(first), len(second)) < _SHORTEST_PART or len(first + second) < _SHORTEST_OPEN:
            return None
        name = self._based.value((first + second,))
        return _span(text, Found(index, index + 2, name)) if name else None

    def _headed(self, text: Text, index: int, token: _Token) -> Span | None:
        if not token.part:
            return None
        return Span(index, index + 1, text.starts[index] + token.part_length, token.part)

    def _token(self, folded: str) -> _Token:
        known = self._tokens.get(folded)
        if known is None:
            if len(self._tokens) > _MOST_REMEMBERED:
                self._tokens.clear()
            known = self._tokens[folded] = self._look_at(folded)
        return known

    def _look_at(self, token: str) -> _Token:
        base = base_form(token)
        if token in self._exact or base in self._based:
            return _Token(base, token, None, 0)
        part, length = self._first_part(token)
        mended = self._spelling.mend(token) if self._spelling and not part else None
        return _Token(base, mended or token, part, length)

    def _first_part(self, token: str) -> tuple[Name | None, int]:
        """The name that a token begins with, if a head or an agent's ending follows it."""
        for ending in (*_AGENTS, *self._heads):
            length = len(token) - len(ending)
            if length < _SHORTEST_PART or not token.endswith(ending):
                continue
            first = token[:length]
            name = self._exact.value((first,)) or self._based.value((first,))
            if name and _glues(name) and (ending not in _AGENTS or first.endswith("beheer")):
                return name, len(token) if ending in _AGENTS else length
        return None, 0


def _span(text: Text, found: Found[Name], certainty: float = 1.0) -> Span:
    start, end, name = found
    return Span(start, end, text.ends[end - 1], name, certainty)


def _glues(name: Name) -> bool:
    """Whether it is known in a compound too: not a word that means something else there."""
    return name.rule is None or name.rule.needs is not Needs.CONTEXT


def _ruled(concept: Concept) -> frozenset[tuple[str, ...]]:
    rule = concept.ordinary if isinstance(concept, Skill) else None
    return frozenset(map(label_key, rule.labels)) if rule else frozenset()


def _variants(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways in which a name of several tokens is written: also glued, also without dots."""
    undotted = tuple(token.removeprefix(".") for token in key) if len(key) > 1 else key
    closed = ("".join(key),)
    long_enough = len(closed[0]) >= _SHORTEST_CLOSED and closed[0].isalnum()
    return list(dict.fromkeys((key, undotted, *([closed] if long_enough else []))))
