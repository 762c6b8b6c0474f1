"""Pairs of vacancies and candidates, and what chance alone would make of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Design", "Permuted", "bootstrap", "contrast", "permute"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CELLS = 20_000
_TINY = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Design:
    """Pairs (n of them) in pools, of which some are members of the group in question.

    A pair is a member when its unit's code is its target. Units keep their codes over all their
    pairs; permutations deal the codes out to the units anew.

    Attributes:
        pool: (n,), ascending, 0.. without gaps.
        unit: (n,), 0.. without gaps.
        person: (n,), whose pair it is; people of one unit may be several.
        codes: (units,), the group of a unit.
        target: (n,), the code that is asked for.
        values: (2, n), exposure and selection, in [0, 1].
    """

    pool: Ints
    unit: Ints
    person: Ints
    codes: Ints
    target: Ints
    values: Floats

    @cached_property
    def members(self) -> Floats:
        """(n,), 1 for members of the group and 0 for the rest."""
        found: Floats = (self.codes[self.unit] == self.target).astype(np.float64)
        return found

    @cached_property
    def starts(self) -> Ints:
        """Where each pool begins."""
        return np.flatnonzero(np.diff(self.pool, prepend=-1))

    @cached_property
    def sizes(self) -> Floats:
        """Pairs of each pool."""
        found: Floats = np.bincount(self.pool).astype(np.float64)
        return found

    @cached_property
    def by_unit(self) -> tuple[Ints, Ints]:
        """The pairs in the order of their units, and where each unit begins."""
        order = np.argsort(self.unit, kind="stable")
        return order, np.flatnonzero(np.diff(self.unit[order], prepend=-1))

    @cached_property
    def _both(self) -> NDArray[np.bool_]:
        inside = self.sums(self.members[None])[0]
        found: NDArray[np.bool_] = (inside > 0) & (inside < self.sizes)
        return found

    @property
    def pools(self) -> int:
        """How many pools have members and others."""
        return int(np.count_nonzero(self._both))

    @cached_property
    def people(self) -> tuple[int, int]:
        """Members, and others, in pools that have both."""
        if not len(self.pool):
            return 0, 0
        seen, member = self._both[self.pool], self.members > 0
        ins, outs = (len(np.unique(self.person[seen & each])) for each in (member, ~member))
        return ins, outs

    @property
    def smallest(self) -> int:
        """The smaller of the two."""
        return min(self.people)

    def sums(self, values: Floats) -> Floats:
        """(draws, n) to (draws, pools): sums over each pool."""
        if not len(self.starts):
            return np.zeros((len(values), 0))
        found: Floats = np.add.reduceat(values, self.starts, axis=1)
        return found


@dataclass(frozen=True, kw_only=True)
class Permuted:
    """What permutations say: the p-value of the gap in exposure, and how gaps of both spread."""

    p_value: float
    spread: tuple[float, float]


def contrast(
    design: Design, members: Floats, kind: int, weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """What the group and the rest get, pools weighted by m (n - m) / n.

    Args:
        design: The pairs.
        members: (draws, n), 1 or 0.
        kind: 0 for exposure, 1 for selection.
        weights: (draws, n), how often each pair was drawn; None: once.

    Returns:
        Two of (draws,); NaN where no pool has both.
    """
    ones = np.ones_like(members) if weights is None else weights
    inside, total = design.sums(ones * members), design.sums(ones)
    got = design.sums(ones * members * design.values[kind])
    left = design.sums(ones * design.values[kind]) - got
    outside = total - inside
    safe = np.maximum(total, _TINY)
    weight = (inside * outside / safe).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        group = (got * outside / safe).sum(axis=1) / weight
        rest = (left * inside / safe).sum(axis=1) / weight
    return group, rest


def permute(design: Design, *, rounds: int, seed: int) -> Permuted:
    """Deal the codes out to the units anew, and see how often the gap is as large.

    The gap is studentised by its cluster-robust standard error, so that the test holds for
    groups that vary unequally and sit unevenly over pools.
    """
    random = np.random.default_rng(seed)
    found = abs(_studentised(design, design.members[None])[1][0]) - 1e-9
    beyond, spread = 0, ([], [])  # type: tuple[int, tuple[list[Floats], list[Floats]]]
    for size in _blocks(rounds, len(design.pool)):
        dealt = random.permuted(np.tile(design.codes, (size, 1)), axis=1)
        members = (dealt[:, design.unit] == design.target).astype(np.float64)
        gap, ratio = _studentised(design, members)
        beyond += int(np.count_nonzero(np.abs(ratio) >= found))
        spread[0].append(gap)
        group, rest = contrast(design, members, 1)
        spread[1].append(np.nan_to_num(group - rest))
    exposure, selection = (float(np.concatenate(each).std()) for each in spread)
    return Permuted(p_value=(beyond + 1) / (rounds + 1), spread=(exposure, selection))


def _studentised(design: Design, members: Floats) -> tuple[Floats, Floats]:
    """The gap in exposure and the gap over its standard error; 0 where there is none."""
    values = design.values[0]
    mean = design.sums(values[None])[0] / design.sizes
    centred = values - mean[design.pool]
    inside = members - (design.sums(members) / design.sizes)[:, design.pool]
    weight = np.maximum((inside**2).sum(axis=1), _TINY)
    gap = inside @ centred / weight
    parts = inside * (centred - gap[:, None] * inside)
    order, starts = design.by_unit
    of_units = np.add.reduceat(parts[:, order], starts, axis=1)
    error = np.sqrt((of_units**2).sum(axis=1)) / weight
    return gap, np.where(error > _TINY, gap / np.maximum(error, _TINY), 0.0)


def bootstrap(design: Design, *, rounds: int, seed: int) -> Floats:
    """(2, rounds): ratios of exposure and of selection when units are drawn with replacement."""
    random = np.random.default_rng(seed)
    units = len(design.codes)
    even = np.full(units, 1 / units)
    found: list[Floats] = []
    for size in _blocks(rounds, len(design.pool)):
        weights = random.multinomial(units, even, size).astype(np.float64)[:, design.unit]
        members = np.broadcast_to(design.members, weights.shape)
        pairs = [contrast(design, members, kind, weights) for kind in range(2)]
        with np.errstate(invalid="ignore", divide="ignore"):
            found.append(np.stack([group / rest for group, rest in pairs]))
    return np.concatenate(found, axis=1)


def _blocks(rounds: int, pairs: int) -> Iterator[int]:
    step = max(1, _CELLS // max(1, pairs))
    for start in range(0, rounds, step):
        yield min(step, rounds - start)
