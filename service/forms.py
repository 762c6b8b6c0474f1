"""Rankings and mentions as plain data for JSON: what `--json` and `--explain` write."""

from collections.abc import Iterable
from typing import Any

from matching.ranking.reasons import Reasons
from matching.ranking.results import (
    ConstraintCheck,
    Contribution,
    Entry,
    OccupationContribution,
    Ranking,
    SkillContribution,
    VacancyRanking,
)
from matching.reading.linking import Link
from matching.taxonomy import Taxonomy
from matching.types import Claim, Concept, Evidence, Mention

__all__ = ["link_form", "mention_form", "points", "ranking_form"]

_SCALE = 10_000


def points(value: int) -> float:
    """A score or part of it, of 10,000, as a number in 0..1 with four decimals.

    Parts and score are multiples of 0.0001: compare their sums as whole ten-thousandths.
    """
    return value / _SCALE


def mention_form(mention: Mention, taxonomy: Taxonomy) -> dict[str, Any]:
    """A mention with its labels in both languages."""
    skill = taxonomy.skill(mention.skill)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "skill": mention.skill,
        "label_nl": skill.label_nl,
        "label_en": skill.label_en,
        "importance": mention.importance,
        "level": mention.level,
        "negated": mention.negated,
        "intent": mention.intent,
        "section": mention.section,
        "certainty": mention.certainty,
        "probable": mention.probable,
    }


def link_form(link: Link, concept: Concept) -> dict[str, Any]:
    """A linked concept with its labels and, where it has one, its ESCO URI."""
    return {
        "id": link.concept,
        "label_nl": concept.label_nl,
        "label_en": concept.label_en,
        "score": link.score,
        "matched": link.label,
        "esco": concept.esco,
    }


def ranking_form(ranking: Ranking | VacancyRanking, reasons: Reasons) -> dict[str, Any]:
    """A ranking with every contribution, check and reason; contributions add up to the score."""
    if isinstance(ranking, Ranking):
        subject, one = {"vacancy": ranking.vacancy}, "candidate"
    else:
        subject, one = {"candidate": ranking.candidate}, "vacancy"
    return {
        **subject,
        "seed": ranking.seed,
        "pool": ranking.pool,
        "eligible": ranking.eligible,
        "reasons": {str(name): count for name, count in ranking.reasons.items()},
        "bands": [
            {
                "band": band.number,
                "highest": points(band.highest),
                "lowest": points(band.lowest),
                "size": band.size,
                "shown": band.shown,
            }
            for band in ranking.bands
            if band.shown
        ],
        "entries": [_entry(entry, one, reasons) for entry in ranking.entries],
        "not_eligible": [
            {one: each.id, "reasons": _checks(each.reasons, reasons)}
            for each in ranking.not_eligible
        ],
    }


def _entry(entry: Entry, one: str, reasons: Reasons) -> dict[str, Any]:
    return {
        one: entry.id,
        "score": points(entry.score),
        "band": entry.band,
        "place": entry.place,
        "contributions": [_contribution(part, reasons) for part in entry.explanation],
        "checks": _checks(entry.checks, reasons),
    }


def _contribution(part: Contribution, reasons: Reasons) -> dict[str, Any]:
    shared = {
        "points": points(part.points),
        "weight": points(part.weight),
        "reason": reasons.contribution(part),
    }
    if isinstance(part, SkillContribution):
        return {"part": "skill", **shared, **_skill(part, reasons.taxonomy)}
    if isinstance(part, OccupationContribution):
        return {
            "part": "occupation",
            **shared,
            "asked": part.asked,
            "occupation": part.occupation,
            "tie": part.tie,
            "relatedness": points(part.relatedness),
        }
    fits = {str(each.name): points(each.fit) for each in part.parts}
    return {"part": "preferences", **shared, "fits": fits}


def _skill(part: SkillContribution, taxonomy: Taxonomy) -> dict[str, Any]:
    asked = part.requirement
    skill = taxonomy.skill(asked.skill)
    return {
        "skill": asked.skill,
        "label_nl": skill.label_nl,
        "label_en": skill.label_en,
        "importance": asked.importance,
        "probable": asked.certainty < 1,
        "level_asked": part.level_asked,
        "level_held": part.level_held,
        "fulfilment": points(part.fulfilment),
        "relatedness": points(part.relatedness),
        "level_factor": points(part.level_factor),
        "strength": points(part.strength),
        "certainty": points(part.certainty),
        "asked_in": [_evidence(each) for each in asked.evidence],
        "claim": _claim(part.claim) if part.claim else None,
        "also": [_claim(each) for each in part.also],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "skill": claim.skill,
        "kind": claim.kind,
        "level": claim.level,
        "evidence": _evidence(claim.evidence),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
    }


def _checks(checks: Iterable[ConstraintCheck], reasons: Reasons) -> list[dict[str, Any]]:
    return [
        {"name": check.name, "verdict": check.verdict, "reason": reasons.check(check)}
        for check in checks
    ]
