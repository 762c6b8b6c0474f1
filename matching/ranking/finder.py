"""The k best of a block without judging everybody, compiled by numba.

Two ways give the same: by postings, where whoever may be among the best is judged; and for a
vacancy whose conditions few meet, first who meets them, and then the score of those alone.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import compiled, inner
from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.credit import SCALE
from matching.ranking.plan import ELSEWHERE, HOME
from matching.types import WorkMode

__all__ = ["few_meet", "find", "meet", "push", "top"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]

_HALF = SCALE // 2
_REMOTE = mode_bits([WorkMode.REMOTE])
_AT_ONCE = 256
_SAMPLE = 251
"""One in so many rows is judged to guess how many meet the conditions."""
_FEW = 2
"""Fewer than one in so many: then it is quicker to score only those."""


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


@compiled("void(i8[::1], u2[::1], u1[::1])")
def top(heap: Longs, scores: Scores, eligible: Marks) -> None:
    """Get the best of the eligible, of equal scores those with smaller rows.

    Args:
        heap: (k,), -1 everywhere; gets score × 2^32 + 2^32 - 1 - row of each, in no order.
        scores: (n,).
        eligible: (n,).
    """
    if len(heap) == 0:
        return
    least = heap[0] >> 32
    for row in range(len(scores)):
        if scores[row] > least and eligible[row]:
            _sink(heap, np.int64(scores[row]) << 32 | (0xFFFF_FFFF - row))
            least = heap[0] >> 32


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
def _most_points(metres: Ints, hours: Ints, conditions: Longs) -> int:
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


@compiled(
    "void(i8[::1], u2[::1], u1[::1], i4[::1], i4[::1], i4[:, ::1], i1[:, ::1], i8[::1], i8[:, ::1])"
)
def find(
    heap: Longs,
    scores: Scores,
    live: Marks,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Get the best of those whom no constraint excludes, of equal scores those with smaller rows.

    Args:
        heap: (k,), one number that is below whatever counts; gets score × 2^32 + 2^32 - 1 - row
            of each, in no order.
        scores: (n,), without the points of preferences.
        live: (n,), 0 for who does not count any more.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), points of each range of hours, -1 where it is not met.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.
    """
    most = _most_points(metres, hours, conditions)
    least = (heap[0] >> 32) - most
    for start in range(0, len(scores), _AT_ONCE):
        stop = min(start + _AT_ONCE, len(scores))
        if _highest(scores[start:stop]) < least:
            continue
        for row in range(start, stop):
            if scores[row] < least or not live[row]:
                continue
            points = _points(row, metres, hours, wide, small, conditions, languages)
            one = (np.int64(scores[row]) + points) << 32 | (0xFFFF_FFFF - row)
            if points >= 0 and one > heap[0]:
                _sink(heap, one)
                least = (heap[0] >> 32) - most


@compiled("b1(i4[::1], i4[::1], i4[:, ::1], i1[:, ::1], i8[::1], i8[:, ::1])")
def few_meet(
    metres: Ints, hours: Ints, wide: Ints, small: Bytes, conditions: Longs, languages: Longs
) -> bool:
    """Guess from a sample whether so few meet the conditions that it is quicker to judge first.

    Args:
        metres: As for `find`.
        hours: As for `find`.
        wide: As for `find`.
        small: As for `find`.
        conditions: As for `find`.
        languages: As for `find`.
    """
    meeting, judged = 0, 0
    for row in range(0, small.shape[1], _SAMPLE):
        judged += 1
        meeting += _points(row, metres, hours, wide, small, conditions, languages) >= 0
    return bool(meeting * _FEW < judged)


@inner
def _near(kept: Ints, metres: Ints, wide: Ints, modes: Bytes, home: int) -> int:
    """Whom the place does not exclude; no branch: who is not kept is overwritten by the next."""
    found = np.uint64(0)
    place, travel, all_ = wide[0], wide[1], home == HOME
    for row in range(len(place)):
        far, limit = metres[np.uint32(place[row])], np.uint32(travel[row])
        kept[found] = row
        found += np.uint64((np.uint32(max(far, 0)) <= limit) | all_)
    if home != ELSEWHERE:
        return int(found)
    found = np.uint64(0)
    for row in range(len(place)):
        far, limit = metres[np.uint32(place[row])], np.uint32(travel[row])
        may = (modes[row] == 0) | ((modes[row] & _REMOTE) > 0)
        kept[found] = row
        found += np.uint64((np.uint32(max(far, 0)) <= limit) | may)
    return int(found)


@inner
def _keep_started(kept: Ints, n: int, start: Ints, last: int) -> int:
    found = np.uint64(0)
    for at in range(np.uint64(n)):
        row = kept[at]
        kept[found] = row
        found += np.uint64(start[np.uint32(row)] <= last)
    return int(found)


@inner
def _keep_hours(kept: Ints, n: int, hours: Ints, points: Ints) -> int:
    found = np.uint64(0)
    for at in range(np.uint64(n)):
        row = kept[at]
        kept[found] = row
        found += np.uint64(points[np.uint32(hours[np.uint32(row)])] >= 0)
    return int(found)


@inner
def _keep_level(kept: Ints, n: int, held: Bytes, asked: int) -> int:
    found = np.uint64(0)
    for at in range(np.uint64(n)):
        row = kept[at]
        kept[found] = row
        found += np.uint64((held[np.uint32(row)] <= 0) | (held[np.uint32(row)] >= asked))
    return int(found)


@compiled(
    "i8(i4[::1], i4[::1], u1[::1], i4[::1], i4[::1], i4[:, ::1], i1[:, ::1], i8[::1], i8[:, ::1])"
)
def meet(
    kept: Ints,
    scores: Ints,
    live: Marks,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> int:
    """Find whom no constraint excludes; how many they are.

    Args:
        kept: (n,), gets their rows.
        scores: (n,), gets what preferences add for each of them.
        live: As for `find`.
        metres: As for `find`.
        hours: As for `find`.
        wide: As for `find`.
        small: As for `find`.
        conditions: As for `find`.
        languages: As for `find`.
    """
    n = _near(kept, metres, wide, small[0], conditions[0])
    n = _keep_started(kept, n, wide[3], conditions[4])
    n = _keep_hours(kept, n, wide[2], hours)
    n = _keep_level(kept, n, small[EDUCATION_ROW], conditions[5])
    for each in range(len(languages)):
        n = _keep_level(kept, n, small[languages[each, 0]], languages[each, 1])
    found = 0
    for at in range(n):
        row = kept[at]
        kept[found] = row
        scores[found] = _points(row, metres, hours, wide, small, conditions, languages)
        found += (scores[found] >= 0) & (live[row] > 0)
    return found


@compiled("void(i8[::1], i4[::1], i4[::1])")
def push(heap: Longs, rows: Ints, scores: Ints) -> None:
    """Get the best of some rows, of equal scores the smaller ones.

    Args:
        heap: As for `find`.
        rows: (n,).
        scores: (n,).
    """
    for at in range(len(rows)):
        one = np.int64(scores[at]) << 32 | (0xFFFF_FFFF - rows[at])
        if one > heap[0]:
            _sink(heap, one)
