"""Languages to choose from exclude nobody; each that is asked by itself does."""

import pytest

from matching.matcher import Matcher
from matching.reading.records import VacancyRecord


def asked(matcher: Matcher, text: str) -> set[str]:
    """The codes of the languages that are conditions."""
    profile = matcher.vacancy(VacancyRecord(id="V", title="", text=text))
    return set(profile.conditions.languages)


@pytest.mark.parametrize(
    "text",
    [
        "Je spreekt goed Nederlands of Engels.",
        "Goede beheersing van het Nederlands of vloeiend Engels.",
        "You speak Dutch (B2) or English (C1).",
        "You speak Dutch and/or English at B2 level.",
        "Duits, Frans of Spaans",
        "We speak Dutch and English; one of the two is enough.",
        "Nederlands en Engels, een van beide volstaat.",
    ],
)
def test_a_choice_of_languages_is_no_condition(matcher: Matcher, text: str) -> None:
    assert asked(matcher, text) == set()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Je spreekt Nederlands en Engels.", {"nl", "en"}),
        ("Je spreekt Nederlands en Duits of Frans.", {"nl"}),
        ("Dutch or English. Good Dutch is a must.", {"nl"}),
        ("You speak Dutch (B2 or higher) and English.", {"nl", "en"}),
        ("You speak Dutch. A colleague or an English customer may call.", {"nl"}),
    ],
)
def test_what_is_asked_by_itself_is_a_condition(
    matcher: Matcher, text: str, codes: set[str]
) -> None:
    assert asked(matcher, text) == codes
