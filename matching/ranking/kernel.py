"""The inner loops of scoring and judging, compiled by numba.

`assess` gives to the bit what `scoring`, `constraints` and `preferences` give with numpy; the
tests compare them. Importing this module compiles it, or loads what was compiled before, so it is
imported only where that pays: see `CandidateIndex.uses_kernel`.
`python -m matching.ranking.kernel` compiles everything beforehand.
"""

import numpy as np
from numpy.typing import NDArray

from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.compiled import compiled, inner
from matching.ranking.credit import FULL, SCALE
from matching.ranking.plan import ELSEWHERE, HOME
from matching.ranking.postings import BLOCK
from matching.types import WorkMode

__all__ = ["assess"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]

_HALF = SCALE // 2
_REMOTE = mode_bits([WorkMode.REMOTE])
_SPARSE = 16
"""A block of which fewer than one in so many rows is touched is not added up whole."""


@inner
def _raise(best: Scores, low: Scores, first: int, last: int, points: np.uint16) -> None:
    for place in range(first, last):
        best[low[place]] = max(best[low[place]], points)


@inner
def _add_touched(
    scores: Scores,
    best: Scores,
    low: Scores,
    edge: NDArray[np.uint32],
    spans: Longs,
    begin: Longs,
    numbers: Longs,
) -> None:
    for number in numbers:
        for span in range(begin[number], begin[number + 1]):
            for place in range(edge[spans[span, 0]], edge[spans[span, 1]]):
                row = low[place]
                scores[row] += best[row]
                best[row] = 0


@inner
def _add_all(scores: Scores, best: Scores) -> None:
    for row in range(len(scores)):
        scores[row] += best[row]
        best[row] = 0


@inner
def _add_best(
    scores: Scores,
    low: Scores,
    edges: NDArray[np.uint32],
    codes: Ints,
    worth: NDArray[np.uint64],
    spans: Longs,
    begin: Longs,
    numbers: Longs,
    asked: Longs,
) -> None:
    """Add, for each thing asked, the points of the best claim: weight × credit / 10,000."""
    best = np.zeros(min(len(scores), BLOCK), np.uint16)
    for block in range(len(edges)):
        part, edge, first, touched = scores[block * BLOCK : (block + 1) * BLOCK], edges[block], 0, 0
        for each in range(len(numbers)):
            by_code, weight = worth[asked[each, 0] - 1], np.uint32(asked[each, 1])
            for span in range(begin[numbers[each]], begin[numbers[each] + 1]):
                for group in range(spans[span, 0], spans[span, 1]):
                    earned = np.uint64(spans[span, 2]) * by_code[codes[group]]
                    credit = np.uint32(earned // np.uint64(FULL))
                    points = np.uint16(weight * credit // SCALE)
                    _raise(best, low, edge[group], edge[group + 1], points)
                touched += edge[spans[span, 1]] - edge[spans[span, 0]]
            if not asked[each, 2]:
                continue
            if touched * _SPARSE >= len(part):
                _add_all(part, best)
            else:
                _add_touched(part, best, low, edge, spans, begin, numbers[first : each + 1])
            first, touched = each + 1, 0


@inner
def _strike(eligible: Marks, wrong: Marks) -> int:
    """Take the wrong ones off the eligible; how many they are."""
    found = 0
    for row in range(len(wrong)):
        found += wrong[row]
        eligible[row] &= 1 - wrong[row]
    return found


@inner
def _look_up(found: Ints, table: Ints, place: Ints) -> None:
    for row in range(len(found)):
        found[row] = table[place[row]]


@inner
def _judge_place(
    scores: Scores, wrong: Marks, far: Ints, most: Ints, modes: Bytes, home: int, weight: int
) -> None:
    """Its small types and its lack of branches let it be compiled to vector instructions."""
    from_home = np.int8(_REMOTE if home == ELSEWHERE else 0)
    all_of_it, half_of_it, nothing = np.int32(SCALE), np.int32(_HALF), np.int32(0)
    for row in range(len(scores)):
        metres, limit = far[row], most[row]
        unsaid, near = (metres < 0) | (limit < 0), metres <= limit
        limit = max(limit, np.int32(1))
        metres = min(max(metres, np.int32(0)), limit)
        fit = all_of_it - np.int32(np.float64(metres) * np.float64(_HALF) / np.float64(limit))
        fit = fit if near else nothing
        may = (from_home > 0) & (modes[row] == 0) & (not near)
        fit = half_of_it if unsaid | may else fit
        fit = all_of_it if (home == HOME) | ((modes[row] & from_home) > 0) else fit
        scores[row] += np.uint16(np.uint32(weight) * np.uint32(fit) // np.uint32(SCALE))
        wrong[row] = fit == 0


@inner
def _judge_modes(scores: Scores, wrong: Marks, modes: Bytes, asked: int, weight: int) -> None:
    all_of_it, half_of_it = np.uint16(weight), np.uint16(weight * _HALF // SCALE)
    for row in range(len(scores)):
        unsaid, shared = (modes[row] == 0) | (asked == 0), (modes[row] & asked) > 0
        scores[row] += half_of_it if unsaid else all_of_it if shared else np.uint16(0)
        wrong[row] = not (unsaid | shared)


@inner
def _fit_hours(low: int, high: int, fewest: int, most: int) -> int:
    """How well hours fit, as `preferences.fits` says; 0 is not met."""
    if low < 0 or fewest < 0:
        return _HALF
    if low > most or fewest > high:
        return 0
    narrower = min(high - low, most - fewest)
    shared = min(high, most) - max(low, fewest)
    return _HALF + _HALF * shared // narrower if narrower > 0 else SCALE


@inner
def _judge_hours(
    scores: Scores, wrong: Marks, hours: Ints, ranges: Ints, fewest: int, most: int, weight: int
) -> None:
    points = np.empty(ranges.shape[1], np.int32)
    for each in range(len(points)):
        fit = _fit_hours(ranges[0, each], ranges[1, each], fewest, most)
        points[each] = weight * fit // SCALE if fit else -1
    for row in range(len(scores)):
        found = points[hours[row]]
        scores[row] += np.uint16(max(found, 0))
        wrong[row] = found < 0


@inner
def _judge_level(wrong: Marks, held: Bytes, asked: int) -> None:
    for row in range(len(wrong)):
        wrong[row] |= (held[row] > 0) & (held[row] < np.int8(asked))


@inner
def _judge_start(wrong: Marks, start: Ints, last: int) -> None:
    for row in range(len(wrong)):
        wrong[row] = start[row] > np.int32(last)


@inner
def _judge_refusal(wrong: Marks, said: Bytes) -> None:
    for row in range(len(wrong)):
        wrong[row] = said[row] < 0


@inner
def _judge(
    scores: Scores,
    eligible: Marks,
    excluded: Longs,
    metres: Ints,
    ranges: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Judge all constraints in the order of `Constraint`, and add what preferences add."""
    far, wrong = np.empty(len(scores), np.int32), np.empty(len(scores), np.uint8)
    home, modes, fewest, most, last_start, education = conditions[:6]
    place_weight, hours_weight, modes_weight = conditions[6:9]
    _look_up(far, metres, wide[0])
    _judge_place(scores, wrong, far, wide[1], small[0], home, place_weight)
    excluded[0] = _strike(eligible, wrong)
    _judge_modes(scores, wrong, small[0], modes, modes_weight)
    excluded[1] = _strike(eligible, wrong)
    _judge_hours(scores, wrong, wide[2], ranges, fewest, most, hours_weight)
    excluded[2] = _strike(eligible, wrong)
    _judge_start(wrong, wide[3], last_start)
    excluded[3] = _strike(eligible, wrong)
    wrong[:] = 0
    for each in range(len(languages)):
        _judge_level(wrong, small[languages[each, 0]], languages[each, 1])
    excluded[4] = _strike(eligible, wrong)
    wrong[:] = 0
    _judge_level(wrong, small[EDUCATION_ROW], education)
    excluded[5] = _strike(eligible, wrong)
    _judge_refusal(wrong, small[1])
    excluded[6] = _strike(eligible, wrong)
    _judge_refusal(wrong, small[2])
    excluded[7] = _strike(eligible, wrong)


@compiled(
    "void(u2[::1], u1[::1], i8[::1], u2[::1], u4[:, ::1], i4[::1], u8[:, ::1], i8[:, ::1], i8[::1],"
    "i8[::1], i8[:, ::1], i4[::1], i4[:, ::1], i4[:, ::1], i1[:, ::1], i8[::1], i8[:, ::1])"
)
def assess(
    scores: Scores,
    eligible: Marks,
    excluded: Longs,
    low: Scores,
    edges: NDArray[np.uint32],
    codes: Ints,
    worth: NDArray[np.uint64],
    spans: Longs,
    begin: Longs,
    numbers: Longs,
    asked: Longs,
    metres: Ints,
    ranges: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Score and judge all candidates for a vacancy.

    Args:
        scores: (n,), zeros, gets them.
        eligible: (n,), ones, gets 0 for whom a constraint excludes.
        excluded: (8,), gets how many each constraint excludes, in the order of `Constraint`.
        low: Rows of groups, as `Postings` has them.
        edges: (blocks, groups + 1), as `Postings` has them.
        codes: (groups,), as `Postings` has them.
        worth: (4, codes), as `CandidateIndex` has it.
        spans: (s, 3), as `CandidateIndex` has them.
        begin: (concepts + 1,), where the spans of each concept begin.
        numbers: (m,), of concepts, as `Plan` has them.
        asked: (m, 3), as `Plan` has it.
        metres: (p + 1,), to each place; -1 is unknown.
        ranges: (2, h + 1), as `Columns` has it.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.
    """
    _add_best(scores, low, edges, codes, worth, spans, begin, numbers, asked)
    _judge(scores, eligible, excluded, metres, ranges, wide, small, conditions, languages)


if __name__ == "__main__":
    from importlib import import_module

    import_module("matching.ranking.kernel")
    import_module("matching.ranking.order")
