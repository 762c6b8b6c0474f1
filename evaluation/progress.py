"""A progress bar on a terminal, for work that lasts over a second."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["progress"]

T = TypeVar("T")

_PATIENCE = 1.0


def progress(items: Sequence[T], description: str) -> Iterator[T]:
    """Yield the items; after a second of it, show on standard error how far the work is."""
    started = time.monotonic()
    with ExitStack() as stack:
        bar: Progress | None = None
        for number, item in enumerate(items, start=1):
            yield item
            if bar:
                bar.update(bar.task_ids[0], completed=number)
            elif sys.stderr.isatty() and time.monotonic() - started > _PATIENCE:
                bar = stack.enter_context(_bar())
                bar.add_task(description, total=len(items), completed=number)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
