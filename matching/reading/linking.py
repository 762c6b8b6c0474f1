"""Linking: a free phrase to skills, a job title to occupations.

A phrase is compared with every name: the same words count most, then the same base forms, then the
same words in another order (compounds taken apart: «beheer van netwerken» is «netwerkbeheer»), and
below those how much the letters agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from matching.reading.text import Text, TokenTrie, tokenise
from matching.reading.wording import Wording
from matching.reading.words import base_form, parts
from matching.taxonomy.tokens import label_key
from matching.types import Concept

__all__ = ["Link", "Linker", "Title", "link_title", "read_title"]

_SAME_BASES, _SAME_BAG = 0.98, 0.95
_CLOSE = 0.9
_LEAST = 0.3
_CANDIDATES = 20
_AMOUNT_REACH = 4
_SMALL_WORDS = frozenset(
    {"van", "de", "het", "een", "en", "of", "in", "op", "met", "voor", "te", "aan"}
    | {"the", "a", "an", "of", "and", "or", "in", "on", "with", "for", "to"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a phrase may mean, the name that it resembles, and how much, in (0, 1]."""

    concept: str
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Title:
    """A job title: what is left without noise, with and without its words of seniority."""

    core: str
    full: str
    seniority: tuple[str, ...]


class Linker:
    """Ranks concepts for a phrase.

    Args:
        concepts: What to link to, all of one kind (skills or occupations).
        language: Only names of this language; None is both.
    """

    def __init__(self, concepts: Iterable[Concept], *, language: str | None = None) -> None:
        self._names = [
            (label, concept.id)
            for concept in sorted(concepts, key=lambda each: each.id)
            for label in concept.labels(language)
        ]

    def link(self, phrase: str, k: int = 10) -> list[Link]:
        """The `k` best concepts for a phrase, best first, each once; ties by smaller id.

        A phrase without letters or digits has none.
        """
        key = label_key(phrase)
        if not key:
            return []
        best: dict[str, Link] = {}
        for index, score in self._alike(key):
            label, concept = self._names[index]
            if concept not in best or score > best[concept].score:
                best[concept] = Link(concept, round(score, 4), label)
        return sorted(best.values(), key=lambda link: (-link.score, link.concept))[:k]

    def same(self, phrase: str) -> str | None:
        """The concept that has this name, in any form or order of its words; None if none has."""
        key = label_key(phrase)
        found = self._by_key.get(key)
        if found is None:
            found = self._by_bases.get(tuple(map(base_form, key)))
        if found is None and key:
            found = self._by_bag.get(_bag(key))
        return None if found is None else self._names[found][1]

    def _alike(self, key: tuple[str, ...]) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = []
        for table, form, score in (
            (self._by_key, key, 1.0),
            (self._by_bases, tuple(map(base_form, key)), _SAME_BASES),
            (self._by_bag, _bag(key), _SAME_BAG),
        ):
            if form in table:
                found.append((table[form], score))
        query = " ".join(_bag(key))
        for scorer in (fuzz.ratio, fuzz.token_set_ratio):
            near = process.extract(query, self._bags, scorer=scorer, limit=_CANDIDATES)
            for bag, _, index in near:
                score = _CLOSE * (fuzz.ratio(query, bag) + fuzz.token_sort_ratio(query, bag)) / 200
                score = max(score, _CLOSE * _overlap(query, bag))
                if score >= _LEAST:
                    found.append((index, score))
        return found

    @cached_property
    def _keys(self) -> list[tuple[str, ...]]:
        return [label_key(label) for label, _ in self._names]

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, ...], int]:
        return _first_of(self._keys)

    @cached_property
    def _by_bases(self) -> Mapping[tuple[str, ...], int]:
        return _first_of(tuple(map(base_form, key)) for key in self._keys)

    @cached_property
    def _by_bag(self) -> Mapping[tuple[str, ...], int]:
        return _first_of(map(_bag, self._keys))

    @cached_property
    def _bags(self) -> list[str]:
        return [" ".join(_bag(key)) for key in self._keys]


def _first_of(forms: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for index, form in enumerate(forms):
        found.setdefault(form, index)
    return found


def _bag(key: tuple[str, ...]) -> tuple[str, ...]:
    """The base forms of a phrase's words without the small ones, compounds apart, in order."""
    words = [word for word in key if word not in _SMALL_WORDS] or list(key)
    return tuple(sorted({part for word in words for part in parts(word)}))


def _overlap(query: str, bag: str) -> float:
    """Shared words against all words of both, by their letters, in [0, 1]."""
    ours, theirs = set(query.split()), set(bag.split())
    shared = sum(map(len, ours & theirs))
    return shared / sum(map(len, ours | theirs))


def read_title(raw: str, wording: Wording) -> Title:
    """A job title without seniority, hours, «m/v», places and the employer.

    Falls back to the title as it is where nothing is left.
    """
    text = tokenise(raw)
    noise = _covered(text, wording.title_noise)
    noise |= {index for index in range(len(text)) if _is_amount(text, index, noise)}
    senior = list(wording.seniority.find(text))
    seniority = {index for found in senior for index in range(found.start, found.end)}
    end = next(
        (index for index in range(1, len(text)) if _cuts(text, index, noise | seniority, wording)),
        len(text),
    )
    kept = [index for index in range(end) if index not in noise]
    full = _words(text, kept) or raw.strip()
    core = _words(text, [index for index in kept if index not in seniority]) or full
    return Title(core, full, tuple(text.words(found.start, found.end) for found in senior))


def link_title(linker: Linker, raw: str, wording: Wording, k: int = 10) -> tuple[Title, list[Link]]:
    """A job title without its noise, and the occupations that it may mean, best first.

    A title that is an occupation's name as a whole, or with its words of seniority («lead
    developer»), means that one first.
    """
    title = read_title(raw, wording)
    links = linker.link(title.core, k)
    whole = linker.same(raw) or linker.same(title.full)
    if whole:
        links = [Link(whole, 1.0, title.full), *(each for each in links if each.concept != whole)]
    return title, links[:k]


def _words(text: Text, indices: Iterable[int]) -> str:
    return " ".join(text.tokens[index] for index in indices)


def _is_amount(text: Text, index: int, noise: set[int]) -> bool:
    """A number of hours: digits with «uur» close behind them."""
    return text.tokens[index].isdigit() and any(
        near in noise for near in range(index + 1, index + _AMOUNT_REACH)
    )


def _cuts(text: Text, index: int, dropped: set[int], wording: Wording) -> bool:
    if all(before in dropped for before in range(index)):
        return False
    return text.folded[index] in wording.title_cuts or _is_break(text.gaps[index])


def _covered(text: Text, trie: TokenTrie[bool]) -> set[int]:
    return {index for found in trie.find(text) for index in range(found.start, found.end)}


def _is_break(gap: str) -> bool:
    return any(sign in gap for sign in ("|", " - ", " – ", "(", ",", ":", "@"))
