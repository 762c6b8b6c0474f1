"""Finding concepts while somebody types: by the beginning of a name."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from matching.taxonomy import Taxonomy
from matching.types import Concept

__all__ = ["Names", "occupation_names", "skill_names"]


class Names:
    """All names of some concepts, in order.

    Args:
        concepts: Of one kind, skills or occupations.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names = sorted(
            (name.casefold(), name, concept.id) for concept in concepts for name in concept.labels()
        )

    def beginning_with(self, words: str) -> dict[str, str]:
        """Concepts with the name of each that begins with these words, shortest names first."""
        folded = words.casefold()
        start = bisect_left(self._names, (folded,))
        found: list[tuple[int, str, str, str]] = []
        for key, name, concept in self._names[start:]:
            if not key.startswith(folded):
                break
            found.append((len(key), key, name, concept))
        names: dict[str, str] = {}
        for _, _, name, concept in sorted(found):
            names.setdefault(concept, name)
        return names


@lru_cache(maxsize=2)
def skill_names(taxonomy: Taxonomy) -> Names:
    """The names of all skills; made once for a taxonomy."""
    return Names(taxonomy.skills.values())


@lru_cache(maxsize=2)
def occupation_names(taxonomy: Taxonomy) -> Names:
    """The names of all occupations; made once for a taxonomy."""
    return Names(taxonomy.occupations.values())
