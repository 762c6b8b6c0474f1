"""Points of the best claim for each thing asked, added up; compiled by numba.

They are to the bit what `Postings.best` and `plainly` give with numpy; the tests compare them.
Memory is asked for before it is needed: other work fills the caches between two vacancies.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.lanes import LANES, MOST_POINTS, ask_for, move_lanes, raise_lanes
from matching.ranking.postings import BLOCK

__all__ = ["add_part", "ask_for_part", "column_of", "look_up", "start_of"]

Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Cells = NDArray[np.uint32]
Columns = NDArray[np.uint8]

_AHEAD = 2048
"""Rows of a column that are asked for before they are needed."""
_A_LINE = 64
"""Bytes that come from memory at a time."""


@inner
def column_of(concept: int, dense: Ints) -> int:
    """The column of a concept, -1 where it has none; without a branch to guess on the way."""
    low, size = 0, len(dense)
    if size == 0:
        return -1
    while size > 1:
        half = size // 2
        low += half * (dense[low + half] <= concept)
        size -= half
    return low if dense[low] == concept else -1


@inner
def look_up(
    related: Longs, cells: Cells, edges: Cells, dense: Ints, columns: Columns
) -> tuple[Longs, Longs]:
    """The column of each related concept, and where its list begins and ends in `cells`.

    Asks memory for the first of each column.
    """
    column, bounds = np.empty(len(related), np.int64), np.empty((len(related), 2), np.int64)
    for place in range(len(related)):
        ask_for(edges, related[place, 0])
    for place in range(len(related)):
        column[place] = column_of(related[place, 0], dense)
        if column[place] >= 0:
            for row in range(0, min(_AHEAD, columns.shape[1]), _A_LINE):
                ask_for(columns[column[place]], row)
    for place in range(len(related)):
        begin, end = edges[related[place, 0]], edges[related[place, 0] + 1]
        bounds[place, 0], bounds[place, 1] = begin, end
    return column, bounds


@inner
def start_of(part: int, ends: Longs) -> int:
    """Where the related concepts of a part begin."""
    return int(ends[part - 1]) if part else 0


@inner
def ask_for_part(number: int, order: Longs, cells: Cells, ends: Longs, bounds: Longs) -> None:
    """Ask memory for the lists of a part by its place in an order, if there is one."""
    if number < len(order):
        part = order[number]
        for place in range(start_of(part, ends), ends[part]):
            for at in range(bounds[place, 0], bounds[place, 1], _A_LINE // 4):
                ask_for(cells, at)


@inner
def _store_list(best: Scores, cells: Cells, points: Scores) -> None:
    """Raise rows to what their groups earn."""
    for at in range(len(cells)):
        row, group = np.uint64(cells[at] >> 16), np.uint64(cells[at] & 0xFFFF)
        best[row] = max(best[row], points[group])


@inner
def _store_column(best: Scores, column: Columns, points: Scores, n_points: int) -> None:
    """Raise all rows to what their groups earn."""
    whole = len(best) // LANES * LANES if n_points <= MOST_POINTS else 0
    for row in range(0, whole, LANES):
        raise_lanes(best, best, points, column, row)
        ask_for(column, row + _AHEAD)
    for row in range(whole, len(best)):
        best[row] = max(best[row], points[column[row]])


@inner
def _move_column(
    scores: Scores, best: Scores, column: Columns, points: Scores, n_points: int
) -> None:
    """Raise all rows to what their groups earn, and move that into the scores."""
    whole = len(best) // LANES * LANES if n_points <= MOST_POINTS else 0
    for row in range(0, whole, LANES):
        move_lanes(scores, best, points, column, row)
        ask_for(column, row + _AHEAD)
    for row in range(whole, len(best)):
        best[row] = max(best[row], points[column[row]])
    _move_all(scores[whole:], best[whole:])


@inner
def _move_all(scores: Scores, best: Scores) -> None:
    for row in range(len(scores)):
        scores[row] += best[row]
        best[row] = 0


@inner
def _move_list(scores: Scores, best: Scores, cells: Cells) -> None:
    for at in range(len(cells)):
        row = np.uint64(cells[at] >> 16)
        scores[row] += best[row]
        best[row] = 0


@inner
def _move_raised_list(scores: Scores, best: Scores, cells: Cells, points: Scores) -> None:
    """Move the best of rows and of what their groups earn; few have a best, or several groups."""
    previous, counted = np.uint64(BLOCK), np.uint16(0)
    for at in range(len(cells)):
        row, group = np.uint64(cells[at] >> 16), np.uint64(cells[at] & 0xFFFF)
        earned = points[group]
        if row == previous:
            scores[row] += max(earned, counted) - counted
            counted = max(earned, counted)
            continue
        previous, counted = row, earned
        if best[row]:
            counted = max(best[row], earned)
            best[row] = 0
        scores[row] += counted


@inner
def _last(column: Longs, bounds: Longs) -> int:
    """Which to read at last, when the points are added too: a column, else the longest list."""
    last, most = -1, -1
    for place in range(len(column)):
        size = bounds[place, 1] - bounds[place, 0]
        if column[place] >= 0:
            return place
        if size > most:
            last, most = place, size
    return last


@inner
def add_part(
    part: int,
    scores: Scores,
    best: Scores,
    cells: Cells,
    columns: Columns,
    points: Scores,
    bases: Longs,
    ends: Longs,
    column: Longs,
    bounds: Longs,
) -> None:
    """Add the points of the best claim for one part.

    Args:
        part: Which.
        scores: (n,), gets the points added.
        best: (n,), zeros, and zeros again afterwards.
        cells: As `Postings` has them; so are `columns`.
        columns: See there.
        points: As `lay` made them; so are `bases` and `ends`.
        bases: See there.
        ends: (parts,), see there.
        column: (r,), as `look_up` found it; so are `bounds`.
        bounds: (r, 2), see there.
    """
    start, end = start_of(part, ends), ends[part]
    last = start + _last(column[start:end], bounds[start:end])
    if last < start:
        return
    for place in range(start, end):
        earned, n_points = points[bases[place] :], bases[place + 1] - bases[place]
        if place != last or column[place] >= 0:
            _store_list(best, cells[bounds[place, 0] : bounds[place, 1]], earned)
        if place != last and column[place] >= 0:
            _store_column(best, columns[column[place]], earned, n_points)
    earned, n_points = points[bases[last] :], bases[last + 1] - bases[last]
    if column[last] >= 0:
        _move_column(scores, best, columns[column[last]], earned, n_points)
        return
    _move_raised_list(scores, best, cells[bounds[last, 0] : bounds[last, 1]], earned)
    for place in range(start, end):
        if place != last:
            _move_list(scores, best, cells[bounds[place, 0] : bounds[place, 1]])
