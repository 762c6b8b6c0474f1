"""Many texts read at once: in batches, and where there are very many by processes of their own.

A process reads about as many texts a second as another one, so a large file takes as long as the
cores need. Each loads the taxonomy for itself, which takes some seconds: fewer texts are read here.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from matching.config import MatchingConfig
from matching.matcher import Matcher
from matching.reading.records import VacancyRecord
from matching.types import CandidateProfile, VacancyProfile
from service.engine.pool import Pool
from service.engine.profiles import ProfileBuilder
from service.settings import Settings

__all__ = ["Readers", "Show", "silently"]

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 16
_MANY = 5_000


class Show(Protocol):
    """Yields items, and shows how far it is."""

    def __call__(self, items: Sequence[T], description: str, /) -> Iterator[T]:
        """All items, in order."""


def silently(items: Sequence[T], _description: str, /) -> Iterator[T]:
    """The items, and nothing shown."""
    return iter(items)


class Readers:
    """Reads texts in batches, with the same result as one by one.

    Args:
        pool: What reads here, and with which weights.
        settings: Which taxonomy processes load, and how many there may be.
        many: From how many texts on processes of their own read.
    """

    def __init__(self, pool: Pool, settings: Settings, *, many: int = _MANY) -> None:
        self.pool = pool
        self._taxonomy = settings.taxonomy
        self._processes = settings.readers or _cores()
        self._many = many

    def vacancies(self, records: Sequence[VacancyRecord], show: Show) -> list[VacancyProfile]:
        """What vacancies ask, in order."""
        return self._read(_vacancies, records, show)

    def cvs(self, texts: Sequence[str], show: Show) -> list[CandidateProfile]:
        """What CVs say, in order."""
        return self._read(_cvs, texts, show)

    def _read(
        self, read: Callable[[ProfileBuilder, list[T]], list[R]], items: Sequence[T], show: Show
    ) -> list[R]:
        batches = [list(items[at : at + _AT_ONCE]) for at in range(0, len(items), _AT_ONCE)]
        if self._processes == 1 or len(items) < self._many:
            builder = self.pool.builder
            return [each for batch in show(batches, "Reading") for each in read(builder, batch)]
        with self._opened() as pool:
            done = pool.map(partial(_by_own, read), batches)
            return [each for _ in show(batches, "Reading") for each in next(done)]

    @contextmanager
    def _opened(self) -> Iterator[ProcessPoolExecutor]:
        """Processes that read; when one fails, the others stop after what they are doing."""
        of = (self._taxonomy, self.pool.matcher.config, self.pool.today)
        pool = ProcessPoolExecutor(
            self._processes, mp_context=get_context("spawn"), initializer=_open, initargs=of
        )
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


_own: list[ProfileBuilder] = []
"""What this process reads with, if it is one of those that only read."""


def _open(taxonomy: Path | None, config: MatchingConfig, day: date) -> None:
    _own.append(ProfileBuilder(Matcher.load(taxonomy, config=config), day))


def _by_own(read: Callable[[ProfileBuilder, list[T]], list[R]], items: list[T]) -> list[R]:
    return read(_own[0], items)


def _vacancies(builder: ProfileBuilder, records: list[VacancyRecord]) -> list[VacancyProfile]:
    return builder.read_vacancies(records)


def _cvs(builder: ProfileBuilder, texts: list[str]) -> list[CandidateProfile]:
    return [builder.read_cv(each, ()) for each in texts]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
