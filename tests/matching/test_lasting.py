import gc

import pytest

from matching.lasting import lasting


def test_garbage_is_looked_for_again_afterwards_also_where_it_fails() -> None:
    seen: list[bool] = []

    @lasting()
    def fails() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert (seen, gc.isenabled()) == ([False], True)


def test_who_switched_the_collector_off_finds_it_off() -> None:
    with lasting():
        with lasting():
            pass
        assert not gc.isenabled()
    gc.disable()
    try:
        with lasting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
