import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.clauses import clauses
from matching.reading.layout import Sentence
from matching.reading.signs import Sign, find_signs
from matching.reading.text import Text, tokenise
from matching.types import Section
from tests.matching.reading.strategies import WORDING, examples

words = st.lists(
    st.sampled_from(
        [
            "Java",
            "is",
            "een pré",
            "en",
            "maar",
            ",",
            "(",
            ")",
            "je kent",
            "geen",
            " - ",
            "basis",
            "of",
        ]
    ),
    max_size=14,
).map(" ".join)


def whole(raw: str) -> tuple[Text, Sentence]:
    text = tokenise(raw)
    return text, Sentence(0, len(text), Section.OTHER)


def signs(raw: str) -> list[Sign]:
    text, sentence = whole(raw)
    return find_signs(text, sentence, [], WORDING)


def cut(raw: str) -> list[str]:
    text, sentence = whole(raw)
    found = clauses(text, sentence, find_signs(text, sentence, [], WORDING), WORDING)
    return [" ".join(text.words(start, end) for start, end in clause.ranges) for clause in found]


@examples
@given(words)
def test_every_token_is_in_exactly_one_clause(raw: str) -> None:
    text, sentence = whole(raw)
    found = clauses(text, sentence, find_signs(text, sentence, [], WORDING), WORDING)
    held = [sum(clause.holds(index) for clause in found) for index in range(len(text))]
    assert held == [1] * len(text)
    assert [clause.start for clause in found] == sorted(clause.start for clause in found)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Java is vereist, Python is een pré", ["Java is vereist", "Python is een pré"]),
        ("je kent Java, Python en SQL", ["je kent Java, Python en SQL"]),
        ("je kent Java maar geen SQL", ["je kent Java", "maar geen SQL"]),
        ("je kent Java en je wilt groeien", ["je kent Java", "en je wilt groeien"]),
        ("Java (een pré) en SQL", ["Java en SQL", "een pré"]),
        ("you know Java but you hate SQL", ["you know Java", "but you hate SQL"]),
        ("kennis van Java en SQL", ["kennis van Java en SQL"]),
    ],
)
def test_a_clause_ends_where_both_sides_state_something(raw: str, expected: list[str]) -> None:
    assert sorted(cut(raw)) == sorted(expected)


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("0 jaar ervaring", 1),
        ("1 jaar ervaring", 2),
        ("2 years of experience", 2),
        ("3 jaar ervaring", 3),
        ("drie jaar ervaring", 3),
        ("4+ years of experience", 3),
        ("5 jaar ervaring", 4),
        ("five years of experience", 4),
        ("10 jaar ervaring", 4),
    ],
)
def test_years_of_experience_are_a_level(raw: str, level: int) -> None:
    assert [sign.level for sign in signs(raw) if sign.level] == [level]


@pytest.mark.parametrize("raw", ["vorig jaar", "het jaar 2019", "dit jaar", "the year after"])
def test_a_year_that_is_no_number_of_years_is_no_level(raw: str) -> None:
    assert [sign.level for sign in signs(raw) if sign.level] == []


@pytest.mark.parametrize(
    "raw", ["niet alleen Java", "geen probleem", "not only Java", "geen must", "last but not least"]
)
def test_what_only_looks_like_a_negation_is_none(raw: str) -> None:
    assert not any(sign.name.startswith("negation") for sign in signs(raw))


@pytest.mark.parametrize("raw", ["op basis van Java", "based on Java", "goed salaris"])
def test_what_only_looks_like_a_level_is_none(raw: str) -> None:
    assert not any(sign.level for sign in signs(raw))


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("is een pré", ["importance.nice"]),
        ("is vereist", ["importance.must"]),
        ("bij voorkeur", ["importance.nice_ahead"]),
        ("geen ervaring", ["negation.before"]),
        ("is niet nodig", ["negation.after"]),
        ("interesse in", ["intent.ahead"]),
        ("goede kennis", ["level"]),
        ("aan de slag", []),
    ],
)
def test_signs_are_named_as_their_lists_in_the_wording(raw: str, names: list[str]) -> None:
    assert [sign.name for sign in signs(raw)] == names


@pytest.mark.parametrize(("raw", "apart"), [("Java: expert", True), ("een expert", False)])
def test_punctuation_ties_a_level_to_what_stands_before_it(raw: str, apart: bool) -> None:
    assert [sign.apart for sign in signs(raw)] == [apart]
