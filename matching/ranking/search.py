"""One vacancy over a stretch of blocks with the kernel; importing this imports numba."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.ranking import kernel, laying, walking
from matching.ranking.lanes import LANES
from matching.ranking.layout import Stretch
from matching.ranking.plan import Plan

__all__ = ["Search"]

MOST_MORE = 1 << 13
"""More than half of the rows and so many more: then it is quicker to score everybody first."""

Scores = NDArray[np.uint16]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


class Search:
    """Scores the blocks of a stretch for a plan.

    Args:
        plan: What the vacancy asks.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        stretch: The blocks.
    """

    def __init__(self, plan: Plan, worth: NDArray[np.uint64], stretch: Stretch) -> None:
        self._plan = plan
        self._worth = worth
        self._stretch = stretch
        asked, columns = plan.vacancy.conditions, stretch.columns
        self._is_choosy = bool(
            asked.location
            or asked.hours
            or asked.start
            or asked.work_modes
            or asked.languages
            or asked.education_level
        )
        hours = np.empty(columns.ranges.shape[1], np.int32)
        kernel.weigh_hours(hours, columns.ranges, plan.conditions)
        metres = columns.metres_by_place(asked.location)
        self._conditions = metres, hours, plan.conditions, columns.languages(asked)

    def assess(self, scores: Scores, eligible: NDArray[np.uint8], excluded: Longs) -> None:
        """Get the scores of all, and 1 for who is eligible, 0 for others; and count as `count`."""
        records = self._stretch.records
        walking.assess_all(scores, eligible, excluded, records, *self._laid, *self._conditions)

    def count(self, excluded: Longs) -> int:
        """How many are eligible; adds to `excluded` how many each constraint excludes."""
        return int(walking.count_all(excluded, self._stretch.records, *self._conditions))

    def find(self, heap: Longs, after: Longs) -> None:
        """Put the best into a heap, as `KBest` describes it.

        Of a vacancy with conditions it first finds who meets them, and scores only those; unless
        most do. Without, it judges only who may be among the best.
        """
        records, most = self._stretch.records, MOST_MORE if self._is_choosy else -1
        walking.find_all(heap, after, records, most, *self._laid, *self._conditions)

    @cached_property
    def _laid(self) -> tuple[Scores, Longs, Longs, Longs]:
        """What `laying.lay` lays out, and the related concepts that it is for."""
        plan, groups, concepts = self._plan, self._stretch.groups, self._plan.related[:, 0]
        n_groups = int((groups.begin[concepts + 1] - groups.begin[concepts]).sum())
        points = np.empty(n_groups + len(concepts) + LANES, np.uint16)
        bases, ends = np.empty(len(concepts) + 1, np.int64), np.empty(len(plan.asked), np.int64)
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
        return points, bases, ends[:parts], plan.related
