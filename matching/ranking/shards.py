"""Ranking some blocks of an index on their own, and putting the results together.

A `Shard` is a range of blocks with all that scoring them needs; it can be pickled, and so can a
`Plan`. What it finds for a plan is a `Part`; `merge` of the parts of all shards of an index is
what ranking it at once gives, to the byte.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.blocks import Block
from matching.ranking.layout import Stretch, stretches
from matching.ranking.plainly import score_plainly
from matching.ranking.plan import Plan
from matching.ranking.results import Constraint

__all__ = ["Part", "Shard", "merge"]

Marks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What some blocks have for a vacancy.

    Attributes:
        best: At most k (id, score), best first, ties by smaller id.
        pool: How many candidates there are.
        eligible: How many no constraint excludes; None if nobody asked.
        reasons: How many each constraint excludes, those that exclude somebody.
    """

    best: tuple[tuple[str, int], ...]
    pool: int
    eligible: int | None = None
    reasons: Mapping[Constraint, int] | None = None


def merge(parts: Iterable[Part], k: int) -> Part:
    """Put together what several shards found; in whatever order, the result is the same."""
    known = list(parts)
    best = sorted([each for part in known for each in part.best], key=_best_first)[:k]
    counted = [part for part in known if part.eligible is not None and part.reasons is not None]
    pool = sum([part.pool for part in known])
    if len(counted) < len(known):
        return Part(best=tuple(best), pool=pool)
    reasons: Counter[Constraint] = Counter()
    for part in counted:
        reasons.update(part.reasons or {})
    return Part(
        best=tuple(best),
        pool=pool,
        eligible=sum([part.eligible or 0 for part in counted]),
        reasons={name: reasons[name] for name in Constraint if reasons[name]},
    )


def _best_first(found: tuple[str, int]) -> tuple[int, str]:
    return -found[1], found[0]


@dataclass(frozen=True, kw_only=True, eq=False)
class Shard:
    """Some blocks of an index, to be ranked on their own.

    Attributes:
        blocks: Each has at most 2^16 candidates.
        live: For each block (n,), 0 for who is not there any more.
        sizes: How many of each block are there.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        config: Weights and thresholds.
    """

    blocks: tuple[Block, ...]
    live: tuple[Marks, ...]
    sizes: tuple[int, ...]
    worth: NDArray[np.uint64]
    config: MatchingConfig

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The blocks as compiled code reads them."""
        return stretches(self.blocks, self.live)

    def __getstate__(self) -> dict[str, Any]:
        """All but the stretches: addresses are of this process."""
        return {name: value for name, value in vars(self).items() if name != "stretches"}

    def rank(self, plan: Plan, k: int, *, count: bool = False, compiled: bool = True) -> Part:
        """Find the k best of these blocks.

        Args:
            plan: What the vacancy asks, from the planner of the index.
            k: At least 0.
            count: Also count who is eligible and why others are not, which takes longer.
            compiled: By the kernel, which must be there; else by numpy. The results are the same.
        """
        find = self._found_compiled if compiled else self._found_plainly
        pool = sum(self.sizes)
        best, eligible, reasons = find(plan, min(k, pool), count)
        if not count:
            return Part(best=best, pool=pool)
        named = {name: number for name, number in zip(Constraint, reasons, strict=True) if number}
        return Part(best=best, pool=pool, eligible=eligible, reasons=named)

    def _found_compiled(self, plan: Plan, k: int, count: bool) -> "_Found":
        from matching.ranking.search import Search

        best: list[tuple[str, int]] = []
        heap, eligible, reasons = np.zeros(k, np.int64), 0, np.zeros(len(Constraint), np.int64)
        for stretch in self.stretches:
            search = Search(plan, self.worth, stretch)
            if count:
                eligible += search.count(reasons)
            if k:
                best += search.find(heap)
        return tuple(sorted(best, key=_best_first)[:k]), eligible, reasons.tolist()

    def _found_plainly(self, plan: Plan, k: int, count: bool) -> "_Found":
        best: list[tuple[str, int]] = []
        eligible, reasons = 0, np.zeros(len(Constraint), np.int64)
        for block, live in zip(self.blocks, self.live, strict=True):
            there = live.view(np.bool_)
            scores, flags, failing = score_plainly(plan, block, self.worth, self.config)
            flags &= there
            eligible += int(np.count_nonzero(flags))
            for number, name in enumerate(Constraint):
                reasons[number] += np.count_nonzero(failing.get(name, ~there) & there)
            rows = np.flatnonzero(flags)
            rows = rows[np.lexsort((block.id_of[rows], -scores[rows].astype(np.int64)))[:k]]
            best += [(block.ids[block.id_of[row]], int(scores[row])) for row in rows.tolist()]
        return tuple(sorted(best, key=_best_first)[:k]), eligible, reasons.tolist()


_Found = tuple[tuple[tuple[str, int], ...], int, Sequence[int]]
