"""Exact names in a text at the speed of compiled code: one pass for tokens, one for names.

Importing this module loads numba and the functions here, compiled: from its cache, or after
compiling them where there is none yet (`python -c "import matching.reading.kernel"` makes one).

What they find is what `split_tokens`, `fold`, `joins` and `TokenTrie` define. Texts with characters
that the table leaves out are not theirs: letters that fold to two such as ß, scripts other than
Latin, Greek and Cyrillic, and what `tokenise` takes away or puts together first. Tokens are
compared by a hash of 64 bits: no two words of names share one, which is checked, and that another
word has the hash of one of 30,000 has a chance of 2 in 10^15.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit, types

from matching.reading.text import HIDDEN, TokenTrie, joins
from matching.taxonomy.tokens import fold

__all__ = ["FlatTrie", "Scan", "offsets", "scan"]

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Ints = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]

# What the table says of a character: these bits, and above them what it folds to.
_WORD, _BLANK, _JOINER, _STRANGE = 1, 2, 4, 8
_KIND_BITS = 4
_SIZE = 0x1FB00
_COVERED = (
    range(0x300),  # Latin
    range(0x370, 0x530),  # Greek, Cyrillic
    range(0x1E00, 0x2E00),  # more of these, and signs
    range(0xE000, 0xF900),  # signs of fonts, such as bullets
    range(0xFE0F, 0xFE10),  # stands behind emoji
    range(0x1F300, _SIZE),  # emoji
)
_EMOJI_FOLLOWER = "\ufe0f"
_DOT, _PLUS, _SHARP = ord("."), ord("+"), ord("#")

_START, _END, _HASH, _JOINED, _STEP = range(5)  # of each token in `cuts`
_STARTS, _ENDS, _STOPS, _NODES, _WORDS = range(5)  # rows of `found`
_LOW = 0xFFFFFFFF
_SEED, _FACTOR = 0x2545F4914F6CDD1D, -0x61C8864680B583EB
_HALF = 32

_CODES = types.Array(types.uint32, 1, "C", readonly=True)
_KINDS = types.int32[::1]
_INTS = types.int64[::1]
_ROWS = types.int64[:, ::1]


def _compiled(*arguments: types.Type) -> Callable[[F], F]:
    """Compile a function now, and keep the result on disk where that can be written."""

    def compile_now(function: F) -> F:
        signature = types.int64(*arguments)
        try:
            made = njit(signature, cache=True, nogil=True)(function)
        except (OSError, RuntimeError):
            made = njit(signature, nogil=True)(function)
        return cast(F, made)

    return compile_now


def _inner(function: F) -> F:
    """Compile a function when another that calls it is compiled, as a part of that one."""
    return cast(F, njit(function))


@_inner
def _look(codes: Codes, table: Kinds, index: int) -> int:
    """What the table says of character `index`; behind the text there is nothing."""
    if index >= len(codes):
        return 0
    code = codes[np.uintp(index)]
    return int(table[code]) if code < _SIZE else _STRANGE


@_inner
def _tail(sign: int, after: int) -> int:
    """How many characters + and # belong to the token before them; `after` is of the second."""
    if sign == _SHARP:
        return 1
    if sign != _PLUS:
        return 0
    if after >> _KIND_BITS == _PLUS:
        return 2
    return 0 if after & _WORD else 1


@_compiled(_CODES, _KINDS, _INTS)
def _cut(codes: Codes, table: Kinds, cuts: Ints) -> int:
    """Fill `cuts` with the edges, hashes and joins of all tokens.

    Returns how many tokens there are, or -1 if a character is not covered.
    """
    count = index = signs = sign = 0
    while index < len(codes):
        kind = _look(codes, table, index)
        dotted = kind >> _KIND_BITS == _DOT and _look(codes, table, index + 1) & _WORD
        if kind & _WORD or dotted:
            start, mixed = index, _SEED
            while kind & _WORD or index == start:
                mixed = (mixed ^ (kind >> _KIND_BITS)) * _FACTOR
                index += 1
                kind = _look(codes, table, index)
            tail = kind >> _KIND_BITS
            for _ in range(_tail(tail, _look(codes, table, index + 1))):
                mixed = (mixed ^ tail) * _FACTOR
                index += 1
            joining = _look(codes, table, sign) & _JOINER
            near = codes[sign] != _DOT or sign == start - 1
            token = count * _STEP
            cuts[token + _START] = start
            cuts[token + _END] = index
            cuts[token + _HASH] = mixed ^ (mixed >> _HALF)
            cuts[token + _JOINED] = signs == 0 or (signs == 1 and joining and near)
            count += 1
            signs = 0
        elif kind & _STRANGE:
            return -1
        else:
            if not kind & _BLANK:
                signs += 1
                sign = index
            index += 1
    return count


@_inner
def _word(words: Ints, mixed: int) -> int:
    """The number of the word with a hash and, below, the node of names that begin with it, or 0."""
    last = len(words) - 1
    slot = 2 * mixed & last
    while words[np.uintp(slot + 1)] and words[np.uintp(slot)] != mixed:
        slot = (slot + 2) & last
    return int(words[np.uintp(slot + 1)])


@_inner
def _child(word_of: Ints, children: Ints, node: int, word: int) -> int:
    """The child of `node` for a word, by halving; 0 (the root) if there is none."""
    low, last = children[node] >> 1, children[node + 1] >> 1
    high = last
    while low < high:
        middle = (low + high) >> 1
        if word_of[middle] < word:
            low = middle + 1
        else:
            high = middle
    return int(low) if low < last and word_of[low] == word else 0


@_compiled(_INTS, types.intp, _INTS, _INTS, _INTS, types.boolean, _ROWS)
def _find(
    cuts: Ints, size: int, words: Ints, word_of: Ints, children: Ints, apart: bool, found: Ints
) -> int:
    """Fill `found` with the longest name at each token; with `apart` none that begins in one.

    Returns how many there are.
    """
    for index in range(size):
        found[_WORDS, index] = _word(words, cuts[index * _STEP + _HASH])
    count = reached = 0
    for start in range(size):
        node = found[_WORDS, start] & _LOW if start >= reached else 0
        best = end = 0
        index = start + 1
        while node:
            if children[node] & 1:
                best, end = node, index
            if index == size or not cuts[index * _STEP + _JOINED]:
                break
            node = _child(word_of, children, node, found[_WORDS, index] >> _HALF)
            index += 1
        if best:
            found[_STARTS, count] = start
            found[_ENDS, count] = end
            found[_STOPS, count] = cuts[end * _STEP - _STEP + _END]
            found[_NODES, count] = best
            count += 1
            reached = end if apart else 0
    return count


def _characters() -> Kinds:
    table = np.full(_SIZE, _STRANGE, np.int32)
    for covered in _COVERED:
        table[covered.start : covered.stop] = [_character(chr(code)) for code in covered]
    return table


def _character(char: str) -> int:
    if ord(char) in HIDDEN or _composes(char):
        return _STRANGE
    if not char.isalnum():
        kind = 0 if not joins(char) else _BLANK if char.isspace() else _JOINER
        return ord(char) << _KIND_BITS | kind
    folded = fold(char)
    return ord(folded) << _KIND_BITS | _WORD if len(folded) == 1 else _STRANGE


def _composes(char: str) -> bool:
    """Whether it may change when a text with it is normalised."""
    mark = unicodedata.category(char).startswith("M") and char != _EMOJI_FOLLOWER
    return mark or not unicodedata.is_normalized("NFC", char)


_TABLE = _characters()

Scan = tuple[Ints, int]
"""The tokens of a text, `_STEP` numbers each, and how many: what `FlatTrie` searches."""
Offsets = tuple[Sequence[int], Sequence[int]]
"""Where each token begins, and where each ends."""


def scan(raw: str, origin: Sequence[tuple[int, int]] = ()) -> Scan | None:
    """Cut a text into tokens.

    Args:
        raw: The text.
        origin: If it stands for another one, from where to where each character is there.

    Returns:
        The tokens (their offsets in the other text), or None if there are other characters.
    """
    try:
        codes = np.frombuffer(raw.encode("utf-32-le"), np.uint32)
    except UnicodeEncodeError:
        return None
    cuts = np.empty((len(codes) // 2 + 1) * _STEP, np.int64)
    size = _cut(codes, _TABLE, cuts)
    if size < 0:
        return None
    if origin and size:
        starts, ends = cuts[_START : size * _STEP : _STEP], cuts[_END : size * _STEP : _STEP]
        there = np.array(origin)
        starts[:], ends[:] = there[starts, 0], there[ends - 1, 1]
    return cuts, size


def offsets(text: Scan) -> Offsets:
    """The offsets of all tokens."""
    cuts, size = text
    view, last = cuts.data, size * _STEP
    return view[_START:last:_STEP], view[_END:last:_STEP]


class FlatTrie(Generic[T]):
    """The phrases of a `TokenTrie` in flat arrays.

    Words are numbered in order and nodes level by level, so that the children of one stand side by
    side. Of each node are kept its word, and twice the first of its children, plus 1 if the phrase
    that ends there has a value.

    Raises:
        ValueError: Two words have one hash.
    """

    def __init__(self, phrases: TokenTrie[T]) -> None:
        tokens, self._values, sizes = zip(*phrases.nodes(), strict=True)
        numbers = {word: number for number, word in enumerate(sorted(set(tokens)))}
        children = np.cumsum([1, *sizes], dtype=np.int64)
        firsts = dict(zip(tokens[1 : children[1]], range(1, children[1]), strict=True))
        entries = {_hash(word): n << _HALF | firsts.get(word, 0) for word, n in numbers.items()}
        if len(entries) < len(numbers):
            raise ValueError("expected words of names to have a hash each, but two share one")
        named = [*(value is not None for value in self._values), False]
        word_of = np.array([*map(numbers.__getitem__, tokens)], np.int64)
        self._arrays = _slots(entries), word_of, children << 1 | named

    def find(
        self, text: Scan, *, apart: bool
    ) -> tuple[list[int], list[int], list[int], Iterator[T]]:
        """The longest phrase at each token where one begins; with `apart` none that begins in one.

        Returns:
            Side by side: first tokens, ends, offsets behind their last letters, and values.
        """
        found = np.empty((_WORDS + 1, text[1]), np.int64)
        count = _find(*text, *self._arrays, apart, found)
        starts, ends, stops, nodes = found[:_WORDS, :count].tolist()
        return starts, ends, stops, map(self._values.__getitem__, nodes)


def _slots(entries: Mapping[int, int]) -> Ints:
    """An open table: each hash where its last bits say or in the next free place; its entry."""
    size = 2 << (2 * len(entries)).bit_length()
    slots = [0] * size
    for mixed, entry in entries.items():
        slot = 2 * mixed % size
        while slots[slot + 1]:
            slot = (slot + 2) % size
        slots[slot : slot + 2] = mixed, entry
    return np.array(slots, np.int64)


def _hash(word: str) -> int:
    """The hash of a folded token, as `_cut` makes it."""
    mixed = _SEED
    for char in word:
        mixed = _signed((mixed ^ ord(char)) * _FACTOR)
    return mixed ^ (mixed >> _HALF)


def _signed(number: int) -> int:
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)
