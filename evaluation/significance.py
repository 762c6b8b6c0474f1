"""Whether a difference between two systems is more than chance.

Both were measured on the same queries, so differences are paired. Values of one cluster (a
vacancy) hang together: they are flipped and drawn together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Difference",
    "Verdict",
    "bootstrap_interval",
    "compare_paired",
    "holm",
    "paired_randomisation",
    "verdicts",
]

Floats = NDArray[np.float64]

_ROUNDS = 10_000
_MOST_EXACT = 13
_BLOCK = 1_000
_TINY = 1e-12


class Verdict(StrEnum):
    """What can be said of a system against another."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The mean difference of a metric, second system minus first, and how sure it is.

    Attributes:
        mean: In -1..1 for metrics in [0, 1].
        interval: 95 % interval of the mean, by bootstrap over clusters.
        p_value: Of no difference, two-sided, by paired randomisation; in (0, 1].
        queries: How many were measured with both.
        same: Whether no query differs at all.
    """

    mean: float
    interval: tuple[float, float]
    p_value: float
    queries: int
    same: bool


def compare_paired(
    first: Mapping[str, float],
    second: Mapping[str, float],
    *,
    clusters: Mapping[str, str] | None = None,
    seed: int = 0,
) -> Difference:
    """Compare two systems on the queries that both were measured on.

    Args:
        first: Query to value.
        second: The same.
        clusters: Query to cluster; a query that is not there is one of its own.
        seed: Decides the draws; the same seed, the same figures.
    """
    shared = [query for query in first if query in second]
    differences = np.array([second[query] - first[query] for query in shared], np.float64)
    names = [(clusters or {}).get(query, query) for query in shared]
    return Difference(
        mean=float(differences.mean()) if shared else 0.0,
        interval=bootstrap_interval(differences, names, seed=seed),
        p_value=paired_randomisation(differences, names, seed=seed),
        queries=len(shared),
        same=bool(np.all(np.abs(differences) < _TINY)),
    )


def paired_randomisation(
    differences: Sequence[float] | Floats,
    clusters: Sequence[str] | None = None,
    *,
    rounds: int = _ROUNDS,
    seed: int = 0,
) -> float:
    """How often chance signs give a mean as far from 0 as the one found; two-sided.

    With few clusters all signs are tried, and the answer is exact.

    Args:
        differences: (n,), of the same queries.
        clusters: (n,), what hangs together has one name; None: nothing does.
        rounds: How many draws, where not all signs are tried.
        seed: Decides the draws.

    Returns:
        In (0, 1]; 1 without data.

    References:
        Smucker, Allan, Carterette (2007), A comparison of statistical significance tests for
        information retrieval evaluation, CIKM, 623-632.
    """
    sums = _cluster_sums(np.asarray(differences, np.float64), clusters)[0]
    sums = sums[np.abs(sums) > _TINY]
    if not len(sums):
        return 1.0
    found = abs(sums.sum()) - _TINY
    if len(sums) <= _MOST_EXACT:
        codes = np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums))
        totals = np.abs((1 - 2 * (codes & 1)) @ sums)
        return float(np.mean(totals >= found))
    random = np.random.default_rng(seed)
    beyond = 0
    for start in range(0, rounds, _BLOCK):
        signs = random.integers(0, 2, (min(_BLOCK, rounds - start), len(sums))) * 2 - 1
        beyond += int(np.count_nonzero(np.abs(signs @ sums) >= found))
    return (beyond + 1) / (rounds + 1)


def bootstrap_interval(
    values: Sequence[float] | Floats,
    clusters: Sequence[str] | None = None,
    *,
    level: float = 0.95,
    rounds: int = _ROUNDS,
    seed: int = 0,
) -> tuple[float, float]:
    """The interval of a mean, by drawing whole clusters with replacement (percentiles).

    Returns:
        Low and high; (0, 0) without data.

    References:
        Efron, Tibshirani (1993), An introduction to the bootstrap, chapter 13.
    """
    sums, sizes = _cluster_sums(np.asarray(values, np.float64), clusters)
    if not len(sums):
        return 0.0, 0.0
    random = np.random.default_rng(seed)
    drawn: list[Floats] = []
    for start in range(0, rounds, _BLOCK):
        rows = random.integers(0, len(sums), (min(_BLOCK, rounds - start), len(sums)))
        drawn.append(sums[rows].sum(axis=1) / sizes[rows].sum(axis=1))
    low, high = np.quantile(np.concatenate(drawn), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values corrected for being several, by Holm's steps down; in the order given.

    References:
        Holm (1979), A simple sequentially rejective multiple test procedure.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        corrected[place] = highest
    return corrected


def verdicts(differences: Sequence[Difference], *, alpha: float = 0.05) -> list[Verdict]:
    """What can be said of each second system, corrected for all of them being asked at once.

    Args:
        differences: Second minus first, on metrics where more is better.
        alpha: How often a verdict may be wrong where nothing differs, over all of them.
    """
    corrected = holm([each.p_value for each in differences])
    return [_verdict(each, p, alpha) for each, p in zip(differences, corrected, strict=True)]


def _verdict(difference: Difference, p_value: float, alpha: float) -> Verdict:
    if difference.same and difference.queries:
        return Verdict.SAME
    if p_value >= alpha:
        return Verdict.NOT_ENOUGH
    return Verdict.BETTER if difference.mean > 0 else Verdict.WORSE


def _cluster_sums(values: Floats, clusters: Sequence[str] | None) -> tuple[Floats, Floats]:
    """The sum and the size of each cluster."""
    if clusters is None:
        return values, np.ones(len(values))
    _, places = np.unique(np.asarray(clusters, dtype=np.str_), return_inverse=True)
    sizes = np.bincount(places).astype(np.float64)
    return np.bincount(places, weights=values).astype(np.float64), sizes
