"""How comfortably place, hours and way of working fit, from declared values only."""

import numpy as np
from numpy.typing import NDArray

from matching.ranking.columns import Columns, hundredths, mode_bits
from matching.ranking.constraints import Verdicts
from matching.ranking.credit import SCALE
from matching.ranking.results import Constraint
from matching.types import Conditions, WorkMode

__all__ = ["PREFERENCES", "fits"]

PREFERENCES = (Constraint.PLACE, Constraint.HOURS, Constraint.WORK_MODE)
"""The parts, in the order of the rows of `fits`."""

_HALF = SCALE // 2
Ints = NDArray[np.int32]


def fits(vacancy: Conditions, candidates: Columns, verdicts: Verdicts) -> Ints:
    """How well each preference fits, (3, n), in 0..10,000.

    What is not met gets 0, what is unknown a half. What is met gets from a half to all of it, so
    that nobody loses by saying what they want.
    """
    found = np.empty((len(PREFERENCES), len(candidates)), np.int32)
    for row, name in zip(found, PREFERENCES, strict=True):
        row[:] = verdicts.of(name)
    found += 1
    found *= _HALF
    _soften_place(found[0], vacancy, candidates, verdicts)
    _soften_hours(found[1], vacancy, candidates)
    return found


def _soften_place(fit: Ints, vacancy: Conditions, candidates: Columns, verdicts: Verdicts) -> None:
    """Where a place is met: all at no distance, a half at the most that somebody would travel.

    It counts only with a declared distance: where somebody lives is not a preference. Who need
    not travel keeps all of it.
    """
    travels = fit == SCALE
    if WorkMode.REMOTE in vacancy.work_modes:
        travels &= (candidates.modes & mode_bits([WorkMode.REMOTE])) == 0
        travels &= vacancy.work_modes != {WorkMode.REMOTE}
    declared = (candidates.travel_m >= 0) & (verdicts.metres >= 0)
    lost = np.floor(verdicts.metres * float(_HALF) / np.maximum(candidates.travel_m, 1))
    np.copyto(fit, SCALE - np.where(declared, lost, _HALF), where=travels, casting="unsafe")


def _soften_hours(fit: Ints, vacancy: Conditions, candidates: Columns) -> None:
    """Where hours are met: a half if they only touch, all if one range lies within the other."""
    if vacancy.hours is None:
        return
    fewest, most = map(hundredths, vacancy.hours)
    low, high = candidates.ranges
    shared = np.minimum(high, most) - np.maximum(low, fewest)
    narrower = np.minimum(high - low, most - fewest)
    comfort = np.where(narrower > 0, _HALF + _HALF * shared // np.maximum(narrower, 1), SCALE)
    np.copyto(fit, comfort[candidates.hours], where=fit == SCALE)
