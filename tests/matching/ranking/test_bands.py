from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, Ranking, rank
from matching.ranking.bands import cut_bands, members, offset
from matching.types import CandidateProfile, Requirement, VacancyProfile
from tests.matching.ranking.strategies import (
    SKILLS,
    World,
    claim,
    examples,
    flat_taxonomy,
    worlds,
)

found_scores = st.lists(
    st.tuples(st.integers(0, 400) | st.integers(0, 10_000), st.booleans()), max_size=40
)


def obvious_bands(scores: list[int], noise: int) -> list[list[int]]:
    bands: list[list[int]] = []
    for score in sorted(scores, reverse=True):
        if bands and (score == bands[-1][0] or bands[-1][0] - score < noise):
            bands[-1].append(score)
        else:
            bands.append([score])
    return bands


@pytest.mark.parametrize("compiled", [False, True])
@examples
@given(found_scores, st.integers(1, 300), st.integers(0, 40))
def test_bands_agree_with_the_obvious_version(
    compiled: bool, found: list[tuple[int, bool]], noise: int, k: int
) -> None:
    scores = np.array([score for score, _ in found], np.uint16)
    eligible = np.array([is_eligible for _, is_eligible in found], np.bool_)
    bands = cut_bands(scores, eligible, noise, k, compiled=compiled)
    expected = obvious_bands(scores[eligible].tolist(), noise)
    assert [(band.number, band.highest, band.lowest, band.size) for band in bands] == [
        (number, band[0], band[-1], len(band)) for number, band in enumerate(expected, start=1)
    ]
    assert sum(band.shown for band in bands) == min(k, eligible.sum())


@examples
@given(found_scores, st.integers(1, 300), st.integers(0, 40), st.integers())
def test_the_compiled_members_of_bands_are_the_plain_ones(
    found: list[tuple[int, bool]], noise: int, k: int, seed: int
) -> None:
    scores = np.array([score for score, _ in found], np.uint16)
    eligible = np.array([is_eligible for _, is_eligible in found], np.bool_)
    bands = cut_bands(scores, eligible, noise, k, compiled=False)
    plain, compiled = (
        members(scores, eligible, bands, of="v", seed=seed, compiled=each).tolist()
        for each in (False, True)
    )
    assert compiled == plain


@examples
@given(worlds, st.integers(0, 9), st.integers())
def test_a_shortlist_is_the_beginning_of_the_whole_order(world: World, k: int, seed: int) -> None:
    index = world.index()
    whole = rank(world.vacancy, index, k=len(index), seed=seed)
    short = rank(world.vacancy, index, k=k, seed=seed)
    assert short.entries == whole.entries[:k]
    assert [entry.place for entry in whole.entries] == list(range(1, whole.eligible + 1))
    assert [entry.band for entry in whole.entries] == sorted(e.band for e in whole.entries)


@examples
@given(worlds, st.integers(0, 9))
def test_every_band_says_how_many_of_its_members_are_shown(world: World, k: int) -> None:
    ranking = rank(world.vacancy, world.index(), k=k)
    shown = Counter(entry.band for entry in ranking.entries)
    assert [band.shown for band in ranking.bands] == [shown[b.number] for b in ranking.bands]
    assert sum(band.size for band in ranking.bands) == ranking.eligible
    for entry in ranking.entries:
        band = ranking.bands[entry.band - 1]
        assert band.lowest <= entry.score <= band.highest


def tied(n: int, k: int, seed: int) -> Ranking:
    pool = [CandidateProfile(id=f"c{i}", claims=(claim(SKILLS[0]),)) for i in range(n)]
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill=SKILLS[0]),))
    index = CandidateIndex.build(pool, flat_taxonomy(), MatchingConfig())
    return rank(vacancy, index, k=k, seed=seed)


@examples
@given(st.integers(1, 7), st.integers(-(10**30), 10**30))
def test_over_as_many_seeds_as_members_everybody_has_every_place_once(n: int, seed: int) -> None:
    places = Counter(
        (entry.id, entry.place) for turn in range(n) for entry in tied(n, n, seed + turn).entries
    )
    assert places == Counter({(f"c{i}", place): 1 for i in range(n) for place in range(1, n + 1)})


def test_a_band_that_is_cut_says_how_many_of_how_many_are_shown() -> None:
    ranking = tied(7, 3, 0)
    assert [(band.size, band.shown) for band in ranking.bands] == [(7, 3)]
    assert len(ranking.entries) == 3


def test_rankings_with_one_seed_do_not_all_begin_with_the_same_members() -> None:
    assert len({offset(f"v{i}", 1, 7, 0) for i in range(50)}) == 7


def test_the_order_of_a_band_is_the_same_on_every_machine() -> None:
    assert [offset(name, 1, 1_000, 0) for name in ("a", "b", "é")] == [651, 19, 180]
