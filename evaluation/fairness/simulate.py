"""Invented rankings of which the truth is known: are our own tests right?

People have a field, an ability and, at random, a group (A or B) that says nothing about ability. A
vacancy is of a field, and its pool is who is able enough. The score is ability, noise and, where
a bias is planted, a subtraction for group B or an addition for the partner's own programmes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evaluation.fairness.bounds import wilson
from evaluation.fairness.counterfactual import Scores, invariance
from evaluation.fairness.gaps import Contrast, Gap, Verdict, gaps
from evaluation.fairness.outcomes import Got
from evaluation.fairness.traits import Pair, against_others, by_group
from evaluation.progress import progress
from matching.reading.records import CandidateRecord

__all__ = ["WORLDS", "CheckRow", "World", "self_check", "simulate"]

Floats = NDArray[np.float64]

_FIELD = 6.0
_ABLE = 6.0
_NOISE = 0.5
_K = 10
_ROUNDS = 200
_SIZES = {False: (0.25, 0.25, 0.25, 0.25), True: (0.4, 0.3, 0.2, 0.1)}
_SHARES = {False: (0.4, 0.4, 0.4, 0.4), True: (0.15, 0.3, 0.55, 0.75)}
_PROGRAMMES, _PROVIDERS = 16, 8
_MOST_FALSE, _LEAST_FOUND = 0.05, 0.8


@dataclass(frozen=True, kw_only=True)
class World:
    """What is simulated.

    Attributes:
        name: In words.
        people: How many.
        vacancies: How many.
        uneven: Whether fields differ in size and in their share of group B.
        bias: What is taken from the scores of B (or given to the partner's own), in standard
            deviations of ability.
        partner: Whether the bias is for the partner's own programmes, not against a group.
        runs: How often it is simulated.
    """

    name: str
    people: int = 300
    vacancies: int = 16
    uneven: bool = False
    bias: float = 0.0
    partner: bool = False
    runs: int = 200


WORLDS = (
    World(name="no bias"),
    World(name="no bias, groups uneven over fields", uneven=True),
    World(name="no bias, 40 people in B", people=200),
    World(name="no bias for own programmes", partner=True),
    World(name="bias of 0.3 against B", bias=0.3, runs=100),
    World(name="bias of 0.6 against B", bias=0.6, runs=100),
    World(name="bias of 0.6 against B, uneven", bias=0.6, uneven=True, runs=100),
    World(name="bias of 1.0 for own programmes", bias=1.0, partner=True, runs=100),
)


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """How often a difference was found in a world.

    Attributes:
        world: Its name.
        bias: As planted.
        runs: How often it was simulated with enough people to test.
        found: Share of them with a difference: false alarms without bias, power with one.
        interval: 95 % interval of it (Wilson).
        ratio: Mean ratio of exposure.
        covered: Share of intervals of that ratio that hold 1, which without bias is the truth.
        four_fifths: Share of runs in which the four-fifths rule would alarm (selection < 0.8).
            These three are None for counterfactual swaps, of which the runs are comparisons.
        right: Without bias: 5 % is in the interval or above it. From 0.6: four in five are found.
    """

    world: str
    bias: float
    runs: int
    found: float
    interval: tuple[float, float]
    ratio: float | None
    covered: float | None
    four_fifths: float | None
    right: bool


def self_check(worlds: Sequence[World] = WORLDS, *, seed: int = 0) -> list[CheckRow]:
    """Simulate worlds and audit each; the last two rows are of counterfactual swaps."""
    rows = [_check(world, seed) for world in progress(worlds, "self-check")]
    return [*rows, *_leaks()]


def simulate(world: World, random: np.random.Generator) -> Contrast:
    """One set of rankings of a world, as the question that an audit asks of it."""
    field = random.choice(4, world.people, p=_SIZES[world.uneven])
    programme = field * (_PROGRAMMES // 4) + random.integers(0, _PROGRAMMES // 4, world.people)
    ability = random.normal(size=world.people)
    if world.partner:
        ability += random.normal(scale=0.3, size=_PROGRAMMES)[programme]
    asked = np.arange(world.vacancies) % 4
    fit = _FIELD * (asked[:, None] == field) + ability
    fit = fit + random.normal(scale=_NOISE, size=fit.shape)
    score = fit + random.normal(scale=_NOISE, size=fit.shape)
    if world.partner:
        return _partners(world, random, programme, fit, score)
    in_b = random.random(world.people) < np.array(_SHARES[world.uneven])[field]
    pairs = _pairs(fit, score - world.bias * in_b)
    groups = {f"C{number}": "B" if each else "A" for number, each in enumerate(in_b)}
    return by_group("group", groups, pairs, asked=("B",))[0]


def _partners(
    world: World,
    random: np.random.Generator,
    programme: NDArray[np.int64],
    fit: Floats,
    score: Floats,
) -> Contrast:
    provider = random.permutation(_PROGRAMMES) % _PROVIDERS
    owner = random.permutation(world.vacancies) % _PROVIDERS
    own = owner[:, None] == provider[programme]
    return against_others(
        "all partners",
        _pairs(fit, score + world.bias * own),
        programme_of={f"C{number}": f"P{each}" for number, each in enumerate(programme)},
        provider_of={f"P{number}": f"R{each}" for number, each in enumerate(provider)},
        owner={f"V{number}": f"R{each}" for number, each in enumerate(owner)},
    )


def _pairs(fit: Floats, score: Floats) -> list[Pair]:
    place = 1 + np.argsort(np.argsort(-score, axis=1), axis=1)
    exposure, selected = 1 / np.log2(1 + place), (place <= _K).astype(np.float64)
    return [
        Pair(f"V{row}", f"C{column}", Got(exposure[row, column], selected[row, column]))
        for row, column in np.argwhere(fit > _ABLE).tolist()
    ]


def _check(world: World, seed: int) -> CheckRow:
    found: list[Gap] = []
    for run in range(world.runs):
        draws = crc32(f"{seed} {world.name} {run}".encode())
        contrast = simulate(world, np.random.default_rng(draws))
        (gap,) = gaps([contrast], rounds=_ROUNDS, seed=draws)
        if gap.p_value is not None:
            found.append(gap)
    hits = sum(each.verdict in (Verdict.LESS, Verdict.MORE) for each in found)
    low, high = wilson(hits, len(found))
    share = hits / max(1, len(found))
    return CheckRow(
        world=world.name,
        bias=world.bias,
        runs=len(found),
        found=share,
        interval=(low, high),
        ratio=_mean(each.exposure.value or 0.0 for each in found),
        covered=_mean(_holds_one(each) for each in found),
        four_fifths=_mean((each.selection.value or 0.0) < 0.8 for each in found),
        right=low <= _MOST_FALSE if not world.bias else world.bias < 0.6 or share >= _LEAST_FOUND,
    )


def _holds_one(gap: Gap) -> bool:
    interval = gap.exposure.interval
    return interval is not None and interval[0] <= 1 <= interval[1]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return float(np.mean(found)) if found else 0.0


def _leaks() -> list[CheckRow]:
    """Counterfactual swaps on a scorer that reads no person, and on one that reads the sex."""
    people = [CandidateRecord(id=f"C{number}", text="Java") for number in range(10)]
    scorers: Mapping[str, Scores] = {
        "swaps, a scorer that reads skills": partial(_toy_scores, leaks=False),
        "swaps, a scorer that reads the sex": partial(_toy_scores, leaks=True),
    }
    rows = []
    for name, scorer in scorers.items():
        found = invariance(people, ["V0"], scorer)
        leak = name.endswith("sex")
        rows.append(
            CheckRow(
                world=name,
                bias=float(leak),
                runs=found.comparisons,
                found=found.changes / found.comparisons,
                interval=(0.0, found.upper),
                ratio=None,
                covered=None,
                four_fifths=None,
                right=(found.by_attribute["sex"] > 0) == leak and (found.changes > 0) == leak,
            )
        )
    return rows


def _toy_scores(people: Sequence[CandidateRecord], *, leaks: bool) -> NDArray[np.int64]:
    counted = [5000 - 100 * (leaks and "Geslacht: vrouw" in each.text) for each in people]
    return np.array([counted], np.int64)
