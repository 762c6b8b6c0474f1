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
from matching.ranking.adding import add
from matching.ranking.counting import count
from matching.ranking.finder import find, find_some
from matching.ranking.k_best import LAST
from matching.ranking.kernel import judge
from matching.ranking.lanes import lies_at
from matching.ranking.layout import RECORD
from matching.ranking.sifting import add_some, meet

__all__ = ["assess_all", "count_all", "find_all"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Cells = NDArray[np.uint32]
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
_BYTES, _SHORTS, _INTS, _LONGS, _PAIRS = (
    types.uint8[::1], types.uint16[::1], types.int32[::1], types.int64[::1], types.int64[:, ::1],
)  # fmt: skip


@compiled(
    types.void(
        _LONGS, _PAIRS, _RECORDS, types.int64,
        _SHORTS, _LONGS, _LONGS, _PAIRS, _INTS, _INTS, _LONGS, _PAIRS,
    )
)  # fmt: skip
def find_all(
    heap: Longs,
    after: Longs,
    blocks: Records,
    most: int,
    points: Scores,
    bases: Longs,
    ends: Longs,
    related: Longs,
    metres: Ints,
    hours: Ints,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Put the best of all blocks into a heap, as `KBest` describes it.

    Args:
        heap: (k,), at least 1, a heap; gets the best.
        after: (b, k), gets what the heap holds after each block.
        blocks: (b,), of a stretch.
        most: As for `meet`, which finds first who meets the conditions; below 0 everybody is
            scored, and only those are judged who may be among the best.
        points: As `laying.lay` made them; so are `bases` and `ends`.
        bases: See there.
        ends: (parts,), see there.
        related: (r, 2), as `Plan` has it.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), points of each range of hours, -1 where it is not met.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.
    """
    largest = blocks["n"].max()
    best, scores = np.zeros(largest, np.uint16), np.empty(largest, np.uint16)
    room = np.empty((2, largest if most >= 0 else 0), np.int32)
    for number in range(len(blocks)):
        block = blocks[number]
        n, found = block["n"], -1
        live, runs, wide, small = _conditions_of(block)
        cells, edges, dense, columns = _postings_of(block)
        id_of = carray(lies_at(block["id_of"]), n, np.uint16)
        if most >= 0:
            found = meet(
                room[0], most, live, runs, metres, hours, wide, small, conditions, languages
            )
        if found < 0:
            scores[:n] = 0
            add(scores[:n], best[:n], cells, edges, dense, columns, points, bases, ends, related)
            find(heap, scores[:n], live, id_of, metres, hours, wide, small, conditions, languages)
        elif found > 0:
            kept, some = room[0, :found], room[1, :found]
            add_some(some, kept, cells, edges, dense, columns, points, bases, ends, related)
            find_some(heap, kept, some, id_of, metres, hours, wide, small, conditions, languages)
        after[number] = heap
        heap &= ~LAST


@compiled(
    types.void(
        _SHORTS, _BYTES, _LONGS, _RECORDS,
        _SHORTS, _LONGS, _LONGS, _PAIRS, _INTS, _INTS, _LONGS, _PAIRS,
    )
)  # fmt: skip
def assess_all(
    scores: Scores,
    eligible: Marks,
    excluded: Longs,
    blocks: Records,
    points: Scores,
    bases: Longs,
    ends: Longs,
    related: Longs,
    metres: Ints,
    hours: Ints,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Score and judge all rows of all blocks.

    Args:
        scores: (rows,), of all blocks; gets their scores.
        eligible: (rows,), gets 1 for whom no constraint excludes, and 0.
        excluded: As for `count_all`.
        blocks: (b,), of a stretch.
        points: As for `find_all`; so is all that follows.
        bases: See there.
        ends: See there.
        related: See there.
        metres: See there.
        hours: See there.
        conditions: See there.
        languages: See there.
    """
    best, start = np.zeros(blocks["n"].max(), np.uint16), 0
    for number in range(len(blocks)):
        block = blocks[number]
        n = block["n"]
        live, runs, wide, small = _conditions_of(block)
        cells, edges, dense, columns = _postings_of(block)
        earned, marks = scores[start : start + n], eligible[start : start + n]
        earned[:], marks[:] = 0, live
        add(earned, best[:n], cells, edges, dense, columns, points, bases, ends, related)
        judge(earned, marks, metres, hours, wide, small, conditions, languages)
        count(excluded, live, runs, metres, hours, wide, small, conditions, languages)
        start += n


@compiled(types.int64(_LONGS, _RECORDS, _INTS, _INTS, _LONGS, _PAIRS))
def count_all(
    excluded: Longs,
    blocks: Records,
    metres: Ints,
    hours: Ints,
    conditions: Longs,
    languages: Longs,
) -> int:
    """Count in all blocks who does not meet each constraint, as `counting.count` does.

    Args:
        excluded: (8,), gets how many each constraint excludes added.
        blocks: (b,), of a stretch.
        metres: As for `find_all`; so is all that follows.
        hours: See there.
        conditions: See there.
        languages: See there.

    Returns:
        How many none excludes.
    """
    found = 0
    for number in range(len(blocks)):
        live, runs, wide, small = _conditions_of(blocks[number])
        found += count(excluded, live, runs, metres, hours, wide, small, conditions, languages)
    return found
