"""Bands and their members, compiled by numba.

Each function gives to the bit what `bands` gives with numpy; the tests compare them.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import compiled, inner
from matching.ranking.credit import SCALE

__all__ = ["cut", "members"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


@inner
def _count(counts: Ints, scores: Scores, eligible: Marks) -> None:
    for row in range(len(scores)):
        counts[scores[row]] += eligible[row]


@compiled("i8(i4[::1], i8[:, ::1], u2[::1], u1[::1], i8)")
def cut(counts: Ints, bands: Longs, scores: Scores, eligible: Marks, noise: int) -> int:
    """Divide scores into bands, as `bands.cut_bands` does; how many there are.

    Args:
        counts: (10,001,), zeros.
        bands: (10,000 // noise + 1, 3), gets highest, lowest and size of each, best first.
        scores: (n,).
        eligible: (n,).
        noise: At least 1.
    """
    _count(counts, scores, eligible)
    found, least = 0, SCALE + 1
    for score in range(SCALE, -1, -1):
        if counts[score]:
            if score <= least - noise or found == 0:
                bands[found, 0], bands[found, 2], least = score, 0, score
                found += 1
            bands[found - 1, 1] = score
            bands[found - 1, 2] += counts[score]
    return found


@compiled("void(i8[::1], i8[:, ::1], u2[::1], u1[::1])")
def members(rows: Longs, bands: Longs, scores: Scores, eligible: Marks) -> None:
    """Get the first members of bands, as `bands.members` does.

    Args:
        rows: (k,), gets them.
        bands: (b, 4), best first: lowest score, size, members moved from the beginning to the end,
            and place in `rows` of the first; `moved` is used up.
        scores: (n,).
        eligible: (n,).
    """
    least = bands[-1, 0]
    for row in range(len(scores)):
        if scores[row] >= least and eligible[row]:
            band = 0
            while scores[row] < bands[band, 0]:
                band += 1
            bands[band, 2] -= 1
            at = -bands[band, 2] - 1
            place = bands[band, 3] + (at if at >= 0 else at + bands[band, 1])
            if place < len(rows):
                rows[place] = row
