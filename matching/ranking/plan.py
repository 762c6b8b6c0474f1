"""What a vacancy asks, with its weights as whole numbers that add up to a full score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.types import Evidence, Importance, Requirement, VacancyProfile

__all__ = [
    "ELSEWHERE",
    "HOME",
    "AskedSkill",
    "Plan",
    "apportion",
    "evidence_order",
    "merge_requirements",
]

ELSEWHERE, HOME = 1, 2
"""Work from home: accepted of who accepts it, or the only way there is."""

Ints = NDArray[np.int64]
_UNIT = 1_000_000
_TITLE = "title"


class AskedSkill(NamedTuple):
    """A required skill, once: the level to reckon with (1-4) and the points that it can add."""

    requirement: Requirement
    level: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A vacancy ready to score: weights that add up to 10,000, skills by falling weight and id.

    The arrays say the same once more, for the kernel.

    Attributes:
        vacancy: The very profile that was planned.
        skills: What is asked.
        occupations: By id; the one that fits best counts.
        occupation_weight: 0 where there are none.
        preference_weights: For place, hours and ways of working.
        numbers: (m,), of the skills and then of the occupations.
        asked: (m, 3), the level of each, its weight, and 0 where the best of it and of the next
            one counts.
        related: (r, 2), numbers and relatedness, in 1..10,000, of what brings something of each.
        begin: (m + 1,), where that of each begins.
        conditions: (9,), `ELSEWHERE`, `HOME` or 0; bits of modes, fewest and most hours, last day
            to start, EQF; and the preference weights.
    """

    vacancy: VacancyProfile
    skills: tuple[AskedSkill, ...]
    occupations: tuple[str, ...]
    occupation_weight: int
    preference_weights: tuple[int, ...]
    numbers: Ints = field(compare=False, repr=False)
    asked: Ints = field(compare=False, repr=False)
    related: Ints = field(compare=False, repr=False)
    begin: Ints = field(compare=False, repr=False)
    conditions: Ints = field(compare=False, repr=False)


def merge_requirements(
    requirements: Iterable[Requirement], config: MatchingConfig
) -> tuple[Requirement, ...]:
    """Each skill once, by id.

    Of several requirements on a skill, the one that weighs most gives importance and certainty;
    the highest level that any of them names counts, and all evidence is kept.
    """
    by_skill: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        by_skill.setdefault(requirement.skill, []).append(requirement)
    return tuple([_merged(by_skill[skill], config) for skill in sorted(by_skill)])


def _merged(same_skill: Sequence[Requirement], config: MatchingConfig) -> Requirement:
    if len(same_skill) == 1 and len(same_skill[0].evidence) <= 1:
        return same_skill[0]
    weightiest = max(
        same_skill,
        key=lambda each: (
            _importance(each, config),
            each.importance == Importance.MUST,
            each.certainty,
        ),
    )
    levels = [each.level for each in same_skill if each.level is not None]
    evidence = {found for each in same_skill for found in each.evidence}
    return replace(
        weightiest,
        level=max(levels, default=None),
        evidence=tuple(sorted(evidence, key=evidence_order)),
    )


def evidence_order(evidence: Evidence) -> tuple[str, int, int, str]:
    """A key to sort by that is the same only for the same evidence."""
    start = -1 if evidence.start is None else evidence.start
    end = -1 if evidence.end is None else evidence.end
    return evidence.source, start, end, evidence.text


def _importance(requirement: Requirement, config: MatchingConfig) -> float:
    """Weight of a requirement for its importance and certainty; it never falls when those rise.

    From the certainty of a misspelt name upwards the text does name the skill, and the weight is
    the certainty. Below it the skill is only probable, and weighs `probable_weight` at most.
    """
    certainty = requirement.certainty
    if certainty < config.fuzzy_certainty:
        certainty = min(certainty, config.probable_weight)
    return config.importance_weight[requirement.importance] * certainty


def units(requirement: Requirement, specific: float, config: MatchingConfig) -> int:
    """Importance × specificity × certainty in millionths, at least one of them.

    What the title names weighs more, whatever else names it.
    """
    weight = _importance(requirement, config) * specific
    if requirement.evidence and any(each.source == _TITLE for each in requirement.evidence):
        weight *= config.title_weight
    return max(1, round(weight * _UNIT))


def apportion(total: int, units: Sequence[int]) -> list[int]:
    """Divide `total` in proportion to `units` (each > 0) into whole numbers that add up to it.

    By largest remainder; of equal remainders the earlier one is rounded up.

    References:
        Balinski, Young (1982), Fair Representation: Hamilton's method.
    """
    whole = sum(units)
    shares = [total * each // whole for each in units]
    remainders = [total * each % whole for each in units]
    by_remainder = sorted(range(len(units)), key=remainders.__getitem__, reverse=True)
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
