"""Rankings in words, in the language of who reads them."""

from collections.abc import Iterable, Mapping
from typing import Literal

from matching.ranking import (
    Constraint,
    ConstraintCheck,
    Explanation,
    OccupationContribution,
    PreferenceContribution,
    SkillContribution,
)
from matching.ranking.reasons import Reasons
from matching.ranking.results import Contribution
from matching.types import Claim
from service.recommending.schemas import (
    CheckRead,
    ConstraintCount,
    ContributionRead,
    EvidenceRead,
)
from service.words import EvidenceKind, Importance

__all__ = ["show_checks", "show_contributions", "show_counts", "skill_label"]


def skill_label(reasons: Reasons, skill: str) -> str:
    """The name of a skill."""
    return reasons.taxonomy.skill(skill).label(reasons.language)


def show_contributions(
    reasons: Reasons, explanation: Explanation, *, evidence: int = 5
) -> list[ContributionRead]:
    """All parts of a score, each skill with the best of its evidence."""
    return [_contribution(reasons, part, evidence) for part in explanation]


def show_checks(reasons: Reasons, checks: Iterable[ConstraintCheck]) -> list[CheckRead]:
    """All constraints that are asked."""
    return [
        CheckRead(
            constraint=each.name.value,
            label=reasons.constraint(each.name),
            verdict=each.verdict.value,
            reason=reasons.check(each),
        )
        for each in checks
    ]


def show_counts(reasons: Reasons, counts: Mapping[Constraint, int]) -> list[ConstraintCount]:
    """How many each constraint excludes, most first."""
    return [
        ConstraintCount(constraint=name.value, label=reasons.constraint(name), count=count)
        for name, count in sorted(counts.items(), key=lambda each: -each[1])
    ]


def _contribution(reasons: Reasons, part: Contribution, evidence: int) -> ContributionRead:
    if isinstance(part, SkillContribution):
        return _skill(reasons, part, evidence)
    kind, label = _named(reasons, part)
    return ContributionRead(
        kind=kind,
        label=label,
        points=part.points,
        most=part.weight,
        reason=reasons.contribution(part),
    )


def _skill(reasons: Reasons, part: SkillContribution, evidence: int) -> ContributionRead:
    claims = (part.claim, *part.also) if part.claim else ()
    return ContributionRead(
        kind="skill",
        label=skill_label(reasons, part.requirement.skill),
        points=part.points,
        most=part.weight,
        reason=reasons.skill(part),
        skill=part.requirement.skill,
        importance=Importance(part.requirement.importance.value),
        level_asked=part.level_asked,
        level_held=part.level_held or None,
        evidence=[_evidence(each) for each in claims[:evidence]],
    )


def _named(
    reasons: Reasons, part: OccupationContribution | PreferenceContribution
) -> tuple[Literal["occupation", "preferences"], str]:
    if isinstance(part, OccupationContribution):
        return "occupation", reasons.taxonomy.occupation(part.asked).label(reasons.language)
    return "preferences", ", ".join(reasons.constraint(each.name) for each in part.parts)


def _evidence(claim: Claim) -> EvidenceRead:
    return EvidenceRead(
        skill=claim.skill,
        kind=EvidenceKind(claim.kind.value),
        level=claim.level,
        source=claim.evidence.source,
        quote=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
    )
