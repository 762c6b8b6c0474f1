"""The conditions of candidates as columns of small numbers, one row a candidate."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.types import CEFR, Conditions, Location, WorkMode

__all__ = ["Columns", "cefr_rank", "hundredths", "mode_bits"]

EARTH_KM = 6371.0088
"""Mean radius."""

_FARTHEST_KM = 20_100.0
_NOWHERE = (math.nan, math.nan, math.nan)
_TRI = {None: 0, True: 1, False: -1}
_BITS = {mode: 1 << i for i, mode in enumerate(WorkMode)}


def cefr_rank(level: str | None) -> int:
    """1 for A1 to 6 for C2; 0 for what is not a level, so unknown."""
    return CEFR.index(level) + 1 if level in CEFR else 0


def hundredths(hours: float) -> int:
    """Hours in hundredths."""
    return round(hours * 100)


def mode_bits(modes: Iterable[WorkMode]) -> int:
    """Ways of working as a set of bits; 0 is unknown."""
    return sum(_BITS[mode] for mode in set(modes))


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Conditions of n candidates, who live in p places and have h ranges of hours.

    Attributes:
        directions: (3, p + 1), from the centre of the earth to each place; the last, NaN, is the
            unknown place.
        place: (n,), a column of `directions`.
        travel_m: (n,), most metres to travel; -1 is unknown.
        modes: (n,), bits; 0 is unknown.
        ranges: (2, h + 1), fewest and most hours in hundredths; the last, -1, is unknown.
        hours: (n,), a column of `ranges`.
        start: (n,), ordinal of the first day available; 0 is unknown.
        education: (n,), EQF; 0 is unknown.
        licence, consent: (n,), 1 yes, -1 no, 0 unknown.
        languages: Code to (n,), 1 (A1) to 6 (C2); 0 is unknown.
    """

    directions: NDArray[np.float64]
    place: NDArray[np.intp]
    travel_m: NDArray[np.int32]
    modes: NDArray[np.int8]
    ranges: NDArray[np.int32]
    hours: NDArray[np.intp]
    start: NDArray[np.int32]
    education: NDArray[np.int8]
    licence: NDArray[np.int8]
    consent: NDArray[np.int8]
    languages: Mapping[str, NDArray[np.int8]]

    @classmethod
    def of(cls, conditions: Sequence[Conditions]) -> "Columns":
        """The columns of `conditions`, in their order."""
        directions, place = _distinct([_direction(x.location) for x in conditions], _NOWHERE)
        ranges, hours = _distinct([_range(x) for x in conditions], (-1, -1))
        small, wide = np.int8, np.int32
        return cls(
            directions=np.ascontiguousarray(np.array(directions, np.float64).T),
            place=place,
            travel_m=np.array([_travel_m(x.max_travel_km) for x in conditions], wide),
            modes=np.array([mode_bits(x.work_modes) for x in conditions], small),
            ranges=np.array(ranges, wide).T,
            hours=hours,
            start=np.array([x.start.toordinal() if x.start else 0 for x in conditions], wide),
            education=np.array([x.education_level or 0 for x in conditions], small),
            licence=np.array([_TRI[x.licence_to_work] for x in conditions], small),
            consent=np.array([_TRI[x.consent] for x in conditions], small),
            languages=_languages(conditions),
        )

    def __len__(self) -> int:
        return len(self.travel_m)

    def language(self, code: str) -> NDArray[np.int8]:
        """Levels of one language, (n,), 0 where it is not listed."""
        return self.languages.get(code, np.zeros(len(self), np.int8))

    def metres_to(self, place: Location | None) -> NDArray[np.int32]:
        """Great-circle distances in metres, (n,); -1 where a place is unknown.

        By the chord between directions: the haversine formula, with the trigonometry of the
        candidates done when the columns are made.
        """
        if place is None:
            return np.full(len(self), -1, np.int32)
        x, y, z = _direction(place)
        east, west, north = self.directions
        half_chord = np.sqrt((east - x) ** 2 + (west - y) ** 2 + (north - z) ** 2) / 2
        metres = 2000 * EARTH_KM * np.arcsin(np.minimum(half_chord, 1.0))
        metres[-1] = -1
        whole: NDArray[np.int32] = np.rint(metres).astype(np.int32)
        return whole[self.place]


def _distinct(
    values: Sequence[tuple[float, ...]], unknown: tuple[float, ...]
) -> tuple[list[tuple[float, ...]], NDArray[np.intp]]:
    """The distinct values, sorted, then the unknown one; and where each value is among them."""
    known = [*sorted(set(values) - {unknown}), unknown]
    at = {value: i for i, value in enumerate(known)}
    return known, np.array([at[value] for value in values], np.intp)


def _direction(place: Location | None) -> tuple[float, ...]:
    if place is None:
        return _NOWHERE
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    across = math.cos(north)
    return across * math.cos(east), across * math.sin(east), math.sin(north)


def _travel_m(kilometres: float | None) -> int:
    return -1 if kilometres is None else round(min(max(kilometres, 0.0), _FARTHEST_KM) * 1000)


def _range(conditions: Conditions) -> tuple[float, ...]:
    return (-1, -1) if conditions.hours is None else tuple(map(hundredths, conditions.hours))


def _languages(conditions: Sequence[Conditions]) -> dict[str, NDArray[np.int8]]:
    found: dict[str, NDArray[np.int8]] = {}
    for row, each in enumerate(conditions):
        for code, level in each.languages.items():
            if code not in found:
                found[code] = np.zeros(len(conditions), np.int8)
            found[code][row] = cefr_rank(level)
    return found
