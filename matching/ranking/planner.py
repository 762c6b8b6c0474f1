"""Plans of vacancies, made once for each and remembered."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

import numpy as np

from matching.config import MatchingConfig
from matching.errors import NoSkillRecognisedError, UnknownConceptError
from matching.ranking.columns import hundredths, mode_bits
from matching.ranking.credit import LEVELS, SCALE, quantise, quantise_relatedness
from matching.ranking.plan import (
    ELSEWHERE,
    HOME,
    AskedSkill,
    Ints,
    Plan,
    apportion,
    merge_requirements,
    units,
)
from matching.ranking.preferences import PREFERENCES
from matching.taxonomy import Relatedness, Taxonomy
from matching.types import Conditions, VacancyProfile, WorkMode

__all__ = ["Planner", "shared_planner"]

_WEIGHT = attrgetter("weight")


class Planner:
    """Makes plans and relatedness with one taxonomy and config, and remembers them.

    Skills are numbered from 0 in the order of the taxonomy, and occupations after them.

    A plan is remembered for the very profile that it was made of, not for an equal one, so that
    what is shown is what was asked, to the byte.

    Args:
        taxonomy: The skills and occupations.
        config: Weights and thresholds.
        most_plans: How many are remembered; past that the oldest is forgotten.
    """

    def __init__(
        self, taxonomy: Taxonomy, config: MatchingConfig, *, most_plans: int = 1024
    ) -> None:
        self.taxonomy = taxonomy
        self.config = config
        self._most_plans = most_plans
        self._plans: dict[int, Plan] = {}
        self._relatedness = Relatedness(taxonomy, config)
        self._skills: dict[str, Mapping[str, int]] = {}
        self._occupations: dict[str, Mapping[str, int]] = {}
        self._related: dict[int, Ints] = {}

    def plan(self, vacancy: VacancyProfile) -> Plan:
        """Weigh what a vacancy asks; once for each profile.

        The share of an occupation goes to skills where the vacancy names none.

        Raises:
            NoSkillRecognisedError: The vacancy has no requirements.
            UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
        """
        known = self._plans.get(id(vacancy))
        if known is not None and known.vacancy is vacancy:
            return known
        made = self._make(vacancy)
        if len(self._plans) >= self._most_plans:
            self._plans.pop(next(iter(self._plans)), None)
        self._plans[id(vacancy)] = made
        return made

    def related_skills(self, skill: str) -> Mapping[str, int]:
        """Skill to relatedness to the one asked, in 1..10,000; only that one itself has 10,000.

        Raises:
            UnknownConceptError: The taxonomy has no such skill.
        """
        if skill not in self._skills:
            related = self._relatedness.to_skill(skill)
            self._skills[skill] = quantise_relatedness(skill, related)
        return self._skills[skill]

    def related_occupations(self, occupation: str) -> Mapping[str, int]:
        """The same for occupations.

        Raises:
            UnknownConceptError: The taxonomy has no such occupation.
        """
        if occupation not in self._occupations:
            related = self._relatedness.to_occupation(occupation)
            self._occupations[occupation] = quantise_relatedness(occupation, related)
        return self._occupations[occupation]

    def _make(self, vacancy: VacancyProfile) -> Plan:
        if not vacancy.requirements:
            raise NoSkillRecognisedError(vacancy.id)
        self._refuse_unknown(vacancy)
        config = self.config
        asked = merge_requirements(vacancy.requirements, config)
        occupations = tuple(sorted(set(vacancy.occupations)))
        for_occupation = quantise(config.occupation_share) if occupations else 0
        weighed = [units(each, self._specific[each.skill], config) for each in asked]
        weights = apportion(SCALE - for_occupation - sum(self._preferences), weighed)
        skills = [
            AskedSkill(each, each.level or config.default_level_asked, weight)
            for each, weight in zip(asked, weights, strict=True)
        ]
        skills.sort(key=_WEIGHT, reverse=True)
        return Plan(
            vacancy=vacancy,
            skills=tuple(skills),
            occupations=occupations,
            occupation_weight=for_occupation,
            preference_weights=self._preferences,
            **self._arrays(vacancy, skills, occupations, for_occupation),
        )

    def _arrays(
        self,
        vacancy: VacancyProfile,
        skills: Sequence[AskedSkill],
        occupations: Sequence[str],
        weight: int,
    ) -> dict[str, Ints]:
        """The arrays of a plan: parts of one, because each takes time to make."""
        of_skill, of_occupation = self.skill_numbers, self.occupation_numbers
        numbers = [of_skill[requirement.skill] for requirement, _, _ in skills]
        numbers += [of_occupation[each] for each in occupations]
        asked = [number for _, level, weight in skills for number in (level, weight, 1)]
        asked += [LEVELS[0], weight, 0] * len(occupations)
        asked[-1] = 1
        conditions = _conditions(vacancy.conditions)
        table = np.array([*conditions, *self._preferences, *numbers, *asked])
        first = len(conditions) + len(self._preferences)
        second = first + len(numbers)
        related = [self.related(number) for number in numbers]
        return {
            "related": np.concatenate(related),
            "begin": np.array([0, *accumulate(map(len, related))]),
            "conditions": table[:first],
            "numbers": table[first:second],
            "asked": table[second:].reshape(-1, 3),
        }

    def _refuse_unknown(self, vacancy: VacancyProfile) -> None:
        for requirement in vacancy.requirements:
            if requirement.skill not in self._specific:
                raise UnknownConceptError(requirement.skill, of=f"vacancy {vacancy.id}")
        for occupation in vacancy.occupations:
            if occupation not in self.taxonomy.occupations:
                of = f"vacancy {vacancy.id}"
                raise UnknownConceptError(occupation, kind="occupation", of=of)

    @cached_property
    def skill_numbers(self) -> Mapping[str, int]:
        """Skill to its number."""
        return {each: number for number, each in enumerate(self.taxonomy.skills)}

    @cached_property
    def occupation_numbers(self) -> Mapping[str, int]:
        """Occupation to its number."""
        first = len(self.taxonomy.skills)
        return {each: number for number, each in enumerate(self.taxonomy.occupations, first)}

    def numbers(self, kind: str) -> Mapping[str, int]:
        """The numbers of «skill» or «occupation»."""
        return self.skill_numbers if kind == "skill" else self.occupation_numbers

    @cached_property
    def n_concepts(self) -> int:
        """How many skills and occupations there are."""
        return len(self.taxonomy.skills) + len(self.taxonomy.occupations)

    def related(self, number: int) -> Ints:
        """What brings something of a concept, (r, 2): numbers, relatedness in 1..10,000."""
        known = self._related.get(number)
        if known is None:
            is_skill = number < len(self.skill_numbers)
            numbers = self.skill_numbers if is_skill else self.occupation_numbers
            find = self.related_skills if is_skill else self.related_occupations
            parts = find(self._concepts[number])
            found = [(numbers[each], part) for each, part in parts.items() if each in numbers]
            known = self._related[number] = np.array(found, np.int64).reshape(-1, 2)
        return known

    @cached_property
    def _concepts(self) -> Sequence[str]:
        return [*self.skill_numbers, *self.occupation_numbers]

    @cached_property
    def _specific(self) -> Mapping[str, float]:
        """Skill to how much it says: the weight of its kind × how narrow it is."""
        config, specificity = self.config, self.taxonomy.specificity
        return {
            each.id: config.kind_weight[each.kind]
            * (config.broad_weight + (1 - config.broad_weight) * specificity[each.id])
            for each in self.taxonomy.skills.values()
        }

    @cached_property
    def _preferences(self) -> tuple[int, ...]:
        return tuple(apportion(quantise(self.config.preference_share), [1] * len(PREFERENCES)))


def _conditions(asked: Conditions) -> tuple[int, ...]:
    home = 0
    if WorkMode.REMOTE in asked.work_modes:
        home = ELSEWHERE if len(asked.work_modes) > 1 else HOME
    fewest, most = (-1, -1) if asked.hours is None else map(hundredths, asked.hours)
    last_start = (asked.start or date.max).toordinal()
    return home, mode_bits(asked.work_modes), fewest, most, last_start, asked.education_level or 0


_MOST_PLANNERS = 4
_planners: list[Planner] = []


def shared_planner(taxonomy: Taxonomy, config: MatchingConfig) -> Planner:
    """The planner of this very taxonomy and config; the last few are remembered."""
    for known in _planners.copy():
        if known.taxonomy is taxonomy and known.config is config:
            return known
    made = Planner(taxonomy, config)
    _planners[:] = [*_planners[1 - _MOST_PLANNERS :], made]
    return made
