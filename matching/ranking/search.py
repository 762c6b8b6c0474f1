"""One vacancy over a stretch of blocks with the kernel; importing this imports numba."""

import numpy as np
from numpy.typing import NDArray

from matching.ranking import walking
from matching.ranking.layout import Stretch
from matching.ranking.plan import Plan

__all__ = ["Search"]

MOST_MORE = 1 << 13
"""More than half of the rows and so many more: then it is quicker to score everybody first."""

Longs = NDArray[np.int64]


class Search:
    """Scores the blocks of a stretch for a plan.

    Args:
        plan: What the vacancy asks.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        stretch: The blocks.
    """

    def __init__(self, plan: Plan, worth: NDArray[np.uint64], stretch: Stretch) -> None:
        self._stretch = stretch
        asked, columns, groups = plan.vacancy.conditions, stretch.columns, stretch.groups
        self._is_choosy = bool(
            asked.location
            or asked.hours
            or asked.start
            or asked.work_modes
            or asked.languages
            or asked.education_level
        )
        metres = columns.metres_by_place(asked.location)
        self._conditions = metres, columns.ranges, plan.conditions, columns.languages(asked)
        self._asked = groups.begin, groups.codes, worth, plan.related, plan.begin, plan.asked

    def assess(
        self, scores: NDArray[np.uint16], eligible: NDArray[np.uint8], excluded: Longs
    ) -> None:
        """Get the scores of all, and 1 for who is eligible, 0 for others; and count as `count`."""
        records = self._stretch.records
        walking.assess_all(scores, eligible, excluded, records, *self._asked, *self._conditions)

    def count(self, excluded: Longs) -> int:
        """How many are eligible; adds to `excluded` how many each constraint excludes."""
        return int(walking.count_all(excluded, self._stretch.records, *self._conditions))

    def find(self, heap: Longs) -> list[tuple[str, int]]:
        """All (id, score) of the best, in any order, with some who only were so for a time.

        Of a vacancy with conditions it first finds who meets them, and scores only those; unless
        most do. Without, it judges only who may be among the best.

        Args:
            heap: (k,), at least 1, zeros or what other stretches left; as `finder` describes it.
        """
        kept, most = self._stretch.kept, MOST_MORE if self._is_choosy else -1
        found = walking.find_all(heap, self._stretch.records, most, *self._asked, *self._conditions)
        return [(kept[at][0].ids[place], score) for at, place, score in found.tolist()]
