"""Vacancies as requests bring and answers show them."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from service.web.fields import Text, Wording
from service.words import CefrLevel, Importance, RequirementOrigin, VacancyState, WorkMode

__all__ = [
    "Asked",
    "ConditionFields",
    "LanguageItem",
    "MentionRead",
    "OccupationRead",
    "PreviewRead",
    "RequirementRead",
    "RequirementWrite",
    "ReturnReason",
    "VacancyCreate",
    "VacancyRead",
    "VacancySummary",
    "VersionCreate",
    "VersionRead",
    "VersionSummary",
    "Warned",
]

Title = Annotated[Wording, Field(max_length=300)]
Description = Annotated[
    Text, Field(max_length=50_000, description="As it was written; never rendered.")
]
Place = Annotated[
    Wording, Field(max_length=200, description="A town or four digits of a postcode.")
]
SkillId = Annotated[
    str, Field(min_length=1, max_length=200, description="A skill of the taxonomy.")
]
Level = Annotated[int, Field(ge=1, le=4, description="1 aware, 2 guided, 3 independent, 4 expert.")]
Hours = Annotated[float, Field(ge=0, le=80, allow_inf_nan=False)]
Positions = Annotated[int, Field(ge=1, le=1000, description="How many are wanted.")]

_CONDITIONS: JsonDict = {
    "place": "Rotterdam",
    "work_modes": ["hybrid"],
    "hours_min": 32,
    "hours_max": 40,
    "education_level": 5,
    "languages": [{"code": "nl", "cefr": "B2"}],
    "start_by": "2027-02-01",
}
_TEXT: JsonDict = {
    "title": "Java developer (m/v)",
    "text": "Eisen\n- Goede kennis van Java en SQL\n- Ervaring met Git\n- Docker is een pré",
}
_REQUIREMENTS: JsonDict = {
    "requirements": [
        {"skill": "java", "importance": "must", "level": 3},
        {"skill": "sql", "importance": "must"},
        {"skill": "docker", "importance": "nice"},
    ]
}


class LanguageItem(BaseModel):
    """A language and the level that is asked."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1.")]
    cefr: CefrLevel


class ConditionFields(BaseModel):
    """What must fit besides skills; what is left out is unknown and excludes nobody."""

    model_config = ConfigDict(extra="forbid")

    place: Place | None = None
    work_modes: Annotated[list[WorkMode], Field(max_length=3)] = []
    hours_min: Hours | None = None
    hours_max: Hours | None = None
    education_level: Annotated[int, Field(ge=1, le=8, description="EQF.")] | None = None
    languages: Annotated[list[LanguageItem], Field(max_length=20)] = []
    licence_to_work: bool | None = None
    start_by: date | None = None

    @model_validator(mode="after")
    def _fits_itself(self) -> Self:
        least, most = self.hours_min, self.hours_max
        if least is not None and most is not None and least > most:
            raise ValueError(f"expected hours_min up to hours_max, found {least} and {most}")
        if len({each.code for each in self.languages}) < len(self.languages):
            raise ValueError("expected each language once, found one twice")
        return self


class RequirementWrite(BaseModel):
    """A skill that is asked or wished."""

    model_config = ConfigDict(extra="forbid")

    skill: SkillId
    importance: Importance = Importance.MUST
    level: Level | None = None


class Asked(ConditionFields):
    """A title and text with conditions, before anything is stored."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{**_TEXT, **_CONDITIONS}]}
    )

    title: Title
    text: Description = ""


class VersionCreate(Asked):
    """All that a vacancy asks, as a whole.

    Where `requirements` are left out, they are read from title and text, and so are languages
    beside those given.
    """

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{**_TEXT, **_CONDITIONS, **_REQUIREMENTS}]}
    )

    positions: Positions = 1
    requirements: Annotated[list[RequirementWrite], Field(max_length=200)] | None = None


class VacancyCreate(VersionCreate):
    """A new vacancy; a partner of one organisation need not name it."""

    organisation_id: UUID | None = None
    external_id: Annotated[Wording | None, Field(max_length=200)] = None


class ReturnReason(BaseModel):
    """Why a version is not approved, for the partner."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"reason": "Which of these twelve skills are a must?"}]},
    )

    reason: Annotated[Wording, Field(max_length=1000)]


class Warned(BaseModel):
    """Something that somebody should look at; nothing is refused for it yet."""

    code: str = Field(examples=["too_few_requirements"])
    detail: str


class RequirementRead(BaseModel):
    """A skill that is asked, with the words of the text that say so."""

    skill: str
    label_nl: str
    label_en: str
    importance: Importance
    level: int | None
    certainty: float = Field(description="1 for a name; less where the text only suggests it.")
    probable: bool = Field(description="The text does not name it; it weighs less.")
    origin: RequirementOrigin
    quote: str
    start: int | None = Field(description="Offset of the quote in the text, in characters.")
    end: int | None


class VersionSummary(BaseModel):
    """A version, without what it asks. A version that is no longer the newest is history."""

    id: UUID
    number: int
    title: str
    positions: int
    created_at: datetime
    is_newest: bool
    approved_at: datetime | None
    returned_at: datetime | None
    return_reason: str | None


class VersionRead(VersionSummary, ConditionFields):
    """A version with all that it asks."""

    text: str
    requirements: list[RequirementRead]
    warnings: list[Warned]


class _Vacancy(BaseModel):
    id: UUID
    organisation_id: UUID
    external_id: str | None
    state: VacancyState
    created_at: datetime
    ended_at: datetime | None
    revision: int


class VacancySummary(_Vacancy):
    """A vacancy in a list, with its newest version."""

    newest: VersionSummary


class VacancyRead(_Vacancy):
    """A vacancy with all that its newest version asks."""

    newest: VersionRead


class MentionRead(BaseModel):
    """Words that name a skill, so that a page can mark them; also those that ask nothing."""

    where: Literal["title", "text"]
    start: int = Field(description="In characters of the title or text.")
    end: int
    quote: str
    skill: str
    label_nl: str
    label_en: str
    importance: Importance
    level: int | None
    probable: bool
    not_asked: Literal["negated", "intent"] | None = Field(
        description="Why it asks nothing: «no Java needed» or «you will learn Java»."
    )


class OccupationRead(BaseModel):
    """An occupation that the title names."""

    occupation: str
    label_nl: str
    label_en: str


class PreviewRead(BaseModel):
    """What is read from a title and text; nothing was stored."""

    requirements: list[RequirementRead]
    mentions: list[MentionRead]
    occupations: list[OccupationRead]
    languages: list[LanguageItem] = Field(description="Asked in the text or given.")
    located: str | None = Field(description="The place as it is known; null where it is not.")
    warnings: list[Warned]
