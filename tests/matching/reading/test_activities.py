"""Verbs with objects tell of skills, in any form and order."""

from collections.abc import Callable

import pytest

from matching.matcher import Matcher
from matching.reading.verbs import Verbs

Find = Callable[[str], dict[str, str]]


@pytest.fixture
def found(matcher: Matcher) -> Find:
    def find(text: str) -> dict[str, str]:
        return {mention.skill: mention.text for mention in matcher.extract(text)}

    return find


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ontwikkelen", "ontwikkel ontwikkelt ontwikkelde ontwikkeld"),
        ("beheren", "beheer beheert beheerde beheerd"),
        ("schrijven", "schrijf schrijft"),
        ("testen", "test testte getest"),
        ("zetten", "zet zette gezet"),
    ],
)
def test_a_dutch_verb_has_its_regular_forms(verb: str, forms: str) -> None:
    verbs = Verbs([{"nl": verb}])
    assert all(verb in {each.verb for each in verbs.get(form)} for form in forms.split())


def test_a_part_that_stands_apart_is_asked_of_a_bare_form() -> None:
    verbs = Verbs([{"nl": "aan|sturen"}])
    assert {each.particle for each in verbs.get("stuurt")} == {"aan"}
    assert verbs.whole("stuurt") == []
    assert [each.verb for each in verbs.whole("aangestuurd")] == ["aansturen"]


def test_an_object_that_is_never_one_is_not_taken() -> None:
    verbs = Verbs([{"nl": "bouwen", "never": "team"}])
    (form,) = verbs.whole("bouwen")
    assert verbs.takes(form, "website")
    assert not verbs.takes(form, "team")


@pytest.mark.parametrize(
    "text",
    [
        "Je ontwikkelt software.",
        "Je bouwt mee aan onze mooiste software.",
        "Het ontwikkelen en onderhouden van de mooiste software.",
        "Je helpt ons om software te ontwikkelen.",
        "De doorontwikkeling van bestaande software.",
    ],
)
def test_an_activity_is_found_in_any_form_and_order(found: Find, text: str) -> None:
    assert "software-development" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wij ontwikkelen software.",  # what the company does
        "Je ontwikkelt jezelf. Software is overal.",  # another sentence
        "De ontwikkeling gaat snel bij wie software gebruikt.",  # nothing is developed
        "Een recent ontwikkelde software-oplossing.",  # said of the object
    ],
)
def test_verbs_and_objects_that_do_not_belong_together_tell_nothing(found: Find, text: str) -> None:
    assert "software-development" not in found(text)


def test_a_split_verb_is_found_with_its_part(found: Find) -> None:
    assert "teamwork" in found("Je werkt nauw samen met de ontwerpers.")


def test_a_product_that_is_built_on_stays_itself(found: Find) -> None:
    skills = found("Je beheert Linux.")
    assert list(skills) == ["linux"]


def test_what_an_activity_tells_is_less_certain_than_a_name(matcher: Matcher) -> None:
    (told,) = matcher.extract("Je bouwt mee aan onze nieuwste software.")
    assert told.certainty == matcher.config.activity_certainty


def test_a_text_may_end_with_the_verb_of_an_object_before_it(found: Find) -> None:
    assert "advising" in found("En kan de klant op dit vlak adviseren.")
