"""The interchange files' records: candidates, vacancies and programmes as others send them.

Unknown fields are kept (`model_extra`), missing ones are unknown. Field names are those of the
files; see docs/interchange.md.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from matching.types import EvidenceKind, Importance, WorkMode

__all__ = [
    "CandidateRecord",
    "IdentifiedRecord",
    "LanguageItem",
    "ModuleRecord",
    "ProgrammeRecord",
    "Record",
    "RequirementItem",
    "SkillItem",
    "VacancyRecord",
]

Name = Annotated[str, Field(min_length=1, pattern=r"\S")]
Level = Annotated[int, Field(ge=1, le=4)]
EducationLevel = Annotated[int, Field(ge=1, le=8)]
Hours = Annotated[float, Field(ge=0, le=80, allow_inf_nan=False)]
Kilometres = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Id = Annotated[str, Field(min_length=1, pattern=r"^\S+$")]
Cefr = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


WorkModes = Annotated[tuple[WorkMode, ...], BeforeValidator(_as_list)]
Place = Annotated[str, BeforeValidator(_as_text)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class _Named(_Model):
    """A skill by its label or by its id; exactly one of them."""

    label: Name | None = None
    skill: Name | None = None
    level: Level | None = None

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if (self.label is None) == (self.skill is None):
            raise ValueError("expected a label or the id of a skill, and not both")
        return self


class SkillItem(_Named):
    """A skill that a candidate has or a module teaches."""

    evidence: EvidenceKind | None = None
    source: str | None = None


class RequirementItem(_Named):
    """A skill that a vacancy asks."""

    importance: Importance = Importance.MUST


class LanguageItem(_Model):
    """A natural language and the level had or asked; without a level any will do."""

    code: LanguageCode
    cefr: Cefr = "A1"


class IdentifiedRecord(_Model):
    """What every line has: an id that no other line of its file has."""

    id: Annotated[Id, BeforeValidator(_as_text)]


class _Timed(IdentifiedRecord):
    place: Place | None = None
    work_mode: WorkModes = ()
    hours: tuple[Hours, Hours] | None = None
    education_level: EducationLevel | None = None
    languages: tuple[LanguageItem, ...] = ()
    licence_to_work: bool | None = None

    @field_validator("hours")
    @classmethod
    def _hours_in_order(cls, hours: tuple[float, float] | None) -> tuple[float, float] | None:
        if hours and hours[0] > hours[1]:
            raise ValueError(f"expected [fewest, most], found {list(hours)}")
        return hours


class CandidateRecord(_Timed):
    """A line of candidates.jsonl."""

    text: str = ""
    programme: Annotated[str, BeforeValidator(_as_text)] | None = None
    completed_on: date | None = None
    skills: tuple[SkillItem, ...] = ()
    max_travel_km: Kilometres | None = None
    available_from: date | None = None
    wants: tuple[Name, ...] = ()
    consent: bool | None = None


class VacancyRecord(_Timed):
    """A line of vacancies.jsonl."""

    title: str
    text: str
    partner: Annotated[str, BeforeValidator(_as_text)] | None = None
    requirements: tuple[RequirementItem, ...] = ()
    start_by: date | None = None
    positions: Annotated[int, Field(ge=1)] = 1


class ModuleRecord(_Model):
    """A module of a programme: what it teaches, and for how many hours."""

    name: Name
    hours: Annotated[float, Field(ge=0)] | None = None
    outcomes: tuple[str, ...] = ()
    skills: tuple[SkillItem, ...] = ()


class ProgrammeRecord(IdentifiedRecord):
    """A line of programmes.jsonl."""

    name: Name
    provider: str | None = None
    text: str = ""
    education_level: EducationLevel | None = None
    modules: tuple[ModuleRecord, ...] = ()


Record = CandidateRecord | VacancyRecord | ProgrammeRecord
