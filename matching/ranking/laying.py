"""Laying out what a vacancy gives for each group of candidates; compiled by numba."""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import compiled
from matching.ranking.credit import FULL, SCALE

__all__ = ["lay"]

Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


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
        bases: (r + 1,), gets where those of each begin, and where all end.
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
    bases[len(related)] = at
    return parts
