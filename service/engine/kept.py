"""Answers that are made once for a version of the data."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

__all__ = ["Kept"]

_MOST = 128


class Kept:
    """Bytes by all that they are made of; those that nobody asked for longest go first.

    A snapshot has one. So what it holds goes as soon as anything of a candidate changes: whoever
    withdraws or is erased is in no bytes that are kept.

    Args:
        most: How many.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._turn = Lock()
        self._bytes: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """The bytes of a key; None where none are kept."""
        with self._turn:
            found = self._bytes.get(key)
            if found is not None:
                self._bytes.move_to_end(key)
            return found

    def put(self, key: Hashable, made: bytes) -> None:
        """Keep bytes."""
        with self._turn:
            self._bytes[key] = made
            self._bytes.move_to_end(key)
            while len(self._bytes) > self._most:
                self._bytes.popitem(last=False)
