"""How often somebody may ask: so many in any minute, each operation and user apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import TooManyError
from service.web.limits import Limits


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def is_let(limits: Limits, per_minute: int, operation: str = "read", who: str = "a") -> bool:
    try:
        limits.count(operation, per_minute, who)
    except TooManyError:
        return False
    return True


def test_operations_and_users_are_counted_apart() -> None:
    limits = Limits(Clock())
    assert [is_let(limits, 2) for _ in range(3)] == [True, True, False]
    assert is_let(limits, 2, operation="write")
    assert is_let(limits, 2, who="b")


def test_the_answer_says_when_to_come_again() -> None:
    limits = Limits(Clock())
    limits.count("read", 1, "a")
    with pytest.raises(TooManyError, match="1 requests a minute for read") as why:
        limits.count("read", 1, "a")
    assert why.value.seconds == 60


@given(
    steps=st.lists(st.integers(0, 40), max_size=60),
    per_minute=st.integers(1, 5),
)
def test_never_more_than_so_many_in_a_minute_and_never_fewer(
    steps: list[int], per_minute: int
) -> None:
    clock = Clock()
    limits, let = Limits(clock), [-1000.0]
    for step in steps:
        clock.now += step
        recent = sum(each > clock.now - 60 for each in let)
        assert is_let(limits, per_minute) == (recent < per_minute)
        if recent < per_minute:
            let.append(clock.now)


def test_who_does_not_come_again_is_forgotten() -> None:
    clock = Clock()
    limits = Limits(clock)
    for number in range(100):
        assert is_let(limits, 1, who=str(number))
    clock.now = 61
    assert is_let(limits, 1)
    assert len(limits._asked) == 1
