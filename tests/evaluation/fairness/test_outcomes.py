from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.fairness.data import load
from evaluation.fairness.outcomes import outcomes, shared
from matching.matcher import Matcher
from tests.evaluation.conftest import write_lines

sizes = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def named(counts: list[int]) -> list[list[str]]:
    return [[f"{band}.{place}" for place in range(n)] for band, n in enumerate(counts)]


@given(sizes, st.integers(1, 12))
def test_what_is_shared_out_is_all_that_the_places_give(counts: list[int], k: int) -> None:
    got = shared(named(counts), k=k)
    n = sum(counts)
    assert sum(each.selected for each in got.values()) == pytest.approx(min(k, n))
    exposures = [1 / log2(1 + place) for place in range(1, n + 1)]
    assert sum(each.exposure for each in got.values()) == pytest.approx(sum(exposures))


def test_a_member_of_a_band_gets_the_mean_over_the_seeds(
    fair_folder: Path, matcher: Matcher
) -> None:
    data = load(fair_folder)
    got = outcomes(data, matcher, k=4, share=0.2).got["V0"]
    index = matcher.index([matcher.candidate(each, data.programmes) for each in data.candidates])
    vacancy = matcher.vacancy(data.vacancies[0])
    first = [matcher.rank(vacancy, index, k=40, seed=seed).entries for seed in range(10)]
    places = [next(e.place for e in entries if e.id == "C00") for entries in first]
    assert got["C00"].exposure == pytest.approx(sum(1 / log2(1 + p) for p in places) / 10)
    assert got["C00"].selected == pytest.approx(sum(p <= 4 for p in places) / 10) == 0.4


def test_the_top_share_ends_with_the_band_that_it_ends_in() -> None:
    got = shared([["a"], ["b", "c"], ["d"]], k=1, share=0.5)
    assert [name for name, each in got.items() if each.top] == ["a", "b", "c"]


def test_a_vacancy_without_a_skill_is_set_apart(fair_folder: Path, matcher: Matcher) -> None:
    vacancy = {"id": "V", "title": "Iemand", "text": "Kom langs."}
    write_lines(fair_folder / "vacancies.jsonl", [vacancy])
    (fair_folder / "qrels.txt").unlink()
    found = outcomes(load(fair_folder), matcher, k=4, share=0.2)
    assert found.unread == ("V",)
    assert not found.got
