"""The bar of a score: nothing is left out, and a colour means one thing."""

from hypothesis import given
from hypothesis import strategies as st

from service.pages.bars import parts_of

contributions = st.lists(
    st.integers(0, 2000).flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most))),
    max_size=12,
).map(lambda found: [(f"skill {n}", points, most) for n, (points, most) in enumerate(found)])


@given(contributions)
def test_the_parts_add_up_to_the_score(found: list[tuple[str, int, int]]) -> None:
    assert sum(each.points for each in parts_of(found)) == sum(points for _, points, _ in found)


@given(contributions)
def test_no_two_parts_have_one_colour(found: list[tuple[str, int, int]]) -> None:
    series = [each.series for each in parts_of(found)]
    assert len(set(series)) == len(series)


@given(contributions, st.data())
def test_a_colour_means_the_same_for_all_of_one_vacancy(
    found: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    other = [(name, data.draw(st.integers(0, most)), most) for name, _, most in found]
    own = {each.series: each.label for each in parts_of(found)}
    others = {each.series: each.label for each in parts_of(other)}
    assert all(own[series] == others[series] for series in own.keys() & others.keys())


def test_one_part_that_is_left_keeps_its_name() -> None:
    six = [(name, 10, 100 - place) for place, name in enumerate("abcdef")]
    assert parts_of(six)[-1].label == "f"
    assert parts_of([*six, ("g", 5, 1)])[-1].label == ""
