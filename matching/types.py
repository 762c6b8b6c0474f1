"""The words of the field as types: everything that passes between the parts of matching.

All of them are frozen: a profile, once read, never changes. Levels are 1 (aware), 2 (works with
guidance), 3 (works independently) and 4 (expert). Offsets count characters of the text as given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "CEFR",
    "CandidateProfile",
    "Claim",
    "Concept",
    "Conditions",
    "Evidence",
    "EvidenceKind",
    "Importance",
    "Kind",
    "Location",
    "Mention",
    "Needs",
    "Occupation",
    "OrdinaryLabel",
    "Requirement",
    "Section",
    "Skill",
    "VacancyProfile",
    "WorkMode",
]

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
"""The levels of the Common European Framework of Reference for Languages, lowest first."""


class Kind(StrEnum):
    """What sort of concept a skill is."""

    TECHNOLOGY = "technology"
    METHOD = "method"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    TRANSVERSAL = "transversal"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"


class Importance(StrEnum):
    """Whether a vacancy asks for a skill (must) or would like to see it (nice)."""

    MUST = "must"
    NICE = "nice"


class EvidenceKind(StrEnum):
    """What shows that somebody has a skill."""

    COACH = "coach"
    CERTIFICATE = "certificate"
    MODULE = "module"
    WORK = "work"
    PROJECT = "project"
    SELF = "self"


class WorkMode(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Section(StrEnum):
    """The part of a vacancy or CV that a mention stands in."""

    TITLE = "title"
    TASKS = "tasks"
    REQUIREMENTS = "requirements"
    NICE_TO_HAVE = "nice_to_have"
    SKILLS = "skills"
    WORK = "work"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    PROJECTS = "projects"
    PROFILE = "profile"
    LANGUAGES = "languages"
    COMPANY = "company"
    BENEFITS = "benefits"
    CONTACT = "contact"
    NOT_ASKED = "not_asked"
    HOBBIES = "hobbies"
    OTHER = "other"


class Needs(StrEnum):
    """What a label that is also an ordinary word needs before it counts."""

    NOTHING = "nothing"
    CASE = "case"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryLabel:
    """How labels of one concept are told from the ordinary words they also are."""

    labels: tuple[str, ...]
    needs: Needs = Needs.CONTEXT
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What skills and occupations share: names in two languages and a place among the others."""

    id: str
    label_nl: str
    label_en: str
    aliases: tuple[str, ...] = ()
    aliases_nl: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: Mapping[str, float] = field(default_factory=dict)
    esco: str | None = None

    def label(self, language: str) -> str:
        """The preferred label in `language` ("nl" or "en")."""
        return self.label_nl if language == "nl" else self.label_en

    def labels(self, language: str | None = None) -> tuple[str, ...]:
        """All names, each once, preferred ones first; with `language` those of that language."""
        dutch = (self.label_nl, *self.aliases_nl) if language != "en" else ()
        english = (self.label_en, *self.aliases_en) if language != "nl" else ()
        return tuple(dict.fromkeys((*dutch[:1], *english[:1], *self.aliases, *dutch, *english)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Concept):
    """A concept that a person can have: see docs/taxonomy.md."""

    kind: Kind
    implies: Mapping[str, int] = field(default_factory=dict)
    code: str | None = None
    ordinary: OrdinaryLabel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation(Concept):
    """An occupation and the skills it needs; ids are apart from those of skills."""

    essential: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    stage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of text that names a skill, and what the words around it say of it.

    `text[start:end]` are its words. `importance` is must where no wish is said, `level` None where
    nothing is. A `negated` mention says that the skill is not there or not asked, an `intent`
    mention that somebody will or wants to learn it. `certainty` is 1 for a name, less for a
    misspelt one, and less again for a `probable` mention: words that describe the skill.
    """

    start: int
    end: int
    text: str
    skill: str
    importance: Importance = Importance.MUST
    level: int | None = None
    negated: bool = False
    intent: bool = False
    section: Section = Section.OTHER
    certainty: float = 1.0
    probable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim or requirement comes from.

    `source` names the document: "text", "title", "skills", "requirements", or a module as
    "programme P01, module Databases". `start` and `end` are offsets in it where it is a text.
    """

    source: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A skill that a vacancy asks; `certainty` below 1 marks a probable one."""

    skill: str
    importance: Importance = Importance.MUST
    level: int | None = None
    certainty: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That a candidate has a skill, and what shows it; `certainty` below 1 marks a probable one."""

    skill: str
    kind: EvidenceKind
    evidence: Evidence
    level: int | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place on the map; latitude and longitude in degrees (WGS 84).

    `precision_km` is how far off it may be: a distance counts as that much less.
    """

    name: str
    latitude: float
    longitude: float
    precision_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What must fit besides skills, of a candidate or of a vacancy; None is unknown.

    `work_modes`: all that are accepted. `hours`: fewest and most a week. `start`: for a candidate
    the first day available, for a vacancy the last day to start. `languages`: ISO 639-1 code to
    CEFR level. `education_level`: EQF 1-8, had or asked. `licence_to_work`: may work in the
    Netherlands, or must. `consent`: the candidate's, for being put on lists at all.
    """

    location: Location | None = None
    max_travel_km: float | None = None
    work_modes: frozenset[WorkMode] = frozenset()
    hours: tuple[float, float] | None = None
    start: date | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    education_level: int | None = None
    licence_to_work: bool | None = None
    consent: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateProfile:
    """A candidate as the ranking sees them; whatever is not here cannot count.

    `wants` are occupations that the candidate wants, `held` those that they held before or were
    trained for; both are ids of occupations.
    """

    id: str
    claims: tuple[Claim, ...] = ()
    wants: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    conditions: Conditions = Conditions()


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyProfile:
    """A vacancy as the ranking sees it; `occupations` are those that its title names."""

    id: str
    title: str = ""
    requirements: tuple[Requirement, ...] = ()
    occupations: tuple[str, ...] = ()
    conditions: Conditions = Conditions()
