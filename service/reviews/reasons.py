"""What a ranking said of somebody, in words and evidence for a coach."""

from matching.ranking import Entry, SkillContribution
from matching.ranking.reasons import Reasons
from matching.ranking.results import Contribution, OccupationContribution
from matching.types import Claim
from service.reviews.schemas import CheckRead, ContributionRead, EvidenceRead
from service.words import EvidenceKind

__all__ = ["checks_of", "contributions_of"]


def contributions_of(entry: Entry, reasons: Reasons) -> list[ContributionRead]:
    """The parts of a score, which add up to it."""
    return [_contribution(each, reasons) for each in entry.explanation]


def checks_of(entry: Entry, reasons: Reasons) -> list[CheckRead]:
    """The conditions of the vacancy."""
    return [
        CheckRead(name=each.name.value, verdict=each.verdict.value, words=reasons.check(each))
        for each in entry.checks
    ]


def _contribution(part: Contribution, reasons: Reasons) -> ContributionRead:
    words = reasons.contribution(part)
    if isinstance(part, SkillContribution):
        claims = (part.claim, *part.also) if part.claim else ()
        return ContributionRead(
            part="skill",
            skill=part.requirement.skill,
            points=part.points,
            most=part.weight,
            words=words,
            evidence=[_evidence(each) for each in claims],
        )
    name = "occupation" if isinstance(part, OccupationContribution) else "preferences"
    return ContributionRead.model_validate(
        {"part": name, "points": part.points, "most": part.weight, "words": words}
    )


def _evidence(claim: Claim) -> EvidenceRead:
    shown = claim.evidence
    return EvidenceRead(
        kind=EvidenceKind(claim.kind.value),
        source=shown.source,
        quote=shown.text,
        start=shown.start,
        end=shown.end,
    )
