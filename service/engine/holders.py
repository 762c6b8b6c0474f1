"""How many have each skill; who has a narrower one has it too: who learned T-SQL learned SQL."""

from collections import Counter
from collections.abc import Iterable, Set

from matching.taxonomy import Taxonomy

__all__ = ["count_holders"]


def count_holders(holders: Iterable[Set[str]], taxonomy: Taxonomy) -> Counter[str]:
    """How many of them have each skill, or a narrower one.

    Args:
        holders: The skills of each; those that the taxonomy does not have are nobody's.
        taxonomy: Tells what is broader.
    """
    broader: dict[str, frozenset[str]] = {}
    counts: Counter[str] = Counter()
    for skills in holders:
        had: set[str] = set()
        for skill in skills:
            if skill not in broader:
                broader[skill] = _with_broader(skill, taxonomy)
            had |= broader[skill]
        counts.update(had)
    return counts


def _with_broader(skill: str, taxonomy: Taxonomy) -> frozenset[str]:
    found: set[str] = set()
    waiting = [skill]
    while waiting:
        one = waiting.pop()
        if one not in found and one in taxonomy.skills:
            found.add(one)
            waiting.extend(taxonomy.skills[one].broader)
    return frozenset(found)
