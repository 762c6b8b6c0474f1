"""What makes two candidates look like one person: contact data, a name in one class, one CV."""

import re
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from uuid import UUID

import numpy as np
from rapidfuzz import fuzz

__all__ = ["Person", "likenesses"]

_NEAR = 90.0
"""Texts that are so alike, of 100, are one CV with small changes."""
_LEAST_WORDS = 40
"""Shorter texts are alike by chance."""
_SKETCH = 4
_BOILERPLATE = 50
"""Three words that so many texts have are of a form, and say nothing."""
_DIGITS = 9
"""The last digits of a phone number are the same however it is written."""
_MIXERS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], dtype=np.uint32)
"""Odd numbers that spread what they multiply over all 32 bits."""
_WORD = re.compile(r"\w+")

Key = tuple[object, ...]
"""What is compared, and its value."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A candidate as far as they are compared with others."""

    id: UUID
    name: str
    email: str | None = None
    phone: str | None = None
    programmes: frozenset[UUID] = frozenset()
    text: str = field(default="", repr=False)

    @cached_property
    def plain_name(self) -> tuple[str, ...]:
        """The words of the name in an order of their own, without accents and signs."""
        bare = unicodedata.normalize("NFKD", self.name.casefold())
        letters = "".join(each for each in bare if not unicodedata.combining(each))
        return tuple(sorted(_WORD.findall(letters)))

    @cached_property
    def number(self) -> str:
        """The end of the phone number; empty where there is none."""
        digits = re.sub(r"\D", "", self.phone or "")
        return digits[-_DIGITS:] if len(digits) >= _DIGITS else ""

    @cached_property
    def words(self) -> list[str]:
        """The words of the CV."""
        return _WORD.findall(self.text.casefold())

    @cached_property
    def sketch(self) -> list[int]:
        """The smallest digests of three words in a row: texts that are alike share some."""
        if len(self.words) < _LEAST_WORDS:
            return []
        digests = np.fromiter(map(zlib.crc32, map(str.encode, self.words)), dtype=np.uint32)
        runs = (digests[:-2] * _MIXERS[0] + digests[1:-1]) * _MIXERS[1] + digests[2:]
        return [int(each) for each in np.unique(runs * _MIXERS[2])[:_SKETCH]]

    def traits(self) -> Iterator[Key]:
        """Who looks like them shares one of these; who shares one need not look like them."""
        if self.email:
            yield ("email", self.email)
        if self.number:
            yield ("phone", self.number)
        for programme in self.programmes if self.plain_name else ():
            yield ("name", self.plain_name, programme)
        for digest in self.sketch:
            yield ("cv", digest)


def likenesses(
    people: Iterable[Person], of: Collection[UUID] | None = None
) -> dict[tuple[UUID, UUID], str]:
    """Pairs that look like one person, the smaller id first, and what they share.

    Args:
        people: To compare.
        of: Only pairs with one of these; None: all.

    Returns:
        For each pair codes joined by «+», of email, phone, name and cv.
    """
    blocks: dict[Key, list[Person]] = {}
    for person in people:
        for key in person.traits():
            blocks.setdefault(key, []).append(person)
    found: dict[tuple[UUID, UUID], str] = {}
    for (kind, *_), block in blocks.items():
        if kind == "cv" and len(block) > _BOILERPLATE:
            continue
        for one, other in _pairs(block, of):
            if (one.id, other.id) not in found:
                found[one.id, other.id] = "+".join(_shared(one, other))
    return {pair: reason for pair, reason in found.items() if reason}


def _pairs(block: Sequence[Person], of: Collection[UUID] | None) -> Iterator[tuple[Person, Person]]:
    if of is None:
        yield from combinations(sorted(block, key=lambda each: each.id), 2)
        return
    for one in block:
        for other in block if one.id in of else ():
            if one is not other:
                yield (one, other) if one.id < other.id else (other, one)


def _shared(one: Person, other: Person) -> Iterator[str]:
    if one.email and one.email == other.email:
        yield "email"
    if one.number and one.number == other.number:
        yield "phone"
    if one.plain_name == other.plain_name and one.programmes & other.programmes:
        yield "name"
    if one.sketch and other.sketch and _is_near(one.words, other.words):
        yield "cv"


def _is_near(one: list[str], other: list[str]) -> bool:
    return fuzz.ratio(one, other, score_cutoff=_NEAR) > 0
