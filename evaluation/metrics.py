"""Metrics of rankings, each by name, for each query and as a mean over queries.

| name | what |
|---|---|
| ndcg_exp@k | nDCG with gain 2^grade − 1, discount log2(rank + 1), ideal over all judged |
| map | mean average precision |
| mrr | reciprocal rank of the first relevant |
| hit@k | whether a relevant one is among the first k |
| recall@k, p@k | relevant ones among the first k, of all relevant, of k |
| r_precision | precision at R, the number of relevant ones |
| rp@k | relevant ones among the first k, of min(k, R): R-precision@k of skill extraction |

All are in [0, 1]. Those that trec_eval has are computed by it (pytrec-eval-terrier). Only the
order of a run counts. A query without results has 0; one for which nothing is relevant is left
out (of nDCG, one without a grade above 0). What was not judged is not relevant.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pytrec_eval

from evaluation.runs import Judgments, Ranked, Run

__all__ = ["CalibrationRow", "PerQuery", "calibration", "means", "per_query", "r_precision_at"]

PerQuery = Mapping[str, Mapping[str, float]]
"""Metric to query id to value."""

_TREC = {
    "map": "map",
    "mrr": "recip_rank",
    "r_precision": "Rprec",
    "hit": "success_{k}",
    "recall": "recall_{k}",
    "p": "P_{k}",
    "ndcg_exp": "ndcg_cut_{k}",
}
_NAME = re.compile(r"(?P<metric>[a-z_]+)(?:@(?P<k>[1-9]\d*))?")
_WITHOUT_K = frozenset({"map", "mrr", "r_precision"})


def per_query(
    run: Run, judgments: Judgments, metrics: Sequence[str], *, relevant_from: int = 1
) -> dict[str, dict[str, float]]:
    """Each metric for each judged query.

    Args:
        run: What was found; queries that were not judged are ignored.
        judgments: Grades of 0 and up.
        metrics: Names as in the table above.
        relevant_from: The least grade that is relevant, for all metrics but nDCG.

    Returns:
        Metric to query to value in [0, 1], metrics and queries in the order given.

    Raises:
        ValueError: There is no such metric.
    """
    ordered = {query: _by_rank(run.get(query, ())) for query in judgments}
    gains = _gains(judgments)
    answered = {
        query: grades for query, grades in judgments.items() if _relevant(grades, relevant_from)
    }
    found: dict[str, dict[str, float]] = {}
    for name in metrics:
        metric, k = _parse(name)
        if metric == "rp":
            found[name] = {
                query: r_precision_at(list(ordered[query]), _relevant(grades, relevant_from), k)
                for query, grades in answered.items()
            }
        elif metric == "ndcg_exp":
            found[name] = _trec(ordered, gains, f"ndcg_cut_{k}", 1)
        else:
            measure = _TREC[metric].format(k=k)
            found[name] = _trec(ordered, answered, measure, relevant_from)
    return found


def means(values: PerQuery) -> dict[str, float]:
    """The mean of each metric over its queries; 0 where there are none."""
    return {
        name: math.fsum(of_query.values()) / len(of_query) if of_query else 0.0
        for name, of_query in values.items()
    }


def r_precision_at(ranked: Sequence[str], relevant: Iterable[str], k: int) -> float:
    """Relevant ones among the first k, of the most there can be.

    Returns:
        In [0, 1]; 0 where nothing is relevant.

    References:
        Decorte et al. (2022), Design of negative sampling strategies for distantly supervised
        skill extraction: RP@K.

    >>> r_precision_at(["a", "x", "b"], {"a", "b", "c"}, 2)
    0.5
    """
    wanted = set(relevant)
    most = min(k, len(wanted))
    return len(wanted.intersection(ranked[:k])) / most if most else 0.0


def _parse(name: str) -> tuple[str, int]:
    match = _NAME.fullmatch(name)
    metric = match["metric"] if match else ""
    needs_k = metric not in _WITHOUT_K
    if not match or metric not in {*_TREC, "rp"} or needs_k != bool(match["k"]):
        raise ValueError(f"expected a metric as ndcg_exp@10, map or mrr, found {name!r}")
    return metric, int(match["k"] or 0)


def _relevant(grades: Mapping[str, int], least: int) -> set[str]:
    return {document for document, grade in grades.items() if grade >= least}


def _gains(judgments: Judgments) -> dict[str, dict[str, int]]:
    return {
        query: {document: 2**grade - 1 for document, grade in grades.items()}
        for query, grades in judgments.items()
        if any(grades.values())
    }


def _by_rank(ranked: Ranked) -> dict[str, float]:
    """Scores that fall with the rank: trec_eval would break ties its own way."""
    return {document: float(-rank) for rank, (document, _) in enumerate(ranked)}


def _trec(
    ordered: Mapping[str, Mapping[str, float]], judgments: Judgments, measure: str, least: int
) -> dict[str, float]:
    judged = {query: dict(grades) for query, grades in judgments.items()}
    evaluator = pytrec_eval.RelevanceEvaluator(judged, {measure}, relevance_level=least)
    runs = {query: dict(of_query) for query, of_query in ordered.items() if of_query}
    found = evaluator.evaluate(runs)
    return {query: float(found.get(query, {}).get(measure, 0.0)) for query in judgments}


@dataclass(frozen=True, kw_only=True)
class CalibrationRow:
    """Pairs whose score is in [low, high) (the last also at high), and how many are relevant.

    `mean_score` is in the units of `low` and `high`; `share` of relevant pairs and its 95 %
    interval (Wilson) are in [0, 1].
    """

    low: float
    high: float
    pairs: int
    mean_score: float
    share: float
    interval: tuple[float, float]


def calibration(
    scores: Sequence[float], relevant: Sequence[bool], *, bins: int = 10, top: float = 1.0
) -> list[CalibrationRow]:
    """What share of pairs is relevant, by score: it should rise with the score.

    Args:
        scores: (n,), in 0..top.
        relevant: (n,), whether people called the pair relevant.
        bins: How many, of equal width; empty ones are left out.
        top: The highest score there can be.

    References:
        Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    rows = []
    for number in range(bins):
        low, high = top * number / bins, top * (number + 1) / bins
        inside = [
            (score, hit)
            for score, hit in zip(scores, relevant, strict=True)
            if min(int(bins * score / top), bins - 1) == number
        ]
        if inside:
            hits = sum(hit for _, hit in inside)
            rows.append(
                CalibrationRow(
                    low=low,
                    high=high,
                    pairs=len(inside),
                    mean_score=math.fsum(score for score, _ in inside) / len(inside),
                    share=hits / len(inside),
                    interval=_wilson(hits, len(inside)),
                )
            )
    return rows


def _wilson(hits: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
