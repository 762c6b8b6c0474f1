import pytest
from hypothesis import given

from matching.matcher import Matcher
from matching.types import Importance, Mention
from tests.matching.reading.strategies import examples, texts


def probable(matcher: Matcher, text: str) -> list[Mention]:
    return [each for each in matcher.extract(text) if each.probable]


@pytest.mark.parametrize(
    ("text", "words", "skill"),
    [
        ("You coach new colleagues.", "coach new colleagues", "coaching"),
        ("problemen van gebruikers oplossen", "problemen", "problem-solving"),
    ],
)
def test_a_description_is_shown_as_probable_with_its_words(
    matcher: Matcher, text: str, words: str, skill: str
) -> None:
    """Nothing is named here, so that all that is found comes from meaning."""
    found = matcher._implicit.find(text, [])
    assert [each.skill for each in found] == [skill]
    (each,) = found
    assert words in each.text
    assert text[each.start : each.end] == each.text
    assert each.probable
    assert each.certainty == matcher.config.probable_certainty


@pytest.mark.parametrize(
    "text",
    [
        "Flexibel.",
        "Workshops",
        "De koffie is hier goed en de lunch is gratis.",
        "We drinken op vrijdag samen een biertje.",
        "The office is next to the station.",
    ],
)
def test_one_word_or_talk_of_other_things_makes_nothing_probable(
    matcher: Matcher, text: str
) -> None:
    assert probable(matcher, text) == []


def test_what_is_denied_or_to_be_learnt_is_not_probable(matcher: Matcher) -> None:
    assert probable(matcher, "Je hoeft geen demonstraties te geven aan klanten.") == []
    assert probable(matcher, "Je wilt leren hoe je een training geeft aan klanten.") == []


def test_a_probable_skill_weighs_less_than_a_named_one(matcher: Matcher) -> None:
    config = matcher.config
    assert config.probable_certainty < config.fuzzy_certainty
    assert config.probable_weight < config.fuzzy_certainty


@examples
@given(texts)
def test_probable_mentions_overlap_nothing_and_name_no_skill_twice(
    matcher: Matcher, text: str
) -> None:
    every = matcher.extract(text)
    found = [each for each in every if each.probable]
    named = {each.skill for each in every if not each.probable}
    assert len({each.skill for each in found}) == len(found)
    assert named.isdisjoint(each.skill for each in found)
    ends = [0]
    for each in every:
        assert each.text == text[each.start : each.end]
        if each.probable:
            assert each.importance in Importance
            assert each.start >= max(ends)
        ends.append(each.end)
