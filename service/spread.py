"""Many items worked on in batches, and where it pays by processes of their own.

A process does about as much as another one, so that much work takes as long as the cores need. Each
loads what it works with for itself, which takes some seconds: little work is done here.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any, Generic, Protocol, TypeVar

from service.errors import ServiceError

__all__ = ["ProcessEndedError", "Show", "Spread", "cores", "processes_for"]

T = TypeVar("T")
R = TypeVar("R")
W = TypeVar("W")

_AT_ONCE = 16
_FEW = 1_000
"""Fewer texts are read by one process, for another one takes seconds to load."""


class Show(Protocol):
    """Yields items, and shows how far it is."""

    def __call__(self, items: Sequence[T], description: str, /) -> Iterator[T]:
        """All items, in order."""


class ProcessEndedError(ServiceError):
    """A process that worked was ended from outside, such as for want of memory."""

    def __init__(self) -> None:
        super().__init__(
            "expected processes that work until all is done, found that one was ended; there may "
            "be too little memory: use fewer"
        )


@dataclass(frozen=True, kw_only=True)
class Spread(Generic[W]):
    """Works on batches with something that takes a while to load.

    Attributes:
        here: Gives what this process works with.
        load: What another process calls with `arguments` to get the same; a function of a module.
        arguments: All that `load` needs; they can be pickled.
        processes: How many work; with one it is this process.
    """

    here: Callable[[], W]
    load: Callable[..., W]
    arguments: tuple[Any, ...]
    processes: int

    def done(
        self,
        work: Callable[[W, list[T]], list[R]],
        items: Sequence[T],
        show: Show,
        description: str,
    ) -> Iterator[R]:
        """What work makes of each item, in their order, as soon as it is there.

        Args:
            work: A function of a module, from a batch to as many results.
            items: What to work on.
            show: Shows how far it is, in batches.
            description: Of the work.

        Raises:
            ProcessEndedError: A process was ended from outside.
        """
        batches = [list(items[at : at + _AT_ONCE]) for at in range(0, len(items), _AT_ONCE)]
        if self.processes == 1:
            own = self.here()
            for batch in show(batches, description):
                yield from work(own, batch)
            return
        with self._opened() as pool:
            done = pool.map(partial(_by_own, work), batches)
            for _ in show(batches, description):
                yield from next(done)

    @contextmanager
    def _opened(self) -> Iterator[ProcessPoolExecutor]:
        """Processes that work; when one fails, the others stop after what they are doing."""
        pool = ProcessPoolExecutor(
            self.processes,
            mp_context=get_context("spawn"),
            initializer=_open,
            initargs=(self.load, self.arguments),
        )
        try:
            yield pool
        except BrokenProcessPool as error:
            raise ProcessEndedError from error
        finally:
            pool.shutdown(cancel_futures=True)


def cores() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_for(texts: int) -> int:
    """How many processes read so many texts, where nobody says."""
    return cores() if texts >= _FEW else 1


_own: list[Any] = []
"""What this process works with, if it is one of those that only work."""


def _open(load: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    _own.append(load(*arguments))


def _by_own(work: Callable[[Any, list[T]], list[R]], items: list[T]) -> list[R]:
    return work(_own[0], items)
