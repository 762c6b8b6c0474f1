"""Hiding small counts, and the totals that would give them away.

A table counts people by programme (rows) and by step (columns). A count below `LEAST` is hidden.
What a total leaves for the hidden counts of its column must then let each of them be anything from
0 to `LEAST` - 1; a total that does not is hidden too, and the sum of what is shown stands for it,
as a floor. No other count is hidden for the sake of a small one: which one would be chosen tells
those who know the rule something of the small one.

Steps form a tree: who made a step made the one above it. So what a shown total leaves above bounds
what its rows can hold below.
"""

from collections.abc import Mapping, Sequence, Set

__all__ = ["LEAST", "totals_to_hide"]

LEAST = 10
"""How many people make a group that can be shown."""


def totals_to_hide(
    table: Sequence[Mapping[str, int]], above: Mapping[str, str | None], *, least: int = LEAST
) -> frozenset[str]:
    """The steps whose total must not be shown beside the counts that are.

    Args:
        table: A row for each programme: how many people made each step. Nobody is in two rows.
        above: Each step with the step above it, in an order in which that comes first.
        least: The smallest count that is shown.
    """
    small = {
        step: {row for row, counts in enumerate(table) if counts[step] < least} for step in above
    }
    left = {step: sum(table[row][step] for row in small[step]) for step in above}
    hidden: set[str] = set()

    def most(step: str, rows: Set[int]) -> int:
        """How many people these small counts can have together, by all that is shown above."""
        over = above[step]
        bounded = rows & small[over] if over else frozenset()
        found = (least - 1) * len(rows - bounded)
        if over and bounded:
            together = least - 1 if over in hidden else left[over]
            found += min(together, most(over, bounded))
        return found

    for step, rows in small.items():
        fits = all(left[step] <= most(step, rows - {each}) for each in rows)
        if rows and not (left[step] >= least and fits):
            hidden.add(step)
    return frozenset(hidden)
