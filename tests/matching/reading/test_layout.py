from collections.abc import Sequence

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.layout import SILENT, Sentence, sentences
from matching.reading.text import Text, tokenise
from matching.taxonomy import default_taxonomy_folder
from matching.types import Section
from tests.matching.reading.strategies import WORDING, examples, texts

HEADINGS: dict[str, list[str]] = tomli.loads(
    (default_taxonomy_folder() / "wording.toml").read_text(encoding="utf-8")
)["headings"]
ABOUT = HEADINGS.pop("about")

lines = st.lists(
    st.sampled_from(
        [
            "Over ons",
            "Eisen:",
            "- Java",
            "1. SQL",
            "Wij bieden je veel. Jij kent Java!",
            "",
            "e.g. C",
        ]
    ),
    max_size=12,
).map("\n".join)


def read(raw: str) -> tuple[Text, list[Sentence]]:
    text = tokenise(raw)
    return text, sentences(text, WORDING)


def section_of(raw: str, word: str) -> Section:
    """The section of the sentence in which `word` stands (its last occurrence)."""
    text, found = read(raw)
    index = max(i for i, token in enumerate(text.tokens) if token == word)
    (section,) = (each.section for each in found if each.start <= index < each.end)
    return section


def cut(raw: str) -> list[str]:
    text, found = read(raw)
    return [text.words(each.start, each.end) for each in found]


def in_lines(*parts: str) -> str:
    return "\n".join(parts)


@examples
@given(st.one_of(texts, lines))
def test_every_token_is_in_exactly_one_sentence(raw: str) -> None:
    text, found = read(raw)
    edges = [0, *(each.end for each in found)]
    assert [each.start for each in found] == edges[:-1]
    assert edges[-1] == len(text)
    assert all(each.start < each.end for each in found)


@examples
@given(lines)
def test_no_sentence_reaches_over_the_end_of_a_line(raw: str) -> None:
    assert all("\n" not in sentence for sentence in cut(raw))


@pytest.mark.parametrize("name", sorted(HEADINGS))
def test_every_heading_of_the_wording_opens_its_section(name: str) -> None:
    below = "Zorgvuldig zijn telt bij alles en voor Qwerty geldt dat ook"
    wrong = [
        heading
        for heading in HEADINGS[name]
        for line in (heading, heading.upper(), heading.capitalize() + ":", f"**{heading}**")
        if section_of(in_lines(line, below), "Qwerty") is not Section(name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Functie-eisen", Section.REQUIREMENTS),
        ("## Wat vragen wij?", Section.REQUIREMENTS),
        ("Wat vragen wij van jou?", Section.REQUIREMENTS),
        ("REQUIREMENTS", Section.REQUIREMENTS),
        ("Who are you?", Section.REQUIREMENTS),
        ("Nice to have:", Section.NICE_TO_HAVE),
        ("Pré", Section.NICE_TO_HAVE),
        ("Over ons", Section.COMPANY),
        ("About us", Section.COMPANY),
        ("Wat bieden wij?", Section.BENEFITS),
        ("What we offer", Section.BENEFITS),
        ("Wat ga je doen?", Section.TASKS),
        ("Responsibilities", Section.TASKS),
        ("Solliciteren", Section.CONTACT),
        ("Werkervaring", Section.WORK),
        ("Work experience", Section.WORK),
        ("Opleidingen", Section.EDUCATION),
        ("Hobby's", Section.HOBBIES),
        ("Talen", Section.LANGUAGES),
        ("Projecten", Section.PROJECTS),
        ("Certificates", Section.CERTIFICATES),
        ("Over mij", Section.PROFILE),
        ("Technical skills", Section.SKILLS),
        ("WAT WE VRAGEN", Section.REQUIREMENTS),
        ("What are we looking for?", Section.REQUIREMENTS),
        ("Bij voorkeur", Section.NICE_TO_HAVE),
        ("Wat je krijgt", Section.BENEFITS),
        ("What do you get?", Section.BENEFITS),
        ("Wat hoef je niet te kunnen?", Section.NOT_ASKED),
        ("What don't you need to know?", Section.NOT_ASKED),
        ("Niet nodig:", Section.NOT_ASKED),
        ("Over Leeslint", Section.COMPANY),
        ("About Tidewell Payments", Section.COMPANY),
    ],
)
def test_a_line_that_is_a_heading_opens_a_section(heading: str, section: Section) -> None:
    assert section_of(in_lines("Intro met tekst.", "", heading, "- Java"), "Java") is section


@pytest.mark.parametrize(
    "line",
    [
        "Talen: Java",
        "Languages: Java",
        "- Talen: Java",
    ],
)
def test_a_heading_with_a_colon_opens_a_section_on_its_own_line(line: str) -> None:
    assert section_of(line, "Java") is Section.LANGUAGES


@pytest.mark.parametrize(
    "line",
    [
        "Ervaring met Java is vereist, en daarnaast ken je ook Kotlin goed.",
        "Contact met klanten onderhoud je zelf, en de website daarvoor bouw je in Java.",
        "Eisen stellen wij niet veel, maar wij willen wel graag dat je Java kent.",
    ],
)
def test_a_sentence_that_begins_with_the_word_of_a_heading_is_none(line: str) -> None:
    assert section_of(in_lines("Jouw profiel", line), "Java") is Section.REQUIREMENTS


@pytest.mark.parametrize("heading", ["Techniek in huis:", "Waar draait het om?"])
@pytest.mark.parametrize("silent", ["Over ons", "Wat bieden wij?", "Contact"])
def test_an_unknown_heading_ends_a_silent_section(heading: str, silent: str) -> None:
    raw = in_lines(silent, "Gewoon een fijne plek.", "", heading, "- Java")
    assert section_of(raw, "plek") in SILENT
    assert section_of(raw, "Java") is Section.OTHER


def test_an_unknown_heading_leaves_a_section_that_asks_as_it_is() -> None:
    raw = in_lines("Functie-eisen", "- Java", "", "Techniek in huis:", "- Python")
    assert section_of(raw, "Python") is Section.REQUIREMENTS


@pytest.mark.parametrize("line", ["Niet nodig: Java. Wij draaien erop.", "Not required: Java."])
def test_what_is_not_asked_on_a_line_says_nothing_of_the_lines_below(line: str) -> None:
    raw = in_lines("Jouw profiel", "- SQL", "", line, "- Python", "Je kent Scala.")
    assert section_of(raw, "Java") is Section.NOT_ASKED
    assert section_of(raw, "Python") is Section.REQUIREMENTS
    assert section_of(raw, "Scala") is Section.REQUIREMENTS


@pytest.mark.parametrize("first", ["Niet nodig: PHP.", "Not needed: PHP."])
def test_what_is_not_asked_ends_with_the_sentence_where_the_next_one_asks(first: str) -> None:
    assert section_of(f"{first} Je werkt met Java.", "Java") is Section.OTHER


@pytest.mark.parametrize("word", ABOUT)
def test_about_and_a_name_is_a_heading_and_about_a_thing_is_none(word: str) -> None:
    word = word.capitalize()
    for name in ("Zeewind", "De Vier Stromen"):
        raw = in_lines("Eisen", "- SQL", "", f"{word} {name}", "Zo veel Java.")
        assert section_of(raw, "Java") is Section.COMPANY
    for line in (f"- {word} Zeewind", f"{word} Zeewind.", f"{word} een project", f"{word} A B C D"):
        raw = in_lines("Eisen", "- SQL", "", line, "Zo veel Java.")
        assert section_of(raw, "Java") is Section.REQUIREMENTS


def test_a_section_lasts_until_the_next_heading() -> None:
    raw = in_lines("Eisen", "- Java", "", "- Python", "", "Over ons", "Leuk bedrijf, veel Scala.")
    assert section_of(raw, "Python") is Section.REQUIREMENTS
    assert section_of(raw, "Scala") is Section.COMPANY


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Wij zijn een softwarebedrijf dat werkt met Java.", Section.COMPANY),
        ("Onze klanten gebruiken Java.", Section.COMPANY),
        ("Our company builds its products in Java.", Section.COMPANY),
        ("We offer you a course in Java.", Section.BENEFITS),
        ("Wij bieden je een training Java.", Section.BENEFITS),
        ("Je krijgt een cursus Java.", Section.BENEFITS),
        ("Solliciteer via onze site, die draait op Java.", Section.CONTACT),
    ],
)
def test_without_headings_a_sentence_of_company_talk_is_silent(
    sentence: str, section: Section
) -> None:
    assert section_of(sentence, "Java") is section
    assert section in SILENT


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij zijn op zoek naar een collega met ervaring in Java.",
        "We are looking for somebody with Java.",
        "Je hebt ervaring met Java.",
        "You have experience with Java.",
        "Ik heb bij een bedrijf met Java gewerkt.",
    ],
)
def test_a_sentence_that_asks_or_tells_something_is_not_silent(sentence: str) -> None:
    assert section_of(sentence, "Java") not in SILENT


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ik ken Java. Ik ken SQL.", ["Ik ken Java", "Ik ken SQL"]),
        ("Ken je Java? Mooi! Dan SQL.", ["Ken je Java", "Mooi", "Dan SQL"]),
        ("Talen, bijv. Java en SQL.", ["Talen, bijv. Java en SQL"]),
        ("Tools, o.a. Docker en Git.", ["Tools, o.a. Docker en Git"]),
        ("Tools, e.g. Docker and Git.", ["Tools, e.g. Docker and Git"]),
        ("Gebruik van Node.js en .NET telt.", ["Gebruik van Node.js en .NET telt"]),
        ("Versie 3.11 van Python.", ["Versie 3.11 van Python"]),
        ("- Java\n- SQL", ["Java", "SQL"]),
        ("Java; SQL", ["Java", "SQL"]),
        ("Java • SQL", ["Java", "SQL"]),
        ("“Ik ken Java.” Ik ken SQL.", ["Ik ken Java", "Ik ken SQL"]),
        ("ik ken java. en sql.", ["ik ken java. en sql"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(raw: str, expected: Sequence[str]) -> None:
    assert cut(raw) == expected


def test_company_benefits_contact_and_what_is_not_asked_are_silent() -> None:
    assert set(SILENT) == {
        Section.COMPANY,
        Section.BENEFITS,
        Section.CONTACT,
        Section.NOT_ASKED,
    }


@pytest.mark.parametrize(
    ("raw", "section"),
    [
        ("De Molen bouwt Qwerty voor heel Zeeland.", Section.COMPANY),
        ("Kestrel Quay builds Qwerty in Zoetermeer.", Section.COMPANY),
        ("De kandidaat die wij zoeken bouwt Qwerty.", Section.OTHER),
        ("Je kent Java. De Molen bouwt Qwerty.", Section.OTHER),
        ("Builds draaien met Qwerty.", Section.OTHER),
        ("Om de builds van Qwerty draait het.", Section.OTHER),
    ],
)
def test_a_text_may_open_with_what_the_company_does(raw: str, section: Section) -> None:
    assert section_of(raw, "Qwerty") is section


def test_a_line_of_a_career_is_no_company_talk() -> None:
    text = tokenise("Since 2019 network administrator at a bank. Laptop repair before that.")
    assert {each.section for each in sentences(text, WORDING, personal=True)} == {Section.OTHER}
    assert Section.COMPANY in {each.section for each in sentences(text, WORDING)}


@pytest.mark.parametrize("raw", ["Welkom bij De Molen:\n- Qwerty", "Welcome!\nQwerty counts."])
def test_a_greeting_opens_no_wishes(raw: str) -> None:
    assert section_of(raw, "Qwerty") is Section.OTHER


@pytest.mark.parametrize(
    "raw",
    [
        "Useful, but not required: RMAN and Qwerty.",
        "- Fijn, maar niet nodig: RMAN en Qwerty",
        "Mooi meegenomen is ervaring hiermee:\n- Qwerty",
    ],
)
def test_what_a_lead_calls_a_wish_is_one(raw: str) -> None:
    assert section_of(raw, "Qwerty") is Section.NICE_TO_HAVE
