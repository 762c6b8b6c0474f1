"""The k best of many blocks, found one block after another; see `finder`."""

from collections.abc import Sequence

import numpy as np

from matching.ranking.blocks import Block

__all__ = ["LAST", "KBest"]

LAST = 0xFFFF_FFFF
"""The bits below a score, which tell where the id of one of the present block is."""


class KBest:
    """A heap that blocks are looked through with, and what it held after each of them.

    What a block leaves in the heap counts by its score alone, below whoever of a later
    one has the same; for ids can only be compared within a block. So nobody is missed who is among
    the best at the end, and some are found who are not.

    Args:
        k: At least 0.
        blocks: All that are looked through, in their order.

    Attributes:
        heap: (k,), the least first: score × 2^32, and above that for those of the present block
            what is left of 2^32 - 1 after the place of the id.
        after: (b, k), what the heap held after each block.
    """

    def __init__(self, k: int, blocks: Sequence[Block]) -> None:
        self.heap = np.full(k, -1 << 32, np.int64)
        self.after = np.empty((len(blocks), k), np.int64)
        self._blocks = blocks

    def best(self) -> tuple[tuple[str, int], ...]:
        """The best (id, score), best first, ties by smaller id."""
        held, blocks = self.after, self._blocks
        numbers, places = np.nonzero((held & LAST > 0) & (held >> 32 >= self.heap[:1] >> 32))
        found = zip(numbers.tolist(), held[numbers, places].tolist(), strict=True)
        named = [(-(each >> 32), str(blocks[at].ids[LAST - (each & LAST)])) for at, each in found]
        return tuple([(id_, -less) for less, id_ in sorted(named)[: len(self.heap)]])
