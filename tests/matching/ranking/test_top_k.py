import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ranking import LengthError, top_k
from tests.matching.ranking.strategies import examples

numbers = st.integers(-2, 2) | st.integers(-(2**63), 2**63 - 1)
scored = st.dictionaries(st.text(max_size=3), numbers, max_size=20)


@examples
@given(scored, st.integers(0, 25))
def test_top_k_agrees_with_the_obvious_version(scores: dict[str, int], k: int) -> None:
    ids = list(scores)
    found = top_k(np.array(list(scores.values()), np.int64), ids, k)
    assert [ids[i] for i in found] == sorted(ids, key=lambda each: (-scores[each], each))[:k]


@examples
@given(st.dictionaries(st.text(max_size=3), st.floats(allow_nan=False), max_size=20))
def test_top_k_ranks_any_numbers(scores: dict[str, float]) -> None:
    ids = list(scores)
    found = top_k(list(scores.values()), ids, 3)
    assert [ids[i] for i in found] == sorted(ids, key=lambda each: (-scores[each], each))[:3]


def test_top_k_refuses_scores_that_are_not_those_of_the_ids() -> None:
    with pytest.raises(LengthError, match="scores has 2, ids has 1"):
        top_k([1, 2], ["a"], 1)


def test_top_k_refuses_a_negative_k() -> None:
    with pytest.raises(ValueError, match="found -1"):
        top_k([1], ["a"], -1)
