"""Random choices that stay the same in each Python version."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one seeded stream.

    Only ``random.Random.random`` is used, since it alone is promised to repeat
    in later Python versions; ``choice`` and ``shuffle`` are not.
    """

    def __init__(self, seed: str) -> None:
        """Start the stream of one seed."""
        self._random = random.Random(seed)

    def chance(self, probability: float) -> bool:
        """Tell whether an event of this probability happens."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Draw an integer from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Draw one item; each is as likely as another."""
        return items[self.between(0, len(items) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give all items in a random order (Fisher-Yates)."""
        rest = list(items)
        for last in range(len(rest) - 1, 0, -1):
            other = self.between(0, last)
            rest[last], rest[other] = rest[other], rest[last]
        return rest

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Draw at most count items without repeating one."""
        return self.shuffled(items)[:count]
