import pickle
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.ranking import (
    CandidateIndex,
    best,
    count_pool,
    joining,
    rank,
    scores,
)
from matching.ranking.index import merge
from matching.ranking.layout import address_of
from matching.types import CandidateProfile
from tests.matching.ranking.strategies import World, candidates, examples, worlds

pytest.importorskip("numba")

changes = st.lists(
    st.tuples(
        st.lists(candidates, max_size=4, unique_by=lambda each: each.id),
        st.lists(st.text(min_size=1, max_size=2), max_size=2),
        st.integers(0, 3),
    ),
    max_size=5,
)


def changed(
    world: World, steps: list[tuple[list[CandidateProfile], list[str], int]]
) -> tuple[CandidateIndex, CandidateIndex]:
    """The index after changes one by one, and one built of who is there then."""
    index, there = world.index(), {each.id: each for each in world.pool}
    for coming, going, some in steps:
        without = [*going, *list(there)[:some]]
        there = {id_: each for id_, each in there.items() if id_ not in without}
        there |= {each.id: each for each in coming}
        index = index.changed(coming, without=without)
    return index, CandidateIndex.build(there.values(), world.taxonomy, world.config)


@examples
@given(worlds, changes, st.booleans())
def test_a_changed_index_says_what_one_that_is_built_anew_says(
    world: World, steps: list[tuple[list[CandidateProfile], list[str], int]], joins: bool
) -> None:
    with patch.object(joining, "_MUCH_LARGER", 2 if joins else 0):
        index, fresh = changed(world, steps)
    assert (len(index), index.ids, index.profiles) == (len(fresh), fresh.ids, fresh.profiles)
    assert scores(world.vacancy, index).tolist() == scores(world.vacancy, fresh).tolist()
    for k in (0, 2, 9):
        assert best(world.vacancy, index, k=k) == best(world.vacancy, fresh, k=k)
        assert repr(rank(world.vacancy, index, k=k)) == repr(rank(world.vacancy, fresh, k=k))
    assert count_pool(world.vacancy, index) == count_pool(world.vacancy, fresh)


@examples
@given(worlds, changes, st.integers(0, 9))
def test_the_parts_of_an_index_put_together_are_what_it_gives_at_once(
    world: World, steps: list[tuple[list[CandidateProfile], list[str], int]], k: int
) -> None:
    with patch.object(joining, "_MUCH_LARGER", 0):
        index, fresh = changed(world, steps)
    plan = index.planner.plan(world.vacancy)
    ranking = rank(world.vacancy, fresh, k=len(fresh))
    by_score = sorted(ranking.entries, key=lambda entry: (-entry.score, entry.id))
    for compiled in (False, True):
        for count in (False, True):
            whole = index.whole.rank(plan, k, count=count, compiled=compiled)
            parts = [
                pickle.loads(pickle.dumps(shard)).rank(
                    pickle.loads(pickle.dumps(plan)), k, count=count, compiled=compiled
                )
                for shard in index.shards()
            ]
            assert merge(parts[::-1], k) == whole or not parts
            assert list(whole.best) == [(each.id, each.score) for each in by_score[:k]]
            assert whole.pool == len(fresh)
            if count:
                assert whole.eligible == ranking.eligible
                assert whole.reasons == ranking.reasons


@examples
@given(worlds, changes)
def test_what_is_sent_to_another_process_has_no_addresses_of_this_one(
    world: World, steps: list[tuple[list[CandidateProfile], list[str], int]]
) -> None:
    with patch.object(joining, "_MUCH_LARGER", 0):
        index, _ = changed(world, steps)
    plan = index.planner.plan(world.vacancy)
    found = index.whole.rank(plan, 5, count=True)
    sent = pickle.loads(pickle.dumps(index.whole))
    assert "stretches" in vars(index.whole)
    assert "stretches" not in vars(sent)
    assert sent.rank(plan, 5, count=True) == found


@pytest.mark.parametrize("wrong", [np.ones(9, np.int8), np.ones(18, np.uint8)[::2]])
def test_what_compiled_code_would_misread_is_refused(wrong: NDArray[Any]) -> None:
    assert address_of(np.ones(9, np.uint8), np.uint8) > 0
    with pytest.raises(TypeError, match="expected uint8 in one piece, found"):
        address_of(wrong, np.uint8)
