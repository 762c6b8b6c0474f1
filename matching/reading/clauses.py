"""Clauses: the parts of a sentence that each make a statement of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.reading.layout import Sentence
from matching.reading.signs import Sign
from matching.reading.text import Text
from matching.reading.wording import Wording

__all__ = ["Clause", "clauses"]

_VERB_REACH = 2
_ALSO_ENGLISH = "of"
_ARTICLES = frozenset({"de", "het", "the"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Token ranges that belong together; `aside` marks what stands between brackets."""

    ranges: tuple[tuple[int, int], ...]
    aside: bool = False

    @property
    def start(self) -> int:
        """Its first token."""
        return self.ranges[0][0]

    @property
    def size(self) -> int:
        """How many tokens it has."""
        return sum(end - start for start, end in self.ranges)

    def holds(self, index: int) -> bool:
        """Whether token `index` is in it."""
        return any(start <= index < end for start, end in self.ranges)


def clauses(
    text: Text, sentence: Sentence, signs: Sequence[Sign], wording: Wording
) -> list[Clause]:
    """The clauses of a sentence, in order; what stands between brackets is one of its own."""
    outer, asides = _brackets(text, sentence)
    covered = {index for sign in signs for index in range(sign.start + 1, sign.end)}
    found: list[Clause] = []
    begin = 0
    for place in range(1, len(outer) + 1):
        if place == len(outer) or (
            outer[place] not in covered
            and _divides(text, outer[begin:place], outer[place:], signs, wording)
        ):
            found.append(Clause(_as_ranges(outer[begin:place])))
            begin = place
    found.extend(Clause(((start, end),), aside=True) for start, end in asides)
    return sorted((clause for clause in found if clause.ranges), key=lambda each: each.start)


def _brackets(text: Text, sentence: Sentence) -> tuple[list[int], list[tuple[int, int]]]:
    outer: list[int] = []
    asides: list[tuple[int, int]] = []
    opened: int | None = None
    for index in range(sentence.start, sentence.end):
        gap = text.gaps[index]
        if opened is not None and (")" in gap or "(" in gap):
            asides.append((opened, index))
            opened = None
        if "(" in gap and ")" not in gap.rpartition("(")[2]:
            opened = index
        if opened is None:
            outer.append(index)
    if opened is not None:
        asides.append((opened, sentence.end))
    return outer, asides


def _as_ranges(indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for index in indices:
        if ranges and ranges[-1][1] == index:
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
    return tuple(ranges)


def _divides(
    text: Text,
    left: Sequence[int],
    right: Sequence[int],
    signs: Sequence[Sign],
    wording: Wording,
) -> bool:
    """Whether a clause ends before the first of `right`: both sides state something."""
    here = right[0]
    word = text.folded[here]
    if word in wording.stops:
        return True
    gap = text.gaps[here]
    if any(sign in gap for sign in (" - ", " – ", "|")) or gap.strip() == ",":
        ahead = _until_comma(text, right)
        opened = word in _ARTICLES or _states(text, left, signs, wording)
        return opened and _states(text, ahead, signs, wording)
    if word in wording.conjunctions:
        near = right[1 : 2 + (0 if word == _ALSO_ENGLISH else _VERB_REACH)]
        return _states(text, left, signs, wording) and any(
            text.folded[index] in wording.verbs for index in near
        )
    return False


def _until_comma(text: Text, right: Sequence[int]) -> Sequence[int]:
    for place, index in enumerate(right[1:], start=1):
        if "," in text.gaps[index]:
            return right[:place]
    return right


def _states(text: Text, indices: Sequence[int], signs: Sequence[Sign], wording: Wording) -> bool:
    if any(text.folded[index] in wording.verbs for index in indices):
        return True
    first, last = indices[0], indices[-1]
    return any(first <= sign.start <= last for sign in signs)
