import json

import pytest

from matching.matcher import Matcher
from matching.types import EvidenceKind, WorkMode
from service.documents.errors import BrokenDocumentError, DocumentError, UnknownKindError
from service.documents.model import Contact, DocumentKind
from tests.service.documents.making import CANDIDATE_XML, PASSPORT_XML, POSTING, RESUME, read

SAM = Contact(name="Sam Voorbeeld", email="sam@example.org", phone="010 000 00 00")


def test_a_json_resume_is_a_candidate_and_apart_from_it_a_contact() -> None:
    document = read(".json", json.dumps(RESUME))
    assert document.kind is DocumentKind.JSON_RESUME
    assert document.contact == SAM
    candidate = document.candidate
    assert candidate is not None
    assert candidate.place == "Rotterdam"
    assert [each.label for each in candidate.skills] == ["HTML", "CSS", "Java"]
    assert [(each.code, each.cefr) for each in candidate.languages] == [("nl", "C2"), ("en", "B2")]
    assert candidate.text == document.text
    assert document.text.startswith("PROFIEL\nJunior Java developer\nVan kok naar code.")
    assert "WERKERVARING\n2015 – 2023 Kok, Restaurant De Proef\n- Maakte" in document.text
    assert "OPLEIDING\nOmscholing Java, Codehuis" in document.text


@pytest.mark.parametrize("name", ["Sam", "example.org", "010", "Robin", "fijne collega"])
def test_a_resume_as_text_says_not_who_it_is_nor_who_vouches(name: str) -> None:
    assert name not in read(".json", json.dumps(RESUME)).text


def test_the_reader_finds_the_sections_of_a_resume(matcher: Matcher) -> None:
    mentions = matcher.extract(read(".json", json.dumps(RESUME)).text)
    sections = {each.text: each.section.value for each in mentions}
    assert sections["Excel"] == "work"
    assert sections["CSS"] == "skills"


@pytest.mark.parametrize(
    ("strange", "labels"),
    [
        ({"skills": None, "work": "Kok"}, []),
        ({"skills": "Java", "languages": ["Nederlands"]}, ["Java"]),
        ({"skills": [{"name": ["Java", None]}, 3, {"keywords": "Git"}]}, ["Java", "Git"]),
        ({"work": {"name": {"name": "BV"}, "startDate": 2015}, "education": [[]]}, []),
    ],
)
def test_a_resume_with_strange_fields_is_read_as_far_as_it_goes(
    strange: dict[str, object], labels: list[str]
) -> None:
    document = read(".json", json.dumps({"basics": {"summary": "Ik leer."}, **strange}))
    assert document.candidate is not None
    assert [each.label for each in document.candidate.skills] == labels


def test_a_job_posting_is_a_vacancy() -> None:
    document = read(".jsonld", json.dumps(POSTING))
    (vacancy,) = document.vacancies
    assert vacancy.id == "JD-12"
    assert vacancy.title == "Java developer"
    assert vacancy.text.startswith("Wij zoeken iemand.\n- Java\n- SQL is een pré")
    assert [each.label for each in vacancy.requirements] == ["Java", "Git"]
    assert vacancy.place == "3011"
    assert vacancy.hours == (32, 40)
    assert vacancy.work_mode == (WorkMode.REMOTE,)
    assert vacancy.positions == 2


def test_several_postings_have_ids_of_their_own() -> None:
    nameless = {**POSTING, "identifier": None}
    ids = [each.id for each in read(".json", json.dumps([nameless, nameless])).vacancies]
    assert len(set(ids)) == 2
    assert ids == [each.id for each in read(".json", json.dumps([nameless, nameless])).vacancies]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"workHours": "9:00 - 17:00"}, {"hours": None}),
        ({"workHours": 36}, {"hours": (36, 36)}),
        ({"workHours": "fulltime"}, {"hours": None}),
        ({"skills": "Java, Git en veel meer"}, {"requirements": ()}),
        ({"jobLocation": {"address": "Delft"}}, {"place": None}),
        ({"jobLocation": [{"address": {"addressLocality": "Delft"}}]}, {"place": "Delft"}),
        (
            {"jobLocation": {"address": {"postalCode": "1000", "addressCountry": "BE"}}},
            {"place": None},
        ),
        ({"totalJobOpenings": "veel"}, {"positions": 1}),
        ({"title": {"@value": "Tester"}}, {"title": "Tester"}),
        ({"description": "&lt;p&gt;Test&lt;/p&gt;", "skills": None}, {"text": "Test"}),
    ],
)
def test_fields_of_a_posting_count_where_they_are_clear(
    given: dict[str, object], expected: dict[str, object]
) -> None:
    (vacancy,) = read(".json", json.dumps({**POSTING, **given})).vacancies
    assert {name: getattr(vacancy, name) for name in expected} == expected


@pytest.mark.parametrize("xml", [True, False])
def test_an_older_europass_is_a_candidate(xml: bool) -> None:
    passport = {
        "SkillsPassport": {
            "LearnerInfo": {
                "Identification": {
                    "PersonName": {"FirstName": "Sam", "Surname": "Voorbeeld"},
                    "ContactInfo": {
                        "Address": {"Contact": {"Municipality": "Delft"}},
                        "Email": {"Contact": "sam@example.org"},
                        "Telephone": [{"Contact": "010 000 00 00"}],
                    },
                },
                "WorkExperience": [
                    {
                        "Period": {"From": {"Year": 2015}, "To": {"Year": 2020}},
                        "Position": {"Label": "Boekhouder"},
                        "Activities": "<p>Maakte queries in SQL</p>",
                        "Employer": {"Name": "Voorbeeld BV"},
                    }
                ],
                "Skills": {
                    "Linguistic": {
                        "MotherTongue": [{"Description": {"Code": "nl", "Label": "Nederlands"}}],
                        "ForeignLanguage": [
                            {
                                "Description": {"Code": "en", "Label": "Engels"},
                                "ProficiencyLevel": {"Listening": "C1", "Writing": "B2"},
                            }
                        ],
                    },
                    "Computer": {"Description": "Python en Excel"},
                },
            }
        }
    }
    document = read(".xml", PASSPORT_XML) if xml else read(".json", json.dumps(passport))
    assert document.kind is DocumentKind.EUROPASS
    assert document.contact == SAM
    candidate = document.candidate
    assert candidate is not None
    assert candidate.place == "Delft"
    assert [(each.code, each.cefr) for each in candidate.languages] == [("nl", "C2"), ("en", "B2")]
    assert "2015 – 2020 Boekhouder, Voorbeeld BV\nMaakte queries in SQL" in document.text
    assert "VAARDIGHEDEN\nPython en Excel" in document.text


def test_a_newer_europass_is_a_candidate() -> None:
    document = read(".xml", CANDIDATE_XML)
    assert document.contact == Contact(
        name="Sam Voorbeeld", email="sam@example.org", phone="100000000"
    )
    candidate = document.candidate
    assert candidate is not None
    assert candidate.place == "Leiden"
    assert [each.label for each in candidate.skills] == ["Jira"]
    assert candidate.skills[0].evidence in (None, EvidenceKind.SELF)
    assert [(each.code, each.cefr) for each in candidate.languages] == [("nl", "C2"), ("en", "B1")]
    assert "2019-01 – Tester, Voorbeeld BV\n- Schreef tests in Selenium" in document.text
    assert "OPLEIDING\nSoftwaretester, Codehuis" in document.text


@pytest.mark.parametrize(
    ("extension", "content", "error"),
    [
        (".json", '{"a": 1}', UnknownKindError),
        (".json", "[]", UnknownKindError),
        (".json", '{"basics": ', BrokenDocumentError),
        (".json", "[" * 100_000, BrokenDocumentError),
        (".xml", "<rss/>", UnknownKindError),
        (".xml", "<rss>", BrokenDocumentError),
        (".xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', BrokenDocumentError),
        (".xml", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', BrokenDocumentError),
    ],
)
def test_other_or_broken_data_is_refused(
    extension: str, content: str, error: type[DocumentError]
) -> None:
    with pytest.raises(error):
        read(extension, content)


def test_halves_of_characters_go() -> None:
    document = read(".json", '{"basics": {"name": "S\\ud800am", "summary": "a\\u0000b \\ud83d"}}')
    assert document.contact is not None
    assert (document.contact.name, document.text) == ("Sam", "PROFIEL\nab")
