"""What is made once for a version of the data."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

__all__ = ["Kept"]

_MOST = 128


class Kept:
    """Things by what was asked, with all that they are made of; those asked longest ago go first.

    A snapshot has one. So what it holds goes as soon as anything of a candidate changes: nothing
    that is kept was made of somebody who withdrew or was erased.

    Args:
        most: How many.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._turn = Lock()
        self._made: OrderedDict[Hashable, tuple[object, Any]] = OrderedDict()

    def get(self, key: Hashable, ground: object) -> Any:
        """What was made for a key; None where none is kept that was made of an equal ground."""
        with self._turn:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
        return found[1] if found is not None and found[0] == ground else None

    def put(self, key: Hashable, ground: object, made: object) -> None:
        """Keep something, in place of what the key had."""
        with self._turn:
            self._made[key] = ground, made
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
