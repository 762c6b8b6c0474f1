"""Rows: bare steps side by side, and words that share their last part."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.reading.layout import Sentence
from matching.reading.names import Name
from matching.reading.rows import row_hits
from matching.reading.text import tokenise
from matching.types import Kind, Section

Skills = Callable[[str], set[str]]

STEPS = {
    word: Name(f"{word}-skill", word, (), Kind.SKILL) for word in ("ontwerp", "bouw", "onderhoud")
}


def _row(raw: str) -> list[str]:
    text = tokenise(raw)
    sentence = Sentence(0, len(text), Section.OTHER)
    return [text.folded[hit.verb] for hit in row_hits(text, sentence, STEPS)]


@pytest.fixture
def skills(matcher: Matcher) -> Skills:
    return lambda text: {mention.skill for mention in matcher.extract(text)}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("het ontwerp, de bouw en het onderhoud van een kas", ["ontwerp", "bouw", "onderhoud"]),
        ("van ontwerp tot en met onderhoud", ["ontwerp", "onderhoud"]),
        ("ontwerp/bouw", ["ontwerp", "bouw"]),
        ("het ontwerp van een kas", []),
        ("ontwerp en ontwerp", []),
        ("het ontwerp met onderhoud", []),
        ("ontwerp van kassen. Bouw", []),
    ],
)
def test_steps_count_where_two_kinds_stand_side_by_side(raw: str, found: list[str]) -> None:
    assert _row(raw) == found


@given(st.lists(st.sampled_from(["ontwerp", "bouw", "en", "de", "van", "tot", "met", "kas"])))
def test_a_row_holds_steps_only_in_their_order(words: list[str]) -> None:
    found = _row(" ".join(words))
    steps = iter(word for word in words if word in STEPS)
    assert all(word in steps for word in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("systeem-, integratie- en acceptatietesten", {"system-testing", "integration-testing"}),
        ("zowel front- als backend", {"front-end-development", "back-end-development"}),
        ("unit-/integratietesten", {"unit-testing", "integration-testing"}),
        ("unit, integration and acceptance tests", {"unit-testing", "integration-testing"}),
    ],
)
def test_words_of_a_row_share_its_end(skills: Skills, text: str, wanted: set[str]) -> None:
    assert wanted <= skills(f"Je bent goed in {text}.")
