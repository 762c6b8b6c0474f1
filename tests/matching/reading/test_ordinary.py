"""Labels that are also ordinary words, by the rules of docs/taxonomy.md."""

import pytest

from matching.types import Kind, Needs, OrdinaryLabel
from tests.matching.reading.strategies import extractor, names, skill

GO = skill(
    "go",
    label_nl="Go (programmeertaal)",
    label_en="Go (programming language)",
    aliases=("Go", "Golang"),
    ordinary=OrdinaryLabel(
        labels=("Go",),
        needs=Needs.CONTEXT,
        near=("goroutines",),
        never=("go-to-market", "go live", "no go"),
    ),
)
SAP = skill(
    "sap", label_nl="SAP", label_en="SAP", ordinary=OrdinaryLabel(labels=("SAP",), needs=Needs.CASE)
)
WORD = skill(
    "microsoft-word",
    label_nl="Microsoft Word",
    label_en="Microsoft Word",
    aliases=("Word",),
    ordinary=OrdinaryLabel(labels=("Word",)),
)
R = skill("r", label_nl="R", label_en="R", ordinary=OrdinaryLabel(labels=("R",)))
TEAMWORK = skill("teamwork", Kind.TRANSVERSAL, label_nl="samenwerken", label_en="teamwork")
EXTRACTOR = extractor(GO, SAP, WORD, R, TEAMWORK, skill("Java"), skill("Python"))


@pytest.mark.parametrize(
    "text",
    [
        "Ervaring met Go.",
        "Je programmeert in Go.",
        "Wij zoeken een Go developer.",
        "Programming in Go is your daily work.",
        "Java, Go en Python.",
        "Java / Go",
        "Python and Go",
        "De dienst draait met Go en goroutines.",
        "Golang is wat wij doen.",
        "- Go\n- Java",
    ],
)
def test_what_introduces_lists_or_follows_a_skill_decides_for_it(text: str) -> None:
    assert "go" in names(EXTRACTOR.extract(text))


@pytest.mark.parametrize(
    "text",
    [
        "Let's go!",
        "Go and see for yourself.",
        "ready to go",
        "Ervaring met Go-to-market is vereist.",
        "Kennis van Go live en Java.",
        "Java, No Go, Python",
        "Pokémon Go speel ik graag.",
    ],
)
def test_an_ordinary_word_without_a_sign_is_no_skill(text: str) -> None:
    assert "go" not in names(EXTRACTOR.extract(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij werken met SAP.", True),
        ("SAP is overal.", True),
        ("Een glas sap bij de lunch.", False),
        ("Sap is gezond.", False),
    ],
)
def test_exact_capitals_are_enough_where_the_rule_says_so(text: str, found: bool) -> None:
    assert ("sap" in names(EXTRACTOR.extract(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kennis van Word en Java.", True),
        ("Microsoft Word", True),
        ("Java, Python, Word", True),
        ("Word jij onze nieuwe collega?", False),
        ("Word onze collega!", False),
        ("Hoe word je expert?", False),
    ],
)
def test_the_verb_at_the_start_of_a_sentence_is_no_skill(text: str, found: bool) -> None:
    assert ("microsoft-word" in names(EXTRACTOR.extract(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ervaring met R.", True),
        ("Python, R, Java", True),
        ("Programmeren in R of Python.", True),
        ("Mevrouw R. de Vries leidt het team.", False),
        ("Vitamine r bestaat niet.", False),
    ],
)
def test_a_single_letter_needs_more_than_being_there(text: str, found: bool) -> None:
    assert ("r" in names(EXTRACTOR.extract(text))) is found


def test_a_word_without_a_rule_always_counts() -> None:
    assert names(EXTRACTOR.extract("samenwerken met java")) == ["teamwork", "java"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij zoeken creatieve consultants.", ["creatief"]),
        ("Je werkt met creatieve consultants.", []),
        ("Wij zoeken creatieve oplossingen.", []),
    ],
)
def test_a_trait_of_colleagues_counts_where_they_are_sought(text: str, found: list[str]) -> None:
    creative = skill(
        "creatief",
        Kind.TRANSVERSAL,
        label_nl="creatief",
        label_en="creative",
        aliases=("creatieve",),
    )

    assert names(extractor(creative).extract(text)) == found


FIRMWARE = skill(
    "firmware",
    Kind.SKILL,
    label_nl="firmware schrijven",
    label_en="writing firmware",
    aliases=("firmware",),
    ordinary=OrdinaryLabel(labels=("firmware",), needs=Needs.CONTEXT),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je schrijft de firmware voor onze sensoren.", True),
        ("Firmware die je zelf hebt geschreven.", False),
        ("Er staat firmware op die oud is.", False),
    ],
)
def test_a_verb_vouches_for_the_ordinary_word_that_is_its_object(text: str, found: bool) -> None:
    assert ("firmware" in names(extractor(FIRMWARE).extract(text))) is found
