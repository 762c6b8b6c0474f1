"""Adding up claims by vector instructions gives what numpy gives, whatever does not fit them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.ranking.credit import FULL, SCALE
from matching.ranking.postings import Groups, Postings
from tests.matching.ranking.strategies import examples

pytest.importorskip("numba")
from matching.ranking import adding, laying, pruning, sifting

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


@dataclass(frozen=True)
class Asked:
    """Things asked of some postings, laid out; and what rows get for each part, (parts, n)."""

    postings: Postings
    points: NDArray[np.uint16]
    bases: NDArray[np.int64]
    ends: NDArray[np.int64]
    related: NDArray[np.int64]
    expected: NDArray[np.int64]

    @classmethod
    def drawn(cls, seed: int, n: int, n_codes: int, parts: list[list[int]]) -> "Asked":
        """With random points."""
        postings, random = drawn(seed, n, n_codes), np.random.default_rng(seed)
        worth = random.integers(FULL, size=(4, n_codes), endpoint=True).astype(np.uint64)
        begin = np.cumsum([0, *map(len, parts)])
        concepts = np.array([each for part in parts for each in part], np.int64)
        strength = random.integers(1, SCALE, len(concepts), endpoint=True)
        related = np.column_stack([concepts, strength])
        weights = [SCALE // (len(parts) + 1 + at % 2) for at in range(len(parts))]
        asked = np.array([(1, weight, 1) for weight in weights], np.int64).reshape(-1, 3)
        groups = postings.groups
        laid = laying.lay(groups.begin, groups.codes, worth, related, begin, asked)
        expected = np.zeros((len(parts), n), np.int64)
        for part, (first, last) in enumerate(pairwise(begin)):
            credit = postings.best(related[first:last], worth[0]).astype(np.int64)
            expected[part] = weights[part] * credit // SCALE
        return cls(postings, *laid, related, expected)

    @property
    def adding(self) -> tuple[NDArray[Any], ...]:
        """All that `add_part` needs but scores."""
        of = self.postings
        found = adding.look_up(self.related, of.cells, of.edges, of.dense, of.columns)
        best = np.zeros(len(of), np.uint16)
        return best, of.cells, of.columns, self.points, self.bases, self.ends, *found

    def most(self) -> NDArray[np.int64]:
        """The most that each part can give."""
        return pruning.most_of(self.points, self.bases, self.ends)

    def order(self) -> NDArray[np.int64]:
        """The parts in the order in which they are added."""
        *_, ends, column, bounds = self.adding
        return pruning.in_order(self.most(), ends, column, bounds, len(self.postings))


def asked(
    n: int | None = None, n_codes: int | None = None, parts: list[list[int]] | None = None
) -> st.SearchStrategy[Asked]:
    """Things asked of so many rows, with so many codes, or of any."""
    rows = st.integers(0, 3) | st.integers(20, 200) | st.integers(1_000, 2_100)
    codes = st.integers(1, 3) | st.integers(29, 34) | st.integers(250, 260)
    part = st.lists(st.integers(0, N_CONCEPTS - 1), min_size=1, max_size=4)
    return st.builds(
        Asked.drawn,
        st.integers(0, 2**32),
        rows if n is None else st.just(n),
        codes if n_codes is None else st.just(n_codes),
        st.lists(part, max_size=5) if parts is None else st.just(parts),
    )


several = [[0, 1], [2], [11]]
drawn_ones = (
    asked()
    | asked(64, 31, several)
    | asked(1_000, 32, several)
    | asked(2_000, 3, [[6, 5], [7, 5, 8, 6]])
)


@examples
@given(drawn_ones)
def test_all_get_the_best_of_each_part(one: Asked) -> None:
    best, *adding_ = one.adding
    scores = np.zeros(len(one.postings), np.uint16)
    for part in range(len(one.ends)):
        adding.add_part(part, scores, best, *adding_)
    assert scores.tolist() == one.expected.sum(axis=0).tolist()
    assert not best.any()


@examples
@given(drawn_ones, st.integers(0, 5), st.floats(0, 1.1))
def test_some_get_the_rest_and_whoever_can_reach_a_score_stays(
    one: Asked, done: int, share: float
) -> None:
    n, order, most = len(one.postings), one.order(), one.most()
    done, least = min(done, len(order)), int(share * one.expected.sum(axis=0).max(initial=0))
    kept = np.arange(0, n, 3, dtype=np.int32)
    scores = one.expected[order[:done]].sum(axis=0)[kept].astype(np.uint16)
    slots, marks, rest = np.empty(n, np.uint16), np.zeros(n, np.uint8), one.adding
    found = sifting.add_some(kept, scores, slots, marks, order, done, most, least, *rest)
    total = one.expected.sum(axis=0)
    wanted = np.arange(0, n, 3)
    assert set(wanted[total[wanted] >= least].tolist()) <= set(kept[:found].tolist())
    assert scores[:found].tolist() == total[kept[:found]].tolist()
    assert sorted(kept[:found].tolist()) == kept[:found].tolist()
    assert not marks.any()
    assert not rest[0].any()


@examples
@given(drawn_ones, st.floats(0, 1.1))
def test_nobody_is_left_who_can_reach_a_score(one: Asked, share: float) -> None:
    order, most, total = one.order(), one.most(), one.expected.sum(axis=0)
    assert sorted(order.tolist()) == list(range(len(one.ends)))
    assert most.tolist() == [
        one.points[one.bases[first] : one.bases[last]].max(initial=0)
        for first, last in pairwise([0, *one.ends.tolist()])
    ]
    n, least = len(one.postings), int(share * total.max(initial=0))
    scores, kept, some = np.zeros(n, np.uint16), np.empty(n, np.int32), np.empty(n, np.uint16)
    done, enough = pruning.add_first(order, most, least, scores, *one.adding)
    assert scores.tolist() == one.expected[order[:done]].sum(axis=0).tolist()
    assert enough == least - most[order[done:]].sum()
    if done < len(order):
        found = pruning.keep(kept, some, scores, enough)
        assert kept[:found].tolist() == np.flatnonzero(scores >= enough).tolist()
        assert some[:found].tolist() == scores[kept[:found]].tolist()
        assert set(np.flatnonzero(total >= least).tolist()) <= set(kept[:found].tolist())


def test_the_rest_is_added_for_few_as_soon_as_few_are_left() -> None:
    n = 4_096
    rows = np.concatenate([np.arange(100, n, 256), np.arange(n), np.arange(n)])
    concepts = np.repeat([0, 1, 2], [n // 256, n, n])
    groups, group = Groups.of(concepts, np.zeros(len(rows), np.int64), 3)
    postings = Postings.of(groups, group, rows, n)
    asked_ = np.array([(1, 5_000, 1), (1, 2_000, 1), (1, 1_000, 1)], np.int64)
    related = np.column_stack([np.arange(3), np.full(3, SCALE)])
    worth = np.full((4, 1), FULL, np.uint64)
    laid = laying.lay(groups.begin, groups.codes, worth, related, np.arange(4), asked_)
    one = Asked(postings, *laid, related, np.zeros((3, n), np.int64))
    least, scores = 7_000, np.zeros(n, np.uint16)
    assert one.order().tolist() == [0, 1, 2]
    done, enough = pruning.add_first(one.order(), one.most(), least, scores, *one.adding)
    assert (done, enough) == (1, 4_000)
    kept, some = np.empty(n, np.int32), np.empty(n, np.uint16)
    found = pruning.keep(kept, some, scores, enough)
    assert kept[:found].tolist() == list(range(100, n, 256))
