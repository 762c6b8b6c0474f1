"""Many texts at once hold what each of them holds alone, by plain Python too."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.reading import exact
from matching.reading.gazetteer import Gazetteer
from tests.data.sample import Sample
from tests.matching.reading.strategies import examples, skill
from tests.matching.reading.test_kernel import FINDER, by_hand, mixed_texts

Found = list[tuple[int, int, str]]


def together(finder: Gazetteer, raws: list[str]) -> list[Found]:
    return [
        [
            (start, stop, finder.exact.name(number).label)
            for start, stop, number in zip(*columns, strict=True)
        ]
        for columns in finder.exact.columns(raws)
    ]


def plainly(finder: Gazetteer, raw: str) -> Found:
    """By the trie of plain Python, over tokens cut by plain Python."""
    text = by_hand(raw)
    return [
        (text.starts[start], text.ends[end - 1], name.label)
        for start, end, name in finder._exact.find(text)
    ]


@examples
@given(st.lists(mixed_texts, max_size=6))
def test_many_texts_hold_what_plain_python_finds_in_each(raws: list[str]) -> None:
    assert together(FINDER, raws) == [plainly(FINDER, raw) for raw in raws]


@examples
@given(st.lists(mixed_texts, max_size=6).map("\n".join))
def test_a_text_is_read_by_line_as_it_is_read_whole(raw: str) -> None:
    assert together(FINDER, [raw]) == [plainly(FINDER, raw)]


@pytest.mark.parametrize("portion", [1, 40, 1 << 16])
def test_portions_of_any_size_give_the_same(
    monkeypatch: pytest.MonkeyPatch, matcher: Matcher, sample: Sample, portion: int
) -> None:
    monkeypatch.setattr(exact, "_PORTION", portion)
    finder = Gazetteer(matcher.taxonomy.skills.values())
    raws = [*sample.texts[:20], "", "straße met C#\nJava, 日本", "Ja\u00adva en SQL"]
    assert together(finder, raws) == [plainly(finder, raw) for raw in raws]


def test_texts_are_read_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "_PORTION", 8)
    taken: list[int] = []

    def stream() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield "Java en C#"

    assert len(next(FINDER.exact.columns(stream()))[0]) == 2
    assert taken == [0]


def test_a_number_without_a_name_is_refused() -> None:
    finder = Gazetteer([skill("data base")])
    with pytest.raises(LookupError, match="found 0"):
        finder.exact.name(0)
