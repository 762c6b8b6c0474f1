"""CVs in the form of JSON Resume (jsonresume.org, schema 1.0)."""

from collections.abc import Iterator
from typing import Any

from matching.reading.records import CandidateRecord, SkillItem
from service.documents.cv_text import Part, cv_text, period
from service.documents.languages import language_item, level_in
from service.documents.loose import Camel, Many, One, Text, Texts
from service.documents.model import Contact

__all__ = ["is_json_resume", "read_json_resume"]


class _Location(Camel):
    city: Text = ""


class _Basics(Camel):
    name: Text = ""
    label: Text = ""
    email: Text = ""
    phone: Text = ""
    summary: Text = ""
    location: One[_Location] = _Location()


class _Entry(Camel):
    """Work, a course, a project or a certificate: they share most of their fields."""

    name: Text = ""
    company: Text = ""
    organization: Text = ""
    institution: Text = ""
    issuer: Text = ""
    position: Text = ""
    study_type: Text = ""
    area: Text = ""
    start_date: Text = ""
    end_date: Text = ""
    date: Text = ""
    summary: Text = ""
    description: Text = ""
    highlights: Texts = ()
    courses: Texts = ()
    keywords: Texts = ()

    def part(self) -> Part:
        """The entry as it stands in a text."""
        where = self.name or self.company or self.organization or self.institution
        what = " ".join(filter(None, (self.position or self.study_type, self.area)))
        named = ", ".join(filter(None, (what, where, self.issuer)))
        when = period(self.start_date, self.end_date) or self.date
        return Part(
            " ".join(filter(None, (when, named))),
            (self.summary, self.description, ", ".join(self.keywords)),
            (*self.highlights, *self.courses),
        )


class _Skill(Camel):
    name: Text = ""
    level: Text = ""
    keywords: Texts = ()

    def part(self) -> Part:
        level = f" ({self.level})" if self.level else ""
        keywords = ", ".join(self.keywords)
        return Part(f"{self.name}{level}: {keywords}" if keywords else f"{self.name}{level}")


class _Language(Camel):
    language: Text = ""
    fluency: Text = ""

    def part(self) -> Part:
        return Part(f"{self.language} ({self.fluency})" if self.fluency else self.language)


class _Resume(Camel):
    basics: One[_Basics] = _Basics()
    work: Many[_Entry] = ()
    volunteer: Many[_Entry] = ()
    education: Many[_Entry] = ()
    certificates: Many[_Entry] = ()
    projects: Many[_Entry] = ()
    skills: Many[_Skill] = ()
    languages: Many[_Language] = ()


def is_json_resume(found: Any) -> bool:
    """Whether parsed JSON looks like a JSON Resume."""
    return isinstance(found, dict) and isinstance(found.get("basics"), dict)


def read_json_resume(found: Any, made_id: str) -> tuple[CandidateRecord, Contact]:
    """The candidate, and apart from it who that is; interests and references are not read."""
    resume = _Resume.model_validate(found)
    basics = resume.basics
    languages = (language_item(each.language, level_in(each.fluency)) for each in resume.languages)
    candidate = CandidateRecord(
        id=made_id,
        text=_text(resume),
        skills=tuple(SkillItem(label=label) for label in dict.fromkeys(_labels(resume))),
        languages=tuple(each for each in languages if each),
        place=basics.location.city or None,
    )
    return candidate, Contact(name=basics.name, email=basics.email, phone=basics.phone)


def _labels(resume: _Resume) -> Iterator[str]:
    """What somebody can do; a name above keywords is only a heading."""
    for skill in resume.skills:
        yield from skill.keywords or ((skill.name,) if skill.name else ())


def _text(resume: _Resume) -> str:
    return cv_text(
        [
            ("PROFIEL", [Part(resume.basics.label, (resume.basics.summary,))]),
            ("WERKERVARING", [each.part() for each in (*resume.work, *resume.volunteer)]),
            ("OPLEIDING", [each.part() for each in resume.education]),
            ("CERTIFICATEN", [each.part() for each in resume.certificates]),
            ("PROJECTEN", [each.part() for each in resume.projects]),
            ("VAARDIGHEDEN", [each.part() for each in resume.skills]),
            ("TALEN", [each.part() for each in resume.languages]),
        ]
    )
