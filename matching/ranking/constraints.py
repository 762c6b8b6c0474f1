"""What must fit besides skills: met, not met or unknown, for all candidates at once.

Only «not met» excludes. A language or education level is checked if the vacancy asks it. Who is
known to have no licence to work is excluded whatever the vacancy says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.columns import Columns, cefr_rank, hundredths, mode_bits
from matching.ranking.results import Constraint, Verdict
from matching.types import Conditions, WorkMode

__all__ = ["CODES", "Checked", "Verdicts", "judge"]

Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]

CODES = {-1: Verdict.NOT_MET, 0: Verdict.UNKNOWN, 1: Verdict.MET}
"""Verdicts as they stand in arrays."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One constraint over n candidates: codes (n,); `language` is the code of one."""

    name: Constraint
    codes: Codes
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """All constraints of a vacancy over n candidates, with distances in metres (-1 unknown)."""

    checks: tuple[Checked, ...]
    metres: NDArray[np.int32]

    def of(self, name: Constraint) -> Codes:
        """The codes of a constraint that is always checked."""
        return next(check.codes for check in self.checks if check.name is name)

    def eligible(self) -> Flags:
        """Whom no constraint excludes, (n,)."""
        worst = np.ones(len(self.metres), np.int8)
        for check in self.checks:
            np.minimum(worst, check.codes, out=worst)
        return worst >= 0

    def failing(self) -> dict[Constraint, Flags]:
        """Who does not meet each constraint, (n,); several languages are one constraint."""
        found: dict[Constraint, Flags] = {}
        for check in self.checks:
            fails = check.codes < 0
            found[check.name] = found.get(check.name, fails) | fails
        return found

    def excluded(self) -> dict[Constraint, int]:
        """How many each constraint excludes, those that exclude somebody."""
        counts = {name: int(np.count_nonzero(flags)) for name, flags in self.failing().items()}
        return {name: count for name, count in counts.items() if count}


def judge(vacancy: Conditions, candidates: Columns, config: MatchingConfig) -> Verdicts:
    """Judge every constraint of a vacancy for every candidate."""
    metres = candidates.metres_to(vacancy.location)
    return Verdicts(checks=tuple(_checks(vacancy, candidates, metres, config)), metres=metres)


def _checks(
    vacancy: Conditions, candidates: Columns, metres: NDArray[np.int32], config: MatchingConfig
) -> Iterator[Checked]:
    yield Checked(Constraint.PLACE, _place(vacancy, candidates, metres, config))
    yield Checked(Constraint.WORK_MODE, _work_mode(vacancy, candidates))
    yield Checked(Constraint.HOURS, _hours(vacancy, candidates))
    yield Checked(Constraint.START, _start(vacancy, candidates))
    for language, level in sorted(vacancy.languages.items()):
        held = candidates.language(language)
        yield Checked(Constraint.LANGUAGE, _codes(held > 0, held >= cefr_rank(level)), language)
    if vacancy.education_level is not None:
        held = candidates.education
        yield Checked(Constraint.EDUCATION, _codes(held > 0, held >= vacancy.education_level))
    yield Checked(Constraint.LICENCE, _licence(vacancy, candidates))
    yield Checked(Constraint.CONSENT, candidates.consent)


def _codes(known: Flags, met: Flags) -> Codes:
    codes: Codes = (met.view(np.int8) * 2 - 1) * known.view(np.int8)
    return codes


def _place(
    vacancy: Conditions, candidates: Columns, metres: NDArray[np.int32], config: MatchingConfig
) -> Codes:
    """Within the distance that a candidate declares, or else the default one.

    Nobody is excluded by a distance that they did not declare, nor by one that they need not
    travel: where the vacancy accepts remote work from who accepts it, the place is met.
    """
    declared = candidates.travel_m >= 0
    default_m = round(config.default_travel_km * 1000)
    near = metres <= np.where(declared, candidates.travel_m, default_m)
    codes = _codes((metres >= 0) & (near | declared), near)
    if WorkMode.REMOTE not in vacancy.work_modes:
        return codes
    codes[(candidates.modes == 0) & (codes < 0)] = 0
    codes[(candidates.modes & mode_bits([WorkMode.REMOTE])) > 0] = 1
    if vacancy.work_modes == {WorkMode.REMOTE}:
        codes[:] = 1
    return codes


def _work_mode(vacancy: Conditions, candidates: Columns) -> Codes:
    asked = mode_bits(vacancy.work_modes)
    return _codes((candidates.modes > 0) & (asked > 0), (candidates.modes & asked) > 0)


def _hours(vacancy: Conditions, candidates: Columns) -> Codes:
    if vacancy.hours is None:
        return np.zeros(len(candidates), np.int8)
    fewest, most = map(hundredths, vacancy.hours)
    low, high = candidates.ranges
    return _codes(low >= 0, (low <= most) & (fewest <= high))[candidates.hours]


def _start(vacancy: Conditions, candidates: Columns) -> Codes:
    if vacancy.start is None:
        return np.zeros(len(candidates), np.int8)
    return _codes(candidates.start > 0, candidates.start <= vacancy.start.toordinal())


def _licence(vacancy: Conditions, candidates: Columns) -> Codes:
    held = candidates.licence
    return held if vacancy.licence_to_work else np.minimum(held, np.int8(0))
