"""What a vacancy asks, with its weights as whole numbers that add up to a full score."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matching.config import MatchingConfig
from matching.errors import NoSkillRecognisedError
from matching.ranking.credit import SCALE, quantise
from matching.ranking.preferences import PREFERENCES
from matching.taxonomy import Taxonomy
from matching.types import Evidence, Importance, Requirement, VacancyProfile

__all__ = ["AskedSkill", "Plan", "apportion", "evidence_order", "make_plan", "merge_requirements"]

_UNIT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSkill:
    """A required skill, once: the level to reckon with (1-4) and the points that it can add."""

    requirement: Requirement
    level: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A vacancy ready to score: weights that add up to 10,000, skills by falling weight and id."""

    vacancy: VacancyProfile
    skills: tuple[AskedSkill, ...]
    occupations: tuple[str, ...]
    occupation_weight: int
    preference_weights: tuple[int, ...]


def make_plan(vacancy: VacancyProfile, taxonomy: Taxonomy, config: MatchingConfig) -> Plan:
    """Weigh what a vacancy asks.

    The share of an occupation goes to skills where the vacancy names none.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
    """
    if not vacancy.requirements:
        raise NoSkillRecognisedError(vacancy.id)
    asked = merge_requirements(vacancy.requirements, config)
    occupations = tuple(sorted(set(vacancy.occupations)))
    for occupation in occupations:
        taxonomy.occupation(occupation)
    for_occupation = quantise(config.occupation_share) if occupations else 0
    for_preferences = quantise(config.preference_share)
    units = [_units(requirement, taxonomy, config) for requirement in asked]
    weights = apportion(SCALE - for_occupation - for_preferences, units)
    skills = [
        AskedSkill(requirement=each, level=each.level or config.default_level_asked, weight=weight)
        for each, weight in zip(asked, weights, strict=True)
    ]
    return Plan(
        vacancy=vacancy,
        skills=tuple(sorted(skills, key=lambda each: -each.weight)),
        occupations=occupations,
        occupation_weight=for_occupation,
        preference_weights=tuple(apportion(for_preferences, [1] * len(PREFERENCES))),
    )


def merge_requirements(
    requirements: Iterable[Requirement], config: MatchingConfig
) -> tuple[Requirement, ...]:
    """Each skill once, by id.

    Of several requirements on a skill, the one that weighs most gives importance and certainty;
    the highest level that any of them names counts, and all evidence is kept.
    """
    by_skill: dict[str, list[Requirement]] = defaultdict(list)
    for requirement in requirements:
        by_skill[requirement.skill].append(requirement)
    return tuple(_merged(by_skill[skill], config) for skill in sorted(by_skill))


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
    weight = config.importance_weight[Importance(requirement.importance)]
    return weight * _certainty_weight(requirement.certainty, config)


def _certainty_weight(certainty: float, config: MatchingConfig) -> float:
    """Weight of a requirement for its certainty; it never falls when certainty rises.

    From the certainty of a misspelt name upwards the text does name the skill, and the weight is
    the certainty. Below it the skill is only probable, and weighs `probable_weight` at most.
    """
    if certainty >= config.fuzzy_certainty:
        return certainty
    return min(certainty, config.probable_weight)


def _units(requirement: Requirement, taxonomy: Taxonomy, config: MatchingConfig) -> int:
    """Importance × specificity × certainty in millionths, at least one of them."""
    kind_weight = config.kind_weight[taxonomy.skill(requirement.skill).kind]
    specificity = taxonomy.specificity[requirement.skill]
    narrowness = config.broad_weight + (1 - config.broad_weight) * specificity
    return max(1, round(_importance(requirement, config) * kind_weight * narrowness * _UNIT))


def apportion(total: int, units: Sequence[int]) -> list[int]:
    """Divide `total` in proportion to `units` (each > 0) into whole numbers that add up to it.

    By largest remainder; of equal remainders the earlier one is rounded up.

    References:
        Balinski, Young (1982), Fair Representation: Hamilton's method.
    """
    whole = sum(units)
    shares = [total * each // whole for each in units]
    by_remainder = sorted(range(len(units)), key=lambda i: -(total * units[i] % whole))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
