"""Reading many texts gives what reading each of them gives."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

import pytest

from matching.matcher import Matcher
from matching.reading.records import VacancyRecord
from service.engine.pool import Pool
from service.engine.readers import Readers, silently
from service.settings import Settings
from tests.data.sample import Sample

T = TypeVar("T")


@pytest.fixture
def pool(matcher: Matcher) -> Pool:
    return Pool(matcher, lambda: date(2026, 11, 28))


def records(sample: Sample) -> list[VacancyRecord]:
    return sample.vacancies[:20]


def test_batches_read_what_one_by_one_reads(pool: Pool, sample: Sample) -> None:
    vacancies = records(sample)
    readers = Readers(pool, Settings(readers=1))
    assert readers.vacancies(vacancies, silently) == [
        pool.builder.read_vacancy(each) for each in vacancies
    ]


def test_processes_read_what_is_read_here(pool: Pool, sample: Sample) -> None:
    here = Readers(pool, Settings(readers=1))
    others = Readers(pool, Settings(readers=2), many=1)
    vacancies = records(sample)
    texts = [each.text for each in sample.candidates[:40]]
    assert others.vacancies(vacancies, silently) == here.vacancies(vacancies, silently)
    assert others.cvs(texts, silently) == here.cvs(texts, silently)


def test_it_shows_how_far_it_is(pool: Pool) -> None:
    shown: list[tuple[int, str]] = []

    def show(items: Sequence[T], description: str, /) -> Iterator[T]:
        for number, item in enumerate(items, start=1):
            yield item
            shown.append((number, description))

    Readers(pool, Settings()).cvs([f"Ik werk met Java {n}" for n in range(40)], show)
    assert shown == [(1, "Reading"), (2, "Reading"), (3, "Reading")]
