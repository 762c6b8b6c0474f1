"""Scores and verdicts of one block with numpy: the oracle of the kernel, and the way without it."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.blocks import Block
from matching.ranking.constraints import judge
from matching.ranking.credit import SCALE
from matching.ranking.plan import Plan
from matching.ranking.preferences import fits
from matching.ranking.results import Constraint

__all__ = ["score_plainly"]

Flags = NDArray[np.bool_]


def score_plainly(
    plan: Plan, block: Block, worth: NDArray[np.uint64], config: MatchingConfig
) -> tuple[NDArray[np.uint16], Flags, Mapping[Constraint, Flags]]:
    """Score and judge a block.

    Args:
        plan: What the vacancy asks.
        block: The candidates.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        config: Weights and thresholds.

    Returns:
        (n,) scores; whom no constraint excludes; and whom each one excludes.
    """
    scores = np.zeros(len(block), np.int64)
    best = np.zeros(len(block), np.int64)
    for each, (level, weight, closes) in enumerate(plan.asked.tolist()):
        related = plan.related[plan.begin[each] : plan.begin[each + 1]]
        credit = block.postings.best(related, worth[level - 1])
        np.maximum(best, weight * credit.astype(np.int64) // SCALE, out=best)
        if closes:
            scores += best
            best[:] = 0
    asked = plan.vacancy.conditions
    verdicts = judge(asked, block.columns, config)
    fit = fits(asked, block.columns, verdicts)
    for weight, row in zip(plan.preference_weights, fit, strict=True):
        scores += weight * row // SCALE
    return scores.astype(np.uint16), verdicts.eligible(), verdicts.failing()
