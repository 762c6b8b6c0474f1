"""Reasons: which claim gives which points, and which constraint excludes."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, overload

from matching.ranking.constraints import CODES, Checked
from matching.ranking.credit import FULL, SCALE, Factors, quantise
from matching.ranking.plan import AskedSkill, evidence_order
from matching.ranking.preferences import PREFERENCES
from matching.ranking.results import (
    CheckValue,
    Constraint,
    ConstraintCheck,
    Explanation,
    NotEligible,
    OccupationContribution,
    OccupationTie,
    PreferenceContribution,
    PreferencePart,
    SkillContribution,
    Verdict,
)
from matching.ranking.scoring import Assessment
from matching.types import CandidateProfile, Claim, Conditions

__all__ = ["Excluded", "Explainer"]


class Explainer:
    """Gives the reasons for the scores and verdicts of one assessment, a row at a time."""

    def __init__(self, assessment: Assessment) -> None:
        plan, index = assessment.plan, assessment.index
        self._assessment = assessment
        self._asked = [
            (each, index.related_skills(each.requirement.skill), _nothing(each))
            for each in plan.skills
        ]
        self._checks = [
            (check, _value(plan.vacancy.conditions, check)) for check in assessment.verdicts.checks
        ]

    def explain(self, row: int) -> Explanation:
        """Where the score of a candidate comes from; the total is exactly that score."""
        assessment = self._assessment
        profile = assessment.index.profiles[row]
        held: dict[str, list[Claim]] = {}
        for claim in profile.claims:
            held.setdefault(claim.skill, []).append(claim)
        factors = assessment.index.factors
        return Explanation(
            skills=tuple(
                [
                    _skill(asked, _matches(asked, related, held, factors)) or nothing
                    for asked, related, nothing in self._asked
                ]
            ),
            occupation=_occupation(assessment, profile) if assessment.plan.occupations else None,
            preferences=_preferences(assessment, row),
        )

    def checks(self, row: int) -> tuple[ConstraintCheck, ...]:
        """Every constraint that is asked of a candidate, as `constraints` judged it."""
        found = [self._check(checked, asked, row) for checked, asked in self._checks]
        return tuple([check for check in found if not _is_idle(check)])

    def not_eligible(self, row: int, name: str) -> NotEligible:
        """The constraints that a candidate does not meet; `name` is the id to show."""
        reasons = [
            self._check(checked, asked, row)
            for checked, asked in self._checks
            if checked.codes[row] < 0
        ]
        return NotEligible(id=name, reasons=tuple(reasons))

    def _check(self, checked: Checked, asked: CheckValue, row: int) -> ConstraintCheck:
        index = self._assessment.index
        having = index.profiles[row].conditions
        km = limit_km = None
        if checked.name is Constraint.PLACE:
            metres = int(self._assessment.verdicts.metres[row])
            km = metres / 1000 if metres >= 0 else None
            limit_km = having.max_travel_km
            if limit_km is None:
                limit_km = index.config.default_travel_km
        return ConstraintCheck(
            name=checked.name,
            verdict=CODES[int(checked.codes[row])],
            asked=asked,
            found=_value(having, checked),
            km=km,
            limit_km=limit_km,
        )


class Excluded(Sequence[NotEligible]):
    """Who is not eligible, by id; reasons are made as they are read, for there can be many.

    It equals any sequence of the same, and is copied and pickled as a tuple.
    """

    def __init__(self, explainer: Explainer, ids: Sequence[str], rows: Sequence[int]) -> None:
        self._explainer = explainer
        self._ids = ids
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> NotEligible: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[NotEligible]: ...
    def __getitem__(self, place: int | slice) -> NotEligible | Sequence[NotEligible]:
        if isinstance(place, slice):
            return Excluded(self._explainer, self._ids, self._rows[place])
        row = self._rows[place]
        return self._explainer.not_eligible(row, self._ids[row])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return tuple, (tuple(self),)


class _Match(NamedTuple):
    """A claim with the factors of its credit for one requirement, in whole numbers."""

    claim: Claim
    credit: int
    strength: int
    relatedness: int
    level_held: int
    level_factor: int

    @property
    def order(self) -> tuple[object, ...]:
        """Most credit first, then strongest evidence, then an order that is only stable."""
        claim = self.claim
        words = (claim.skill, claim.kind, claim.level or 0, -claim.certainty)
        return (-self.credit, -self.strength, *words, evidence_order(claim.evidence))


def _match(claim: Claim, asked: AskedSkill, relatedness: int, factors: Factors) -> _Match:
    level_held = factors.level_held(claim)
    level_factor = factors.level_factor(asked.level, level_held)
    credit = relatedness * level_factor * factors.trust(claim) // FULL
    strength = factors.strength[claim.kind]
    return _Match(claim, credit, strength, relatedness, level_held, level_factor)


def _matches(
    asked: AskedSkill,
    related: Mapping[str, int],
    held: Mapping[str, Sequence[Claim]],
    factors: Factors,
) -> list[_Match]:
    """The claims that earn something, best first."""
    matches = [
        _match(claim, asked, related[skill], factors)
        for skill in related.keys() & held.keys()
        for claim in held[skill]
    ]
    if len(matches) > 1:
        matches.sort(key=lambda match: match.order)
    return [match for match in matches if match.credit]


def _nothing(asked: AskedSkill) -> SkillContribution:
    return SkillContribution(
        requirement=asked.requirement, points=0, weight=asked.weight, level_asked=asked.level
    )


def _skill(asked: AskedSkill, matches: Sequence[_Match]) -> SkillContribution | None:
    if not matches:
        return None
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
        certainty=quantise(best.claim.certainty),
        claim=best.claim,
        also=_others(matches),
    )


def _others(matches: Sequence[_Match]) -> tuple[Claim, ...]:
    """The claims after the first, each once; the same ones stand next to each other."""
    return tuple([two.claim for one, two in pairwise(matches) if one.claim != two.claim])


def _occupation(assessment: Assessment, profile: CandidateProfile) -> OccupationContribution:
    plan, index = assessment.plan, assessment.index
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
        if (related := index.related_occupations(asked).get(occupation, 0)) * worth >= SCALE
    ]
    nothing = OccupationContribution(
        points=0, weight=plan.occupation_weight, asked=plan.occupations[0]
    )
    return min(found, key=_best_tie, default=nothing)


def _best_tie(found: OccupationContribution) -> tuple[object, ...]:
    return -found.fulfilment, found.tie is OccupationTie.HELD, found.asked, found.occupation


def _preferences(assessment: Assessment, row: int) -> PreferenceContribution:
    weights = assessment.plan.preference_weights
    fits = assessment.fits[:, row].tolist()
    parts = tuple(
        PreferencePart(name=name, points=weight * fit // SCALE, weight=weight, fit=fit)
        for name, weight, fit in zip(PREFERENCES, weights, fits, strict=True)
    )
    return PreferenceContribution(
        points=sum(part.points for part in parts),
        weight=sum(weights),
        parts=parts,
    )


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
