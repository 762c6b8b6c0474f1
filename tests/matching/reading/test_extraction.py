"""Mentions of the project's own taxonomy, from text to skill with offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.matcher import Matcher
from matching.reading.extraction import Extractor
from matching.taxonomy import Taxonomy
from matching.types import Section
from tests.data.sample import Sample
from tests.matching.reading.strategies import (
    HIDDEN,
    WORDING,
    examples,
    extractor,
    names,
    skill,
    texts,
)

SMALL = extractor(skill("Java"), skill("C#"), skill(".NET"), skill("database"), skill("Power BI"))
pieces = st.lists(
    st.sampled_from(
        [
            "Java",
            " ",
            ", ",
            "C#",
            ".NET",
            "database",
            "\n",
            "\u00ad",
            "e\u0301",
            "Power\u00a0BI",
            ".",
        ]
    ),
    max_size=15,
).map("".join)


@examples
@given(st.one_of(texts, pieces))
def test_offsets_hold_the_words_of_each_mention(raw: str) -> None:
    found = SMALL.extract(raw)
    assert all(raw[each.start : each.end] == each.text for each in found)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)


def test_offsets_hold_the_words_of_every_mention_in_the_sample(
    matcher: Matcher, sample: Sample
) -> None:
    found = [(raw, matcher.extract(raw)) for raw in sample.texts]
    assert sum(len(mentions) for _, mentions in found) > 1000
    for raw, mentions in found:
        assert all(raw[each.start : each.end] == each.text for each in mentions)
        assert all(before.end <= after.start for before, after in pairwise(mentions))


@pytest.mark.parametrize("sign", [*HIDDEN, "\u0301"])
def test_what_nobody_sees_does_not_hide_a_skill(sign: str) -> None:
    raw = f"caf{'e' + sign} met Ja{sign if sign in HIDDEN else ''}va en SQL"
    found = extractor(skill("Java"), skill("SQL")).extract(raw)
    assert names(found) == ["java", "sql"]
    assert all(raw[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Word jij onze nieuwe collega?",
        "Bij ons vind je rust en regelmaat.",
        "Je vangt het net op tijd op.",
        "In spring we all go outside and take a rest.",
        "You excel at what you do and are swift in your answers.",
        "Julia belt je terug, zij is er maandag.",
        "",
        "\n\n",
        "😀",
    ],
)
def test_ordinary_words_are_no_skills(matcher: Matcher, text: str) -> None:
    assert names(matcher.extract(text)) == []


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Ervaring met C, C++, C# en Java.", ["c", "c-plus-plus", "c-sharp", "java"]),
        ("Java en JavaScript zijn niet hetzelfde.", ["java", "javascript"]),
        ("Ervaring met k8s, JS en PBI.", ["kubernetes", "javascript", "power-bi"]),
        (
            "Kennis van Excel, Word en Access.",
            ["microsoft-excel", "microsoft-word", "microsoft-access"],
        ),
    ],
)
def test_names_that_look_alike_are_told_apart(
    matcher: Matcher, text: str, skills: list[str]
) -> None:
    assert names(matcher.extract(text)) == skills


def test_an_access_point_is_no_database(matcher: Matcher) -> None:
    assert "microsoft-access" not in names(matcher.extract("Een Access point in elke kamer."))


@pytest.mark.parametrize("text", ["Ik schreef veel JavaScripts.", "javascripts", "JavaScriptcode"])
def test_javascript_glued_to_something_never_becomes_java(matcher: Matcher, text: str) -> None:
    assert "java" not in names(matcher.extract(text))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Over ons\nWij bouwen alles in Java.", Section.COMPANY),
        ("Wij bieden\n- een cursus Java", Section.BENEFITS),
        ("Contact\nMail naar java@example.org over Java.", Section.CONTACT),
    ],
)
def test_company_talk_benefits_and_contact_name_no_skills(text: str, section: Section) -> None:
    assert SMALL.extract(text) == []
    (mention,) = SMALL.extract(text.splitlines()[1].split("java@")[-1], section=Section.OTHER)[-1:]
    assert mention.skill == "java"


def test_a_section_that_is_given_holds_for_the_whole_text() -> None:
    found = SMALL.extract("Over ons\nWij doen Java.", section=Section.EDUCATION)
    assert [(each.skill, each.section) for each in found] == [("java", Section.EDUCATION)]


def test_a_mention_says_the_section_it_stands_in() -> None:
    found = SMALL.extract("Werkervaring\n- Java\n\nProjecten\n- database\n\nEisen\n- C#")
    assert [each.section for each in found] == [
        Section.WORK,
        Section.PROJECTS,
        Section.REQUIREMENTS,
    ]


def test_the_language_decides_whose_names_are_found() -> None:
    concept = skill("testing", label_nl="toetsing", label_en="verification")
    raw = "toetsing en verification"
    found = {lang: extractor(concept, language=lang).extract(raw) for lang in ("auto", "nl", "en")}
    texts_found = {lang: [each.text for each in mentions] for lang, mentions in found.items()}
    assert texts_found == {
        "auto": ["toetsing", "verification"],
        "nl": ["toetsing"],
        "en": ["verification"],
    }


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="auto, nl, en, found 'fr'"):
        Extractor(Taxonomy([], []), WORDING, MatchingConfig(), language="fr")


def test_the_same_text_gives_the_same_mentions(matcher: Matcher, sample: Sample) -> None:
    text = sample.vacancies[0].text
    assert repr(matcher.extract(text)) == repr(matcher.extract(text))


@pytest.mark.parametrize("part", ["\u00ad", "(", "\n", "- ", "geen "])
def test_a_huge_text_without_a_skill_has_no_mentions(part: str) -> None:
    assert SMALL.extract(part * 50_000) == []


@pytest.mark.parametrize(
    "part",
    [
        "Java ",
        "Java, ",
        "Java\n",
        "Java. ",
        "Java (",
        "(Java) ",
        "geen Java en ",
        "Java is een pré, ",
    ],
)
def test_a_text_of_one_part_many_times_is_read_to_its_end(part: str) -> None:
    assert len(SMALL.extract(part * 2000)) == 2000


@pytest.mark.parametrize("letters", ["xyzw", "e\u0301o\u0308a\u0300i\u0302"])
def test_an_endless_word_is_no_skill(letters: str) -> None:
    assert SMALL.extract(letters * 10_000) == []
