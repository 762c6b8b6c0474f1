"""Ids as two arrays: thousands of strings of Python's own lie all over memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ids"]

_HOW = "utf-8", "surrogatepass"


@dataclass(frozen=True, slots=True, eq=False)
class Ids(Sequence[str]):
    """Ids that lie one after the other.

    Attributes:
        letters: (b,), all of them in UTF-8, as uint8.
        ends: (n + 1,), where in `letters` each begins, and where the last ends.
    """

    letters: NDArray[Any]
    ends: NDArray[Any]

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Ids":
        """Ids in any order."""
        words = [each.encode(*_HOW) for each in ids]
        ends = np.cumsum([0, *map(len, words)])
        return cls(np.frombuffer(b"".join(words), np.uint8), ends.astype(np.uint32))

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return [self[each] for each in range(len(self))[row]]
        each = range(len(self))[row]
        word: bytes = self.letters[self.ends[each] : self.ends[each + 1]].tobytes()
        return word.decode(*_HOW)

    def __iter__(self) -> Iterator[str]:
        letters, ends = self.letters.tobytes(), self.ends.tolist()
        for begin, end in pairwise(ends):
            yield letters[begin:end].decode(*_HOW)
