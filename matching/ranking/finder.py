"""The k best of many blocks without judging everybody, compiled by numba.

A heap holds score × 2^32 + 2^32 - 1 - where the id is in the block, so that of equal scores the one
with the smaller id is larger; the least comes first, and 0 stands for nobody.

What a block leaves in it for the next ones is score × 2^32 alone, below whoever of them has the
same score; for ids can only be compared within a block. What it held after each block is kept. So
nobody is missed who is among the best at the end, and some are found who are not.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.credit import SCALE
from matching.ranking.plan import ELSEWHERE, HOME
from matching.types import WorkMode

__all__ = ["close", "find", "find_some", "found", "most_points"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
IdOf = NDArray[np.uint16]

_LAST = 0xFFFF_FFFF
"""The bits below a score."""
_HALF = SCALE // 2
_REMOTE = mode_bits([WorkMode.REMOTE])
_AT_ONCE = 256


@inner
def _sink(heap: Longs, one: np.int64) -> None:
    """Put a number in the place of the least of a heap."""
    at, below = 0, 1
    while below < len(heap):
        if below + 1 < len(heap) and heap[below + 1] < heap[below]:
            below += 1
        if one <= heap[below]:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = one


@inner
def _push(heap: Longs, score: int, id_: int) -> None:
    """Put a score in the heap if it is better than the least of it."""
    one = np.int64(score) << 32 | (_LAST - np.int64(id_))
    if one > heap[0]:
        _sink(heap, one)


@inner
def _place_points(metres: int, limit: int, modes: int, home: int, weight: int) -> int:
    """Points for a place, -1 where it is not met; as `preferences.fits` says."""
    half = weight * _HALF // SCALE
    if home == HOME or (home == ELSEWHERE and modes & _REMOTE):
        return weight
    if metres < 0 or limit < 0:
        return half
    if metres <= limit:
        lost = int(np.float64(metres) * np.float64(_HALF) / np.float64(max(limit, 1)))
        return weight * (SCALE - lost) // SCALE
    return half if home == ELSEWHERE and modes == 0 else -1


@inner
def _modes_points(modes: int, asked: int, weight: int) -> int:
    if modes == 0 or asked == 0:
        return weight * _HALF // SCALE
    return weight if modes & asked else -1


@inner
def _lacks(row: int, small: Bytes, last_start: int, start: int, education: int) -> bool:
    held = small[EDUCATION_ROW, row]
    refuses = (small[1, row] < 0) | (small[2, row] < 0)
    return bool(refuses | (start > last_start) | (0 < held < education))


@inner
def _points(
    row: int,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> int:
    """What preferences add for a row, -1 for whom a constraint excludes."""
    if _lacks(row, small, conditions[4], wide[3, row], conditions[5]):
        return -1
    for each in range(len(languages)):
        if 0 < small[languages[each, 0], row] < languages[each, 1]:
            return -1
    modes = small[0, row]
    of_hours, of_modes = hours[wide[2, row]], _modes_points(modes, conditions[1], conditions[8])
    of_place = _place_points(
        metres[wide[0, row]], wide[1, row], modes, conditions[0], conditions[6]
    )
    if min(of_hours, of_modes, of_place) < 0:
        return -1
    return int(of_hours + of_modes + of_place)


@inner
def most_points(metres: Ints, hours: Ints, conditions: Longs) -> int:
    """The most that preferences can add for anybody."""
    of_place, of_modes = conditions[6], conditions[8]
    if conditions[0] == 0 and metres.max() < 0:
        of_place = of_place * _HALF // SCALE
    if conditions[1] == 0:
        of_modes = of_modes * _HALF // SCALE
    return int(max(hours.max(), 0) + of_place + of_modes)


@inner
def _highest(scores: Scores) -> int:
    highest = np.uint16(0)
    for row in range(len(scores)):
        highest = max(highest, scores[row])
    return int(highest)


@inner
def find(
    heap: Longs,
    live: Marks,
    scores: Scores,
    id_of: IdOf,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Get the best of those whom no constraint excludes, of equal scores those with smaller ids.

    Args:
        heap: (k,), at least 1, a heap; gets the best.
        live: (n,), 0 for who does not count any more.
        scores: (n,), without the points of preferences.
        id_of: (n,), as `Block` has it.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), points of each range of hours, -1 where it is not met.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.
    """
    most = most_points(metres, hours, conditions)
    least = (heap[0] >> 32) - most
    for start in range(0, len(scores), _AT_ONCE):
        stop = min(start + _AT_ONCE, len(scores))
        if _highest(scores[start:stop]) < least:
            continue
        for row in range(start, stop):
            if scores[row] < least or not live[row]:
                continue
            points = _points(row, metres, hours, wide, small, conditions, languages)
            if points >= 0:
                _push(heap, scores[row] + points, id_of[row])
                least = (heap[0] >> 32) - most


@inner
def find_some(
    heap: Longs,
    kept: Ints,
    scores: Scores,
    live: Marks,
    id_of: IdOf,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Get the best of some rows, of equal scores those with smaller ids.

    Args:
        heap: As for `find`.
        kept: (s,), the rows.
        scores: (s,), without the points of preferences.
        live: As for `find`; so is all that follows.
        id_of: See there.
        metres: See there.
        hours: See there.
        wide: See there.
        small: See there.
        conditions: See there.
        languages: See there.
    """
    most = most_points(metres, hours, conditions)
    for at in range(len(kept)):
        row = kept[at]
        if scores[at] >= (heap[0] >> 32) - most and live[row]:
            points = _points(row, metres, hours, wide, small, conditions, languages)
            if points >= 0:
                _push(heap, scores[at] + points, id_of[row])


@inner
def close(heap: Longs, after: Longs) -> None:
    """Keep what the heap holds after a block, and make it ready for the next one.

    Args:
        heap: (k,).
        after: (k,), gets what it holds.
    """
    after[:] = heap
    heap &= ~_LAST


@inner
def found(heap: Longs, after: Longs) -> Longs:
    """Who was kept after a block and is not below the k-th best at the end.

    Args:
        heap: (k,), as the last block left it.
        after: (b, k), what it held after each block.

    Returns:
        (f, 3), the number of the block, the place of the id in it, and the score.
    """
    least, n = heap[0] >> 32, 0
    best = np.empty((after.size, 3), np.int64)
    for number in range(len(after)):
        for one in after[number]:
            if one & _LAST and one >> 32 >= least:
                best[n, 0], best[n, 1], best[n, 2] = number, _LAST - (one & _LAST), one >> 32
                n += 1
    return best[:n]
