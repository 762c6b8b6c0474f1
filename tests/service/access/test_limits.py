"""How often somebody may ask: so many in any minute, each operation and user apart."""

import pytest

from service.errors import TooManyError
from service.web.limits import Limits


def is_let(limits: Limits, per_minute: int, operation: str = "read", who: str = "a") -> bool:
    try:
        limits.count(operation, per_minute, who)
    except TooManyError:
        return False
    return True


def test_operations_and_users_are_counted_apart() -> None:
    limits = Limits()
    assert [is_let(limits, 2) for _ in range(3)] == [True, True, False]
    assert is_let(limits, 2, operation="write")
    assert is_let(limits, 2, who="b")


def test_the_answer_says_when_to_come_again() -> None:
    limits = Limits()
    limits.count("read", 1, "a")
    with pytest.raises(TooManyError, match="1 requests a minute for read") as why:
        limits.count("read", 1, "a")
    assert why.value.seconds == 60
