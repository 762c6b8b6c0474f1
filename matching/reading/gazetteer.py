"""The names of the taxonomy, found in a text: exact, inflected, glued together or misspelt.

Names of products are compared as they are written (folded); names of knowledge, methods and skills
also by the base forms of their words, so that «applicaties testen» is «applicatie testen».
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from matching.reading.exact import ExactNames
from matching.reading.names import NAMES_ONLY, Name, Span, glues, inflects, labels
from matching.reading.spelling import Spelling
from matching.reading.text import Found, Text, TokenTrie
from matching.reading.variants import longer, variants
from matching.reading.words import base_form
from matching.types import Concept, Kind

__all__ = ["Gazetteer", "Span", "spans_between"]

_AGENTS = ("ders", "der")
_SHORTEST_PART = 3
_SHORTEST_OPEN = 7
_MOST_REMEMBERED = 200_000


class _Token(NamedTuple):
    """What is known of a folded token: its forms, and a name that is its first part.

    `begins` is whether it is a name in another form than written, or begins with one; `follow` are
    the base forms that may go on with a name which it begins.
    """

    base: str
    mended: str
    part: Name | None
    part_length: int
    begins: bool
    follow: Container[str]


class _Forms(NamedTuple):
    """The tokens of a text in other forms; `mended` is empty where nothing is misspelt."""

    known: Sequence[_Token]
    bases: Sequence[str]
    mended: tuple[str, ...]


class _Tokens(dict[str, _Token]):
    """What is known of tokens, looked at once; emptied when full, so that memory stays bounded."""

    def __init__(self, look_at: Callable[[str], _Token]) -> None:
        super().__init__()
        self._look_at = look_at

    def __missing__(self, folded: str) -> _Token:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        known = self[folded] = self._look_at(folded)
        return known


def spans_between(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans, which are in order, that begin at tokens `start` up to `end`."""
    first = bisect_left(spans, start, key=_begin)
    return spans[first : bisect_left(spans, end, lo=first, key=_begin)]


class Gazetteer:
    """Finds the names of concepts in a text, the longest at each place, left to right.

    Args:
        concepts: Whose names to find.
        language: Only names of this language («nl», «en»); None is both.
        heads: Words that may be glued behind a name («Javaontwikkelaar»).
        fuzzy_certainty: Certainty of a misspelt name, in (0, 1); 0 looks for none.

    Attributes:
        exact: The names as they are written, which it finds in many texts at once.
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
        self._tokens = _Tokens(self._look_at)
        every = list(labels(concepts, language))
        for key, name in every:
            self._exact.add(key, name)
            if inflects(name):
                self._based.add(tuple(map(base_form, key)), name)
        for key, name in every:
            self._add_variants(key, name)
        names = {token for key, name in every if name.kind is not Kind.LANGUAGE for token in key}
        products = {token for key, name in every if name.kind in NAMES_ONLY for token in key}
        self._spelling = Spelling(names, products, self._heads) if fuzzy_certainty else None
        self._roots = frozenset(self._based)
        self.exact = ExactNames(self._exact)

    def _add_variants(self, key: tuple[str, ...], name: Name) -> None:
        """Other ways to write a label, where they are no label themselves."""
        for variant in variants(key):
            self._exact.add(variant, name)
        if len(key) == 1 and name.label.isupper() and name.label.isalpha() and name.rule is None:
            self._exact.add((f"{key[0]}s",), name)
        if inflects(name):
            for variant in longer(key):
                self._based.add(tuple(map(base_form, variant)), name)
        if inflects(name) and len(key) > 1:
            self._based.add(("".join((*key[:-1], base_form(key[-1]))),), name)

    def named(self, words: Sequence[str]) -> Name | None:
        """The name that these folded words are, as written or inflected, if they are one."""
        return self._exact.value(words) or self._based.value(tuple(map(base_form, words)))

    def exact_spans(self, text: Text) -> list[Span]:
        """All names that stand in the text as they are written, and none of their other forms."""
        return list(self.exact.spans(text, apart=True))

    def spans(self, text: Text) -> list[Span]:
        """All names in the text in any form, in order; no two overlap.

        At each place the longest wins, and of those as long the one that is as written.
        """
        written = {span.start: span for span in self.exact.spans(text, apart=False)}
        forms = self._forms(text)
        found: list[Span] = []
        reached = 0
        for index in sorted(self._places(text, forms).union(written)):
            if index < reached:
                continue
            span = self._longest(text, index, written.get(index), forms)
            if span:
                found.append(span)
                reached = span.end
        return found

    def _forms(self, text: Text) -> _Forms:
        known = list(map(self._tokens.__getitem__, text.folded))
        bases = tuple([token.base for token in known])
        mended = tuple(
            [
                token.mended if written.isascii() else folded
                for token, written, folded in zip(known, text.tokens, text.folded, strict=True)
            ]
        )
        return _Forms(known, bases, mended if mended != text.folded else ())

    def _places(self, text: Text, forms: _Forms) -> set[int]:
        """The tokens at which a name in another form than written may begin."""
        after = (*forms.bases[1:], "")
        pairs = map(str.__add__, text.folded, after)
        return {
            *(index for index, pair in enumerate(pairs) if pair in self._roots),
            *(
                index
                for index, (token, other) in enumerate(zip(forms.known, after, strict=False))
                if token.begins or other in token.follow
            ),
            *(index for index, token in enumerate(forms.mended) if token in self._exact),
        }

    def _longest(self, text: Text, index: int, written: Span | None, forms: _Forms) -> Span | None:
        ways = (
            written,
            self._inflected(text, index, forms.bases),
            self._opened(text, index, forms.bases),
            self._headed(text, index, forms.known[index]),
            self._mended(text, index, forms.mended) if forms.mended else None,
        )
        return max(filter(None, ways), key=_end, default=None)

    def _mended(self, text: Text, index: int, mended: tuple[str, ...]) -> Span | None:
        if mended[index] not in self._exact:
            return None
        found = self._exact.longest(text, index, mended)
        if not found or text.folded[index : found.end] == mended[index : found.end]:
            return None
        return _span(text, found, self._fuzzy_certainty)

    def _inflected(self, text: Text, index: int, bases: Sequence[str]) -> Span | None:
        if bases[index] not in self._based:
            return None
        return _span(text, self._based.longest(text, index, bases))

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

    def _look_at(self, token: str) -> _Token:
        base = base_form(token)
        alone, follow = self._based.value((base,)), self._based.follow(base)
        if token in self._exact or base in self._based:
            return _Token(base, token, None, 0, alone is not None, follow)
        part, length = self._first_part(token)
        mended = self._spelling.mend(token) if self._spelling and not part else None
        return _Token(base, mended or token, part, length, part is not None, follow)

    def _first_part(self, token: str) -> tuple[Name | None, int]:
        """The name that a token begins with, if a head or an agent's ending follows it."""
        for ending in (*_AGENTS, *self._heads):
            length = len(token) - len(ending)
            if length < _SHORTEST_PART or not token.endswith(ending):
                continue
            first = token[:length]
            name = self._exact.value((first,)) or self._based.value((first,))
            if name and glues(name) and (ending not in _AGENTS or first.endswith("beheer")):
                return name, len(token) if ending in _AGENTS else length
        return None, 0


def _end(span: Span) -> int:
    return span.end


def _begin(span: Span) -> int:
    return span.start


def _span(text: Text, found: Found[Name] | None, certainty: float = 1.0) -> Span | None:
    if not found:
        return None
    start, end, name = found
    return Span(start, end, text.ends[end - 1], name, certainty)
