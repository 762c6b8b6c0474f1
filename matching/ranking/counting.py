"""How many each constraint excludes, and how many none does; compiled by numba.

Rows are in the order of `Columns.by_place`, so that for a place only those of a run are marked who
would not travel that far. What a vacancy does not ask excludes nobody, and is not looked at.
Numba does not renew what it keeps of this for a change of `sifting.reach`: change this file too.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.plan import ELSEWHERE, HOME
from matching.ranking.sifting import reach
from matching.types import WorkMode

__all__ = ["count"]

Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]

_REMOTE = mode_bits([WorkMode.REMOTE])
_LAST_DAY = date.max.toordinal()
_AT_ONCE = 1 << 12
_IN_A_BYTE = 1 << 7
"""Marks that are added up in one byte, which lets vectors do it."""


@inner
def _strike(eligible: Marks, wrong: Marks, live: Marks) -> int:
    """Take the wrong ones off the eligible; how many of the living they are."""
    found = 0
    for first in range(0, len(wrong), _IN_A_BYTE):
        last = first + _IN_A_BYTE
        some, there, those = wrong[first:last], live[first:last], eligible[first:last]
        n = np.uint8(0)
        for row in range(len(some)):
            n = np.uint8(n + (some[row] & there[row]))
            those[row] &= np.uint8(1) - some[row]
        found += int(n)
    return found


@inner
def _number(marks: Marks) -> int:
    found = 0
    for first in range(0, len(marks), _IN_A_BYTE):
        some, n = marks[first : first + _IN_A_BYTE], np.uint8(0)
        for row in range(len(some)):
            n = np.uint8(n + some[row])
        found += int(n)
    return found


@inner
def _mark_far(far: Marks, runs: Ints, metres: Ints, travel: Ints) -> None:
    for run in range(len(runs)):
        first, end = runs[run, 1], runs[run + 1, 1] if run + 1 < len(runs) else len(far)
        distance = metres[runs[run, 0]]
        if distance > 0:
            far[reach(travel, first, end, distance) : end] = 1


@inner
def _unmark_home(far: Marks, modes: Bytes) -> None:
    """Nobody need travel who works from home, or who does not say that they would not."""
    remote = np.int8(_REMOTE)
    for row in range(len(far)):
        far[row] &= np.uint8(modes[row] != 0) & np.uint8((modes[row] & remote) == 0)


@inner
def _mark_modes(wrong: Marks, modes: Bytes, asked: int) -> None:
    shared = np.int8(asked)
    for row in range(len(wrong)):
        wrong[row] = np.uint8(modes[row] != 0) & np.uint8((modes[row] & shared) == 0)


@inner
def _mark_hours(wrong: Marks, hours: Ints, points: Ints) -> None:
    for row in range(len(wrong)):
        wrong[row] = points[np.uint32(hours[row])] < 0


@inner
def _mark_start(wrong: Marks, start: Ints, last: int) -> None:
    last_start = np.int32(last)
    for row in range(len(wrong)):
        wrong[row] = start[row] > last_start


@inner
def _mark_level(wrong: Marks, held: Bytes, asked: int) -> None:
    level = np.int8(asked)
    for row in range(len(wrong)):
        wrong[row] |= np.uint8(held[row] > 0) & np.uint8(held[row] < level)


@inner
def _mark_refusal(wrong: Marks, said: Bytes) -> None:
    for row in range(len(wrong)):
        wrong[row] = said[row] < 0


@inner
def _strike_where(
    excluded: Longs,
    eligible: Marks,
    wrong: Marks,
    there: Marks,
    small: Bytes,
    conditions: Longs,
    asks_place: bool,
) -> None:
    """For the place, with those far off in `wrong`, and for ways of working."""
    if asks_place:
        if conditions[0] == ELSEWHERE:
            _unmark_home(wrong, small[0])
        excluded[0] += _strike(eligible, wrong, there)
    if conditions[1]:
        _mark_modes(wrong, small[0], conditions[1])
        excluded[1] += _strike(eligible, wrong, there)


@inner
def _strike_when(
    excluded: Longs,
    eligible: Marks,
    wrong: Marks,
    there: Marks,
    hours: Ints,
    wide: Ints,
    conditions: Longs,
) -> None:
    if conditions[2] >= 0:
        _mark_hours(wrong, wide[2], hours)
        excluded[2] += _strike(eligible, wrong, there)
    if conditions[4] < _LAST_DAY:
        _mark_start(wrong, wide[3], conditions[4])
        excluded[3] += _strike(eligible, wrong, there)


@inner
def _strike_who(
    excluded: Longs,
    eligible: Marks,
    wrong: Marks,
    there: Marks,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> None:
    if len(languages):
        wrong[:] = 0
        for each in range(len(languages)):
            _mark_level(wrong, small[languages[each, 0]], languages[each, 1])
        excluded[4] += _strike(eligible, wrong, there)
    if conditions[5] > 1:
        wrong[:] = 0
        _mark_level(wrong, small[EDUCATION_ROW], conditions[5])
        excluded[5] += _strike(eligible, wrong, there)
    for refusal in range(2):
        _mark_refusal(wrong, small[1 + refusal])
        excluded[6 + refusal] += _strike(eligible, wrong, there)


@inner
def count(
    excluded: Longs,
    live: Marks,
    runs: Ints,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> int:
    """Count who does not meet each constraint, in the order of `Constraint`.

    Args:
        excluded: (8,), gets how many each constraint excludes added.
        live: (n,), 0 for who does not count any more.
        runs: (r, 2), as `Block` has them.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), points of each range of hours, -1 where it is not met.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.

    Returns:
        How many none excludes.
    """
    wrong, eligible, found = np.zeros(len(live), np.uint8), np.empty(_AT_ONCE, np.uint8), 0
    asks_place = conditions[0] != HOME and metres.max() > 0
    if asks_place:
        _mark_far(wrong, runs, metres, wide[1])
    for first in range(0, len(live), _AT_ONCE):
        last = min(first + _AT_ONCE, len(live))
        left, marks, there = eligible[: last - first], wrong[first:last], live[first:last]
        tall, short = wide[:, first:last], small[:, first:last]
        left[:] = there
        _strike_where(excluded, left, marks, there, short, conditions, asks_place)
        _strike_when(excluded, left, marks, there, hours, tall, conditions)
        _strike_who(excluded, left, marks, there, short, conditions, languages)
        found += _number(left)
    return found
