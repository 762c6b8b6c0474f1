"""How far long work is: a bar on a terminal, or lines of JSON for a program that watches."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["ProgressForm", "progress", "tell_progress"]

T = TypeVar("T")

_PATIENCE = 1.0
_BETWEEN = 0.2


class ProgressForm(StrEnum):
    """How progress is told."""

    BAR = "bar"
    JSON = "json"


@dataclass
class _Step:
    name: str
    of: int
    done: int = 0


@dataclass
class _Told:
    """What is going on, outermost first, and what was said of it last."""

    form: ProgressForm = ProgressForm.BAR
    steps: list[_Step] = field(default_factory=list)
    share: float = 0.0
    at: float = -_BETWEEN


_told = _Told()


def tell_progress(form: ProgressForm) -> None:
    """Tell progress in this form from now on, from nothing done.

    In JSON a line on standard error is `{"share": 0.4, "steps": [{"name": …, "done": 2, "of":
    5}, …]}`, five in a second at most: how much of all work is done, which never falls, and the
    steps within steps.
    """
    _told.__dict__.update(_Told(form=form).__dict__)


def progress(items: Sequence[T], description: str) -> Iterator[T]:
    """Yield the items, and tell how far the work is; it may be part of the work on another item.

    A bar is shown on a terminal after a second, of the outermost work alone.
    """
    step = _Step(description, len(items))
    is_outermost = not _told.steps
    _told.steps.append(step)
    try:
        if _told.form is ProgressForm.JSON:
            yield from _with_lines(items, step)
        elif is_outermost:
            yield from _with_bar(items, description)
        else:
            yield from items
    finally:
        _told.steps.remove(step)


def _with_lines(items: Sequence[T], step: _Step) -> Iterator[T]:
    _say(is_due=True)
    for number, item in enumerate(items, start=1):
        yield item
        step.done = number
        _say(is_due=number == step.of)


def _say(*, is_due: bool) -> None:
    now = time.monotonic()
    if not is_due and now - _told.at < _BETWEEN:
        return
    _told.at = now
    _told.share = max(_told.share, _share(_told.steps))
    steps = [{"name": each.name, "done": each.done, "of": each.of} for each in _told.steps]
    line = {"share": round(_told.share, 4), "steps": steps}
    print(json.dumps(line), file=sys.stderr, flush=True)  # noqa: T201 - a form of output


def _share(steps: Sequence[_Step]) -> float:
    """How much of the first step is done, with what is done within its current item.

    >>> _share([_Step("systems", 4, 1), _Step("texts", 10, 5)])
    0.375
    """
    inside = 0.0
    for each in reversed(steps):
        inside = min(1.0, (each.done + inside) / each.of) if each.of else 1.0
    return inside


def _with_bar(items: Sequence[T], description: str) -> Iterator[T]:
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
