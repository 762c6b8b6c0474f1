"""What-if: how many candidates a vacancy has, and how many it would have if it asked less.

Whoever no constraint excludes is eligible. Whoever is eligible and fulfils at least half of what
must be had, by weight, is qualified. That every single need is met would ask too much: texts name
a dozen of them, and then nearly no pool has anybody. The counts are of the same credits as scores.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matching.ranking.constraints import judge
from matching.ranking.credit import LEVELS, SCALE
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import AskedSkill, Plan
from matching.ranking.results import Constraint
from matching.types import Importance, VacancyProfile

__all__ = ["ENOUGH", "RELAXABLE", "PoolCount", "Relaxation", "RelaxationKind", "count_pool"]

ENOUGH = SCALE // 2
"""The part of what must be had, in 1/10,000 of its weight, from which somebody is qualified.

Who shows every skill at the level asked has 8,000 or more, who shows all a level lower 6,000; who
shows two in three and nothing of the third is just above it.
"""

RELAXABLE = (
    Constraint.PLACE,
    Constraint.WORK_MODE,
    Constraint.HOURS,
    Constraint.START,
    Constraint.LANGUAGE,
    Constraint.EDUCATION,
)
"""What an employer can ask less of; nobody can give up the law or the consent of another."""

_MOST_SHOWN = 10
_Flags = NDArray[np.bool_]
_Ints = NDArray[np.int64]


class RelaxationKind(StrEnum):
    """How a vacancy can ask less, the smallest step first."""

    LEVEL = "level"
    CONSTRAINT = "constraint"
    WISH = "wish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One thing less that is asked, and how many candidates there would be then.

    `skill` would be asked at `level` (LEVEL) or only wished (WISH); `constraint` would not be
    asked (CONSTRAINT).
    """

    kind: RelaxationKind
    eligible: int
    qualified: int
    skill: str | None = None
    level: int | None = None
    constraint: Constraint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolCount:
    """How many candidates there are for a vacancy.

    Attributes:
        pool: All of them.
        eligible: Whom no constraint excludes.
        qualified: Who also fulfils enough of what must be had.
        reasons: How many each constraint excludes, those that exclude somebody.
        relaxations: Each single step that gives more who are qualified: most first, then the
            smallest step; ten at most.
    """

    pool: int
    eligible: int
    qualified: int
    reasons: Mapping[Constraint, int]
    relaxations: tuple[Relaxation, ...]


def count_pool(
    vacancy: VacancyProfile, index: CandidateIndex, *, without: Set[Constraint] = frozenset()
) -> PoolCount:
    """Count who there is for a vacancy, as it is and with each thing less that it could ask.

    Args:
        vacancy: What is asked.
        index: The candidates.
        without: Constraints that are not asked, whatever the vacancy says.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
    """
    standing = _Standing(index.planner.plan(vacancy), index, without)
    eligible, qualified = standing.count()
    better = [each for each in standing.relaxations() if each.qualified > qualified]
    reasons = {name: int(np.count_nonzero(fails)) for name, fails in standing.failing.items()}
    return PoolCount(
        pool=len(index),
        eligible=eligible,
        qualified=qualified,
        reasons={name: count for name, count in reasons.items() if count},
        relaxations=tuple(sorted(better, key=_order)[:_MOST_SHOWN]),
    )


class _Standing:
    """How n candidates stand: what they fail, and what they earn of what must be had."""

    def __init__(self, plan: Plan, index: CandidateIndex, without: Set[Constraint]) -> None:
        self._index = index
        self.failing = _failing(plan, index, without)
        self._barred = sum(self.failing.values(), np.zeros(len(index), np.int64))
        needs = [each for each in plan.skills if each.requirement.importance is Importance.MUST]
        self._needs = [(each, self._earned_of(each, each.level)) for each in needs]
        self._earned = sum((part for _, part in self._needs), np.zeros(len(index), np.int64))
        self._asked = sum(each.weight for each in needs)

    def count(
        self, barred: _Ints | None = None, earned: _Ints | None = None, asked: int | None = None
    ) -> tuple[int, int]:
        """How many are eligible and qualified; what is not given is as the vacancy asks."""
        eligible = (self._barred if barred is None else barred) == 0
        enough = ENOUGH * (self._asked if asked is None else asked)
        qualified = eligible & ((self._earned if earned is None else earned) >= enough)
        return int(np.count_nonzero(eligible)), int(np.count_nonzero(qualified))

    def relaxations(self) -> Iterator[Relaxation]:
        """Each thing less that could be asked."""
        for name in RELAXABLE:
            if name in self.failing:
                eligible, qualified = self.count(barred=self._barred - self.failing[name])
                yield Relaxation(
                    kind=RelaxationKind.CONSTRAINT,
                    eligible=eligible,
                    qualified=qualified,
                    constraint=name,
                )
        for need, part in self._needs:
            yield self._of_skill(
                RelaxationKind.WISH, need, self._earned - part, self._asked - need.weight
            )
            if need.level > LEVELS[0]:
                lower = self._earned_of(need, need.level - 1)
                earned = self._earned - part + lower
                yield self._of_skill(RelaxationKind.LEVEL, need, earned, self._asked)

    def _of_skill(
        self, kind: RelaxationKind, need: AskedSkill, earned: _Ints, asked: int
    ) -> Relaxation:
        eligible, qualified = self.count(earned=earned, asked=asked)
        return Relaxation(
            kind=kind,
            eligible=eligible,
            qualified=qualified,
            skill=need.requirement.skill,
            level=need.level - 1 if kind is RelaxationKind.LEVEL else None,
        )

    def _earned_of(self, need: AskedSkill, level: int) -> _Ints:
        """Weight × credit of one skill at a level, (n,)."""
        holders = self._index.holders_of_skill(need.requirement.skill, level)
        earned = np.zeros(len(self._index), np.int64)
        earned[holders.rows] = need.weight * holders.credit.astype(np.int64)
        return earned


def _failing(
    plan: Plan, index: CandidateIndex, without: Set[Constraint]
) -> dict[Constraint, _Flags]:
    """Who does not meet each constraint, (n,); several languages are one constraint."""
    verdicts = judge(plan.vacancy.conditions, index.columns, index.config)
    return {name: fails for name, fails in verdicts.failing().items() if name not in without}


def _order(each: Relaxation) -> tuple[int, int, int, str]:
    steps = list(RelaxationKind)
    return -each.qualified, -each.eligible, steps.index(each.kind), each.skill or ""
