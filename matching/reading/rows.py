"""Rows of bare activities: «ontwerp, bouw en onderhoud», «ontwerpen en implementeren».

Each word alone says little; side by side they are the steps by which software is made.
"""

from collections.abc import Iterator, Mapping

from matching.reading.layout import Sentence
from matching.reading.merging import Hit
from matching.reading.names import Name
from matching.reading.text import Text

__all__ = ["row_hits"]

_LINKS = frozenset({"en", "of", "and", "or"})
_ARTICLES = frozenset({"de", "het", "te", "the", "to"})
_UP_TO = "tot"
_AND_WITH = "met"
_SIGNS = frozenset({"", ",", "/", "&"})


def row_hits(text: Text, sentence: Sentence, steps: Mapping[str, Name]) -> Iterator[Hit]:
    """The words of each row with steps of at least two kinds; `steps` are by folded word."""
    row: list[int] = []
    for index in range(sentence.start, sentence.end + 1):
        word = text.folded[index] if index < sentence.end else ""
        goes_on = not row or _is_beside(text, row[-1], index)
        if word in steps and goes_on:
            row.append(index)
        elif word in steps or not goes_on or not _is_small(word):
            yield from _hits(text, row, steps)
            row = [index] if word in steps else []


def _is_small(word: str) -> bool:
    return word in _LINKS or word in _ARTICLES or word in (_UP_TO, _AND_WITH)


def _is_beside(text: Text, last: int, index: int) -> bool:
    """Whether only «en», «tot (en met)», a comma and articles stand between two tokens."""
    gaps = [text.gaps[place].strip() for place in range(last + 1, min(index, len(text) - 1) + 1)]
    between = text.folded[last + 1 : index]
    if _AND_WITH in between and _UP_TO not in between:
        return False
    linked = any(gaps) or _UP_TO in between or not _LINKS.isdisjoint(between) or not between
    return linked and _SIGNS.issuperset(gaps) and all(map(_is_small, between))


def _hits(text: Text, row: list[int], steps: Mapping[str, Name]) -> Iterator[Hit]:
    if len({steps[text.folded[index]].concept for index in row}) > 1:
        for index in row:
            yield Hit(index, index, index, steps[text.folded[index]])
