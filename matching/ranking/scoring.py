"""Scores of all candidates for a vacancy: whole numbers in 0..10,000.

A score is the sum of contributions; each is a weight × a credit in 1/10,000, rounded down. A
contribution never falls when its credit rises, so the whole score is monotone.

There are two ways to the same numbers: with numpy, and with the compiled kernel.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.constraints import judge
from matching.ranking.credit import SCALE
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import Plan
from matching.ranking.preferences import fits
from matching.ranking.results import Constraint

__all__ = ["Assessment", "assess", "assess_compiled", "assess_plainly"]

Scores = NDArray[np.uint16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A vacancy against n candidates.

    Attributes:
        plan: What the vacancy asks.
        index: The candidates.
        scores: (n,), in 0..10,000, also of those that are not eligible.
        eligible: (n,), whom no constraint excludes.
        excluded: How many each constraint excludes, those that exclude somebody.
    """

    plan: Plan
    index: CandidateIndex
    scores: Scores
    eligible: NDArray[np.bool_]
    excluded: Mapping[Constraint, int]


def assess(plan: Plan, index: CandidateIndex) -> Assessment:
    """Score and judge every candidate, in the way that is fastest here."""
    return assess_compiled(plan, index) if index.uses_kernel() else assess_plainly(plan, index)


def assess_plainly(plan: Plan, index: CandidateIndex) -> Assessment:
    """Score and judge every candidate with numpy."""
    conditions = plan.vacancy.conditions
    verdicts = judge(conditions, index.columns, index.config)
    scores = _best_points(plan, index)
    fit = fits(conditions, index.columns, verdicts)
    for weight, row in zip(plan.preference_weights, fit, strict=True):
        scores += (weight * row // SCALE).astype(np.uint16)
    return Assessment(
        plan=plan,
        index=index,
        scores=scores,
        eligible=verdicts.eligible(),
        excluded=verdicts.excluded(),
    )


def _best_points(plan: Plan, index: CandidateIndex) -> Scores:
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
    return np.bincount(rows, weights=points, minlength=len(index)).astype(np.uint16)


def assess_compiled(plan: Plan, index: CandidateIndex) -> Assessment:
    """Score and judge every candidate with the kernel.

    Raises:
        ImportError: Numba is not installed.
    """
    from matching.ranking.search import Search

    excluded, start = np.zeros(len(Constraint), np.int64), 0
    scores, eligible = np.empty(index.n_stored, np.uint16), np.empty(index.n_stored, np.uint8)
    for stretch in index.whole.stretches:
        rows = slice(start, start + len(stretch))
        Search(plan, index.worth, stretch).assess(scores[rows], eligible[rows], excluded)
        start += len(stretch)
    counts = zip(Constraint, excluded.tolist(), strict=True)
    return Assessment(
        plan=plan,
        index=index,
        scores=index.by_id(scores),
        eligible=index.by_id(eligible.view(np.bool_)),
        excluded={name: count for name, count in counts if count},
    )
