"""Entries and who is not eligible, with reasons that are made when they are first read."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from matching.ranking.explain import Explainer
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import Plan
from matching.ranking.results import ConstraintCheck, Entry, Explanation, NotEligible

__all__ = ["Excluded", "LazyEntry", "Refused"]

_AT_ONCE = 1024
"""Rows of who is not eligible that are judged together."""


class LazyEntry(Entry):
    """An entry that makes its explanation and checks when they are first read.

    It passes for an `Entry`: it equals the same one, and is copied and pickled as one.
    """

    __slots__ = ("_explainer", "_number")

    _explainer: Explainer
    _number: int

    def __init__(
        self, explainer: Explainer, number: int, id: str, score: int, band: int, place: int
    ) -> None:
        put = object.__setattr__
        put(self, "id", id)
        put(self, "score", score)
        put(self, "band", band)
        put(self, "place", place)
        put(self, "_explainer", explainer)
        put(self, "_number", number)

    def __getattr__(self, name: str) -> object:
        """Make what was not read yet."""
        if name == "explanation":
            made: object = self._explainer.explain(self._number)
        elif name == "checks":
            made = self._explainer.checks(self._number)
        else:
            raise AttributeError(name)
        object.__setattr__(self, name, made)
        return made

    __class__ = property(lambda _: Entry)

    def __reduce__(self) -> tuple[Callable[..., Entry], tuple[object, ...]]:
        said = self.id, self.score, self.band, self.place, self.explanation, self.checks
        return _entry, said


def _entry(
    id: str,
    score: int,
    band: int,
    place: int,
    explanation: Explanation,
    checks: tuple[ConstraintCheck, ...],
) -> Entry:
    return Entry(id=id, score=score, band=band, place=place, explanation=explanation, checks=checks)


class Refused:
    """Who is not eligible for a vacancy; rows are found, and judged some at a time, as asked.

    Args:
        plan: What the vacancy asks.
        index: The candidates.
        eligible: (n,).
    """

    def __init__(self, plan: Plan, index: CandidateIndex, eligible: NDArray[np.bool_]) -> None:
        self._plan = plan
        self._index = index
        self._eligible = eligible
        self._last: tuple[int, Explainer] | None = None

    def __call__(self, place: int) -> NotEligible:
        """The one at a place in the order of ids."""
        number, within = divmod(place, _AT_ONCE)
        last = self._last
        if last is None or last[0] != number:
            rows = self._rows[number * _AT_ONCE : (number + 1) * _AT_ONCE]
            last = self._last = number, Explainer(self._plan, self._index, rows.tolist())
        row = self._rows[place]
        return NotEligible(id=self._index.id_at(int(row)), reasons=last[1].not_met(within))

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        return np.flatnonzero(~self._eligible)


class Excluded(Sequence[NotEligible]):
    """Who is not eligible, by id; reasons are made as they are read, for there can be many.

    It equals any sequence of the same, and is copied and pickled as a tuple.

    Args:
        find: Gives the one at a place.
        places: Those that there are.
    """

    def __init__(self, find: Callable[[int], NotEligible], places: range) -> None:
        self._find = find
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> NotEligible: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[NotEligible]: ...
    def __getitem__(self, place: int | slice) -> NotEligible | Sequence[NotEligible]:
        if isinstance(place, slice):
            return Excluded(self._find, self._places[place])
        return self._find(self._places[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return tuple, (tuple(self),)
