"""A sentence may say of the skills before it that they are taught, wished or not asked."""

import pytest

from matching.reading.extraction import Extractor
from matching.types import Importance


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We draaien op Kafka. Dat leer je hier.", "intent"),
        ("Meldingen staan in TOPdesk, het ontwerp in Figma; dat leer je in een week.", "intent"),
        ("We run on Kafka. We will teach you that.", "intent"),
        ("The reports are in Power BI. You will learn it here.", "intent"),
        ("Bij klanten staan Citrix en VMware. Je hoeft ze niet te kennen.", "negated"),
        ("Er is ook een datawarehouse in Snowflake. Daar hebben we collega's voor.", "negated"),
        ("The portal is written in Angular. You don't need to know that.", "negated"),
        ("There is some PHP and some Perl. None of that is needed.", "negated"),
    ],
)
def test_what_the_next_sentence_teaches_or_takes_back_is_not_asked(
    extractor: Extractor, text: str, said: str
) -> None:
    mentions = extractor.extract(text)
    assert mentions
    assert all(getattr(mention, said) for mention in mentions)


@pytest.mark.parametrize(
    "text", ["Heb je met Docker gewerkt? Dat is een pré.", "You know Docker? That is a plus."]
)
def test_what_the_next_sentence_calls_an_advantage_is_a_wish(
    extractor: Extractor, text: str
) -> None:
    (mention,) = extractor.extract(text)
    assert mention.importance is Importance.NICE


@pytest.mark.parametrize(
    "text",
    [
        "Je kent Java.\nDat leer je hier.",
        "Je kent Java. Kotlin, dat leer je hier.",
        "Je kent Java. Het is een pré als je Docker kent.",
        "You know Java. It is a plus if you know Docker.",
        "You know Java. It is a plus if you like to travel.",
        "Je kent Java. Het is niet nodig om te reizen.",
        "You know Java. It is not required to have a degree.",
        "Je kent Java. Je werkt in een team. Verder is er koffie.",
        "Je kent Java. Dat is nodig voor je werk.",
    ],
)
def test_another_line_or_a_skill_of_its_own_says_nothing_of_it(
    extractor: Extractor, text: str
) -> None:
    java = next(mention for mention in extractor.extract(text) if mention.skill == "java")
    assert (java.intent, java.negated, java.importance) == (False, False, Importance.MUST)


def test_only_the_nearest_sentence_with_skills_is_meant(extractor: Extractor) -> None:
    mentions = extractor.extract("Je kent Java. We draaien op Kafka. Dat leer je hier.")
    assert {mention.skill: mention.intent for mention in mentions} == {
        "java": False,
        "apache-kafka": True,
    }
