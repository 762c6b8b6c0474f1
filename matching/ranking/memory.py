"""What was worked out before, up to a limit."""

from collections.abc import Callable

from matching.ranking.postings import Holders

__all__ = ["Memory"]


class Memory:
    """Holders of what was asked before, up to a number of rows; past that it starts afresh."""

    def __init__(self, most_rows: int = 1 << 24) -> None:
        self._most_rows = most_rows
        self._rows = 0
        self._known: dict[tuple[str | int, ...], Holders] = {}

    @property
    def is_half_full(self) -> bool:
        """Whether it holds more than half of the rows that it may."""
        return 2 * self._rows > self._most_rows

    def get(self, asked: tuple[str | int, ...], find: Callable[[], Holders]) -> Holders:
        """The holders of what is asked, found if they are not remembered."""
        holders = self._known.get(asked)
        if holders is None:
            holders = find()
            if self._rows + len(holders) > self._most_rows:
                self._known, self._rows = {}, 0
            self._known[asked] = holders
            self._rows += len(holders)
        return holders
