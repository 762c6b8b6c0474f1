import math

import numpy as np
import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import (  # type: ignore[import-untyped]
    average_precision_score,
    ndcg_score,
)

from evaluation.metrics import calibration, means, per_query, r_precision_at

DOCUMENTS = [f"d{number}" for number in range(8)]
grades = st.lists(st.integers(0, 3), min_size=8, max_size=8).filter(any)
orders = st.permutations(DOCUMENTS)


def one(run: list[str], judged: dict[str, int], metric: str, *, relevant_from: int = 1) -> float:
    ranked = [(document, 1.0) for document in run]
    found = per_query({"q": ranked}, {"q": judged}, [metric], relevant_from=relevant_from)
    return found[metric]["q"]


@given(grades, orders, st.integers(1, 8))
def test_ndcg_agrees_with_scikit_learn_on_exponential_gains(
    of_documents: list[int], order: list[str], k: int
) -> None:
    judged = dict(zip(DOCUMENTS, of_documents, strict=True))
    gains = np.array([[2 ** judged[document] - 1 for document in order]])
    falling = np.arange(len(order), 0, -1.0)[None, :]
    expected = ndcg_score(gains, falling, k=k)
    assert one(order, judged, f"ndcg_exp@{k}") == pytest.approx(expected)


@given(grades, orders)
def test_average_precision_agrees_with_scikit_learn(
    of_documents: list[int], order: list[str]
) -> None:
    judged = dict(zip(DOCUMENTS, of_documents, strict=True))
    relevant = [judged[document] > 0 for document in order]
    expected = average_precision_score(relevant, np.arange(len(order), 0, -1.0))
    assert one(order, judged, "map") == pytest.approx(expected)


@given(grades, orders, st.integers(1, 8))
def test_all_metrics_agree_with_their_obvious_versions(
    of_documents: list[int], order: list[str], k: int
) -> None:
    judged = dict(zip(DOCUMENTS, of_documents, strict=True))
    hits = [judged[document] > 0 for document in order]
    among, every = sum(hits[:k]), sum(hits)
    assert one(order, judged, "mrr") == pytest.approx(1 / (hits.index(True) + 1))
    assert one(order, judged, f"hit@{k}") == float(among > 0)
    assert one(order, judged, f"recall@{k}") == pytest.approx(among / every)
    assert one(order, judged, f"p@{k}") == pytest.approx(among / k)
    assert one(order, judged, "r_precision") == pytest.approx(sum(hits[:every]) / every)
    assert one(order, judged, f"rp@{k}") == pytest.approx(among / min(k, every))


@given(grades, orders)
def test_metrics_agree_with_pytrec_eval_on_distinct_scores(
    of_documents: list[int], order: list[str]
) -> None:
    judged = dict(zip(DOCUMENTS, of_documents, strict=True))
    scores = {document: float(-rank) for rank, document in enumerate(order)}
    measures = {"map", "recip_rank", "Rprec", "P_5", "recall_5"}
    evaluator = pytrec_eval.RelevanceEvaluator({"q": judged}, measures)
    expected = evaluator.evaluate({"q": scores})["q"]
    names = {"map": "map", "mrr": "recip_rank", "r_precision": "Rprec"}
    for ours, theirs in {**names, "p@5": "P_5", "recall@5": "recall_5"}.items():
        assert one(order, judged, ours) == pytest.approx(expected[theirs])


def test_the_convention_of_ndcg_is_the_exponential_one() -> None:
    judged = {"a": 3, "b": 2, "c": 0}
    ideal = 7 + 3 / math.log2(3)
    found = 3 + 7 / math.log2(3)
    assert one(["b", "a", "c"], judged, "ndcg_exp@3") == pytest.approx(found / ideal)


def test_the_order_of_a_run_counts_and_not_its_tied_scores() -> None:
    judged = {"a": 0, "b": 1}
    assert one(["b", "a"], judged, "mrr") == 1.0
    assert one(["a", "b"], judged, "mrr") == 0.5


def test_relevance_starts_at_the_grade_that_is_asked() -> None:
    judged = {"a": 1, "b": 2}
    assert one(["a", "b"], judged, "mrr") == 1.0
    assert one(["a", "b"], judged, "mrr", relevant_from=2) == 0.5
    assert one(["a", "b"], judged, "rp@1", relevant_from=2) == 0.0


def test_a_query_without_results_has_0_and_stays_in_the_mean() -> None:
    found = per_query({"q": [("a", 1.0)]}, {"q": {"a": 1}, "r": {"a": 1}}, ["mrr", "rp@5"])
    assert found == {"mrr": {"q": 1.0, "r": 0.0}, "rp@5": {"q": 1.0, "r": 0.0}}
    assert means(found) == {"mrr": 0.5, "rp@5": 0.5}
    assert means({"mrr": {}}) == {"mrr": 0.0}


def test_a_query_for_which_nothing_is_relevant_is_left_out() -> None:
    judged = {"q": {"a": 1}, "r": {"a": 0}, "s": {"a": 3}}
    run = {query: [("a", 1.0)] for query in judged}
    found = per_query(run, judged, ["ndcg_exp@5", "mrr", "rp@5"], relevant_from=2)
    assert found["ndcg_exp@5"] == {"q": 1.0, "s": 1.0}
    assert found["mrr"] == found["rp@5"] == {"s": 1.0}


@pytest.mark.parametrize("name", ["ndcg@10", "mrr@5", "hit", "recall@0", "auc", "", "rp"])
def test_an_unknown_metric_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="expected a metric"):
        per_query({}, {"q": {"a": 1}}, [name])


def test_r_precision_at_k_without_relevant_ones_is_0() -> None:
    assert r_precision_at(["a"], set(), 5) == 0.0


def test_calibration_counts_pairs_by_score() -> None:
    rows = calibration([0.05, 0.95, 1.0, 0.92], [False, True, True, False], bins=10)
    assert [(row.low, row.high, row.pairs) for row in rows] == [(0.0, 0.1, 1), (0.9, 1.0, 3)]
    assert rows[1].share == pytest.approx(2 / 3)
    assert rows[1].mean_score == pytest.approx((0.95 + 1.0 + 0.92) / 3)
    low, high = rows[1].interval
    assert 0.2 < low < 2 / 3 < high < 0.94


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())), st.integers(1, 20))
def test_calibration_keeps_every_pair_and_its_share_inside_the_interval(
    pairs: list[tuple[float, bool]], bins: int
) -> None:
    rows = calibration([each for each, _ in pairs], [hit for _, hit in pairs], bins=bins)
    assert sum(row.pairs for row in rows) == len(pairs)
    for row in rows:
        assert row.interval[0] - 1e-9 <= row.share <= row.interval[1] + 1e-9
