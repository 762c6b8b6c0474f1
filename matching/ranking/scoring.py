"""Scores of all candidates for a vacancy: whole numbers in 0..10,000.

A score is the sum of contributions; each is a weight × a credit in 1/10,000, rounded down. A
contribution never falls when its credit rises, so the whole score is monotone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.constraints import Verdicts, judge
from matching.ranking.credit import SCALE
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import Plan
from matching.ranking.preferences import fits

__all__ = ["Assessment", "assess", "best_points"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A vacancy against n candidates: scores (n,), verdicts, and fits of preferences (3, n)."""

    plan: Plan
    index: CandidateIndex
    scores: Ints
    verdicts: Verdicts
    fits: NDArray[np.int32]


def assess(plan: Plan, index: CandidateIndex) -> Assessment:
    """Score every candidate, also those that are not eligible."""
    conditions = plan.vacancy.conditions
    verdicts = judge(conditions, index.columns, index.config)
    fit = fits(conditions, index.columns, verdicts)
    scores = best_points(plan, index)
    for weight, row in zip(plan.preference_weights, fit, strict=True):
        scores += weight * row // SCALE
    return Assessment(plan=plan, index=index, scores=scores, verdicts=verdicts, fits=fit)


def best_points(plan: Plan, index: CandidateIndex) -> Ints:
    """Points for skills and occupation, without preferences, (n,).

    They are summed as floats, but of whole numbers this small that is exact.
    """
    asked = [
        (index.holders_of_skill(each.requirement.skill, each.level), each.weight)
        for each in plan.skills
    ]
    if plan.occupations:
        asked.append((index.holders_of_occupation(plan.occupations), plan.occupation_weight))
    rows = np.concatenate([holders.rows for holders, _ in asked])
    points = np.concatenate([holders.credit for holders, _ in asked], dtype=np.int32)
    weights = np.array([weight for _, weight in asked], np.int32)
    points *= np.repeat(weights, [len(holders.rows) for holders, _ in asked])
    points //= SCALE
    return np.bincount(rows, weights=points, minlength=len(index)).astype(np.int64)
