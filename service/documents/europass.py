"""Europass CVs of the older kind (SkillsPassport, schema 3), as JSON or XML.

References: the public schema of the European Skills Passport, version 3.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from matching.reading.records import CandidateRecord, LanguageItem
from service.documents.cv_text import Part, cv_text, period
from service.documents.languages import code_of, language_item, lowest
from service.documents.loose import Many, One, Pascal, Text
from service.documents.model import Contact

__all__ = ["ROOT", "read_skills_passport"]

ROOT = "SkillsPassport"
"""The name of the outermost element or field."""


class _PersonName(Pascal):
    first_name: Text = ""
    surname: Text = ""


class _Address(Pascal):
    municipality: Text = ""


class _AddressContact(Pascal):
    contact: One[_Address] = _Address()


class _ContactInfo(Pascal):
    address: One[_AddressContact] = _AddressContact()
    email: Text = ""
    telephone: Text = ""


class _Identification(Pascal):
    person_name: One[_PersonName] = _PersonName()
    contact_info: One[_ContactInfo] = _ContactInfo()


class _Day(Pascal):
    year: Text = ""


class _Period(Pascal):
    # Attributes in the XML, fields in the JSON.
    from_: One[_Day] = Field(default=_Day(), alias="From")
    to: One[_Day] = _Day()


class _Named(Pascal):
    name: Text = ""


class _Entry(Pascal):
    period: One[_Period] = _Period()
    position: Text = ""
    title: Text = ""
    activities: Text = ""
    description: Text = ""
    employer: One[_Named] = _Named()
    organisation: One[_Named] = _Named()

    def part(self) -> Part:
        """The entry as it stands in a text."""
        when = period(self.period.from_.year, self.period.to.year)
        where = self.employer.name or self.organisation.name
        named = ", ".join(filter(None, (self.position or self.title, where)))
        return Part(" ".join(filter(None, (when, named))), (self.activities, self.description))


class _Levels(Pascal):
    listening: Text = ""
    reading: Text = ""
    spoken_interaction: Text = ""
    spoken_production: Text = ""
    writing: Text = ""

    def lowest(self) -> str | None:
        """The level that is reached in everything."""
        return lowest(map(str, self.model_dump().values()))


class _LanguageName(Pascal):
    code: Text = ""
    label: Text = ""


class _Language(Pascal):
    description: One[_LanguageName] = _LanguageName()
    proficiency_level: One[_Levels] = _Levels()


class _Linguistic(Pascal):
    mother_tongue: Many[_Language] = ()
    foreign_language: Many[_Language] = ()


class _Described(Pascal):
    description: Text = ""


class _Skills(Pascal):
    linguistic: One[_Linguistic] = _Linguistic()
    communication: One[_Described] = _Described()
    organisational: One[_Described] = _Described()
    job_related: One[_Described] = _Described()
    computer: One[_Described] = _Described()
    other: One[_Described] = _Described()

    def parts(self) -> list[Part]:
        """What is said of each sort of skill; a driving licence says nothing of work in IT."""
        found = (self.job_related, self.computer, self.organisational, self.communication)
        return [Part("", (each.description,)) for each in (*found, self.other)]


class _Learner(Pascal):
    identification: One[_Identification] = _Identification()
    headline: One[_Described] = _Described()
    work_experience: Many[_Entry] = ()
    education: Many[_Entry] = ()
    skills: One[_Skills] = _Skills()
    achievement: Many[_Entry] = ()


class _Passport(Pascal):
    learner_info: One[_Learner] = _Learner()


def read_skills_passport(found: Any, made_id: str) -> tuple[CandidateRecord, Contact]:
    """The candidate, and apart from it who that is."""
    learner = _Passport.model_validate(found).learner_info
    info = learner.identification.contact_info
    name = learner.identification.person_name
    candidate = CandidateRecord(
        id=made_id,
        text=_text(learner),
        languages=tuple(_languages(learner.skills.linguistic)),
        place=info.address.contact.municipality or None,
    )
    whole_name = f"{name.first_name} {name.surname}".strip()
    return candidate, Contact(name=whole_name, email=info.email, phone=info.telephone)


def _languages(known: _Linguistic) -> Iterator[LanguageItem]:
    levels: list[tuple[_Language, str | None]] = [(each, "C2") for each in known.mother_tongue]
    levels += [(each, each.proficiency_level.lowest()) for each in known.foreign_language]
    for language, level in levels:
        name = language.description
        item = language_item(name.code if code_of(name.code) else name.label, level)
        if item:
            yield item


def _text(learner: _Learner) -> str:
    spoken = learner.skills.linguistic
    return cv_text(
        [
            ("PROFIEL", [Part("", (learner.headline.description,))]),
            ("WERKERVARING", [each.part() for each in learner.work_experience]),
            ("OPLEIDING", [each.part() for each in learner.education]),
            ("VAARDIGHEDEN", learner.skills.parts()),
            ("PROJECTEN", [each.part() for each in learner.achievement]),
            (
                "TALEN",
                [_spoken(each) for each in (*spoken.mother_tongue, *spoken.foreign_language)],
            ),
        ]
    )


def _spoken(language: _Language) -> Part:
    level = language.proficiency_level.lowest()
    return Part(f"{language.description.label} ({level})" if level else language.description.label)
