"""Weights learned from judgments: near those set by hand, and only as far as judgments carry.

Weights move one at a time, by steps, to where the mean nDCG is highest; a move away from the value
set by hand must earn more than it costs. All stay within bounds, so none is negative. Folds of
vacancies say what that is worth on vacancies that were not learned from. A human decides.

References:
    Metzler, Croft (2007), Linear feature-based models for information retrieval, Information
    Retrieval 10, 257-274: coordinate ascent on the metric itself.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.datasets.types import RankingSet
from evaluation.errors import TooFewJudgmentsError
from evaluation.metrics import per_query
from evaluation.progress import progress
from evaluation.ranking_systems import OurSystem
from evaluation.significance import Difference, Verdict, compare_paired, verdicts
from matching.config import MatchingConfig
from matching.matcher import Matcher

__all__ = [
    "FEWEST_RELEVANT",
    "FEWEST_VACANCIES",
    "METRIC",
    "WEIGHTS",
    "Learned",
    "changes",
    "learn",
    "need_enough",
    "write_config",
]

METRIC = "ndcg_exp@10"

Bounds = tuple[float, float]
Weights = Mapping[str, float]
Values = Mapping[str, float]

WEIGHTS: Mapping[str, Bounds] = {
    "importance_weight.nice": (0.05, 0.95),
    "title_weight": (1.0, 4.0),
    "broad_weight": (0.0, 1.0),
    "kind_weight.skill": (0.05, 1.0),
    "kind_weight.method": (0.05, 1.0),
    "kind_weight.knowledge": (0.05, 1.0),
    "kind_weight.transversal": (0.0, 1.0),
    "evidence_strength.work": (0.05, 1.0),
    "evidence_strength.module": (0.05, 1.0),
    "evidence_strength.project": (0.05, 1.0),
    "evidence_strength.self": (0.05, 1.0),
    "probable_weight": (0.0, 1.0),
    "occupation_share": (0.0, 0.3),
}
"""Weight to its bounds. What they are measured against stays: a must, a tool, a coach's word."""

FEWEST_VACANCIES = 40
"""Where a difference varies by .07 between vacancies, as it does on our own judgments, .03 shows
with a chance of 80 % from about 40 of them (two-sided, 5 %): (2.8 × .07 / .03)²."""

FEWEST_RELEVANT = 10 * len(WEIGHTS)
"""Ten positive pairs for each weight that is learned.

References:
    Peduzzi et al. (1996), Journal of Clinical Epidemiology 49, 1373-1379.
"""

_FOLDS = 5
_SWEEPS = 2
_STEPS = (0.5, 0.8, 1.25, 2.0)
_PRICE = 0.002
"""What a halving or doubling of a weight must earn in nDCG."""


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What was learned, and what it is worth.

    Attributes:
        vacancies: How many were learned from.
        relevant: Positive pairs among their judgments.
        by_hand: Weight to its value set by hand.
        learned: The same learned from all vacancies.
        moved: Weight to the number of folds in which it moved.
        folds: How many there are.
        hand_mean: nDCG of the weights set by hand.
        learned_mean: nDCG of learned weights, each on vacancies that they were not learned from.
        difference: Learned minus by hand, on the same.
        verdict: Of the learned weights.
    """

    vacancies: int
    relevant: int
    by_hand: Weights
    learned: Weights
    moved: Mapping[str, int]
    folds: int
    hand_mean: float
    learned_mean: float
    difference: Difference
    verdict: Verdict


def need_enough(data: RankingSet) -> tuple[int, int]:
    """How many vacancies can be learned from, and how many positive pairs they have.

    A vacancy says something where one candidate is relevant and another is not.

    Raises:
        TooFewJudgmentsError: There are too few; the weights set by hand stay.
    """
    relevant = {
        vacancy: sum(grade >= data.relevant_from for grade in grades.values())
        for vacancy, grades in data.judgments.items()
    }
    telling = [each for each, n in relevant.items() if 0 < n < len(data.judgments[each])]
    pairs = sum(relevant[each] for each in telling)
    if len(telling) < FEWEST_VACANCIES or pairs < FEWEST_RELEVANT:
        raise TooFewJudgmentsError(
            f"expected at least {FEWEST_VACANCIES} vacancies with relevant and other candidates, "
            f"and {FEWEST_RELEVANT} relevant pairs among them, found {len(telling)} and {pairs}: "
            f"the weights set by hand stay and nothing is written; judge more vacancies"
        )
    return len(telling), pairs


def learn(matcher: Matcher, data: RankingSet, *, seed: int = 0) -> Learned:
    """Learn weights, and measure them on vacancies that they were not learned from.

    Args:
        matcher: Its config has the weights set by hand.
        data: Judged vacancies.
        seed: Decides the folds and the draws of the test.

    Raises:
        TooFewJudgmentsError: There are too few judgments.
    """
    n_vacancies, n_relevant = need_enough(data)
    value = _Memory(matcher, data)
    by_hand = _weights_of(matcher.config)
    hand = value(by_hand)
    names = sorted(hand)
    shuffled = np.random.default_rng(seed).permutation(names).tolist()
    folds = [shuffled[first::_FOLDS] for first in range(_FOLDS)]
    found: dict[str, float] = {}
    moves: list[set[str]] = []
    for held_out in progress(folds, "folds"):
        weights = _climb(value, by_hand, [each for each in names if each not in held_out])
        found.update({each: value(weights)[each] for each in held_out})
        moves.append({name for name in WEIGHTS if weights[name] != by_hand[name]})
    difference = compare_paired(hand, found, seed=seed)
    return Learned(
        vacancies=n_vacancies,
        relevant=n_relevant,
        by_hand=by_hand,
        learned=_climb(value, by_hand, names),
        moved={name: sum(name in moved for moved in moves) for name in WEIGHTS},
        folds=_FOLDS,
        hand_mean=_mean(hand, names),
        learned_mean=_mean(found, names),
        difference=difference,
        verdict=verdicts([difference])[0],
    )


def changes(learned: Learned) -> dict[str, Any]:
    """The weights that differ from those set by hand, in the form of a config file."""
    found: dict[str, Any] = {}
    for name, value in learned.learned.items():
        if value != learned.by_hand[name]:
            group, _, key = name.partition(".")
            if key:
                found.setdefault(group, {})[key] = value
            else:
                found[group] = value
    return found


def write_config(path: Path, learned: Learned) -> None:
    """Write the weights that differ from those set by hand, for `--config` and for a human."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(changes(learned), indent=2) + "\n", encoding="utf-8")


class _Memory:
    """nDCG of each vacancy by weights, each set of weights measured once."""

    def __init__(self, matcher: Matcher, data: RankingSet) -> None:
        ours = OurSystem(matcher=matcher)
        self._matcher = matcher
        self._data = data
        self._candidates = ours.candidates(data)
        self._vacancies = [each for each in ours.vacancies(data) if each.requirements]
        self._known: dict[tuple[float, ...], Values] = {}

    def __call__(self, weights: Weights) -> Values:
        key = tuple(weights[name] for name in WEIGHTS)
        if key not in self._known:
            self._known[key] = self._measure(weights)
        return self._known[key]

    def _measure(self, weights: Weights) -> Values:
        matcher = replace(self._matcher, config=_with(self._matcher.config, weights))
        index = matcher.index(self._candidates)
        run = {
            vacancy.id: [
                (candidate, float(score))
                for candidate, score in matcher.best(vacancy, index, k=len(index))
            ]
            for vacancy in self._vacancies
        }
        return per_query(run, self._data.judgments, [METRIC])[METRIC]


def _climb(
    value: Callable[[Weights], Values], by_hand: Weights, vacancies: Sequence[str]
) -> Weights:
    """The weights to which steps of one at a time lead; where nothing is gained they stay."""

    def worth(weights: Weights) -> float:
        return _mean(value(weights), vacancies) - _PRICE * _distance(weights, by_hand)

    best, most = by_hand, worth(by_hand)
    for _ in range(_SWEEPS):
        before = best
        for name in WEIGHTS:
            for weights in _beside(best, name):
                reached = worth(weights)
                if reached > most + 1e-9:
                    best, most = weights, reached
        if best == before:
            break
    return best


def _beside(weights: Weights, name: str) -> Iterable[Weights]:
    """The weights with one of them a step away, as far as its bounds allow."""
    low, high = WEIGHTS[name]
    steps = {round(min(high, max(low, weights[name] * step)), 3) for step in _STEPS}
    for step in sorted(steps - {weights[name]}):
        yield {**weights, name: step}


def _distance(weights: Weights, by_hand: Weights) -> float:
    """Halvings and doublings between the two, over all weights."""
    return math.fsum(
        abs(math.log2((weights[name] + 0.01) / (by_hand[name] + 0.01))) for name in WEIGHTS
    )


def _mean(values: Values, vacancies: Sequence[str]) -> float:
    return math.fsum(values[each] for each in vacancies) / len(vacancies)


def _weights_of(config: MatchingConfig) -> Weights:
    found: dict[str, float] = {}
    for name in WEIGHTS:
        group, _, key = name.partition(".")
        value = getattr(config, group)
        found[name] = float(value[key] if key else value)
    return found


def _with(config: MatchingConfig, weights: Weights) -> MatchingConfig:
    changed: dict[str, Any] = {}
    for name, value in weights.items():
        group, _, key = name.partition(".")
        if key:
            own = changed.get(group, getattr(config, group))
            changed[group] = {each: value if each == key else own[each] for each in own}
        else:
            changed[group] = value
    return replace(config, **changed)
