from hypothesis import given
from hypothesis import strategies as st

from matching.ranking.ids import Ids
from tests.matching.ranking.strategies import examples


@examples
@given(st.lists(st.text(st.characters()), max_size=9))
def test_ids_are_those_that_were_given_whatever_their_letters(some: list[str]) -> None:
    ids = Ids.of(some)
    assert list(ids) == some
    assert len(ids) == len(some)
    assert [ids[row] for row in range(-len(some), len(some))] == some + some
    assert ids[1:3] == some[1:3]


def test_half_a_surrogate_pair_is_kept() -> None:
    assert list(Ids.of(["a", "\ud800", ""])) == ["a", "\ud800", ""]
