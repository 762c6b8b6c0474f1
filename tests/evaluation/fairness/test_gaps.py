import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.fairness.draws import Design, bootstrap, contrast, permute
from evaluation.fairness.gaps import Gap, Verdict, gaps
from evaluation.fairness.outcomes import Got
from evaluation.fairness.traits import Pair, by_group

cells = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 9), st.floats(0, 1, width=16)),
    min_size=1,
    max_size=40,
    unique_by=lambda cell: cell[:2],
)


def pairs_of(rows: list[tuple[int, int, float]]) -> list[Pair]:
    return [Pair(f"V{v}", f"C{c}", Got(value, float(value > 0.5))) for v, c, value in rows]


def design_of(rows: list[tuple[int, int, float]]) -> Design | None:
    """The group is the even candidates."""
    groups = {f"C{number}": "AB"[number % 2] for number in range(10)}
    found = by_group("group", groups, pairs_of(rows), asked=("A",))
    return found[0].design if found else None


def world(people: int, *, worse: float = 0.0, seed: int = 0) -> list[tuple[int, int, float]]:
    """Everybody in each of six pools; odd ones get a little more."""
    random = np.random.default_rng(seed)
    own = 0.4 + 0.1 * random.random(people) + worse * (np.arange(people) % 2)
    return [(v, c, float(own[c] + 0.05 * random.random())) for v in range(6) for c in range(people)]


def answers(people: int, *, of: int = 2, worse: float = 0.0) -> list[Gap]:
    """Every `of`th candidate is of group A."""
    groups = {f"C{number}": "AB"[number % of > 0] for number in range(people)}
    return gaps(by_group("t", groups, pairs_of(world(people, worse=worse))), rounds=200)


@given(cells)
def test_the_contrast_agrees_with_the_obvious_version(rows: list[tuple[int, int, float]]) -> None:
    design = design_of(rows)
    if design is None:
        return
    total = group = rest = 0.0
    for pool in {row[0] for row in rows}:
        ours = [value for v, c, value in rows if v == pool and c % 2 == 0]
        others = [value for v, c, value in rows if v == pool and c % 2]
        if ours and others:
            weight = len(ours) * len(others) / (len(ours) + len(others))
            group += weight * float(np.mean(ours))
            rest += weight * float(np.mean(others))
            total += weight
    found = contrast(design, design.members[None], 0)
    if not total:
        assert np.isnan(found[0][0])
        return
    assert found[0][0] == pytest.approx(group / total)
    assert found[1][0] == pytest.approx(rest / total)


@given(cells)
def test_the_people_that_count_are_in_a_pool_with_both(rows: list[tuple[int, int, float]]) -> None:
    design = design_of(rows)
    if design is None:
        return
    both = [pool for pool in range(5) if {c % 2 for v, c, _ in rows if v == pool} == {0, 1}]
    seen = {c for v, c, _ in rows if v in both}
    assert design.people == (sum(c % 2 == 0 for c in seen), sum(c % 2 for c in seen))
    assert design.pools == len(both)


def test_permutations_of_units_keep_each_unit_in_one_group() -> None:
    design = design_of(world(10))
    assert design is not None
    members = design.members
    for unit in range(10):
        assert len(set(members[design.unit == unit])) == 1


def test_the_p_value_agrees_with_all_permutations() -> None:
    rows = [(0, c, float(value)) for c, value in enumerate((0.9, 0.3, 0.8, 0.2, 0.7, 0.4))]
    design = design_of(rows)
    assert design is not None
    assert permute(design, rounds=4000, seed=1).p_value == pytest.approx(2 / 20, abs=0.02)


def test_the_bootstrap_is_of_whole_units_and_the_same_for_a_seed() -> None:
    design = design_of([(v, c, 0.2 + 0.6 * (c % 2)) for v in range(5) for c in range(10)])
    assert design is not None
    drawn = bootstrap(design, rounds=50, seed=3)
    assert drawn[0][np.isfinite(drawn[0])] == pytest.approx(0.25)
    assert np.array_equal(drawn, bootstrap(design, rounds=50, seed=3), equal_nan=True)


def test_a_gap_is_found_with_its_direction_and_size() -> None:
    (gap,) = answers(80, worse=0.2)
    assert gap.verdict is (Verdict.LESS if gap.group == "A" else Verdict.MORE)
    assert gap.people == (40, 40)
    assert gap.exposure.value == pytest.approx(0.475 / 0.675, abs=0.03)
    assert gap.exposure.value is not None
    assert gap.exposure.interval is not None
    low, high = gap.exposure.interval
    assert low < gap.exposure.value < high < 1


def test_without_a_gap_the_smallest_that_could_be_seen_is_said() -> None:
    (gap,) = answers(80)
    assert gap.verdict is Verdict.NOT_FOUND
    assert gap.exposure.detectable is not None
    assert 0 < gap.exposure.detectable < 0.1


def test_under_thirty_people_nothing_is_concluded_however_large_the_gap() -> None:
    (gap,) = answers(58, worse=0.3)
    assert gap.people == (29, 29)
    assert gap.verdict is Verdict.INSUFFICIENT
    assert gap.p_value is gap.corrected is gap.exposure.detectable is None
    assert gap.exposure.value is not None


def test_under_ten_people_every_figure_is_withheld() -> None:
    (gap,) = answers(90, of=11)
    assert gap.people is None
    assert gap.exposure.value is gap.selection.value is None
    assert gap.verdict is Verdict.INSUFFICIENT


def test_p_values_are_corrected_for_all_that_was_asked() -> None:
    pairs = pairs_of(world(120, worse=0.01))
    contrasts = [
        by_group(f"t{number}", {f"C{c}": "AB"[c % (2 + number) == 0] for c in range(120)}, pairs)[0]
        for number in range(3)
    ]
    found = gaps(contrasts, rounds=400)
    assert [gap.trait for gap in found] == ["t0", "t1", "t2"]
    for gap in found:
        assert gap.p_value is not None
        assert gap.corrected is not None
        assert gap.p_value <= gap.corrected <= 1
    assert max((gap.corrected or 0) - (gap.p_value or 0) for gap in found) > 0


def test_where_not_even_a_halving_would_be_seen_that_is_too_little_data() -> None:
    random = np.random.default_rng(0)
    rows = [(c // 60, c, float(random.random() ** 12)) for c in range(60)]
    groups = {f"C{number}": "AB"[number % 2] for number in range(60)}
    (gap,) = gaps(by_group("t", groups, pairs_of(rows)), rounds=200)
    assert gap.p_value is not None
    assert (gap.exposure.detectable or 0) > 0.5
    assert gap.verdict is Verdict.INSUFFICIENT


def test_pools_that_are_not_of_equals_are_shown_and_not_tested() -> None:
    groups = {f"C{number}": "AB"[number % 2] for number in range(80)}
    (gap,) = gaps(by_group("t", groups, pairs_of(world(80, worse=0.3)), tested=False), rounds=50)
    assert gap.p_value is None
    assert gap.exposure.interval is not None


def test_of_two_groups_one_is_asked_about_and_of_more_each() -> None:
    pairs = pairs_of(world(12))
    two = by_group("t", {f"C{c}": "AB"[c % 3 > 0] for c in range(12)}, pairs)
    three = by_group("t", {f"C{c}": "ABC"[c % 3] for c in range(12)}, pairs)
    assert [(each.group, each.against) for each in two] == [("A", "B")]
    assert [(each.group, each.against) for each in three] == [
        (name, "the rest") for name in ("A", "B", "C")
    ]
    assert by_group("t", {f"C{c}": "A" for c in range(12)}, pairs) == []
