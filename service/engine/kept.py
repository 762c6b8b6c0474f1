"""What is made once for a version of the data."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

__all__ = ["Kept"]

_MOST = 128
T = TypeVar("T")


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

    def get(self, key: Hashable, ground: object, make: Callable[[], T]) -> T:
        """What was made for a key of an equal ground; else what is made now, which is kept.

        A key always has things of one type. Two who ask at once may both make it.
        """
        with self._turn:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
        if found is not None and found[0] == ground:
            return cast("T", found[1])
        made = make()
        with self._turn:
            self._made[key] = ground, made
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
