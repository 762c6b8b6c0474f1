"""Programmes as requests bring and answers show them."""

from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from service.web.fields import Line, Text, Wording

__all__ = [
    "CoachRead",
    "FoundSkill",
    "ModuleCreate",
    "ModuleRead",
    "ModuleUpdate",
    "OutcomeRead",
    "ProgrammeCreate",
    "ProgrammeLine",
    "ProgrammeRead",
    "ProgrammeUpdate",
    "SkillGiven",
    "TaughtSkill",
]

OutcomeWording = Annotated[Wording, Field(max_length=2000)]
Level = Annotated[
    int, Field(ge=1, le=4, description="1 aware, 2 with guidance, 3 independent, 4 expert.")
]
Hours = Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False, description="Study load.")]
EducationLevel = Annotated[int, Field(ge=1, le=8, description="EQF level of its graduates.")]

_MOST_READ = 100_000  # characters; half a second of reading

_EXAMPLE: JsonDict = {
    "external_id": "P01",
    "provider_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "name": "Java developer",
    "description": "In zes maanden word je junior Java developer.",
    "education_level": 6,
    "modules": [
        {
            "name": "Databases en SQL",
            "hours": 60,
            "outcomes": ["De student schrijft SQL-query's met joins op PostgreSQL."],
            "skills": [{"skill": "data-modelling", "level": 2}],
        }
    ],
}


class SkillGiven(BaseModel):
    """A skill that a module teaches, beside those that its outcomes name."""

    model_config = ConfigDict(extra="forbid")

    skill: Annotated[str, Field(min_length=1, max_length=200, description="Id in the taxonomy.")]
    level: Level | None = None


class ModuleCreate(BaseModel):
    """A part of a programme."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    hours: Hours | None = None
    outcomes: Annotated[list[OutcomeWording], Field(max_length=40)] = []
    skills: Annotated[list[SkillGiven], Field(max_length=40)] = []


class ModuleUpdate(ModuleCreate):
    """A part of a programme; with the id of one that it has, or with its name, it stays that."""

    id: UUID | None = None


ModuleT = TypeVar("ModuleT", bound=ModuleCreate)


class _Programme(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    external_id: Line | None = None
    provider_id: Annotated[UUID, Field(description="A school.")]
    name: Line
    description: Annotated[Text, Field(max_length=20_000)] = ""
    education_level: EducationLevel | None = None


def _require_readable(modules: list[ModuleT]) -> list[ModuleT]:
    """Every outcome is read while the request waits, so all together have a limit too."""
    found = sum(len(wording) for module in modules for wording in module.outcomes)
    if found > _MOST_READ:
        raise ValueError(
            f"expected at most {_MOST_READ} characters in all outcomes, found {found}; shorten them"
        )
    return modules


class ProgrammeCreate(_Programme):
    """A new programme."""

    modules: Annotated[
        list[ModuleCreate], Field(max_length=60), AfterValidator(_require_readable)
    ] = []


class ProgrammeUpdate(_Programme):
    """All that can be changed of a programme; modules that are not named are taken away."""

    is_active: bool = True
    modules: Annotated[
        list[ModuleUpdate], Field(max_length=60), AfterValidator(_require_readable)
    ] = []


class TaughtSkill(BaseModel):
    """A skill that was given for a module."""

    skill: str
    label: str
    level: int | None


class FoundSkill(BaseModel):
    """A skill that was read in a text: graduates have it, with this text as evidence."""

    skill: str
    label: str
    level: int | None = Field(description="Shown by the verb, and bounded by the hours.")
    certainty: float
    words: str = Field(description="Of the text, that say so.")
    start: int | None = Field(description="Where they stand in it.")
    end: int | None


class OutcomeRead(BaseModel):
    """What a student can do after a module."""

    wording: str
    found: list[FoundSkill] = Field(description="Empty where no skill was recognised.")


class ModuleRead(BaseModel):
    """A part of a programme."""

    id: UUID
    name: str
    hours: float | None
    outcomes: list[OutcomeRead]
    skills: list[TaughtSkill]


class ProgrammeLine(BaseModel):
    """A programme in a list."""

    id: UUID
    external_id: str | None
    provider_id: UUID
    provider: str
    name: str
    education_level: int | None
    is_active: bool
    revision: int


class ProgrammeRead(ProgrammeLine):
    """A programme with all that it teaches."""

    description: str
    found: list[FoundSkill] = Field(
        description="Read in the description, which counts only where there are no modules."
    )
    modules: list[ModuleRead]


class CoachRead(BaseModel):
    """Somebody who sees the candidates of a programme."""

    id: UUID
    name: str | None
    email: str | None
