"""A text as tokens and gaps with offsets, and a trie that finds phrases among them.

Tokens are compared folded (without case and accents). Offsets are those of the text as given,
also where it holds hidden characters or accents written apart.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from matching.lasting import lasting
from matching.taxonomy.tokens import fold, split_tokens

if TYPE_CHECKING:
    from matching.reading.kernel import Offsets, Scan

__all__ = [
    "HIDDEN",
    "Found",
    "Origin",
    "Text",
    "TokenTrie",
    "is_shown",
    "joins",
    "lines",
    "tokenise",
]

T = TypeVar("T")

Origin = tuple[()] | tuple[Sequence[int], Sequence[int]]
"""Where each character of a text begins and ends in another one; empty if they are the same."""

HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Code points that nobody sees, as `str.translate` takes them."""

_LONGEST_CLUSTER = 16
_PLAIN = re.compile(r"[\x00-\x7f]+(?=[\x00-\x7f]|\Z)")
_JOINING = frozenset("-‐‑–_/&'’.")


@dataclass(eq=False)
class Text:
    """A text cut into tokens.

    `gaps[i]` stands before token i and `gaps[-1]` behind the last one, so there is one gap more
    than there are tokens. `starts[i]` is the offset of token i in `raw`. `shown` is `raw` without
    what is hidden; `scan` is what the kernel made of it, where it can.
    """

    raw: str
    shown: str
    starts: Sequence[int]
    ends: Sequence[int]
    scan: "Scan | None" = None

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.starts)

    @cached_property
    def _pieces(self) -> list[str]:
        return split_tokens(self.shown)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The tokens as they are written."""
        return tuple(self._pieces[1::2])

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The tokens without case and accents."""
        return tuple(map(_FOLDS.__getitem__, self._pieces[1::2]))

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What stands before each token, and behind the last one."""
        return tuple(self._pieces[0::2])

    def joined(self, index: int) -> bool:
        """Whether token `index` and the one before it can belong to one phrase."""
        return joins(self.gaps[index])

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


def joins(gap: str) -> bool:
    """Whether a phrase goes on over this gap: blanks, and at most one joining sign among them."""
    return _JOINS[gap]


def lines(text: Text) -> Iterator[tuple[int, int]]:
    """The tokens of each line, as first and behind the last; lines without tokens are left out."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or "\n" in text.gaps[index]:
            yield start, index
            start = index


def tokenise(raw: str) -> Text:
    """Cut `raw` into tokens: compiled where its characters allow it, with the same result."""
    scan, offsets = _kernel()
    scanned = scan(raw)
    if scanned is not None:
        return Text(raw, raw, *offsets(scanned), scanned)
    shown, origin = _shown(raw)
    scanned = scan(shown, origin) if origin else None
    if scanned is not None:
        return Text(raw, shown, *offsets(scanned), scanned)
    return Text(raw, shown, *_offsets(shown, origin))


@cache
@lasting()
def _kernel() -> "tuple[Callable[..., Scan | None], Callable[[Scan], Offsets]]":
    from matching.reading.kernel import offsets, scan  # takes a while: once there is a text

    return scan, offsets


def _offsets(shown: str, origin: Origin) -> "Offsets":
    """The offsets of all tokens, without the kernel."""
    edges = list(accumulate(map(len, split_tokens(shown))))
    starts, ends = edges[0:-1:2], edges[1::2]
    if origin:
        starts = [origin[0][start] for start in starts]
        ends = [origin[1][end - 1] for end in ends]
    return tuple(starts), tuple(ends)


def _shown(raw: str) -> tuple[str, Origin]:
    """The text as it is shown and, if that differs, where each of its characters is in `raw`."""
    return (raw, ()) if is_shown(raw) else _cleaned(raw)


def is_shown(raw: str) -> bool:
    """Whether a text hides no characters and has its accents on their letters."""
    hides = any(chr(code) in raw for code in HIDDEN)
    return not hides and unicodedata.is_normalized("NFC", raw)


def _cleaned(raw: str) -> tuple[str, Origin]:
    """The text without hidden characters and with accents on their letters.

    Returns:
        The text, and where each of its characters begins and where it ends in `raw`.
    """
    clean: list[str] = []
    begins, ends = array("q"), array("q")
    start = 0
    while start < len(raw):
        plain = _PLAIN.match(raw, start)
        if plain:
            clean.append(plain[0])
            begins.extend(range(start, plain.end()))
            ends.extend(range(start + 1, plain.end() + 1))
            start = plain.end()
            continue
        stop = start + 1
        while stop < len(raw) and stop - start < _LONGEST_CLUSTER and _adds(raw[stop]):
            stop += 1
        letter = unicodedata.normalize("NFC", raw[start:stop].translate(HIDDEN))
        clean.append(letter)
        begins.extend([start] * len(letter))
        ends.extend([stop] * len(letter))
        start = stop
    return "".join(clean), (begins, ends)


def _adds(char: str) -> bool:
    """Whether a character belongs to the letter before it."""
    return bool(unicodedata.combining(char)) or ord(char) in HIDDEN


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

    def __iter__(self) -> Iterator[str]:
        """The folded tokens with which phrases begin."""
        return iter(self._root)

    def add(self, key: Sequence[str], value: T) -> None:
        """Keep `value` for the phrase `key`; the first value that a phrase got stays."""
        children = self._root
        node: _Node[T] | None = None
        for token in key:
            node = children.get(token)
            if node is None:
                node = children[token] = _Node()
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

    def follow(self, token: str) -> Container[str]:
        """The tokens that may stand second in a phrase which begins with this one."""
        node = self._root.get(token)
        return node.children if node else ()

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

    def each(self, text: Text) -> list[Found[T]]:
        """The longest phrase at each token where one begins; they may overlap."""
        here = (
            self.longest(text, index, text.folded)
            for index, token in enumerate(text.folded)
            if token in self._root
        )
        return [found for found in here if found]

    def nodes(self) -> Iterator[tuple[str, T | None, int]]:
        """All nodes, level by level and by token: its token, its value, how many children.

        The root comes first, without a token.
        """
        yield "", None, len(self._root)
        level = sorted(self._root.items())
        while level:
            for token, node in level:
                yield token, node.value, len(node.children)
            level = [child for _, node in level for child in sorted(node.children.items())]


class _Node(Generic[T]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.value: T | None = None
