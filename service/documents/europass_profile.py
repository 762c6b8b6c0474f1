"""Europass CVs of the newer kind (Candidate, from 2020), as XML.

The format is not published; these are the fields that downloads of the portal hold.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from matching.reading.records import CandidateRecord, LanguageItem, SkillItem
from service.documents.cv_text import Part, cv_text, period
from service.documents.languages import language_item, lowest
from service.documents.loose import Many, One, Pascal, Text, Texts
from service.documents.model import Contact

__all__ = ["ROOT", "read_candidate"]

ROOT = "Candidate"
"""The name of the outermost element."""


class _PersonName(Pascal):
    given_name: Text = ""
    family_name: Text = ""


class _Address(Pascal):
    city_name: Text = ""


class _Communication(Pascal):
    channel_code: Text = ""
    dial_number: Text = ""
    address: One[_Address] = _Address()
    uri: Text = Field(default="", alias="URI")


class _Person(Pascal):
    person_name: One[_PersonName] = _PersonName()
    communication: Many[_Communication] = ()
    primary_language_code: Texts = ()


class _Day(Pascal):
    formatted_date_time: Text = ""


class _Period(Pascal):
    start_date: One[_Day] = _Day()
    end_date: One[_Day] = _Day()

    def __str__(self) -> str:
        return period(self.start_date.formatted_date_time, self.end_date.formatted_date_time)


class _Position(Pascal):
    position_title: Text = ""
    employment_period: One[_Period] = _Period()
    description: Text = ""


class _Employer(Pascal):
    organization_name: Text = ""
    position_history: Many[_Position] = ()

    def parts(self) -> Iterator[Part]:
        """The jobs held there."""
        for job in self.position_history:
            named = ", ".join(filter(None, (job.position_title, self.organization_name)))
            yield Part(f"{job.employment_period} {named}".strip(), (job.description,))


class _Employment(Pascal):
    employer_history: Many[_Employer] = ()


class _Degree(Pascal):
    degree_name: Text = ""
    occupational_skills_covered: Text = ""


class _School(Pascal):
    organization_name: Text = ""
    program_name: Text = ""
    attendance_period: One[_Period] = _Period()
    education_degree: One[_Degree] = _Degree()

    def part(self) -> Part:
        """The course as it stands in a text."""
        degree = self.education_degree
        named = ", ".join(
            filter(None, (degree.degree_name or self.program_name, self.organization_name))
        )
        return Part(
            f"{self.attendance_period} {named}".strip(), (degree.occupational_skills_covered,)
        )


class _Schools(Pascal):
    education_organization_attendance: Many[_School] = ()


class _Score(Pascal):
    score_text: Text = ""


class _Dimension(Pascal):
    score: One[_Score] = _Score()


class _Competency(Pascal):
    competency_id: Text = Field(default="", alias="CompetencyID")
    competency_name: Text = ""
    taxonomy_id: Text = Field(default="", alias="TaxonomyID")
    competency_dimension: Many[_Dimension] = ()

    @property
    def is_language(self) -> bool:
        """Whether it is a language, named by its code."""
        return self.taxonomy_id.casefold() == "language"

    @property
    def level(self) -> str | None:
        """The CEFR level reached in everything."""
        return lowest(each.score.score_text for each in self.competency_dimension)


class _Competencies(Pascal):
    person_competency: Many[_Competency] = ()


class _Titled(Pascal):
    title: Text = ""
    name: Text = ""
    certification_name: Text = ""
    description: Text = ""

    def part(self) -> Part:
        """The entry as it stands in a text."""
        return Part(self.title or self.certification_name or self.name, (self.description,))


class _Certifications(Pascal):
    certification: Many[_Titled] = ()


class _Projects(Pascal):
    project: Many[_Titled] = ()


class _Profile(Pascal):
    executive_summary: Text = ""
    employment_history: One[_Employment] = _Employment()
    education_history: One[_Schools] = _Schools()
    person_qualifications: One[_Competencies] = _Competencies()
    certifications: One[_Certifications] = _Certifications()
    projects: One[_Projects] = _Projects()


class _Candidate(Pascal):
    candidate_person: One[_Person] = _Person()
    candidate_profile: One[_Profile] = _Profile()


def read_candidate(found: Any, made_id: str) -> tuple[CandidateRecord, Contact]:
    """The candidate, and apart from it who that is."""
    read = _Candidate.model_validate(found)
    person, profile = read.candidate_person, read.candidate_profile
    competencies = profile.person_qualifications.person_competency
    labels = (each.competency_name for each in competencies if not each.is_language)
    towns = (each.address.city_name for each in person.communication)
    candidate = CandidateRecord(
        id=made_id,
        text=_text(profile),
        skills=tuple(SkillItem(label=each) for each in dict.fromkeys(labels) if each),
        languages=tuple(_languages(person, competencies)),
        place=next(filter(None, towns), None),
    )
    return candidate, _contact(person)


def _contact(person: _Person) -> Contact:
    ways = person.communication
    name = person.person_name
    return Contact(
        name=f"{name.given_name} {name.family_name}".strip(),
        email=next((each.uri for each in ways if each.channel_code == "Email"), ""),
        phone=next(filter(None, (each.dial_number for each in ways)), ""),
    )


def _languages(person: _Person, known: tuple[_Competency, ...]) -> Iterator[LanguageItem]:
    levels: list[tuple[str, str | None]] = [(code, "C2") for code in person.primary_language_code]
    levels += [(each.competency_id, each.level) for each in known if each.is_language]
    for code, level in levels:
        item = language_item(code, level)
        if item:
            yield item


def _text(profile: _Profile) -> str:
    competencies = profile.person_qualifications.person_competency
    named = ", ".join(each.competency_name for each in competencies if not each.is_language)
    jobs = [part for each in profile.employment_history.employer_history for part in each.parts()]
    schools = profile.education_history.education_organization_attendance
    return cv_text(
        [
            ("PROFIEL", [Part("", (profile.executive_summary,))]),
            ("WERKERVARING", jobs),
            ("OPLEIDING", [each.part() for each in schools]),
            ("CERTIFICATEN", [each.part() for each in profile.certifications.certification]),
            ("PROJECTEN", [each.part() for each in profile.projects.project]),
            ("VAARDIGHEDEN", [Part(named)]),
        ]
    )
