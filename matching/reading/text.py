"""A text as tokens and gaps with offsets, and a trie that finds phrases among them.

Tokens are compared folded (without case and accents). Offsets are those of the text as given,
also where it holds hidden characters or accents written apart.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from matching.taxonomy.tokens import fold, split_tokens

__all__ = ["Found", "Text", "TokenTrie", "tokenise"]

T = TypeVar("T")

_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LONGEST_CLUSTER = 16
_JOINING = frozenset("-‐‑–_/&'’.")


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into tokens.

    `gaps[i]` stands before token i and `gaps[-1]` behind the last one, so there is one gap more
    than there are tokens. `starts[i]` is the offset of token i in `raw`.
    """

    raw: str
    tokens: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def joined(self, index: int) -> bool:
        """Whether token `index` and the one before it can belong to one phrase."""
        return _joins(self.gaps[index])

    def words(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, as given."""
        return self.raw[self.starts[start] : self.ends[end - 1]]


class _Folds(dict[str, str]):
    """Folded tokens, remembered; emptied when full, so that memory stays bounded."""

    def __missing__(self, token: str) -> str:
        if len(self) > 200_000:
            self.clear()
        folded = self[token] = fold(token)
        return folded


class _Joins(dict[str, bool]):
    def __missing__(self, gap: str) -> bool:
        if len(self) > 10_000:
            self.clear()
        core = gap.strip()
        joins = "\n" not in gap and (not core or (len(core) == 1 and core in _JOINING))
        if core == "." and gap[-1:] != ".":
            joins = False
        self[gap] = joins
        return joins


_FOLDS = _Folds()
_JOINS = _Joins()


def _joins(gap: str) -> bool:
    return _JOINS[gap]


def tokenise(raw: str) -> Text:
    """Cut `raw` into tokens; the work is in C, for every text passes here."""
    clean, origin = raw, None
    if not raw.isascii() and (
        not unicodedata.is_normalized("NFC", raw) or raw.translate(_HIDDEN) != raw
    ):
        clean, origin = _cleaned(raw)
    pieces = split_tokens(clean)
    tokens = pieces[1::2]
    edges = list(accumulate(map(len, pieces)))
    starts, ends = edges[0::2][: len(tokens)], edges[1::2]
    if origin is not None:
        starts = [origin[start][0] for start in starts]
        ends = [origin[end - 1][1] for end in ends]
    folded = tuple(map(_FOLDS.__getitem__, tokens))
    return Text(raw, tuple(tokens), folded, tuple(pieces[0::2]), tuple(starts), tuple(ends))


def _cleaned(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without hidden characters and with accents on their letters.

    Returns:
        The text, and for each of its characters from where to where it stands in `raw`.
    """
    clean: list[str] = []
    origin: list[tuple[int, int]] = []
    start = 0
    while start < len(raw):
        stop = start + 1
        while stop < len(raw) and stop - start < _LONGEST_CLUSTER and _adds(raw[stop]):
            stop += 1
        letter = unicodedata.normalize("NFC", raw[start:stop].translate(_HIDDEN))
        clean.append(letter)
        origin.extend([(start, stop)] * len(letter))
        start = stop
    return "".join(clean), origin


def _adds(char: str) -> bool:
    """Whether a character belongs to the letter before it."""
    return bool(unicodedata.combining(char)) or ord(char) in _HIDDEN


class Found(NamedTuple, Generic[T]):
    """A phrase found: tokens `start` up to `end`, and what the trie keeps for it."""

    start: int
    end: int
    value: T


class TokenTrie(Generic[T]):
    """Phrases as paths of folded tokens; finds the longest one at each place, left to right."""

    def __init__(self, phrases: Mapping[Sequence[str], T] | None = None) -> None:
        self._root: dict[str, _Node[T]] = {}
        for key, value in (phrases or {}).items():
            self.add(key, value)

    def __contains__(self, token: object) -> bool:
        """Whether a phrase begins with this folded token."""
        return token in self._root

    def add(self, key: Sequence[str], value: T) -> None:
        """Keep `value` for the phrase `key`; the first value that a phrase got stays."""
        children = self._root
        node: _Node[T] | None = None
        for token in key:
            node = children.setdefault(token, _Node())
            children = node.children
        if node is not None and node.value is None:
            node.value = value

    def value(self, key: Sequence[str]) -> T | None:
        """What is kept for exactly this phrase, or None."""
        children = self._root
        node: _Node[T] | None = None
        for token in key:
            node = children.get(token)
            if node is None:
                return None
            children = node.children
        return node.value if node else None

    def longest(
        self, text: Text, start: int, tokens: Sequence[str], end: int | None = None
    ) -> Found[T] | None:
        """The longest phrase that begins at token `start`, in `tokens` of the text, if any."""
        children = self._root
        best: Found[T] | None = None
        for index in range(start, len(tokens) if end is None else end):
            node = children.get(tokens[index])
            if node is None or (index > start and not text.joined(index)):
                break
            if node.value is not None:
                best = Found(start, index + 1, node.value)
            children = node.children
        return best

    def find(self, text: Text, start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
        """All phrases in tokens `start` up to `end`: the longest at each place, no two overlap."""
        stop = len(text) if end is None else end
        index = start
        while index < stop:
            found = None
            if text.folded[index] in self._root:
                found = self.longest(text, index, text.folded, stop)
            if found:
                yield found
            index = found.end if found else index + 1


class _Node(Generic[T]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.value: T | None = None
