"""Judgments of what programmes taught: rows of their own, which stand in its place."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from models import Claim
from service.words import EvidenceKind

__all__ = ["judged_skills", "taught_id"]


def taught_id(candidate_id: UUID, skill: str) -> UUID:
    """The id of the claim that programmes taught somebody a skill, stored or not."""
    return uuid5(candidate_id, skill)


def judged_skills(claims: Iterable[Claim]) -> set[str]:
    """The skills of which somebody judged that programmes taught them."""
    return {
        each.skill
        for each in claims
        if each.kind is EvidenceKind.MODULE and each.id == taught_id(each.candidate_id, each.skill)
    }
