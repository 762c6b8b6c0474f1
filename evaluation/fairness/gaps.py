"""Whether one group gets less than the rest, among the equally qualified for one vacancy.

The gap is the difference of means within pools, pools weighted by m (n - m) / n for m members
of the group among n: the coefficient of a regression with an effect for each pool. A pool in
which all are of one group says nothing. Everything is drawn by the unit (a candidate with all
their vacancies; a programme with all its candidates), never by the pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from evaluation.fairness.draws import Design, bootstrap, contrast, permute
from evaluation.significance import holm

__all__ = ["LEAST", "Contrast", "Gap", "Ratio", "Verdict", "gaps"]

LEAST = 30
"""People in a group, and in the rest, under which nothing is concluded."""

_SHOWN_FROM = 10
_ALPHA = 0.05
_POWER = 0.8
_BLIND = 0.5


class Verdict(StrEnum):
    """What can be said; «pass» is not among it."""

    INSUFFICIENT = "insufficient data"
    LESS = "gets less"
    MORE = "gets more"
    NOT_FOUND = "no difference found"


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """A question: does `group` of `trait` get what `against` gets? `design` holds the pairs.

    `tested` is whether pools are of equals, so that a gap is one between equals; where they are
    not, ratios are shown and nothing is concluded.
    """

    trait: str
    group: str
    against: str
    design: Design
    tested: bool = True

    @property
    def enough(self) -> bool:
        """Whether it is tested: people enough in the group and in the rest."""
        return self.tested and self.design.smallest >= LEAST


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """What the group gets over what the rest gets.

    Attributes:
        value: 1 is equal; None where the rest gets nothing.
        interval: 95 %, by bootstrap over units; None where it is not defined.
        detectable: The least distance of the ratio from 1 that would be found four times in
            five, at the corrected level; None where nothing can be found.
    """

    value: float | None = None
    interval: tuple[float, float] | None = None
    detectable: float | None = None


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The answer to a contrast.

    Attributes:
        trait: As in the contrast, like `group` and `against`.
        people: (in the group, in the rest) of those in a pool that has both; figures under ten
            people are withheld, and so is everything else then.
        pools: How many have both.
        exposure: Of log-discounted attention.
        selection: Of places among the first k.
        p_value: Of no gap in exposure, two-sided; None where there are too few people.
        corrected: The same after Holm's correction for all contrasts of the audit.
        verdict: By `corrected`, at 5 %; where not even a halving of exposure would be found,
            «insufficient data» instead of «no difference found».
    """

    trait: str
    group: str
    against: str
    people: tuple[int, int] | None
    pools: int
    exposure: Ratio = Ratio()
    selection: Ratio = Ratio()
    p_value: float | None = None
    corrected: float | None = None
    verdict: Verdict = Verdict.INSUFFICIENT


def gaps(contrasts: Sequence[Contrast], *, rounds: int = 2000, seed: int = 0) -> list[Gap]:
    """Answer contrasts, corrected for all of them being asked at once.

    Args:
        contrasts: Of any traits.
        rounds: Permutations, and bootstrap draws.
        seed: Decides them; the same seed, the same figures.

    Returns:
        In the order of the contrasts.

    References:
        Chung, Romano (2013), Exact and asymptotically robust permutation tests, Annals of
        Statistics 41, 484-507. Singh, Joachims (2018), Fairness of exposure in rankings, KDD.
    """
    level = _ALPHA / max(1, sum(each.enough for each in contrasts))
    found = [_gap(each, level, rounds, seed) for each in contrasts]
    p_values = [each.p_value for each in found if each.p_value is not None]
    corrected = iter(holm(p_values))
    return [each if each.p_value is None else _judged(each, next(corrected)) for each in found]


def _gap(asked: Contrast, level: float, rounds: int, seed: int) -> Gap:
    design = asked.design
    people, pools = design.people, design.pools
    hidden = design.smallest < _SHOWN_FROM
    gap = Gap(
        trait=asked.trait,
        group=asked.group,
        against=asked.against,
        people=None if hidden else people,
        pools=pools,
    )
    if hidden:
        return gap
    drawn = bootstrap(design, rounds=rounds, seed=seed)
    shuffled = permute(design, rounds=rounds, seed=seed) if asked.enough else None
    ratios = [
        _ratio(design, kind, drawn[kind], shuffled.spread[kind] if shuffled else None, level)
        for kind in range(2)
    ]
    return replace(
        gap,
        exposure=ratios[0],
        selection=ratios[1],
        p_value=shuffled.p_value if shuffled else None,
    )


def _ratio(
    design: Design, kind: int, drawn: NDArray[np.float64], spread: float | None, level: float
) -> Ratio:
    group, rest = (float(each[0]) for each in contrast(design, design.members[None], kind))
    if rest <= 0:
        return Ratio()
    known = drawn[np.isfinite(drawn)]
    sure = len(known) >= 0.95 * len(drawn)
    low, high = np.quantile(known, [0.025, 0.975]) if sure else (0.0, 0.0)
    normal = NormalDist()
    steps = normal.inv_cdf(1 - level / 2) + normal.inv_cdf(_POWER)
    return Ratio(
        value=group / rest,
        interval=(float(low), float(high)) if sure else None,
        detectable=steps * spread / rest if spread else None,
    )


def _judged(gap: Gap, corrected: float) -> Gap:
    value, detectable = gap.exposure.value, gap.exposure.detectable
    verdict = Verdict.INSUFFICIENT
    if corrected < _ALPHA and value is not None:
        verdict = Verdict.LESS if value < 1 else Verdict.MORE
    elif detectable is not None and detectable <= _BLIND:
        verdict = Verdict.NOT_FOUND
    return replace(gap, corrected=corrected, verdict=verdict)
