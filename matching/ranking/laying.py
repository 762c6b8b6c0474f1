"""Laying out what a vacancy gives for each group of candidates; compiled by numba."""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.credit import FULL, SCALE
from matching.ranking.lanes import LANES

__all__ = ["lay"]

Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


@inner
def lay(
    first: Ints,
    codes: Ints,
    worth: NDArray[np.uint64],
    related: Longs,
    begin: Longs,
    asked: Longs,
) -> tuple[Scores, Longs, Longs]:
    """Lay out what the groups of each related concept earn.

    Args:
        first: (concepts + 1,), `begin` of `Groups`.
        codes: (groups,), those of `Groups`.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        related: (r, 2), as `Plan` has it.
        begin: (m + 1,), as `Plan` has it.
        asked: (m, 3), as `Plan` has it.

    Returns:
        For each related concept a 0 and the points of its groups, with room to look up `LANES`
        from any of them; where those of each begin, and where all end, (r + 1,); and where the
        related concepts of each part end: things asked of which only the best counts are one.
    """
    n_points = len(related) + LANES
    for place in range(len(related)):
        n_points += first[related[place, 0] + 1] - first[related[place, 0]]
    points, bases = np.zeros(n_points, np.uint16), np.empty(len(related) + 1, np.int64)
    ends, parts, at = np.empty(len(asked), np.int64), 0, 0
    for each in range(len(asked)):
        by_code, weight = worth[asked[each, 0] - 1], asked[each, 1]
        for place in range(begin[each], begin[each + 1]):
            concept = related[place, 0]
            bases[place], at = at, at + 1
            for group in range(first[concept], first[concept + 1]):
                earned = np.uint64(related[place, 1]) * by_code[codes[group]]
                points[at] = weight * np.int64(earned // np.uint64(FULL)) // SCALE
                at += 1
        if asked[each, 2]:
            ends[parts], parts = begin[each + 1], parts + 1
    bases[len(related)] = at
    return points, bases, ends[:parts]
