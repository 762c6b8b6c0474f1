"""How long who guesses must wait, against the rule written out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from service.access.throttle import _network, _wait, begin_attempt, succeed
from service.errors import TooManyError

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@given(st.integers(0, 40), st.integers(0, 900), st.sampled_from([5, 20]))
def test_waits_double_and_never_pass_the_window(failed: int, ago: int, most: int) -> None:
    failures = [NOW - timedelta(seconds=ago)] * failed
    whole = min(30 * 2 ** (failed - most), 900) if failed >= most else 0
    assert max(0, _wait(failures, most, NOW)) == max(0, whole - ago)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_addresses_count_by_network(address: str, network: str) -> None:
    assert _network(address) == network


def test_one_address_may_fail_twenty_times_over_all_names(engine: Engine) -> None:
    with Session(engine) as session:
        for number in range(20):
            begin_attempt(session, f"{number}@example.org", "192.0.2.7", NOW)
        with pytest.raises(TooManyError) as why:
            begin_attempt(session, "another@example.org", "192.0.2.7", NOW)
        assert why.value.seconds == 30
        begin_attempt(session, "another@example.org", "192.0.2.8", NOW)


def test_logins_that_succeed_throttle_nobody(engine: Engine) -> None:
    with Session(engine) as session:
        for _ in range(30):
            succeed(session, begin_attempt(session, "sam@example.org", "192.0.2.7", NOW))
            session.flush()


def test_attempts_at_once_are_all_counted(engine: Engine) -> None:
    """They count before their passwords are looked at, so not one more gets through."""

    def attempt(_number: int) -> bool:
        try:
            with Session(engine) as session, session.begin():
                begin_attempt(session, "sam@example.org", "192.0.2.7", NOW)
        except TooManyError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(24))) == 5
