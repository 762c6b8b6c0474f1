"""The taxonomy in memory: concepts by id, what hangs below what, and how much a concept says."""

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from matching.errors import TaxonomyError, UnknownConceptError
from matching.lasting import lasting
from matching.taxonomy.blocks import OccupationBlock, RawBlock, SkillBlock, read_blocks
from matching.taxonomy.folders import default_taxonomy_folder
from matching.types import Concept, Occupation, Skill

__all__ = ["Taxonomy", "load_taxonomy"]


class Taxonomy:
    """Skills and occupations by id.

    Args:
        skills: The skills; `broader`, `related` and `implies` hold ids of each other.
        occupations: The occupations; `essential` and `optional` hold ids of skills.
        fingerprint: Changes whenever a concept does.
    """

    def __init__(
        self, skills: Iterable[Skill], occupations: Iterable[Occupation], *, fingerprint: str = ""
    ) -> None:
        self.skills = {skill.id: skill for skill in skills}
        self.occupations = {occupation.id: occupation for occupation in occupations}
        self.fingerprint = fingerprint

    def skill(self, skill_id: str) -> Skill:
        """The skill with this id.

        Raises:
            UnknownConceptError: There is none.
        """
        try:
            return self.skills[skill_id]
        except KeyError:
            raise UnknownConceptError(skill_id) from None

    def occupation(self, occupation_id: str) -> Occupation:
        """The occupation with this id.

        Raises:
            UnknownConceptError: There is none.
        """
        try:
            return self.occupations[occupation_id]
        except KeyError:
            raise UnknownConceptError(occupation_id, kind="occupation") from None

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Skill id to the ids right below it, in the order of the files."""
        return _narrower(self.skills)

    @cached_property
    def narrower_occupations(self) -> Mapping[str, tuple[str, ...]]:
        """The same for occupations."""
        return _narrower(self.occupations)

    @cached_property
    def specificity(self) -> Mapping[str, float]:
        """Skill id to how much it says, in [0, 1]: 1 has nothing below it, 0 has everything.

        References:
            Seco, Veale, Hayes (2004), ECAI, 1089-1090: intrinsic information content.
        """
        below = _count_below(self.narrower, self.skills)
        scale = math.log(len(self.skills)) if len(self.skills) > 1 else 1.0
        return {skill: 1 - math.log(count + 1) / scale for skill, count in below.items()}


def _narrower(concepts: Mapping[str, Concept]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for concept in concepts.values():
        for parent in concept.broader:
            found[parent].append(concept.id)
    return {parent: tuple(children) for parent, children in found.items()}


def _count_below(
    narrower: Mapping[str, tuple[str, ...]], concepts: Mapping[str, Concept]
) -> dict[str, int]:
    counts = {}
    for concept_id in concepts:
        seen: set[str] = set()
        waiting = [concept_id]
        while waiting:
            fresh = [child for child in narrower.get(waiting.pop(), ()) if child not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        counts[concept_id] = len(seen - {concept_id})
    return counts


def _fingerprint(blocks: Iterable[RawBlock]) -> str:
    digest = hashlib.sha256()
    for block in sorted(blocks, key=lambda each: (each.concept, each.id)):
        line = json.dumps([block.concept, block.id, block.fields], sort_keys=True)
        digest.update(line.encode())
    return digest.hexdigest()


@lasting()
def load_taxonomy(folder: Path | None = None) -> Taxonomy:
    """Read the taxonomy in `folder`, by default the project's own.

    Raises:
        TaxonomyError: A file or block cannot be used; `schakel taxonomy check` names them all.
    """
    blocks = read_blocks(folder or default_taxonomy_folder())
    skills, occupations = [], []
    for block in blocks:
        try:
            if block.concept == "skill":
                skills.append(SkillBlock.model_validate(block.fields).concept(block.id))
            else:
                occupations.append(OccupationBlock.model_validate(block.fields).concept(block.id))
        except ValidationError as problem:
            raise TaxonomyError(f"{block}: {problem} (see «schakel taxonomy check»)") from problem
    return Taxonomy(skills, occupations, fingerprint=_fingerprint(blocks))
