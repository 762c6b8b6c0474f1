"""Whom a block need not score to the end, compiled by numba.

What is asked is added in the order of what it can give for what reading it takes. Once few rows
can be among the best with all that is left, only those get the rest.

References:
    Turtle, Flood (1995), Query evaluation: strategies and optimizations; MaxScore.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.adding import add_part, ask_for_part, start_of
from matching.ranking.lanes import LANES, at_least, lowest, set_bits

__all__ = ["add_first", "in_order", "keep", "most_of"]

Scores = NDArray[np.uint16]
Columns = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Cells = NDArray[np.uint32]

_COLUMN = 16
"""So many rows of a column take as long as one cell of a list."""
_A_CONCEPT = 16
"""Cells that take as long as a concept that nobody has."""
_FEW = 128
"""One row in so many."""
_EVERY = 8
"""Of so many runs of rows one is counted."""


@inner
def most_of(points: Scores, bases: Longs, ends: Longs) -> Longs:
    """The most that each part can give, (parts,)."""
    most = np.zeros(len(ends), np.int64)
    for part in range(len(ends)):
        for at in range(bases[start_of(part, ends)], bases[ends[part]]):
            most[part] = max(most[part], points[at])
    return most


@inner
def in_order(most: Longs, ends: Longs, column: Longs, bounds: Longs, n: int) -> Longs:
    """The parts, those first that give most for what reading them takes, (parts,).

    Args:
        most: (parts,), as `most_of` gives it.
        ends: (parts,), as `lay` made them.
        column: (r,), as `adding.look_up` found it; so are `bounds`.
        bounds: (r, 2), see there.
        n: Rows.
    """
    order, costs = np.empty(len(ends), np.int64), np.empty(len(ends), np.int64)
    for part in range(len(ends)):
        costs[part] = 1
        for place in range(start_of(part, ends), ends[part]):
            costs[part] += _A_CONCEPT + bounds[place, 1] - bounds[place, 0]
            if column[place] >= 0:
                costs[part] += n // _COLUMN
        at = part
        while at and most[part] * costs[order[at - 1]] > most[order[at - 1]] * costs[part]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = part
    return order


@inner
def _is_for_few(scores: Scores, score: int) -> bool:
    """Whether few rows of a sample have so much."""
    found, looked = 0, 0
    for start in range(0, len(scores) - LANES + 1, _EVERY * LANES):
        found += set_bits(at_least(scores, start, score))
        looked += LANES
    return found * _FEW <= looked


@inner
def add_first(
    order: Longs,
    most: Longs,
    least: int,
    scores: Scores,
    best: Scores,
    cells: Cells,
    columns: Columns,
    points: Scores,
    bases: Longs,
    ends: Longs,
    column: Longs,
    bounds: Longs,
) -> tuple[int, int]:
    """Add parts up, until few rows can get to `least` with the others.

    Args:
        order: (parts,), as `in_order` gives it.
        most: (parts,), as `most_of` gives it.
        least: What a row must have in the end.
        scores: (n,), zeros, gets the points added.
        best: (n,), zeros, and zeros again afterwards.
        cells: As for `adding.add_part`; so is all that follows.
        columns: See there.
        points: See there.
        bases: See there.
        ends: See there.
        column: See there.
        bounds: See there.

    Returns:
        How many parts were added, and what a row must have by then.
    """
    left = most.sum()
    ask_for_part(0, order, cells, ends, bounds)
    for number in range(len(order)):
        part = order[number]
        ask_for_part(number + 1, order, cells, ends, bounds)
        add_part(part, scores, best, cells, columns, points, bases, ends, column, bounds)
        left -= most[part]
        if left < least and _is_for_few(scores, least - left):
            return number + 1, least - left
    return len(order), least


@inner
def keep(kept: Ints, some: Scores, scores: Scores, score: int) -> int:
    """Find the rows with so much.

    Args:
        kept: (n,), gets them, rising.
        some: (n,), gets their scores.
        scores: (n,).
        score: At least 1.

    Returns:
        How many they are.
    """
    found, whole = 0, len(scores) // LANES * LANES
    for start in range(0, whole, LANES):
        lanes = at_least(scores, start, score)
        while lanes:
            row = start + lowest(lanes)
            kept[found], some[found] = row, scores[row]
            found += 1
            lanes &= lanes - 1
    for row in range(whole, len(scores)):
        kept[found], some[found] = row, scores[row]
        found += scores[row] >= score
    return found
