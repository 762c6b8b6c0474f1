"""Adding up claims by vector instructions gives what numpy gives, whatever does not fit them."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.ranking.credit import FULL, SCALE
from matching.ranking.postings import Groups, Postings
from tests.matching.ranking.strategies import examples

pytest.importorskip("numba")
from matching.ranking import adding, laying, sifting
from matching.ranking.lanes import LANES

N_CONCEPTS = 12


def drawn(seed: int, n: int, n_codes: int) -> Postings:
    """Concepts that from all rows to nearly none have, some rows several times."""
    random = np.random.default_rng(seed)
    rows, concepts = [], []
    for concept in range(N_CONCEPTS):
        some = np.flatnonzero(random.random(n) < 0.6**concept)
        rows.append(np.concatenate([some, some[: len(some) // 3]]))
        concepts.append(np.full(len(rows[-1]), concept))
    row = np.concatenate(rows)
    codes = random.integers(n_codes, size=len(row))
    groups, group = Groups.of(np.concatenate(concepts), codes, N_CONCEPTS)
    return Postings.of(groups, group, row, n)


def added(
    postings: Postings,
    worth: NDArray[np.uint64],
    related: NDArray[np.int64],
    begin: NDArray[np.int64],
    asked: NDArray[np.int64],
) -> tuple[NDArray[np.uint16], NDArray[np.int32], NDArray[np.int32]]:
    """All scores by `add`, and some rows with theirs by `add_some`."""
    groups, n = postings.groups, len(postings)
    points = np.zeros(len(related) * (len(groups.codes) + 1) + LANES, np.uint16)
    bases, ends = np.empty(len(related) + 1, np.int64), np.empty(len(asked), np.int64)
    parts = laying.lay(
        points, bases, ends, groups.begin, groups.codes, worth, related, begin, asked
    )
    best, scores = np.zeros(n, np.uint16), np.zeros(n, np.uint16)
    of = postings.cells, postings.edges, postings.dense, postings.columns
    laid = points, bases, ends[:parts], related
    adding.add(scores, best, *of, *laid)
    kept = np.arange(0, n, 3, dtype=np.int32)
    some = np.zeros(len(kept), np.int32)
    assert not best.any()
    sifting.add_some(some, kept, *of, *laid)
    return scores, kept, some


@examples
@example(0, 64, 31, [[0, 1], [2], [11]])
@example(0, 1_000, 32, [[0, 1], [2], [11]])
@example(0, 2_000, 3, [[6, 5], [7, 5, 8, 6]])
@given(
    st.integers(0, 2**32),
    st.integers(0, 3) | st.integers(20, 200) | st.integers(1_000, 2_100),
    st.integers(1, 3) | st.integers(29, 34) | st.integers(250, 260),
    st.lists(st.lists(st.integers(0, N_CONCEPTS - 1), min_size=1, max_size=4), max_size=5),
)
def test_all_and_some_get_the_best_of_each_part(
    seed: int, n: int, n_codes: int, parts: list[list[int]]
) -> None:
    postings, random = drawn(seed, n, n_codes), np.random.default_rng(seed)
    worth = random.integers(FULL, size=(4, n_codes), endpoint=True).astype(np.uint64)
    begin = np.cumsum([0, *map(len, parts)])
    concepts = np.array([each for part in parts for each in part], np.int64)
    related = np.column_stack([concepts, random.integers(1, SCALE, len(concepts), endpoint=True)])
    weights = [SCALE // max(len(parts), 1)] * len(parts)
    asked = np.array([(1, weight, 1) for weight in weights], np.int64).reshape(-1, 3)
    expected = np.zeros(n, np.int64)
    for first, last, weight in zip(begin[:-1], begin[1:], weights, strict=True):
        credit = postings.best(related[first:last], worth[0]).astype(np.int64)
        expected += weight * credit // SCALE
    scores, kept, some = added(postings, worth, related, begin, asked)
    assert scores.tolist() == expected.tolist()
    assert some.tolist() == expected[kept].tolist()
