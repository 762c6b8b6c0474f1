"""How much of an asked skill somebody brings who has another one."""

from collections.abc import Mapping
from functools import cached_property

from matching.config import MatchingConfig
from matching.taxonomy.taxonomy import Taxonomy
from matching.types import Concept

__all__ = ["Relatedness"]

_STEPS_UP = 2


class Relatedness:
    """Graded relatedness of skills to an asked one, and of occupations to an asked one.

    The same concept has 1; a narrower one `narrower` for each step, a broader one `broader` for
    each step (two at most), a related one its strength, and what lies below a related one that
    strength times `narrower` for each step. The best path counts; below `least_related` it is
    none. Never 1 for another concept.
    """

    def __init__(self, taxonomy: Taxonomy, config: MatchingConfig) -> None:
        self._taxonomy = taxonomy
        self._config = config
        self._skills: dict[str, Mapping[str, float]] = {}
        self._occupations: dict[str, Mapping[str, float]] = {}

    def to_skill(self, skill_id: str) -> Mapping[str, float]:
        """Every skill that brings something of the asked one, with how much, in (0, 1].

        Raises:
            UnknownConceptError: The taxonomy has no such skill.
        """
        if skill_id not in self._skills:
            self._taxonomy.skill(skill_id)
            self._skills[skill_id] = self._spread(
                skill_id, self._taxonomy.skills, self._taxonomy.narrower, self._skill_links
            )
        return self._skills[skill_id]

    def to_occupation(self, occupation_id: str) -> Mapping[str, float]:
        """The same for occupations.

        Raises:
            UnknownConceptError: The taxonomy has no such occupation.
        """
        if occupation_id not in self._occupations:
            self._taxonomy.occupation(occupation_id)
            self._occupations[occupation_id] = self._spread(
                occupation_id,
                self._taxonomy.occupations,
                self._taxonomy.narrower_occupations,
                self._occupation_links,
            )
        return self._occupations[occupation_id]

    @cached_property
    def _skill_links(self) -> Mapping[str, Mapping[str, float]]:
        return _both_ways(self._taxonomy.skills)

    @cached_property
    def _occupation_links(self) -> Mapping[str, Mapping[str, float]]:
        return _both_ways(self._taxonomy.occupations)

    def _spread(
        self,
        asked: str,
        concepts: Mapping[str, Concept],
        narrower: Mapping[str, tuple[str, ...]],
        links: Mapping[str, Mapping[str, float]],
    ) -> Mapping[str, float]:
        found: dict[str, float] = {}
        self._descend(asked, 1.0, narrower, found)
        for other, strength in links.get(asked, {}).items():
            self._descend(other, strength, narrower, found)
        self._ascend(asked, concepts, found)
        return dict(sorted(found.items()))

    def _descend(
        self,
        concept: str,
        strength: float,
        narrower: Mapping[str, tuple[str, ...]],
        found: dict[str, float],
    ) -> None:
        if strength < self._config.least_related or found.get(concept, 0.0) >= strength:
            return
        found[concept] = strength
        for child in narrower.get(concept, ()):
            self._descend(child, strength * self._config.narrower, narrower, found)

    def _ascend(self, asked: str, concepts: Mapping[str, Concept], found: dict[str, float]) -> None:
        layer = {asked}
        for step in range(1, _STEPS_UP + 1):
            strength = self._config.broader**step
            if strength < self._config.least_related:
                return
            layer = {up for each in layer if each in concepts for up in concepts[each].broader}
            for up in layer:
                found[up] = max(found.get(up, 0.0), strength)


def _both_ways(concepts: Mapping[str, Concept]) -> dict[str, dict[str, float]]:
    links: dict[str, dict[str, float]] = {}
    for concept in concepts.values():
        for other, strength in concept.related.items():
            for one, two in ((concept.id, other), (other, concept.id)):
                known = links.setdefault(one, {})
                known[two] = max(known.get(two, 0.0), strength)
    return links
