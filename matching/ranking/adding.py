"""Points of the best claim for each thing asked, added up; compiled by numba.

They are to the bit what `Postings.best` and `plainly` give with numpy; the tests compare them.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import compiled, inner
from matching.ranking.credit import FULL, SCALE
from matching.ranking.postings import STRIP

__all__ = ["add", "lay"]

Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Cells = NDArray[np.uint32]
Columns = NDArray[np.uint8]

_SPARSE = 16
"""A strip of which fewer than one in so many rows is touched is not added up whole."""


@compiled(
    "i8(u2[::1], i8[::1], i8[::1], i4[::1], i4[::1], u8[:, ::1], i8[:, ::1], i8[::1], i8[:, ::1])"
)
def lay(
    points: Scores,
    bases: Longs,
    ends: Longs,
    first: Ints,
    codes: Ints,
    worth: NDArray[np.uint64],
    related: Longs,
    begin: Longs,
    asked: Longs,
) -> int:
    """Lay out what the groups of each related concept earn.

    Args:
        points: Long enough, gets for each related concept a 0 and the points of its groups.
        bases: (r,), gets where those of each begin.
        ends: (m,), gets where the related concepts of each part end.
        first: (concepts + 1,), `begin` of `Groups`.
        codes: (groups,), those of `Groups`.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        related: (r, 2), as `Plan` has it.
        begin: (m + 1,), as `Plan` has it.
        asked: (m, 3), as `Plan` has it.

    Returns:
        How many parts there are: things asked of which only the best counts are one.
    """
    parts, at = 0, 0
    for each in range(len(asked)):
        by_code, weight = worth[asked[each, 0] - 1], asked[each, 1]
        for place in range(begin[each], begin[each + 1]):
            concept = related[place, 0]
            bases[place], points[at], at = at, 0, at + 1
            for group in range(first[concept], first[concept + 1]):
                earned = np.uint64(related[place, 1]) * by_code[codes[group]]
                points[at] = weight * np.int64(earned // np.uint64(FULL)) // SCALE
                at += 1
        if asked[each, 2]:
            ends[parts], parts = begin[each + 1], parts + 1
    return parts


@inner
def _column_of(concept: int, dense: Ints) -> int:
    """The column of a concept, -1 where it has none."""
    low, high = 0, len(dense)
    while low < high:
        middle = (low + high) // 2
        if dense[middle] < concept:
            low = middle + 1
        else:
            high = middle
    return low if low < len(dense) and dense[low] == concept else -1


@inner
def _store_list(best: Scores, first: int, cells: Cells, points: Scores) -> None:
    """Raise rows, counted from the first, to what their groups earn."""
    for at in range(len(cells)):
        row, group = np.uint64((cells[at] >> 16) - np.uint32(first)), np.uint64(cells[at] & 0xFFFF)
        best[row] = max(best[row], points[group])


@inner
def _store_column(best: Scores, column: Columns, points: Scores, is_first: bool) -> None:
    """Raise rows to what their groups earn; the first time nothing is there, so just store it."""
    if is_first:
        for row in range(len(best)):
            best[row] = points[column[row]]
    else:
        for row in range(len(best)):
            best[row] = max(best[row], points[column[row]])


@inner
def _move_all(scores: Scores, best: Scores) -> None:
    for row in range(len(scores)):
        scores[row] += best[row]
        best[row] = 0


@inner
def _move(scores: Scores, best: Scores, first: int, cells: Cells) -> None:
    for at in range(len(cells)):
        row = np.uint64((cells[at] >> 16) - np.uint32(first))
        scores[row] += best[row]
        best[row] = 0


@inner
def _look_up(
    n_strips: int, related: Longs, cells: Cells, edges: Cells, dense: Ints
) -> tuple[Longs, Longs]:
    """The column of each related concept, and where its strips begin in `cells`.

    All at once, and with a look at the first cell of each, so that memory is asked for many of
    them at a time. What is seen there is of no use, but has to be stored, or nobody would look.
    """
    column = np.empty(len(related), np.int64)
    bounds = np.empty((len(related) + 1, n_strips + 1), np.int64)
    seen = np.uint32(0)
    for place in range(len(related)):
        concept = related[place, 0]
        for strip in range(n_strips + 1):
            bounds[place, strip] = edges[concept * n_strips + strip]
        if bounds[place, 0] < bounds[place, n_strips]:
            seen |= cells[bounds[place, 0]]
    for place in range(len(related)):
        column[place] = _column_of(related[place, 0], dense)
    bounds[len(related), 0] = seen
    return column, bounds


@inner
def _store(
    best: Scores,
    strip: int,
    column: Longs,
    bounds: Longs,
    bases: Longs,
    cells: Cells,
    columns: Columns,
    points: Scores,
) -> int:
    """Raise the rows of a strip to the best that they earn; at most so many are touched."""
    touched, first = 0, strip * STRIP
    for place in range(len(column)):
        if column[place] >= 0:
            some = columns[column[place], first : first + len(best)]
            _store_column(best, some, points[bases[place] :], touched == 0)
            touched = len(best)
    for place in range(len(column)):
        begin, end = bounds[place, strip], bounds[place, strip + 1]
        _store_list(best, first, cells[begin:end], points[bases[place] :])
        touched += end - begin
    return touched


@compiled(
    "void(u2[::1], u2[::1], u4[::1], u4[::1], i4[::1], u1[:, ::1], u2[::1], i8[::1], i8[::1],"
    "i8[:, ::1])"
)
def add(
    scores: Scores,
    best: Scores,
    cells: Cells,
    edges: Cells,
    dense: Ints,
    columns: Columns,
    points: Scores,
    bases: Longs,
    ends: Longs,
    related: Longs,
) -> None:
    """Get the points of the best claim for each part, added up.

    Args:
        scores: (n,), zeros, gets the points.
        best: (n,), zeros, and zeros again afterwards.
        cells: As `Postings` has them; so are `edges`, `dense` and `columns`.
        edges: See there.
        dense: See there.
        columns: See there.
        points: As `lay` made them; so are `bases` and `ends`.
        bases: See there.
        ends: (parts,), see there.
        related: (r, 2), as `Plan` has it.
    """
    n_strips = -(-len(scores) // STRIP)
    column, bounds = _look_up(n_strips, related, cells, edges, dense)
    for strip in range(n_strips):
        first, start = strip * STRIP, 0
        some = scores[first : first + STRIP]
        room = best[: len(some)]
        for part in range(len(ends)):
            end = ends[part]
            into = some if part == 0 else room
            where, what = bounds[start:end], column[start:end]
            touched = _store(into, strip, what, where, bases[start:end], cells, columns, points)
            if part > 0 and touched * _SPARSE >= len(some):
                _move_all(some, room)
            elif part > 0:
                for place in range(start, end):
                    _move(some, room, first, cells[bounds[place, strip] : bounds[place, strip + 1]])
            start = end
