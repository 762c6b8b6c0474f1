"""Who somebody is changes nothing in their profile: only what they can and want does."""

from typing import Any

import pytest

from matching.matcher import Matcher
from matching.reading.records import CandidateRecord
from matching.types import CandidateProfile
from tests.data.sample import Sample

DUTCH = """Profiel
Ik bouw webapplicaties in Java en SQL en werk graag samen.

Werkervaring
2019-2024 kassamedewerker bij een supermarkt

Vaardigheden
Python (basis), Git, Scrum"""

ENGLISH = """Profile
I build web applications in Java and SQL and like working together.

Work experience
2019-2024 cashier in a supermarket

Skills
Python (basic), Git, Scrum"""

# First names and surnames from many places; many surnames are also occupations or ordinary words.
NAMES = [
    "Fatima El Amrani",
    "Jan de Vries",
    "Kees de Boer",
    "Max Bakker",
    "Chris Kok",
    "Anna Visser",
    "Peter Smit",
    "Tom Timmerman",
    "Mo Schilder",
    "Nguyễn Thị Minh",
    "Oluwaseun Adeyemi",
    "Julia Rust",
    "Ruby Word",
    "Maya Swift",
    "Pascal Jenkins",
    "R. van der Go",
]

HEADERS = [
    "Naam: {name}\nGeslacht: man\nGeboortedatum: 12-03-1985 (41 jaar)\nNationaliteit: Nederlandse",
    "Naam: {name}\nGeslacht: vrouw\nGeboortejaar: 1999\nNationaliteit: Turkse\nFoto: zie bijlage",
    "Name: {name}\nSex: M\nAge: 56\nNationality: Polish\nPhoto: attached\nMarital status: married",
    "Persoonlijke gegevens\nNaam: {name}\nAdres: Javastraat 12, 2585 AN Den Haag\nGeboren: Ankara",
    "Personal details\nName: {name}\nAddress: Oracle Lane 3, 3011 AB Rotterdam\nBorn: 1970, Syria",
    "Personalia\n{name}, 34 jaar, gehuwd, twee kinderen",
]


def read(matcher: Matcher, text: str, **fields: Any) -> CandidateProfile:
    record = CandidateRecord.model_validate({"id": "a", "text": text, **fields})
    return matcher.candidate(record, {})


def counted(profile: CandidateProfile) -> tuple[object, ...]:
    """Everything of a profile that can count, whatever place in the text it has."""
    claims = [(each.skill, each.kind, each.level, each.certainty) for each in profile.claims]
    return claims, profile.wants, profile.held, profile.conditions


@pytest.mark.parametrize("text", [DUTCH, ENGLISH], ids=["nl", "en"])
@pytest.mark.parametrize("header", HEADERS)
def test_a_header_that_says_who_somebody_is_changes_nothing(
    matcher: Matcher, header: str, text: str
) -> None:
    without = counted(read(matcher, text))
    changed = [
        name
        for name in NAMES
        if counted(read(matcher, f"{header.format(name=name)}\n\n{text}")) != without
    ]
    assert changed == []


@pytest.mark.parametrize("frame", ["{}", "Curriculum vitae van {}", "CV {}", "# {}"])
def test_a_name_above_a_cv_changes_nothing(matcher: Matcher, frame: str) -> None:
    without = counted(read(matcher, DUTCH))
    changed = [
        name
        for name in NAMES
        if counted(read(matcher, f"{frame.format(name)}\n\n{DUTCH}")) != without
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ik ben Jan en", "Ik ben Fatima en"),
        ("Als moeder van twee kinderen", "Als vader van twee kinderen"),
        ("Ik ben 24 jaar en", "Ik ben 58 jaar en"),
        ("Geboren in 1968,", "Geboren in 2001,"),
        ("I am a 24 year old man and", "I am a 58 year old woman and"),
    ],
)
def test_a_sentence_that_says_who_somebody_is_may_say_something_else(
    matcher: Matcher, one: str, other: str
) -> None:
    first, second = (
        counted(read(matcher, f"{start} werk ik met Java en SQL.\n\n{DUTCH}"))
        for start in (one, other)
    )
    assert first == second


@pytest.mark.parametrize(
    ("before", "after"),
    [("2019-2024", "1989-1994"), ("2019-2024", "2019-2021"), ("2019-2024 ", "")],
)
def test_years_of_work_and_gaps_change_nothing(matcher: Matcher, before: str, after: str) -> None:
    changed = DUTCH.replace(before, after)
    assert counted(read(matcher, changed)) == counted(read(matcher, DUTCH))


@pytest.mark.parametrize("year", ["1984", "2009", "2025"])
@pytest.mark.parametrize("line", ["{} Mbo Toerisme", "Diploma behaald in {}", "Graduated in {}"])
def test_the_year_of_graduation_changes_nothing(matcher: Matcher, line: str, year: str) -> None:
    def with_year(shown: str) -> tuple[object, ...]:
        return counted(read(matcher, f"{DUTCH}\n\nOpleiding\n{line.format(shown)}"))

    assert with_year(year) == with_year("2017")


def test_fields_about_who_somebody_is_are_kept_and_not_read(
    matcher: Matcher, sample: Sample
) -> None:
    private = {
        "name": "Pascal Jenkins",
        "sex": "f",
        "gender": "x",
        "age": 57,
        "birth_year": 1968,
        "nationality": "Syrian",
        "photo": "java.jpg",
        "address": "Javastraat 12",
        "graduation_year": 1990,
    }
    for record in sample.candidates[::20]:
        told = CandidateRecord.model_validate(
            {**record.model_dump(mode="json", exclude_unset=True), **private}
        )
        assert told.model_extra is not None
        assert private.items() <= told.model_extra.items()
        assert matcher.candidate(told, sample.programmes) == matcher.candidate(
            record, sample.programmes
        )
