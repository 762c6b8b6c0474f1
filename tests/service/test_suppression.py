"""Small counts stay unknown, also to those who know the rule and see all that is shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from service.statistics.funnel import ABOVE
from service.statistics.suppression import LEAST, totals_to_hide

Row = Mapping[str, int]
Tree = Mapping[str, str | None]
Shown = tuple[tuple[tuple[int | None, ...], ...], tuple[int | None, ...]]

CHAIN: Tree = {"a": None, "b": "a", "c": "b"}
FORK: Tree = {"a": None, "b": "a", "c": "a"}


def _rows(above: Tree, most: int) -> Iterator[Row]:
    for counts in product(range(most + 1), repeat=len(above)):
        row = dict(zip(above, counts, strict=True))
        if all(over is None or row[step] <= row[over] for step, over in above.items()):
            yield row


def _shown(table: Sequence[Row], above: Tree, least: int) -> Shown:
    hidden = totals_to_hide(table, above, least=least)
    counts = tuple(
        tuple(None if row[step] < least else row[step] for step in above) for row in table
    )
    sums = (None if step in hidden else sum(row[step] for row in table) for step in above)
    return counts, tuple(sums)


@pytest.mark.parametrize(
    ("above", "programmes", "least"),
    [
        ({"a": None}, 4, 4),
        ({"a": None, "b": "a"}, 3, 3),
        ({"a": None, "b": "a"}, 4, 2),
        (CHAIN, 3, 2),
        (CHAIN, 4, 2),
        (FORK, 3, 2),
    ],
)
def test_every_hidden_count_can_be_any_small_one_also_for_who_knows_the_rule(
    above: Tree, programmes: int, least: int
) -> None:
    """All tables at once: those that show the same must differ in every hidden count."""
    alike = defaultdict(list)
    for table in product(list(_rows(above, least)), repeat=programmes):
        alike[_shown(table, above, least)].append(table)
    for (counts, _), tables in alike.items():
        for number, row in enumerate(counts):
            for step, count in zip(above, row, strict=True):
                if count is None:
                    assert {each[number][step] for each in tables} == set(range(least))
    assert any(None not in sums for _, sums in alike), "some totals are shown"


@st.composite
def _tables(draw: st.DrawFn) -> list[dict[str, int]]:
    """Tables as an alliance has them: few large programmes, many small counts further on."""
    table = []
    for _ in range(draw(st.integers(1, 6))):
        row: dict[str, int] = {}
        for step, over in ABOVE.items():
            most = 40 if over is None else row[over]
            row[step] = draw(st.integers(0, most) | st.integers(0, min(most, 12)))
        table.append(row)
    return table


@settings(max_examples=60, deadline=None)
@given(_tables(), st.data())
def test_an_attack_by_linear_programming_learns_nothing_of_a_small_count(
    table: list[dict[str, int]], data: st.DataObject
) -> None:
    small = [
        (number, step) for number, row in enumerate(table) for step in ABOVE if row[step] < LEAST
    ]
    if small:
        number, step = data.draw(st.sampled_from(small))
        assert _range_of(table, number, step) == (0, LEAST - 1)


def _range_of(table: Sequence[Row], number: int, step: str) -> tuple[int, int]:
    """The least and the most that a count can be by all that is shown, and by the tree."""
    steps = list(ABOVE)
    hidden = totals_to_hide(table, ABOVE)
    counts = np.array([[row[each] for each in steps] for row in table])
    small = counts < LEAST
    places = np.arange(counts.size).reshape(counts.shape)
    rules = []
    for column, each in enumerate(steps):
        if each not in hidden:
            rule = np.zeros(counts.size)
            rule[places[:, column]] = 1
            total = counts[:, column].sum()
            rules.append(LinearConstraint(rule, total, total))
        over = ABOVE[each]
        if over is not None:
            for row in range(len(table)):
                rule = np.zeros(counts.size)
                rule[places[row, column]], rule[places[row, steps.index(over)]] = 1, -1
                rules.append(LinearConstraint(rule, -np.inf, 0))
    known = Bounds(np.where(small, 0, counts).ravel(), np.where(small, LEAST - 1, counts).ravel())
    aim = np.zeros(counts.size)
    aim[places[number, steps.index(step)]] = 1
    least, most = (
        milp(sign * aim, integrality=np.ones(counts.size), bounds=known, constraints=rules)
        for sign in (1, -1)
    )
    return round(least.fun), round(-most.fun)


def test_a_total_that_tells_one_small_count_is_hidden() -> None:
    assert totals_to_hide([{"a": 4}, {"a": 60}], {"a": None}) == {"a"}
    assert totals_to_hide([{"a": 4}, {"a": 5}, {"a": 60}], {"a": None}) == {"a"}
    assert totals_to_hide([{"a": 4}, {"a": 5}, {"a": 6}], {"a": None}) == frozenset()
    assert totals_to_hide([{"a": 9}, {"a": 9}, {"a": 9}], {"a": None}) == {"a"}


def test_totals_are_shown_where_nothing_is_hidden() -> None:
    assert totals_to_hide([{"a": 10}, {"a": 60}], {"a": None}) == frozenset()
    assert totals_to_hide([], {"a": None}) == frozenset()
