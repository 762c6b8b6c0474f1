"""Answers that are made once for a version of the data."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

__all__ = ["Kept"]

_MOST = 128


class Kept:
    """Bytes by what was asked, with all that they are made of; those asked longest ago go first.

    A snapshot has one. So what it holds goes as soon as anything of a candidate changes: whoever
    withdraws or is erased is in no bytes that are kept.

    Args:
        most: How many.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._turn = Lock()
        self._made: OrderedDict[Hashable, tuple[object, bytes]] = OrderedDict()

    def get(self, key: Hashable, ground: object) -> bytes | None:
        """The bytes of a key; None where none are kept that were made of an equal ground."""
        with self._turn:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
        return found[1] if found is not None and found[0] == ground else None

    def put(self, key: Hashable, ground: object, made: bytes) -> None:
        """Keep bytes, in place of what the key had."""
        with self._turn:
            self._made[key] = ground, made
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
