"""Linking: a free phrase or a sentence to concepts.

A phrase is compared with every name: the same words count most, then the same base forms, then the
same words in another order or together («beheer van netwerken» is «netwerkbeheer», «my sql» MySQL),
and below those slips of spelling and how near phrase and name are by a similarity
(`matching.reading.similarity`). A name that several concepts have means the one whose preferred
label it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import le
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from matching.reading.chunks import chunks, content_runs
from matching.reading.similarity import Similarity, load_similarity
from matching.reading.similarity.types import Floats
from matching.reading.words import base_form, is_small, parts
from matching.taxonomy.tokens import label_key
from matching.types import Concept

__all__ = ["Link", "Linker", "Linkers", "Nearest"]

_SAME_BASES, _SAME_BAG = 0.98, 0.95
_CLOSE = 0.9
_SHORTEST_SLIP, _LEAST_ALIKE, _SLIPS = 6, 90, 5
_LONGEST_SLIP, _LETTERS_FOR_A_SLIP = 2, 4
_SAID_SHARE = 0.3
_LONGEST_NAME = 5
_BATCH = 64
_MOST_REMEMBERED = 20_000

Flags = NDArray[np.bool_]


class _Name(NamedTuple):
    """A name, the id of the concept that has it, and whether it is that one's preferred label."""

    label: str
    concept: str
    is_preferred: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a phrase may mean, the name that it resembles, and how much, in (0, 1]."""

    concept: str
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The concept that a phrase is nearest to: how near, at most 1, and by what lead."""

    concept: str
    score: float
    lead: float


class Linker:
    """Ranks concepts for phrases and sentences.

    Args:
        concepts: What to link to, all of one kind (skills or occupations). An empty label is none.
        language: Only names of this language; None is both.
        similarity: How phrases are compared with names of which they are no form; None is the
            default of `load_similarity`.
        descriptions: What is said of concepts, by id; it counts beside their names.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        *,
        language: str | None = None,
        similarity: Similarity | None = None,
        descriptions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._names = [
            _Name(label, concept.id, label in (concept.label_nl, concept.label_en))
            for concept in sorted(concepts, key=lambda each: each.id)
            for label in concept.labels(language)
            if label
        ]
        self._similarity = similarity
        self._said = descriptions or {}
        self._remembered: dict[str, Nearest] = {}

    def prepare(self) -> None:
        """Learn the names now rather than at the first phrase."""
        self._near.of([])

    def link(self, phrase: str, k: int = 10) -> list[Link]:
        """The `k` best concepts for a phrase, best first, each once.

        Of equal ones those come first whose preferred label the phrase is or is nearest to, then
        those with smaller ids. A phrase without letters or digits has none.
        """
        return self.link_all([phrase], k)[0]

    def link_all(self, phrases: Sequence[str], k: int = 10) -> list[list[Link]]:
        """The same for many phrases at once, which is faster."""
        keys = [label_key(phrase) for phrase in phrases]
        found: list[list[Link]] = []
        for start in range(0, len(phrases), _BATCH):
            some = keys[start : start + _BATCH]
            near, preferred = self._near.with_preferred(phrases[start : start + _BATCH])
            for key, row, first in zip(some, near, preferred, strict=True):
                same = {**self._misspelt(key), **self._same_names(key)}
                found.append(self._best(row, first, same, k) if key else [])
        return found

    def link_sentence(self, sentence: str, k: int = 10) -> list[Link]:
        """The `k` concepts that a sentence says best, by the best of its chunks and content runs.

        An exact name in it counts as a phrase of its own.
        """
        tokens = label_key(sentence)
        if not tokens:
            return []
        words = [sentence[each.start : each.end] for each in chunks(sentence)]
        words += content_runs(sentence)
        near, preferred = self._near.with_preferred(words or [sentence])
        best = near.argmax(axis=0), np.arange(near.shape[1])
        same: dict[int, float] = {}
        for size in range(1, _LONGEST_NAME + 1):
            for start in range(len(tokens) - size + 1):
                for index, score in self._same_names(tokens[start : start + size]).items():
                    same[index] = max(same.get(index, 0.0), score)
        return self._best(near[best], preferred[best], same, k)

    def same(self, phrase: str) -> str | None:
        """The concept that has this name, in any form or order of its words; None if none has.

        Of several it is the one whose preferred label it is, then the one with the smallest id.
        """
        key = label_key(phrase)
        found = self._by_key.get(key)
        if not found:
            found = self._by_bases.get(tuple(map(base_form, key)))
        if not found and key:
            found = self._by_bag.get(_bag(key))
        names = [self._names[index] for index in found or ()]
        first = min(names, key=lambda name: not name.is_preferred, default=None)
        return first.concept if first else None

    def nearest(self, phrases: Sequence[str]) -> list[Nearest]:
        """The nearest concept of each phrase by similarity alone, whether it has that name or not.

        Those of many texts together are faster: equal ones are compared once, others in batches.
        What was found is remembered, for vacancies say much in the same words.

        Raises:
            ValueError: There are no concepts.
        """
        distinct = dict.fromkeys(phrases)
        found = {each: near for each in distinct if (near := self._remembered.get(each))}
        missing = [each for each in distinct if each not in found]
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            found.update(zip(some, self._nearest(some), strict=True))
        if len(self._remembered) + len(missing) > _MOST_REMEMBERED:
            self._remembered = {}
        self._remembered.update((each, found[each]) for each in missing[-_MOST_REMEMBERED:])
        return [found[each] for each in phrases]

    def _nearest(self, phrases: Sequence[str]) -> list[Nearest]:
        near = np.round(self._near.of(phrases).astype(np.float64), 4)
        best = near.argmax(axis=1)
        rows = np.arange(len(phrases))
        scores = near[rows, best]
        near[rows, best] = -1
        leads = scores - near.max(axis=1)
        concepts = self._near.concepts
        return [
            Nearest(concepts[row], score, lead)
            for row, score, lead in zip(
                best.tolist(), scores.tolist(), np.round(leads, 4).tolist(), strict=True
            )
        ]

    def _same_names(self, key: tuple[str, ...]) -> dict[int, float]:
        """Names that a phrase is a form of, with how much they are the same."""
        found: dict[int, float] = {}
        for table, form, score in (
            (self._by_key, key, 1.0),
            (self._by_bases, tuple(map(base_form, key)), _SAME_BASES),
            (self._by_bag, _bag(key), _SAME_BAG),
            (self._joined, ("".join(key),), _SAME_BAG),
        ):
            for index in table.get(form, ()):
                found.setdefault(index, score)
        return found

    def _misspelt(self, key: tuple[str, ...]) -> dict[int, float]:
        """Names that differ from a phrase by a slip or two, with how alike they are."""
        if sum(map(len, key)) < _SHORTEST_SLIP:
            return {}
        query = " ".join(key)
        found = process.extract(
            query, self._spelled, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=_SLIPS
        )
        return {
            index: _CLOSE * score / 100
            for _, score, index in found
            if _is_slip(key, self._keys[index])
        }

    def _best(
        self, nearness: Floats, preferred: Flags, same: Mapping[int, float], k: int
    ) -> list[Link]:
        """The best concepts, by how near each is and by names that are the same."""
        near = self._near
        scores = _CLOSE * np.clip(nearness.astype(np.float64), 0, 1)
        first = preferred.copy()
        labels: dict[int, str] = {}
        for index, score in same.items():
            row, name = near.concept_of[index], self._names[index]
            if score > scores[row]:
                scores[row], first[row], labels[row] = score, name.is_preferred, name.label
        scores = np.round(scores, 4)
        best = np.lexsort((~first, -scores))[:k].tolist()
        return [
            Link(
                near.concepts[row],
                float(scores[row]),
                labels.get(row) or near.label(row),
            )
            for row in best
            if scores[row] > 0
        ]

    @cached_property
    def _near(self) -> "_Near":
        return _Near(self._names, self._similarity or load_similarity(), self._said)

    @cached_property
    def _keys(self) -> list[tuple[str, ...]]:
        return [label_key(name.label) for name in self._names]

    @cached_property
    def _spelled(self) -> list[str]:
        return [" ".join(key) for key in self._keys]

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        return _places(self._keys)

    @cached_property
    def _by_bases(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        return _places(tuple(map(base_form, key)) for key in self._keys)

    @cached_property
    def _joined(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        return _places(("".join(key),) for key in self._keys)

    @cached_property
    def _by_bag(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        return _places(map(_bag, self._keys))


@dataclass(frozen=True, slots=True)
class Linkers:
    """One linker to skills and one to occupations."""

    skills: Linker
    occupations: Linker


class _Near:
    """How near phrases are to concepts: the best of a concept's names, and its descriptions.

    Attributes:
        concepts: Ids in order.
        concept_of: For each name the row of its concept.
    """

    def __init__(
        self,
        names: Sequence[_Name],
        similarity: Similarity,
        said: Mapping[str, Sequence[str]],
    ) -> None:
        self.concepts = list(dict.fromkeys(name.concept for name in names))
        rows = {concept: row for row, concept in enumerate(self.concepts)}
        self.concept_of = [rows[name.concept] for name in names]
        self._labels = [name.label for name in names]
        self._preferred = np.array([name.is_preferred for name in names], np.bool_)
        self._starts = np.unique(self.concept_of, return_index=True)[1]
        described = [(text, rows[each]) for each in self.concepts for text in said.get(each, ())]
        self._told, self._tellings = np.unique(
            np.array([row for _, row in described], np.intp), return_index=True
        )
        self._similarity = similarity.fit([*self._labels, *(text for text, _ in described)])

    def label(self, row: int) -> str:
        """The first name of a concept."""
        return self._labels[int(self._starts[row])]

    def of(self, phrases: Sequence[str]) -> Floats:
        """(phrases, concepts): how near each phrase is to each concept, at most 1."""
        found = self._similarity.similarities(phrases)
        return self._with_descriptions(self._by_names(found), found)

    def with_preferred(self, phrases: Sequence[str]) -> tuple[Floats, Flags]:
        """The same, and (phrases, concepts): whether no other name is nearer than a preferred."""
        found = self._similarity.similarities(phrases)
        near, names = self._by_names(found), found[:, : len(self._labels)]
        preferred = self._by_names(np.where(self._preferred, names, np.float32(-np.inf)))
        return self._with_descriptions(near, found), preferred == near

    def _by_names(self, found: Floats) -> Floats:
        """The nearest name of each concept."""
        if not self.concepts:
            return np.zeros((len(found), 0), np.float32)
        near: Floats = np.maximum.reduceat(found[:, : len(self._labels)], self._starts, axis=1)
        return near

    def _with_descriptions(self, near: Floats, found: Floats) -> Floats:
        if len(self._told):
            said = np.zeros_like(near)
            of_texts = found[:, len(self._labels) :]
            said[:, self._told] = np.maximum.reduceat(of_texts, self._tellings, axis=1)
            near = (1 - _SAID_SHARE) * near + _SAID_SHARE * said
        return near


def _places(forms: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[int, ...]]:
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for index, form in enumerate(forms):
        found[form] = (*found.get(form, ()), index)
    return found


def _is_slip(key: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a few letters are another, and none of a short word: NAV is no slip of Java."""
    if len(key) != len(name):
        return bool(OSA.distance(" ".join(key), " ".join(name)) <= _LONGEST_SLIP)
    pairs = list(zip(key, name, strict=True))
    slips = [OSA.distance(*pair) for pair in pairs]
    room = [min(map(len, pair)) // _LETTERS_FOR_A_SLIP for pair in pairs]
    return sum(slips) <= _LONGEST_SLIP and all(map(le, slips, room))


def _bag(key: tuple[str, ...]) -> tuple[str, ...]:
    """The base forms of a phrase's words without the small ones, compounds apart, in order."""
    words = [word for word in key if not is_small(word)] or list(key)
    return tuple(sorted({part for word in words for part in parts(word)}))
