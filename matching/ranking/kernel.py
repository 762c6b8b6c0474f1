"""The inner loops of judging all rows of a block, compiled by numba.

They give to the bit what `constraints` and `preferences` give with numpy; the tests compare
them. Importing this module compiles it, or loads what was compiled before, so it is imported only
where that pays: see `CandidateIndex.uses_kernel`. `python -m matching.ranking.kernel` compiles all.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.credit import SCALE
from matching.ranking.plan import ELSEWHERE, HOME
from matching.types import WorkMode

__all__ = ["judge", "weigh_hours"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]

_HALF = SCALE // 2
_REMOTE = mode_bits([WorkMode.REMOTE])


@inner
def _strike(eligible: Marks, wrong: Marks) -> None:
    """Take the wrong ones off the eligible."""
    for row in range(len(wrong)):
        eligible[row] &= 1 - wrong[row]


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
def weigh_hours(ranges: Ints, conditions: Longs) -> Ints:
    """What each range of hours adds, -1 where it is not met, (h + 1,).

    Args:
        ranges: (2, h + 1), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
    """
    points = np.empty(ranges.shape[1], np.int32)
    for each in range(len(points)):
        fit = _fit_hours(ranges[0, each], ranges[1, each], conditions[2], conditions[3])
        points[each] = conditions[7] * fit // SCALE if fit else -1
    return points


@inner
def _judge_hours(scores: Scores, wrong: Marks, hours: Ints, points: Ints) -> None:
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
def judge(
    scores: Scores,
    eligible: Marks,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    """Judge all constraints in the order of `Constraint`, and add what preferences add.

    Args:
        scores: (n,), gets points added.
        eligible: (n,), 1 for all who count, gets 0 for whom a constraint excludes.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), as `weigh_hours` gives it.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.
    """
    far, wrong = np.empty(len(scores), np.int32), np.empty(len(scores), np.uint8)
    home, modes, last_start, education = conditions[0], conditions[1], conditions[4], conditions[5]
    place_weight, modes_weight = conditions[6], conditions[8]
    _look_up(far, metres, wide[0])
    _judge_place(scores, wrong, far, wide[1], small[0], home, place_weight)
    _strike(eligible, wrong)
    _judge_modes(scores, wrong, small[0], modes, modes_weight)
    _strike(eligible, wrong)
    _judge_hours(scores, wrong, wide[2], hours)
    _strike(eligible, wrong)
    _judge_start(wrong, wide[3], last_start)
    _strike(eligible, wrong)
    wrong[:] = 0
    for each in range(len(languages)):
        _judge_level(wrong, small[languages[each, 0]], languages[each, 1])
    _strike(eligible, wrong)
    wrong[:] = 0
    _judge_level(wrong, small[EDUCATION_ROW], education)
    _strike(eligible, wrong)
    _judge_refusal(wrong, small[1])
    _strike(eligible, wrong)
    _judge_refusal(wrong, small[2])
    _strike(eligible, wrong)


if __name__ == "__main__":
    from importlib import import_module

    for name in ("kernel", "order", "search"):
        import_module(f"matching.ranking.{name}")
