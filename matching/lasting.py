"""Making what lasts, without looking for garbage meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["lasting"]


@contextmanager
def lasting() -> Iterator[None]:
    """Around work, or on a function, that makes very many objects of which all stay.

    Python's collector looks through them again and again as they grow, and finds nothing: of five
    seconds in which names are loaded it took more than one. It goes on afterwards, if it was on.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
