"""Typing errors in names, mended where there is no doubt.

A token is mended only if it is no word of Dutch or English (nor an inflected one or a compound), no
part of any name, and closer to one name's token than to all others; so a known word never becomes
another skill.
"""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.reading.words import is_sound

__all__ = ["Spelling"]

_SHORTEST = 6
_LONG = 10


class Spelling:
    """Mends misspelt tokens towards the tokens of names.

    Args:
        names: Folded tokens to mend towards; those under six letters are never a target.
        products: Those of them that are proper names, so that nothing else looks like them.
        known: Other folded tokens that are right as they are.
    """

    def __init__(
        self, names: Iterable[str], products: Iterable[str], known: Iterable[str] = ()
    ) -> None:
        targets = sorted({name for name in names if len(name) >= _SHORTEST and name.isalpha()})
        self._known = frozenset(known) | frozenset(targets)
        self._products = frozenset(products)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for target in targets:
            self._by_initial[target[0]].append(target)

    def mend(self, token: str) -> str | None:
        """The token that a folded `token` was meant to be, or None where it may be right.

        One slip (a letter more, less, other, or two swapped) is allowed, and two where a product's
        name is ten letters or longer; the first letter is taken as right.
        """
        if len(token) < _SHORTEST or not token.isalpha() or token in self._known:
            return None
        nearby = self._by_initial.get(token[0])
        if not nearby or is_sound(token):
            return None
        slips = 2 if len(token) >= _LONG else 1
        best = process.extract(token, nearby, scorer=OSA.distance, score_cutoff=slips, limit=2)
        if not best or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        target, distance, _ = best[0]
        return target if distance == 1 or target in self._products else None
