"""Many texts of an import read at once: in batches, and where there are very many by processes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from matching.config import MatchingConfig
from matching.matcher import Matcher
from matching.reading.records import VacancyRecord
from matching.types import CandidateProfile, VacancyProfile
from service.engine.pool import Pool
from service.engine.profiles import ProfileBuilder
from service.settings import Settings
from service.spread import Show, Spread, cores

__all__ = ["Readers", "Show", "silently"]

T = TypeVar("T")
R = TypeVar("R")

_MANY = 5_000


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
        self._processes = settings.readers or cores()
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
        spread = Spread(
            here=lambda: self.pool.builder,
            load=_builder,
            arguments=(self._taxonomy, self.pool.matcher.config, self.pool.today),
            processes=self._processes if len(items) >= self._many else 1,
        )
        return list(spread.done(read, items, show, "Reading"))


def _builder(taxonomy: Path | None, config: MatchingConfig, day: date) -> ProfileBuilder:
    return ProfileBuilder(Matcher.load(taxonomy, config=config), day)


def _vacancies(builder: ProfileBuilder, records: list[VacancyRecord]) -> list[VacancyProfile]:
    return builder.read_vacancies(records)


def _cvs(builder: ProfileBuilder, texts: list[str]) -> list[CandidateProfile]:
    return [builder.read_cv(each, ()) for each in texts]
