"""Reasons: which claim gives which points, and which constraint excludes."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.ranking.constraints import CODES, Checked, judge
from matching.ranking.credit import FULL, LEVELS, SCALE, Factors, quantise
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import AskedSkill, Plan, evidence_order
from matching.ranking.preferences import PREFERENCES, fits
from matching.ranking.results import (
    CheckValue,
    Constraint,
    ConstraintCheck,
    Explanation,
    OccupationContribution,
    OccupationTie,
    PreferenceContribution,
    PreferencePart,
    SkillContribution,
    Verdict,
)
from matching.types import CandidateProfile, Claim, Conditions

__all__ = ["Explainer"]

_AT_ONCE = 256
"""Rows that are judged together."""


class Explainer:
    """Gives the reasons for the scores and verdicts of a vacancy, for some rows of an index.

    Args:
        plan: What the vacancy asks.
        index: The candidates.
        rows: Those to explain; they are judged some together, when one of them is asked for.
    """

    def __init__(self, plan: Plan, index: CandidateIndex, rows: Sequence[int]) -> None:
        self._plan = plan
        self._index = index
        self._rows = rows
        self._nothing: dict[int, SkillContribution] = {}
        self._worth: dict[tuple[object, ...], _Worth] = {}
        self._profiles: dict[int, CandidateProfile] = {}
        self._known: dict[int, _Judged] = {}

    def explain(self, place: int) -> Explanation:
        """Where the score of the candidate in `rows[place]` comes from; its total is that score."""
        profile = self._profile(place)
        matches: dict[int, list[_Match]] = {}
        wanted = self._wanted
        for claim in profile.claims:
            for number, level_asked, relatedness in wanted.get(claim.skill, ()):
                match = self._match(claim, level_asked, relatedness)
                if match.credit:
                    matches.setdefault(number, []).append(match)
        return Explanation(
            skills=tuple(
                [
                    _skill(asked, matches[number]) if number in matches else self._lack(number)
                    for number, asked in enumerate(self._plan.skills)
                ]
            ),
            occupation=_occupation(self._plan, self._index, profile),
            preferences=self._preferences(place),
        )

    def checks(self, place: int) -> tuple[ConstraintCheck, ...]:
        """Every constraint that is asked of a candidate, as `constraints` judged it."""
        judged, within = self._judged(place)
        found = [self._check(judged, each, place, within) for each in judged.checks]
        return tuple([check for check in found if not _is_idle(check)])

    def not_met(self, place: int) -> tuple[ConstraintCheck, ...]:
        """The constraints that a candidate does not meet."""
        judged, within = self._judged(place)
        return tuple(
            [
                self._check(judged, each, place, within)
                for each in judged.checks
                if each[0].codes[within] < 0
            ]
        )

    @cached_property
    def _wanted(self) -> Mapping[str, Sequence[tuple[int, int, int]]]:
        """Skill held to what it fits: place among the skills asked, level asked, relatedness."""
        wanted: dict[str, list[tuple[int, int, int]]] = {}
        for number, asked in enumerate(self._plan.skills):
            related = self._index.planner.related_skills(asked.requirement.skill)
            for skill, relatedness in related.items():
                wanted.setdefault(skill, []).append((number, asked.level, relatedness))
        return wanted

    def _judged(self, place: int) -> tuple["_Judged", int]:
        """The verdicts on some candidates, and where the one in `rows[place]` is among them."""
        number, within = divmod(place, _AT_ONCE)
        known = self._known.get(number)
        if known is None:
            asked = self._plan.vacancy.conditions
            rows = self._rows[number * _AT_ONCE : (number + 1) * _AT_ONCE]
            columns = self._index.columns_at(rows)
            verdicts = judge(asked, columns, self._index.config)
            known = _Judged(
                [(each, _value(asked, each)) for each in verdicts.checks],
                verdicts.metres,
                fits(asked, columns, verdicts).T.tolist(),
            )
            self._known[number] = known
        return known, within

    def _profile(self, place: int) -> CandidateProfile:
        """That of a candidate, looked up once for all that is said of them."""
        known = self._profiles.get(place)
        if known is None:
            known = self._profiles[place] = self._index.profile_at(self._rows[place])
        return known

    def _match(self, claim: Claim, level_asked: int, relatedness: int) -> "_Match":
        key = claim.kind, claim.level, claim.certainty
        worth = self._worth.get(key)
        if worth is None:
            worth = self._worth[key] = _worth(claim, self._index.factors)
        level_held, strength, certainty, by_level_asked = worth
        level_factor = by_level_asked[level_asked]
        credit = relatedness * level_factor * strength * certainty // FULL
        return _Match(claim, credit, strength, certainty, relatedness, level_held, level_factor)

    def _lack(self, number: int) -> SkillContribution:
        """What a skill adds that somebody does not have, made once for all of them."""
        if number not in self._nothing:
            requirement, level, weight = self._plan.skills[number]
            self._nothing[number] = SkillContribution(
                requirement=requirement, points=0, weight=weight, level_asked=level
            )
        return self._nothing[number]

    def _preferences(self, place: int) -> PreferenceContribution:
        weights = self._plan.preference_weights
        judged, within = self._judged(place)
        parts = tuple(
            [
                PreferencePart(name=name, points=weight * fit // SCALE, weight=weight, fit=fit)
                for name, weight, fit in zip(PREFERENCES, weights, judged.fits[within], strict=True)
            ]
        )
        points = sum([part.points for part in parts])
        return PreferenceContribution(points=points, weight=sum(weights), parts=parts)

    def _check(
        self, judged: "_Judged", check: tuple[Checked, CheckValue], place: int, within: int
    ) -> ConstraintCheck:
        (checked, asked), having = check, self._profile(place).conditions
        km = limit_km = None
        if checked.name is Constraint.PLACE:
            metres = int(judged.metres[within])
            km = metres / 1000 if metres >= 0 else None
            limit_km = having.max_travel_km
            if limit_km is None:
                limit_km = self._index.config.default_travel_km
        return ConstraintCheck(
            name=checked.name,
            verdict=CODES[int(checked.codes[within])],
            asked=asked,
            found=_value(having, checked),
            km=km,
            limit_km=limit_km,
        )


class _Judged(NamedTuple):
    """Checks of some candidates with what was asked, distances, and how well preferences fit."""

    checks: Sequence[tuple[Checked, CheckValue]]
    metres: NDArray[np.int32]
    fits: Sequence[Sequence[int]]


_Worth = tuple[int, int, int, Mapping[int, int]]
"""Level held, strength, certainty, and level asked to level factor."""


def _worth(claim: Claim, factors: Factors) -> _Worth:
    held = factors.level_held(claim.kind, claim.level)
    by_level_asked = {asked: factors.level_factor(asked, held) for asked in LEVELS}
    return held, factors.strength[claim.kind], quantise(claim.certainty), by_level_asked


class _Match(NamedTuple):
    """A claim with the factors of its credit for one requirement, in whole numbers."""

    claim: Claim
    credit: int
    strength: int
    certainty: int
    relatedness: int
    level_held: int
    level_factor: int

    @property
    def order(self) -> tuple[object, ...]:
        """Most credit first, then strongest evidence, then an order that is only stable."""
        claim = self.claim
        words = (claim.skill, claim.kind, claim.level or 0, -claim.certainty)
        return (-self.credit, -self.strength, *words, evidence_order(claim.evidence))


def _skill(asked: AskedSkill, matches: list[_Match]) -> SkillContribution:
    """What a skill asked adds, by the claims that earn something."""
    if len(matches) > 1:
        matches.sort(key=lambda match: match.order)
    best = matches[0]
    return SkillContribution(
        requirement=asked.requirement,
        points=asked.weight * best.credit // SCALE,
        weight=asked.weight,
        level_asked=asked.level,
        level_held=best.level_held,
        fulfilment=best.credit,
        relatedness=best.relatedness,
        level_factor=best.level_factor,
        strength=best.strength,
        certainty=best.certainty,
        claim=best.claim,
        also=_others(matches) if len(matches) > 1 else (),
    )


def _others(matches: Sequence[_Match]) -> tuple[Claim, ...]:
    """The claims after the first, each once; the same ones stand next to each other."""
    return tuple([two.claim for one, two in pairwise(matches) if one.claim != two.claim])


def _occupation(
    plan: Plan, index: CandidateIndex, profile: CandidateProfile
) -> OccupationContribution | None:
    """What the occupation that fits best adds; None where the vacancy names none."""
    if not plan.occupations:
        return None
    ties = [(OccupationTie.WANTED, SCALE, each) for each in profile.wants]
    ties += [(OccupationTie.HELD, index.factors.occupation_held, each) for each in profile.held]
    found = [
        OccupationContribution(
            points=plan.occupation_weight * (related * worth // SCALE) // SCALE,
            weight=plan.occupation_weight,
            asked=asked,
            occupation=occupation,
            fulfilment=related * worth // SCALE,
            relatedness=related,
            tie=tie,
        )
        for asked in plan.occupations
        for tie, worth, occupation in ties
        if (related := index.planner.related_occupations(asked).get(occupation, 0)) * worth >= SCALE
    ]
    nothing = OccupationContribution(
        points=0, weight=plan.occupation_weight, asked=plan.occupations[0]
    )
    return min(found, key=_best_tie, default=nothing)


def _best_tie(found: OccupationContribution) -> tuple[object, ...]:
    return -found.fulfilment, found.tie is OccupationTie.HELD, found.asked, found.occupation


_VALUES: Mapping[Constraint, Callable[[Conditions], CheckValue]] = {
    Constraint.PLACE: lambda of: of.location.name if of.location else None,
    Constraint.WORK_MODE: lambda of: tuple(sorted(map(str, of.work_modes))) or None,
    Constraint.HOURS: lambda of: of.hours,
    Constraint.START: lambda of: of.start,
    Constraint.EDUCATION: lambda of: of.education_level,
    Constraint.LICENCE: lambda of: of.licence_to_work,
    Constraint.CONSENT: lambda of: of.consent,
}


def _value(conditions: Conditions, checked: Checked) -> CheckValue:
    if checked.language is None:
        return _VALUES[checked.name](conditions)
    level = conditions.languages.get(checked.language)
    return None if level is None else (checked.language, level)


def _is_idle(check: ConstraintCheck) -> bool:
    """Whether a check says nothing: a licence to work that is not asked, nor known to lack."""
    return check.name is Constraint.LICENCE and not check.asked and check.verdict is Verdict.UNKNOWN
