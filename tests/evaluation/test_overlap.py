import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.overlap import rank_biased_overlap, top_change

rankings = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8)


def obvious(first: list[str], second: list[str], p: float) -> float:
    """Equation 32 of Webber et al. (2010), as it is written there."""
    short, long = sorted((first, second), key=len)
    s, deepest = len(short), len(long)

    def shared(depth: int) -> int:
        return len(set(short[:depth]) & set(long[:depth]))

    total = sum(shared(d) / d * p**d for d in range(1, deepest + 1))
    total += sum(shared(s) * (d - s) / (s * d) * p**d for d in range(s + 1, deepest + 1))
    rest = (shared(deepest) - shared(s)) / deepest + shared(s) / s
    return (1 - p) / p * total + rest * p**deepest


@given(rankings.filter(bool), rankings.filter(bool), st.floats(0.1, 0.99))
def test_rank_biased_overlap_agrees_with_the_paper(
    first: list[str], second: list[str], p: float
) -> None:
    found = rank_biased_overlap(first, second, persistence=p)
    assert found == pytest.approx(obvious(first, second, p), abs=1e-9)


@given(rankings, rankings)
def test_rank_biased_overlap_is_symmetric_and_between_0_and_1(
    first: list[str], second: list[str]
) -> None:
    found = rank_biased_overlap(first, second)
    assert found == pytest.approx(rank_biased_overlap(second, first))
    assert 0 <= found <= 1


@given(rankings)
def test_a_ranking_overlaps_wholly_with_itself(ranking: list[str]) -> None:
    assert rank_biased_overlap(ranking, list(ranking)) == 1.0
    assert top_change(ranking, list(ranking)) == 0.0


def test_rankings_that_share_nothing_have_0() -> None:
    assert rank_biased_overlap(["a", "b"], ["c", "d"]) == 0.0
    assert rank_biased_overlap(["a"], []) == 0.0
    assert top_change(["a", "b"], ["c", "d"]) == 1.0


def test_a_swap_at_the_top_weighs_more_than_one_below() -> None:
    order = list("abcdefgh")
    top = rank_biased_overlap(order, list("bacdefgh"))
    below = rank_biased_overlap(order, list("abcdefhg"))
    assert top < below < 1


@given(rankings, rankings, st.integers(1, 9))
def test_top_change_is_symmetric(first: list[str], second: list[str], k: int) -> None:
    assert top_change(first, second, k) == top_change(second, first, k)
    assert 0 <= top_change(first, second, k) <= 1
