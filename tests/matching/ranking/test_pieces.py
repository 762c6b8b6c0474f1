from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as made
from numpy.typing import NDArray

from matching.ranking.pieces import in_one_piece
from tests.matching.ranking.strategies import examples

arrays = st.lists(
    st.sampled_from([np.uint8, np.int8, np.uint16, np.int32, np.uint32, np.float64]).flatmap(
        lambda dtype: made.arrays(dtype, made.array_shapes(max_dims=2, min_side=0, max_side=9))
    ),
    max_size=6,
)


@examples
@given(arrays)
def test_they_are_copies_that_lie_one_after_the_other(some: list[NDArray[Any]]) -> None:
    found = in_one_piece(some)
    for one, two in zip(some, found, strict=True):
        assert one.tobytes() == two.tobytes()
        assert (one.dtype, one.shape) == (two.dtype, two.shape)
        assert two.flags.c_contiguous
        assert two.ctypes.data % 64 == 0 or not two.nbytes
    for one, two in pairwise([each for each in found if each.nbytes]):
        assert 0 <= two.ctypes.data - one.ctypes.data - one.nbytes < 64
    for each in found:
        each[...] = 0
    assert not any(each.any() for each in found)


def test_what_takes_pages_begins_where_one_does_and_has_all_of_its_last() -> None:
    page = 1 << 21
    first, last = in_one_piece([np.ones(3 * page, np.uint8), np.ones(9, np.int32)])
    piece = last.base
    assert isinstance(piece, np.ndarray)
    assert first.ctypes.data % page == 0
    assert piece.ctypes.data + piece.nbytes >= first.ctypes.data + 4 * page
