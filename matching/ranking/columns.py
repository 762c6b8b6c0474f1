"""The conditions of candidates as columns of small numbers, one row a candidate."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from matching.types import CEFR, Conditions, Location, WorkMode

__all__ = ["EDUCATION_ROW", "Columns", "cefr_rank", "hundredths", "mode_bits"]

EARTH_KM = 6371.0088
"""Mean radius."""

EDUCATION_ROW = 3
"""Of `Columns.small`."""

_N_SMALL = 4
_FARTHEST_KM = 20_100.0
_CURVE_BITS = 16
"""A step on the curve is 600 metres from east to west at most, and half of that to the north."""
_MOST_REMEMBERED = 512
_NOWHERE = (math.nan, math.nan, math.nan, math.nan)
T = TypeVar("T", bound=np.generic)
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
    return sum([_BITS[mode] for mode in set(modes)])


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Conditions of n candidates, who live in p places and have h ranges of hours.

    Attributes:
        directions: (4, p + 1), from the centre of the earth to each place, and how many metres off
            it may be; the last, NaN, is the unknown place.
        ranges: (2, h + 1), fewest and most hours in hundredths; the last, -1, is unknown.
        wide: (4, n), the rows `place`, `travel_m`, `hours` and `start`.
        small: (4 + l, n), the rows `modes`, `licence`, `consent`, `education` and the languages.
        language_row: Code of a language to its row in `small`, with 1 (A1) to 6 (C2); 0 is unknown.
    """

    directions: NDArray[np.float64]
    ranges: NDArray[np.int32]
    wide: NDArray[np.int32]
    small: NDArray[np.int8]
    language_row: Mapping[str, int]
    _metres: dict[Location | None, NDArray[np.int32]] = field(default_factory=dict)

    @classmethod
    def of(cls, conditions: Sequence[Conditions]) -> "Columns":
        """The columns of `conditions`, in their order."""
        direction = {x.location: _direction(x.location) for x in conditions}
        directions, place = _distinct([direction[x.location] for x in conditions], _NOWHERE)
        ranges, hours = _distinct([_range(x) for x in conditions], (-1, -1))
        travel_m = [_travel_m(x.max_travel_km) for x in conditions]
        start = [x.start.toordinal() if x.start else 0 for x in conditions]
        spoken = sorted({code for x in conditions for code in x.languages})
        bits = {modes: mode_bits(modes) for modes in {x.work_modes for x in conditions}}
        small = [
            [bits[x.work_modes] for x in conditions],
            [_TRI[x.licence_to_work] for x in conditions],
            [_TRI[x.consent] for x in conditions],
            [x.education_level or 0 for x in conditions],
            *([cefr_rank(x.languages.get(code)) for x in conditions] for code in spoken),
        ]
        return cls(
            directions=np.ascontiguousarray(np.array(directions, np.float64).T),
            ranges=np.ascontiguousarray(np.array(ranges, np.int32).T),
            wide=np.array([place, travel_m, hours, start], np.int32),
            small=np.array(small, np.int8),
            language_row={code: row for row, code in enumerate(spoken, start=_N_SMALL)},
        )

    def __len__(self) -> int:
        return int(self.wide.shape[1])

    @property
    def place(self) -> NDArray[np.int32]:
        """Columns of `directions`, (n,)."""
        return _row(self.wide, 0)

    @property
    def travel_m(self) -> NDArray[np.int32]:
        """Most metres to travel, (n,); -1 is unknown."""
        return _row(self.wide, 1)

    @property
    def hours(self) -> NDArray[np.int32]:
        """Columns of `ranges`, (n,)."""
        return _row(self.wide, 2)

    @property
    def start(self) -> NDArray[np.int32]:
        """Ordinals of the first day available, (n,); 0 is unknown."""
        return _row(self.wide, 3)

    @property
    def modes(self) -> NDArray[np.int8]:
        """Bits of ways of working, (n,); 0 is unknown."""
        return _row(self.small, 0)

    @property
    def licence(self) -> NDArray[np.int8]:
        """Licence to work, (n,): 1 yes, -1 no, 0 unknown."""
        return _row(self.small, 1)

    @property
    def consent(self) -> NDArray[np.int8]:
        """Consent, (n,): 1 yes, -1 no, 0 unknown."""
        return _row(self.small, 2)

    @property
    def education(self) -> NDArray[np.int8]:
        """EQF, (n,); 0 is unknown."""
        return _row(self.small, EDUCATION_ROW)

    def by_place(self) -> NDArray[np.int64]:
        """The rows by place, (n,): near ones together, those of one place by falling travel.

        Who says no distance comes first in a place, and who says no place comes last of all.
        """
        falling = np.where(self.travel_m < 0, np.iinfo(np.int32).max, self.travel_m)
        along = _along_curve(self.directions)[self.place]
        return np.lexsort((-falling, self.place, along))

    def runs(self) -> NDArray[np.int32]:
        """Place and first row of each run of rows with one place, (r, 2)."""
        first = np.flatnonzero(np.diff(self.place, prepend=-1))
        return np.column_stack([self.place[first], first]).astype(np.int32)

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> "Columns":
        """The columns of some rows, in their order."""
        return replace(
            self, wide=np.take(self.wide, rows, axis=1), small=np.take(self.small, rows, axis=1)
        )

    @classmethod
    def joined(cls, parts: Sequence["Columns"]) -> "Columns":
        """The columns of all parts, one after the other."""
        if not parts:
            return cls.of([])
        if len(parts) == 1:
            return parts[0]
        directions, place = _joined_tables([(x.directions, x.place) for x in parts])
        ranges, hours = _joined_tables([(x.ranges, x.hours) for x in parts])
        spoken = sorted({code for x in parts for code in x.language_row})
        wide = np.concatenate([x.wide for x in parts], axis=1)
        wide[0], wide[2] = place, hours
        first = np.concatenate([x.small[:_N_SMALL] for x in parts], axis=1)
        levels = [np.concatenate([x.language(code) for x in parts]) for code in spoken]
        return cls(
            directions=directions,
            ranges=ranges,
            wide=wide,
            small=np.concatenate([first, np.array(levels, np.int8).reshape(-1, wide.shape[1])]),
            language_row={code: row for row, code in enumerate(spoken, start=_N_SMALL)},
        )

    def sharing(self, other: "Columns") -> "Columns":
        """The columns of another one that has the same tables, with those and their distances."""
        return replace(self, wide=other.wide, small=other.small, language_row=other.language_row)

    def part(self, start: int, stop: int) -> "Columns":
        """The columns of the rows from `start` up to `stop`, as arrays of their own."""
        wide, small = self.wide[:, start:stop].copy(), self.small[:, start:stop].copy()
        return replace(self, wide=wide, small=small)

    def language(self, code: str) -> NDArray[np.int8]:
        """Levels of one language, (n,), 0 where it is not listed."""
        row = self.language_row.get(code)
        return np.zeros(len(self), np.int8) if row is None else _row(self.small, row)

    def languages(self, asked: Conditions) -> NDArray[np.int64]:
        """Languages asked that somebody speaks, (a, 2): row of `small`, level."""
        rows = self.language_row
        spoken = [(rows[x], cefr_rank(level)) for x, level in asked.languages.items() if x in rows]
        return np.array(spoken, np.int64).reshape(-1, 2)

    def metres_to(self, place: Location | None) -> NDArray[np.int32]:
        """Great-circle distances in metres, (n,); -1 where a place is unknown."""
        metres: NDArray[np.int32] = self.metres_by_place(place)[self.place]
        return metres

    def metres_by_place(self, place: Location | None) -> NDArray[np.int32]:
        """Great-circle distances in metres from each place, (p + 1,); -1 where it is unknown.

        Where places are not known exactly it is the least that a distance may be. By the chord
        between directions: the haversine formula, with the trigonometry of the candidates done
        when the columns are made. The last distances are remembered.
        """
        known = self._metres.get(place)
        if known is None:
            known = self._measured(place)
            if len(self._metres) >= _MOST_REMEMBERED:
                self._metres.pop(next(iter(self._metres)), None)
            self._metres[place] = known
        return known

    def _measured(self, place: Location | None) -> NDArray[np.int32]:
        if place is None:
            return np.full(self.directions.shape[1], -1, np.int32)
        x, y, z, _ = _direction(place)
        east, west, north, loose = self.directions
        half_chord = np.sqrt((east - x) ** 2 + (west - y) ** 2 + (north - z) ** 2) / 2
        metres = 2000 * EARTH_KM * np.arcsin(np.minimum(half_chord, 1.0))
        metres = np.maximum(metres - loose - 1000 * place.precision_km, 0.0)
        metres[-1] = -1
        whole: NDArray[np.int32] = np.rint(metres).astype(np.int32)
        return whole


def _joined_tables(
    parts: Sequence[tuple[NDArray[T], NDArray[np.int32]]],
) -> tuple[NDArray[T], NDArray[np.int32]]:
    """One table of all that stands in some, with the unknown last; and where each row is in it."""
    first = parts[0][0]
    if all(table is first for table, _ in parts):
        return first, np.concatenate([rows for _, rows in parts])
    known = np.concatenate([table[:, :-1] for table, _ in parts], axis=1)
    distinct, at = np.unique(known, axis=1, return_inverse=True)
    found, start = [], 0
    for table, rows in parts:
        n = table.shape[1] - 1
        places = np.append(at.reshape(-1)[start : start + n], distinct.shape[1])
        found.append(places[rows].astype(np.int32))
        start += n
    table = np.concatenate([distinct, first[:, -1:]], axis=1)
    return np.ascontiguousarray(table), np.concatenate(found)


def _row(table: NDArray[T], row: int) -> NDArray[T]:
    return cast(NDArray[T], table[row])


def _distinct(
    values: Sequence[tuple[float, ...]], unknown: tuple[float, ...]
) -> tuple[list[tuple[float, ...]], list[int]]:
    """The distinct values, sorted, then the unknown one; and where each value is among them."""
    known = [*sorted(set(values) - {unknown}), unknown]
    at = {value: i for i, value in enumerate(known)}
    return known, [at[value] for value in values]


def _direction(place: Location | None) -> tuple[float, ...]:
    if place is None:
        return _NOWHERE
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    across = math.cos(north)
    loose = 1000 * place.precision_km
    return across * math.cos(east), across * math.sin(east), math.sin(north), loose


def _along_curve(directions: NDArray[np.float64]) -> NDArray[np.int64]:
    """Where places are on a curve that keeps near ones together, (p + 1,); the unknown one is last.

    References:
        Morton (1966): the bits of both coordinates in turns.
    """
    east, north, up, _ = directions[:, :-1]
    turns = (
        np.arctan2(north, east) / (2 * math.pi) + 0.5,
        np.arcsin(np.clip(up, -1, 1)) / math.pi + 0.5,
    )
    found = np.zeros(len(east), np.int64)
    for shift, turn in enumerate(turns):
        steps = (turn * (1 << _CURVE_BITS)).astype(np.int64)
        for bit in range(_CURVE_BITS + 1):
            found |= (steps >> bit & 1) << (2 * bit + shift)
    return np.append(found, np.iinfo(np.int64).max)


def _travel_m(kilometres: float | None) -> int:
    return -1 if kilometres is None else round(min(max(kilometres, 0.0), _FARTHEST_KM) * 1000)


def _range(conditions: Conditions) -> tuple[float, ...]:
    return (-1, -1) if conditions.hours is None else tuple(map(hundredths, conditions.hours))
