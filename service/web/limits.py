"""How often somebody may ask; counted in this process."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.errors import TooManyError

__all__ = ["Limits"]

_SECONDS = 60


class Limits:
    """Counts requests by operation and user, over the last minute."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, operation: str, per_minute: int, who: str) -> None:
        """Count one request.

        Raises:
            TooManyError: There were `per_minute` in the last minute.
        """
        if not self._limiter.hit(RateLimitItemPerMinute(per_minute), operation, who):
            raise TooManyError(f"than {per_minute} requests a minute for {operation}", _SECONDS)
