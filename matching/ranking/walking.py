"""All blocks of a stretch in one call, one after the other; compiled by numba.

Blocks are `layout.RECORD`s: each array is looked at where it lies.
"""

from typing import Any

import numba
import numpy as np
from numba import types
from numba.np.numpy_support import carray
from numpy.typing import NDArray

from matching.compiled import compiled, inner
from matching.ranking.adding import add_part, ask_for_part, look_up
from matching.ranking.counting import count
from matching.ranking.finder import close, find, find_some, found, most_points
from matching.ranking.kernel import judge, weigh_hours
from matching.ranking.lanes import lies_at
from matching.ranking.laying import lay
from matching.ranking.layout import RECORD
from matching.ranking.pruning import add_first, in_order, keep, most_of
from matching.ranking.sifting import add_some, look_up_some, meet

__all__ = ["assess_all", "count_all", "find_all"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Cells = NDArray[np.uint32]
Worth = NDArray[np.uint64]
Records = NDArray[Any]


@inner
def _conditions_of(block: Any) -> tuple[Marks, Ints, Ints, Bytes]:
    n = block["n"]
    return (
        carray(lies_at(block["live"]), n, np.uint8),
        carray(lies_at(block["runs"]), (block["n_runs"], 2), np.int32),
        carray(lies_at(block["wide"]), (4, n), np.int32),
        carray(lies_at(block["small"]), (block["n_small"], n), np.int8),
    )


@inner
def _postings_of(block: Any) -> tuple[Cells, Cells, Ints, Marks]:
    n, n_dense = block["n"], block["n_dense"]
    return (
        carray(lies_at(block["cells"]), block["n_cells"], np.uint32),
        carray(lies_at(block["edges"]), block["n_edges"], np.uint32),
        carray(lies_at(block["dense"]), n_dense, np.int32),
        carray(lies_at(block["columns"]), (n_dense, n), np.uint8),
    )


_RECORDS = numba.from_dtype(RECORD)[::1]
_BYTES, _SHORTS, _INTS, _LONGS = (
    types.uint8[::1], types.uint16[::1], types.int32[::1], types.int64[::1],
)  # fmt: skip
_PAIRS, _RANGES, _WORTH = types.int64[:, ::1], types.int32[:, ::1], types.uint64[:, ::1]
_ASKED = _INTS, _INTS, _WORTH, _PAIRS, _LONGS, _PAIRS
_CONDITIONS = _INTS, _RANGES, _LONGS, _PAIRS


@compiled(_PAIRS(_LONGS, _RECORDS, types.int64, *_ASKED, *_CONDITIONS))
def find_all(
    heap: Longs,
    blocks: Records,
    most: int,
    first: Ints,
    codes: Ints,
    worth: Worth,
    related: Longs,
    begin: Longs,
    asked: Longs,
    metres: Ints,
    ranges: Ints,
    conditions: Longs,
    languages: Longs,
) -> Longs:
    """Find the best of all blocks.

    Args:
        heap: (k,), at least 1; gets what is left in it, as `finder` describes.
        blocks: (b,), of a stretch.
        most: As for `meet`, which finds first who meets the conditions; below 0 everybody is
            scored, and only those are judged who may be among the best.
        first: (concepts + 1,), `begin` of the groups of the stretch.
        codes: (groups,), those of its groups.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        related: (r, 2), as `Plan` has it.
        begin: (m + 1,), as `Plan` has it.
        asked: (m, 3), as `Plan` has it.
        metres: (p + 1,), to each place; -1 is unknown.
        ranges: (2, h + 1), as the columns of the stretch have it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.

    Returns:
        As `found` gives it.
    """
    points, bases, ends = lay(first, codes, worth, related, begin, asked)
    hours, gives = weigh_hours(ranges, conditions), most_of(points, bases, ends)
    preferred = most_points(metres, hours, conditions)
    largest, after = blocks["n"].max(), np.empty((len(blocks), len(heap)), np.int64)
    best, scores = np.zeros(largest, np.uint16), np.empty(largest, np.uint16)
    marks, slots = np.zeros(largest, np.uint8), np.empty(largest, np.uint16)
    room, some = np.empty(largest, np.int32), np.empty(largest, np.uint16)
    for number in range(len(blocks)):
        block = blocks[number]
        n, n_kept, done, least = block["n"], -1, 0, (heap[0] >> 32) - preferred
        live, runs, wide, small = _conditions_of(block)
        cells, edges, dense, columns = _postings_of(block)
        id_of = carray(lies_at(block["id_of"]), n, np.uint16)
        judged = id_of, metres, hours, wide, small, conditions, languages
        if most >= 0:
            n_kept = meet(room, most, live, runs, *judged[1:])
        if n_kept > 0:
            column, bounds = look_up_some(room[:n_kept], related, cells, edges, dense)
            adding = best[:n], cells, columns, points, bases, ends, column, bounds
            order = in_order(gives, ends, column, bounds, n)
            some[:n_kept] = 0
        elif n_kept < 0:
            column, bounds = look_up(related, cells, edges, dense, columns)
            adding = best[:n], cells, columns, points, bases, ends, column, bounds
            order = in_order(gives, ends, column, bounds, n)
            scores[:n] = 0
            done, enough = add_first(order, gives, least, scores[:n], *adding)
            if done < len(order):
                n_kept = keep(room, some, scores[:n], enough)
            else:
                find(heap, live, scores[:n], *judged)
        if n_kept > 0:
            kept, earned = room[:n_kept], some[:n_kept]
            n_kept = add_some(kept, earned, slots, marks, order, done, gives, least, *adding)
            find_some(heap, room[:n_kept], some, live, *judged)
        close(heap, after[number])
    return found(heap, after)


@compiled(types.void(_SHORTS, _BYTES, _LONGS, _RECORDS, *_ASKED, *_CONDITIONS))
def assess_all(
    scores: Scores,
    eligible: Marks,
    excluded: Longs,
    blocks: Records,
    first: Ints,
    codes: Ints,
    worth: Worth,
    related: Longs,
    begin: Longs,
    asked: Longs,
    metres: Ints,
    ranges: Ints,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Score and judge all rows of all blocks.

    Args:
        scores: (rows,), of all blocks; gets their scores.
        eligible: (rows,), gets 1 for whom no constraint excludes, and 0.
        excluded: As for `count_all`.
        blocks: (b,), of a stretch.
        first: As for `find_all`; so is all that follows.
        codes: See there.
        worth: See there.
        related: See there.
        begin: See there.
        asked: See there.
        metres: See there.
        ranges: See there.
        conditions: See there.
        languages: See there.
    """
    points, bases, ends = lay(first, codes, worth, related, begin, asked)
    hours, order, start = weigh_hours(ranges, conditions), np.arange(len(ends)), 0
    best = np.zeros(blocks["n"].max(), np.uint16)
    for number in range(len(blocks)):
        block = blocks[number]
        n = block["n"]
        live, runs, wide, small = _conditions_of(block)
        cells, edges, dense, columns = _postings_of(block)
        earned, marks = scores[start : start + n], eligible[start : start + n]
        column, bounds = look_up(related, cells, edges, dense, columns)
        adding = earned, best[:n], cells, columns, points, bases, ends, column, bounds
        earned[:], marks[:] = 0, live
        ask_for_part(0, order, cells, ends, bounds)
        for part in range(len(order)):
            ask_for_part(part + 1, order, cells, ends, bounds)
            add_part(part, *adding)
        judge(earned, marks, metres, hours, wide, small, conditions, languages)
        count(excluded, live, runs, metres, hours, wide, small, conditions, languages)
        start += n


@compiled(types.int64(_LONGS, _RECORDS, *_CONDITIONS))
def count_all(
    excluded: Longs,
    blocks: Records,
    metres: Ints,
    ranges: Ints,
    conditions: Longs,
    languages: Longs,
) -> int:
    """Count in all blocks who does not meet each constraint, as `counting.count` does.

    Args:
        excluded: (8,), gets how many each constraint excludes added.
        blocks: (b,), of a stretch.
        metres: As for `find_all`; so is all that follows.
        ranges: See there.
        conditions: See there.
        languages: See there.

    Returns:
        How many none excludes.
    """
    hours, eligible = weigh_hours(ranges, conditions), 0
    for number in range(len(blocks)):
        live, runs, wide, small = _conditions_of(blocks[number])
        eligible += count(excluded, live, runs, metres, hours, wide, small, conditions, languages)
    return eligible
