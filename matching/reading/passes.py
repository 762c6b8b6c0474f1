"""The compiled passes over characters and tokens; `kernel` says what they are for.

Importing this module loads numba and the functions here, compiled: from its cache, or after
compiling them where there is none yet (`python -c "import matching.reading.kernel"` makes one).
An inner function that takes arrays has one exit and leaves no loop early: else the compiler counts
who uses them at each call, which takes longer than the work.
"""

import numpy as np
import numpy.typing as npt
from numba import types

from matching.compiled import compiled, inner

__all__ = [
    "BLANK",
    "END",
    "FACTOR",
    "FLAGS",
    "HALF",
    "HASH",
    "JOINER",
    "KIND_BITS",
    "NODES",
    "ROWS",
    "SEED",
    "SIZE",
    "START",
    "STARTS",
    "STEP",
    "STOPS",
    "STRANGE",
    "WORD",
    "cut",
    "find",
    "find_all",
]

Ints = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.int32]
Flags = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint32]

# What the table says of a character: these bits, and above them what it folds to.
WORD, BLANK, JOINER, STRANGE = 1, 2, 4, 8
KIND_BITS = 4
SIZE = 0x1FB00
_DOT, _PLUS, _SHARP = ord("."), ord("+"), ord("#")

START, END, HASH, JOINED, STEP = range(5)  # of each token in `cuts`
FIRSTS, ENDS, STOPS, NODES, STARTS, ROWS = range(6)  # of `found`: tokens, offsets, nodes
SEED, FACTOR = 0x2545F4914F6CDD1D, -0x61C8864680B583EB
HALF = 32
FLAGS = 1 << 18
"""Bits that say with which hashes a name may begin: 32 kB."""

_CODES = types.Array(types.uint32, 1, "C", readonly=True)
_KINDS = types.int32[::1]
_INTS = types.int64[::1]
_FLAGS = types.uint8[::1]
_FOUND = types.int64[:, ::1]


@inner
def _look(codes: Codes, table: Kinds, index: int) -> int:
    """What the table says of character `index`."""
    code = codes[np.uintp(index)]
    return int(table[code]) if code < SIZE else STRANGE


@inner
def _tail(sign: int, after: int) -> int:
    """How many characters + and # belong to the token before them; `after` is of the second."""
    if sign == _SHARP:
        return 1
    if sign != _PLUS:
        return 0
    if after >> KIND_BITS == _PLUS:
        return 2
    return 0 if after & WORD else 1


@inner
def _token(codes: Codes, table: Kinds, start: int) -> tuple[int, int]:
    """The end and the hash of the token that begins at `start`."""
    index, mixed, kind = start, SEED, _look(codes, table, start)
    while kind & WORD or index == start:
        mixed = (mixed ^ (kind >> KIND_BITS)) * FACTOR
        index += 1
        kind = _look(codes, table, index)
    sign = kind >> KIND_BITS
    for _ in range(_tail(sign, _look(codes, table, index + 1))):
        mixed = (mixed ^ sign) * FACTOR
        index += 1
    return index, mixed ^ (mixed >> HALF)


@inner
def _joins(codes: Codes, table: Kinds, signs: int, sign: int, start: int) -> bool:
    """Whether a phrase goes on with a token behind so many signs, the last of them at `sign`."""
    joining = _look(codes, table, sign) & JOINER != 0
    near = (codes[np.uintp(sign)] != _DOT) | (sign == start - 1)
    return bool((signs == 0) | ((signs == 1) & joining & near))


@compiled(types.int64(_CODES, _KINDS, _INTS))
def cut(codes: Codes, table: Kinds, cuts: Ints) -> int:
    """Fill `cuts` with the edges, hashes and joins of all tokens.

    At the end of `codes` stand a line end and one more character, which only have to be there.
    Returns how many tokens there are, or -1 if a character is not covered.
    """
    size = index = signs = sign = 0
    while index < len(codes) - 2:
        kind = _look(codes, table, index)
        dotted = kind >> KIND_BITS == _DOT and _look(codes, table, index + 1) & WORD
        if kind & WORD or dotted:
            start, token = index, size * STEP
            index, mixed = _token(codes, table, start)
            cuts[np.uintp(token + START)] = start
            cuts[np.uintp(token + END)] = index
            cuts[np.uintp(token + HASH)] = mixed
            cuts[np.uintp(token + JOINED)] = _joins(codes, table, signs, sign, start)
            size += 1
            signs = 0
        elif kind & STRANGE:
            return -1
        else:
            if not kind & BLANK:
                signs += 1
                sign = index
            index += 1
    return size


@inner
def _entry(edges: Ints, mixed: int, node: int) -> int:
    """Twice the child of `node` for a token with a hash, plus 1 if it is named; 0 if none."""
    key = mixed ^ (node * FACTOR)
    last = len(edges) - 1
    slot = 2 * key & last
    while edges[np.uintp(slot + 1)] and edges[np.uintp(slot)] != key:
        slot = (slot + 2) & last
    return int(edges[np.uintp(slot + 1)])


@inner
def _longest(cuts: Ints, size: int, edges: Ints, start: int) -> tuple[int, int]:
    """The node of the longest name at token `start`, or 0, and the token behind it."""
    best, end, index = 0, 0, start
    entry = _entry(edges, cuts[np.uintp(start * STEP + HASH)], 0)
    while entry:
        index += 1
        if entry & 1:
            best, end = entry >> 1, index
        token = index * STEP
        goes_on = index < size and cuts[np.uintp(token + JOINED)]
        entry = _entry(edges, cuts[np.uintp(token + HASH)], entry >> 1) if goes_on else 0
    return best, end


@inner
def _may_begin(begins: Flags, mixed: int) -> int:
    """1 for a token with which a name begins, and for one other in thirty; else 0."""
    bit = np.uintp(mixed & FLAGS - 1)
    return int(begins[bit >> np.uintp(3)] >> (bit & np.uintp(7)) & 1)


@compiled(types.int64(_INTS, types.intp, _INTS, _FLAGS, types.boolean, types.intp, _FOUND))
def find(
    cuts: Ints, size: int, edges: Ints, begins: Flags, apart: bool, count: int, found: Ints
) -> int:
    """Add the longest name at each token to `found`; with `apart` none that begins in one.

    Most tokens begin none, and `begins` is small enough to stay in the nearest cache.

    Returns how many there are then; there were `count` before.
    """
    last = count
    for index in range(size):
        found[np.uintp(FIRSTS), np.uintp(last)] = index
        last += _may_begin(begins, cuts[np.uintp(index * STEP + HASH)])
    reached = 0
    for place in range(count, last):
        start = found[np.uintp(FIRSTS), np.uintp(place)]
        node, end = _longest(cuts, size, edges, start) if start >= reached else (0, 0)
        if node:
            found[FIRSTS, count] = start
            found[ENDS, count] = end
            found[STOPS, count] = cuts[end * STEP - STEP + END]
            found[NODES, count] = node
            found[STARTS, count] = cuts[start * STEP + START]
            count += 1
            reached = end if apart else 0
    return count


@compiled(types.int64(_CODES, _INTS, _KINDS, _INTS, _FLAGS, _INTS, _FOUND))
def find_all(
    codes: Codes,
    ends: Ints,
    table: Kinds,
    edges: Ints,
    begins: Flags,
    cuts: Ints,
    found: Ints,
) -> int:
    """Add the names of many texts to `found`, each up to the line end before its end in `codes`.

    Returns how many there are. How many each text has comes in the place of its end, or -1 if a
    character is not covered.
    """
    total = start = 0
    for number in range(len(ends)):
        end = ends[number]
        size = cut(codes[start : end + 1], table, cuts)
        before = total
        total = find(cuts, size, edges, begins, True, total, found)
        ends[number] = total - before if size >= 0 else -1
        start = end
    return total
