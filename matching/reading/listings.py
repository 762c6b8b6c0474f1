"""Bare lists: where a text names skills one after another and says nothing of any of them.

«Java, SQL, Docker, Kubernetes, Git» tells less than «at my last job I kept the Java services
running». Only a line itself decides, so that repeating a text or adding to it changes nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from matching.reading.text import Text, lines
from matching.types import Mention

__all__ = ["listed"]

_BETWEEN = re.compile(r"[,;|•·]|\s[-–—/]\s|[.!?]\s")
_FEWEST_ITEMS = 5
_LONGEST_ITEM = 3
_TELLING = frozenset({"in", "met", "op", "voor", "with", "for", "on", "using", "via"})


def listed(text: Text, mentions: Sequence[Mention]) -> list[bool]:
    """Whether each mention, in the order of the text, stands in a bare list.

    That is a run of five different items or more in a line, each of three words at most and none
    with a word that says what for; what stands before a colon heads the list. A line that has
    nothing but the name is one, too.
    """
    items = [item for line in lines(text) for item in _listed(text, *line)]
    firsts = [start for start, _ in items]
    found = []
    for mention in mentions:
        place = bisect_right(firsts, mention.start) - 1
        inside = place >= 0 and mention.start < items[place][1]
        found.append(inside or _alone(text, mention))
    return found


def _listed(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the items of a line that are in a run of enough short ones."""
    found: list[tuple[int, int]] = []
    for short, run in groupby(_items(text, start, end), lambda item: _is_short(text, *item)):
        items = list(run)
        if short and len({text.folded[first:last] for first, last in items}) >= _FEWEST_ITEMS:
            found += [(text.starts[first], text.ends[last - 1]) for first, last in items]
    return found


def _is_short(text: Text, first: int, last: int) -> bool:
    """Whether it may be a name and no more: «in Vue» says what for."""
    return last - first <= _LONGEST_ITEM and _TELLING.isdisjoint(text.folded[first:last])


def _items(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for index in range(start + 1, end):
        if ":" in text.gaps[index]:
            first = index
        elif _BETWEEN.search(text.gaps[index]):
            yield first, index
            first = index
    yield first, end


def _alone(text: Text, mention: Mention) -> bool:
    before = text.raw[: mention.start].rpartition("\n")[2]
    after = text.raw[mention.end :].partition("\n")[0]
    return not any(char.isalnum() for char in before + after)
