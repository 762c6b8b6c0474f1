"""Traits: those that are asked of the person, and those of the team or a product."""

from collections.abc import Callable

import pytest

from matching.matcher import Matcher

Skills = Callable[[str], set[str]]


@pytest.fixture
def skills(matcher: Matcher) -> Skills:
    return lambda text: {mention.skill for mention in matcher.extract(text)}


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Profiel:\n- Pragmatisch, hands-on", "hands-on-mentality"),
        ("- kritisch naar jezelf en anderen", "critical-thinking"),
        ("Op zoek naar een gepassioneerde en handige bouwer.", "enthusiasm"),
        ("Met de drive om verder te komen.", "motivation"),
    ],
)
def test_a_trait_may_be_asked_by_where_it_stands(skills: Skills, text: str, trait: str) -> None:
    assert trait in skills(text)


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("- Creatieve werkomgeving", "creative-thinking"),
        ("Je zorgt dat onze producten innovatief zijn.", "innovative-thinking"),
        ("Samen maken jullie vernieuwende softwareproducten.", "innovative-thinking"),
        ("Als bouwer bij Zilver Creative Huis maak je sites.", "creative-thinking"),
        ("Daarom willen we vaker avonden organiseren.", "planning-and-organising"),
    ],
)
def test_a_trait_of_others_is_not_asked(skills: Skills, text: str, trait: str) -> None:
    assert trait not in skills(text)


def test_a_thing_before_the_person_takes_no_trait(skills: Skills) -> None:
    assert "analytical-thinking" in skills("In dit project ben jij analytisch en zijn er kansen.")
