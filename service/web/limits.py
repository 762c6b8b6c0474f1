"""How often somebody may ask; counted in this process."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from service.errors import TooManyError

__all__ = ["Limits"]

_SECONDS = 60


class Limits:
    """Counts requests by operation and user, over the last minute.

    By hand, for what libraries keep in memory they clear in a thread of its own for each request.

    Args:
        clock: Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._turn = Lock()
        self._asked: dict[tuple[str, str], deque[float]] = {}
        self._cleared = clock()

    def count(self, operation: str, per_minute: int, who: str) -> None:
        """Count one request.

        Raises:
            TooManyError: There were `per_minute` in the last minute.
        """
        with self._turn:
            now = self._clock()
            self._forget(now - _SECONDS)
            asked = self._asked.setdefault((operation, who), deque())
            while asked and asked[0] <= now - _SECONDS:
                asked.popleft()
            if len(asked) >= per_minute:
                raise TooManyError(f"than {per_minute} requests a minute for {operation}", _SECONDS)
            asked.append(now)

    def _forget(self, before: float) -> None:
        """Once a minute, those of whom nothing is counted any more."""
        if self._cleared <= before:
            self._asked = {key: asked for key, asked in self._asked.items() if asked[-1] > before}
            self._cleared = before + _SECONDS
