"""Results of four tasks, made by hand: small, and with something in every part of a report."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from evaluation.results import Result

HOSTILE = "<script>alert('x')</script> & \"more\""
QUERIES = [f"V{number:02}" for number in range(14)]


def result(
    task: str,
    system: str,
    values: Mapping[str, float],
    *,
    key: str = "mrr",
    details: Mapping[str, object] | None = None,
) -> Result:
    """A result with these values of its key metric."""
    return Result(
        task=task,
        system=system,
        datasets=("small",),
        dataset_fingerprint="data0123",
        taxonomy_fingerprint="taxonomy0123",
        config={"weight": 0.5},
        command=f"schakel evaluate {task} --data folder",
        seed=0,
        key=key,
        metrics={key: sum(values.values()) / len(values)},
        per_query={key: dict(values)},
        details=details or {},
        notes=("3 left out",),
        versions={"schakel": "0.1.0"},
    )


def steady(value: float, rise: float = 0.0) -> dict[str, float]:
    """A value for each query, rising a little from one to the next."""
    return {query: value + rise * place for place, query in enumerate(QUERIES)}


def answers() -> dict[str, Any]:
    """What was wanted of each query; the third was found at rank 7."""
    return {
        query: {
            "text": f"Developer {HOSTILE}",
            "wanted": [
                {"id": "C1", "text": "P1", "grade": 3, "rank": 7, "missing": ["java", "git"]},
                {"id": "C2", "text": "P2", "grade": 2, "rank": None, "not_met": ["hours"]},
            ],
            "wanted_in_all": 12,
            "top": [{"id": "C3", "text": "P3", "grade": None}],
        }
        for query in QUERIES
    }


def ranking() -> list[Result]:
    """Ours, two baselines and two parts switched off."""
    details = {
        "answers": answers(),
        "calibration": [
            {"low": 0.0, "high": 1000.0, "pairs": 50, "mean_score": 432.1, "share": 0.02}
            | {"interval": [0.004, 0.105]},
            {"low": 5000.0, "high": 6000.0, "pairs": 20, "mean_score": 5555.5, "share": 0.95}
            | {"interval": [0.764, 0.991]},
        ],
        "stability": [
            {
                "change_of": "shuffled input",
                "overlap": 1.0,
                "least": 1.0,
                "change": 0.0,
                "fell": 0.0,
            }
        ],
    }
    key = "ndcg_exp@10"
    return [
        result("ranking", "ours", steady(0.61, 0.02), key=key, details=details),
        result("ranking", "bm25", steady(0.41, 0.015), key=key),
        result("ranking", "random", steady(0.07), key=key),
        result("ranking", "no-levels", steady(0.61, 0.02), key=key),
        result("ranking", "no-programmes", steady(0.31, 0.02), key=key),
    ]


def fairness() -> Result:
    """An audit with a group that gets less, and one that is too small."""
    even = {"value": None, "interval": None, "detectable": None}
    made = result("fairness", "ours", {"V1": 1.0}, key="unchanged")
    gap = {"trait": "sex", "against": "the rest", "pools": 9, "p_value": 0.01, "corrected": 0.02}
    ratio = {"value": 0.62, "interval": [0.41, 0.83], "detectable": 0.25}
    return replace(
        made,
        details={
            "counterfactual": {
                "comparisons": 46080,
                "changes": 0,
                "upper": 0.000065,
                "by_attribute": {"name": 0, "pronouns": 0},
            },
            "gaps": [
                {**gap, "group": "woman", "people": [41, 52], "verdict": "gets less"}
                | {"exposure": ratio, "selection": ratio},
                {**gap, "group": "x", "people": None, "verdict": "insufficient data"}
                | {"exposure": even, "selection": even},
            ],
            "k": 10,
        },
    )


@pytest.fixture
def results() -> list[Result]:
    """Ranking (ours wins), linking (ours loses), traps (alike) and fairness."""
    noisy = {query: 0.5 + (0.2 if place % 2 else -0.2) for place, query in enumerate(QUERIES)}
    return [
        *ranking(),
        result("occupation-linking", "ours", steady(0.203)),
        result("occupation-linking", "char-tfidf", steady(0.504, 0.001)),
        result("traps", "ours", steady(0.5), key="passed"),
        result("traps", "silent", noisy, key="passed"),
        fairness(),
    ]
