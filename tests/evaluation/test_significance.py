from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.significance import (
    Difference,
    Verdict,
    bootstrap_interval,
    compare_paired,
    holm,
    paired_randomisation,
    verdicts,
)

values = st.lists(st.floats(-1, 1).map(lambda each: round(each, 3)), max_size=8)
scores = st.dictionaries(st.text("abc", min_size=1), st.floats(0, 1), max_size=30)


def said(first: dict[str, float], second: dict[str, float]) -> Verdict:
    return verdicts([compare_paired(first, second)])[0]


@given(values)
def test_few_queries_are_tested_exactly(differences: list[float]) -> None:
    found = abs(sum(differences))
    totals = [
        abs(sum(sign * each for sign, each in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    expected = sum(total >= found - 1e-12 for total in totals) / len(totals)
    assert paired_randomisation(differences) == pytest.approx(expected)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=14, max_size=40))
def test_p_values_are_the_same_in_both_directions(differences: list[float]) -> None:
    there = paired_randomisation(differences)
    back = paired_randomisation([-each for each in differences])
    assert there == back
    assert 0 < there <= 1


@settings(max_examples=25, deadline=None)
@given(scores)
def test_identical_runs_are_never_better_or_worse(of_queries: dict[str, float]) -> None:
    expected = Verdict.SAME if of_queries else Verdict.NOT_ENOUGH
    assert said(of_queries, dict(of_queries)) is expected


@settings(max_examples=25, deadline=None)
@given(scores, scores)
def test_verdicts_turn_around_with_the_runs(
    first: dict[str, float], second: dict[str, float]
) -> None:
    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    there, back = said(first, second), said(second, first)
    assert back is turned.get(there, there)


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_difference_is_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    first = {str(query): float(random.uniform(0.3, 0.6)) for query in range(40)}
    second = {query: value + random.normal(0.08, 0.08) for query, value in first.items()}
    assert said(first, second) is Verdict.BETTER
    assert said(second, first) is Verdict.WORSE
    low, high = compare_paired(first, second).interval
    assert 0 < low < 0.08 < high


def test_chance_is_called_a_difference_no_more_often_than_it_may_be() -> None:
    random = np.random.default_rng(1)
    runs = [random.normal(0, 0.1, 25) for _ in range(200)]
    found = [paired_randomisation(each, rounds=400) < 0.05 for each in runs]
    assert sum(found) <= 20


def test_five_queries_are_never_enough() -> None:
    first = {str(query): 0.0 for query in range(5)}
    second = {str(query): 1.0 for query in range(5)}
    assert said(first, second) is Verdict.NOT_ENOUGH


def test_only_queries_of_both_runs_are_compared() -> None:
    difference = compare_paired({"a": 0.0, "b": 1.0}, {"b": 1.0, "c": 0.0})
    assert (difference.queries, difference.mean, difference.same) == (1, 0.0, True)


def test_what_hangs_together_counts_as_one() -> None:
    differences = [0.2] * 40
    apart = paired_randomisation(differences)
    together = paired_randomisation(differences, [str(place // 10) for place in range(40)])
    assert apart < 0.001
    assert together == pytest.approx(2 / 2**4)


def test_intervals_of_clusters_are_wider_than_of_their_parts() -> None:
    random = np.random.default_rng(0)
    of_clusters = np.repeat(random.normal(0, 1, 10), 20)
    names = [str(place // 20) for place in range(200)]
    low, high = bootstrap_interval(of_clusters, names)
    narrow_low, narrow_high = bootstrap_interval(of_clusters)
    assert high - low > 2 * (narrow_high - narrow_low)
    assert bootstrap_interval([]) == (0.0, 0.0)


@given(values.filter(bool))
def test_an_interval_lies_between_the_least_and_the_most(differences: list[float]) -> None:
    low, high = bootstrap_interval(differences, rounds=200)
    assert min(differences) - 1e-9 <= low <= high <= max(differences) + 1e-9


@given(st.lists(st.floats(0, 1), max_size=10))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(after >= before for before, after in zip(p_values, corrected, strict=True))
    assert all(after <= max(1.0, 0.0) for after in corrected)
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    assert [corrected[place] for place in order] == sorted(corrected)


def test_asking_many_times_makes_each_verdict_harder() -> None:
    def difference(p_value: float) -> Difference:
        return Difference(mean=0.1, interval=(0.0, 0.2), p_value=p_value, queries=30, same=False)

    assert verdicts([difference(0.03)]) == [Verdict.BETTER]
    assert verdicts([difference(0.03)] * 2) == [Verdict.NOT_ENOUGH] * 2
