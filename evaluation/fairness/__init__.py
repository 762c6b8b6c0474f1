"""Fairness: what must not matter does not, and whom rankings favour among equals.

In this order, because groups here are small:

1. `counterfactual`: the same people with another name, sex, age … have the same scores, exactly;
   this needs no sample.
2. `gaps`: within each vacancy's qualified pool, is one group shown less than the rest? With
   intervals, the smallest effect that could have been seen, and no verdict under 30 people.
3. `simulate`: both on invented data of which the truth is known.

Trait data are read by `traits` only, and joined to rankings that were made without them.
"""

from evaluation.fairness.counterfactual import SWAPS, Invariance, invariance
from evaluation.fairness.gaps import Contrast, Gap, Verdict, gaps
from evaluation.fairness.run import audit
from evaluation.fairness.simulate import CheckRow, self_check

__all__ = [
    "SWAPS",
    "CheckRow",
    "Contrast",
    "Gap",
    "Invariance",
    "Verdict",
    "audit",
    "gaps",
    "invariance",
    "self_check",
]
