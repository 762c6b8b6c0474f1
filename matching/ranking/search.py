"""One vacancy over many blocks with the kernel; importing this imports numba."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.ranking import adding, counting, finder, kernel, laying, sifting
from matching.ranking.blocks import Block
from matching.ranking.columns import Columns
from matching.ranking.lanes import LANES
from matching.ranking.plan import Plan
from matching.ranking.postings import Groups

__all__ = ["Search"]

MOST_MORE = 1 << 13
"""More than half of the rows and so many more: then it is quicker to score everybody first."""

Marks = NDArray[np.uint8]
Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What is asked besides skills, for the places, hours and languages that blocks share."""

    metres: Ints
    hours: Ints
    languages: Longs


class Search:
    """Scores blocks for a plan, and remembers what is the same for all that were made together.

    Args:
        plan: What the vacancy asks.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
    """

    def __init__(self, plan: Plan, worth: NDArray[np.uint64]) -> None:
        self._plan = plan
        self._worth = worth
        self._asked = plan.vacancy.conditions
        self._laid: dict[int, tuple[Scores, Longs, Longs, Longs]] = {}
        self._conditions: dict[int, _Conditions] = {}
        self._room_for_best = np.empty(0, np.uint16)
        self._room_for_scores = np.empty(0, np.uint16)
        self._room_for_some = np.empty((2, 0), np.int32)
        self._is_choosy = bool(
            self._asked.location
            or self._asked.hours
            or self._asked.start
            or self._asked.work_modes
            or self._asked.languages
            or self._asked.education_level
        )

    def assess(self, block: Block, live: Marks, scores: Scores) -> Marks:
        """Get the scores of all, which are zeros before; and who is eligible."""
        eligible = live.copy()
        adding.add(scores, *self._had(block))
        kernel.judge(scores, eligible, *self._judged_by(block))
        return eligible

    def count(self, block: Block, live: Marks, excluded: Longs) -> int:
        """How many are eligible; adds to `excluded` how many each constraint excludes."""
        return int(counting.count(excluded, live, block.runs, *self._judged_by(block)))

    def find(self, block: Block, live: Marks, heap: Longs) -> None:
        """Put the best of a block into a heap, as `finder` describes it.

        Of a vacancy with conditions it first finds who meets them, and scores only those; unless
        most do. Without, it judges only who may be among the best.
        """
        judged_by = self._judged_by(block)
        n = self._sift(block, live, judged_by) if self._is_choosy else -1
        if n > 0:
            kept, scores = self._room_for_some[:, :n]
            sifting.add_some(scores, kept, *self._had(block)[1:])
            finder.find_some(heap, kept, scores, block.id_of, *judged_by)
        elif n < 0:
            finder.find(heap, self._add(block), live, block.id_of, *judged_by)

    def _sift(self, block: Block, live: Marks, judged_by: "_Judged") -> int:
        if self._room_for_some.shape[1] < len(block):
            self._room_for_some = np.empty((2, len(block)), np.int32)
        kept = self._room_for_some[0]
        return sifting.meet(kept, MOST_MORE, live, block.runs, *judged_by)

    def _add(self, block: Block) -> Scores:
        n = len(block)
        if len(self._room_for_scores) < n:
            self._room_for_scores = np.empty(n, np.uint16)
        scores = self._room_for_scores[:n]
        scores[:] = 0
        adding.add(scores, *self._had(block))
        return scores

    def _had(self, block: Block) -> tuple[NDArray[Any], ...]:
        """The last arguments of all that adds."""
        if len(self._room_for_best) < len(block):
            self._room_for_best = np.zeros(len(block), np.uint16)
        of, best = block.postings, self._room_for_best[: len(block)]
        return best, of.cells, of.edges, of.dense, of.columns, *self._lay(of.groups)

    def _lay(self, groups: Groups) -> tuple[Scores, Longs, Longs, Longs]:
        """What `laying.lay` lays out, and the related concepts that it is for."""
        known = self._laid.get(id(groups))
        if known is None:
            plan, concepts = self._plan, self._plan.related[:, 0]
            n_groups = int((groups.begin[concepts + 1] - groups.begin[concepts]).sum())
            points = np.empty(n_groups + len(concepts) + LANES, np.uint16)
            bases = np.empty(len(concepts) + 1, np.int64)
            ends = np.empty(len(plan.asked), np.int64)
            parts = laying.lay(
                points,
                bases,
                ends,
                groups.begin,
                groups.codes,
                self._worth,
                plan.related,
                plan.begin,
                plan.asked,
            )
            known = self._laid[id(groups)] = points, bases, ends[:parts], plan.related
        return known

    def _judged_by(self, block: Block) -> "_Judged":
        """The last arguments of all that judges."""
        columns = block.columns
        known = self._conditions.get(id(columns.ranges))
        if known is None:
            known = self._conditions[id(columns.ranges)] = self._look_up(columns)
        return (
            known.metres,
            known.hours,
            columns.wide,
            columns.small,
            self._plan.conditions,
            known.languages,
        )

    def _look_up(self, columns: Columns) -> _Conditions:
        hours = np.empty(columns.ranges.shape[1], np.int32)
        kernel.weigh_hours(hours, columns.ranges, self._plan.conditions)
        metres = columns.metres_by_place(self._asked.location)
        return _Conditions(metres, hours, columns.languages(self._asked))


_Judged = tuple[Ints, Ints, Ints, NDArray[np.int8], Longs, Longs]
