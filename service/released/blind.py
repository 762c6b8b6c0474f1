"""From a ranked entry to a blind profile: everything coarse, nothing that points to a person."""

from datetime import date, timedelta

from matching.ranking import Constraint, Entry, SkillContribution, Verdict
from matching.ranking.reasons import Reasons
from service.released.schemas import (
    Availability,
    Education,
    Level,
    Match,
    RequirementShown,
    Travel,
)
from service.words import EvidenceKind, Importance

__all__ = ["availability", "education", "requirements", "travel"]

_SOON = timedelta(days=92)
_LEVELS = dict(enumerate(Level, start=1))
_VOCATIONAL, _BACHELOR = 4, 6


def requirements(entry: Entry, reasons: Reasons) -> list[RequirementShown]:
    """Every skill that is asked, the weightiest first, without the words of any document."""
    return [_requirement(each, reasons) for each in entry.explanation.skills]


def travel(entry: Entry) -> Travel:
    """Within reach, far, or not known."""
    place = next((each for each in entry.checks if each.name is Constraint.PLACE), None)
    if place is None:
        return Travel.UNKNOWN
    if place.verdict is Verdict.MET:
        return Travel.WITHIN_REACH
    return Travel.UNKNOWN if place.km is None else Travel.FAR


def availability(start: date | None, today: date) -> Availability:
    """When somebody can begin, who is available from `start`."""
    if start is None:
        return Availability.UNKNOWN
    if start <= today:
        return Availability.NOW
    return Availability.WITHIN_3_MONTHS if start - today <= _SOON else Availability.LATER


def education(level: int | None) -> Education:
    """The part of the framework that a level lies in."""
    if level is None:
        return Education.UNKNOWN
    if level <= _VOCATIONAL:
        return Education.EQF_1_4
    return Education.EQF_5_6 if level <= _BACHELOR else Education.EQF_7_8


def _requirement(part: SkillContribution, reasons: Reasons) -> RequirementShown:
    asked, claim = part.requirement, part.claim
    is_same = claim is not None and claim.skill == asked.skill
    match = Match.MATCHED if is_same else Match.MISSING if claim is None else Match.NEARBY
    return RequirementShown(
        skill=asked.skill,
        label=_label(reasons, asked.skill),
        importance=Importance(asked.importance.value),
        match=match,
        through=None if claim is None or is_same else _label(reasons, claim.skill),
        evidence=None if claim is None else EvidenceKind(claim.kind.value),
        level_asked=_LEVELS[part.level_asked],
        level_held=None if claim is None else _LEVELS[part.level_held],
    )


def _label(reasons: Reasons, skill: str) -> str:
    return reasons.taxonomy.skill(skill).label(reasons.language)
