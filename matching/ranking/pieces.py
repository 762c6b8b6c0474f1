"""Arrays in one piece of memory, for which the system can use large pages.

A ranking reads some bytes at thousands of places. With pages of 4 kB each place costs looking up
where its page lies, which on virtual machines takes longer than reading; a piece in pages of 2 MB
has a few dozen of them.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["in_one_piece"]

_LINE, _PAGE = 64, 1 << 21


def in_one_piece(arrays: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
    """Copies of arrays, one after the other in memory.

    A piece of a page or more begins and ends where large pages do. numpy asks the system to use
    them for what takes 4 MB or more; there is no need that it does.
    """
    starts = [0, *accumulate(_rounded(each.nbytes, _LINE) for each in arrays)]
    size = starts.pop()
    room = _rounded(size, _PAGE) + _PAGE if size >= _PAGE else size + _LINE
    piece = np.empty(room, np.uint8)
    first = -piece.ctypes.data % (_PAGE if size >= _PAGE else _LINE)
    found = []
    for start, array in zip(starts, arrays, strict=True):
        begin = first + start
        place = piece[begin : begin + array.nbytes].view(array.dtype).reshape(array.shape)
        place[...] = array
        found.append(place)
    return found


def _rounded(size: int, to: int) -> int:
    return -(-size // to) * to
