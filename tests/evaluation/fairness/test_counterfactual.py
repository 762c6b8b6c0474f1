from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evaluation.fairness.bounds import upper_bound, wilson
from evaluation.fairness.counterfactual import SWAPS, invariance, our_scores
from evaluation.fairness.data import load
from matching.matcher import Matcher
from matching.reading.records import CandidateRecord

PEOPLE = [CandidateRecord(id=f"C{number}", text="Java") for number in range(24)]


def flat(people: Sequence[CandidateRecord]) -> NDArray[np.int64]:
    return np.full((2, len(people)), 5000)


def test_twelve_attributes_are_swapped_by_lines_that_differ() -> None:
    assert len(SWAPS) == len({swap.attribute for swap in SWAPS}) == 12
    for swap in SWAPS:
        texts = [swap.put(PEOPLE[0], turn).text for turn in range(len(swap.lines))]
        assert len(set(texts)) == len(texts) > 1
        assert all("Java" in text for text in texts)


def test_a_swap_is_in_the_text_and_in_a_field_of_the_record() -> None:
    changed = SWAPS[0].put(PEOPLE[0], 0)
    assert (changed.model_extra or {})["swapped name"] == SWAPS[0].lines[0]
    assert changed.text.startswith(SWAPS[0].lines[0])


def test_no_score_of_ours_changes(fair_folder: Path, matcher: Matcher) -> None:
    data = load(fair_folder)
    found = invariance(data.candidates, *our_scores(data, matcher))
    assert found.comparisons == 40 * 8 * 12
    assert (found.changes, found.between, found.examples) == (0, 0, [])
    assert found.upper == pytest.approx(3 / found.comparisons, rel=0.01)
    assert set(found.by_vacancy.values()) == {1.0}


def test_a_scorer_that_reads_the_age_is_found_out_by_that_attribute() -> None:
    def score(people: Sequence[CandidateRecord]) -> NDArray[np.int64]:
        older = np.array(["Leeftijd: 58" in each.text for each in people])
        return np.stack([5000 - 9 * older, np.full(len(people), 1)])

    found = invariance(PEOPLE, ["V0", "V1"], score)
    assert {name for name, changes in found.by_attribute.items() if changes} == {"age"}
    assert found.changes == found.between > 0
    assert found.by_vacancy["V1"] == 1.0 > found.by_vacancy["V0"]
    first = found.examples[0]
    assert (first.vacancy, first.attribute, first.before) == ("V0", "age", 5000)
    assert 4991 in (first.first, first.second)


def test_a_line_that_changes_scores_whatever_it_says_is_told_apart() -> None:
    def score(people: Sequence[CandidateRecord]) -> NDArray[np.int64]:
        return np.array([[each.text.count("\n") > 0 for each in people]], np.int64)

    found = invariance(PEOPLE, ["V0"], score)
    assert found.changes == found.comparisons
    assert found.between == 0
    assert len(found.examples) == 20


def test_who_is_not_eligible_has_a_negative_score(fair_folder: Path, matcher: Matcher) -> None:
    data = load(fair_folder)
    refusing = data.candidates[0].model_copy(update={"consent": False})
    _, score = our_scores(data, matcher)
    table = score([refusing, *data.candidates[1:]])
    assert (table[:, 0] < 0).all()
    assert (table[:, 1:] >= 0).all()


def test_bounds_of_shares_are_those_of_the_books() -> None:
    assert upper_bound(0, 100) == pytest.approx(0.0295, abs=1e-4)
    assert upper_bound(1, 100) > upper_bound(0, 100)
    assert upper_bound(0, 0) == 1.0
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
