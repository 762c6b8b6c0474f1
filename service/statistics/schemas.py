"""Counts as answers show them."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from matching.types import Kind

__all__ = [
    "Cell",
    "DemandRead",
    "FunnelRead",
    "ProgrammeSteps",
    "SkillDemand",
    "TotalCell",
    "TotalSteps",
]

_SHOWN: JsonDict = {"count": 64, "suppressed": False}
_SMALL: JsonDict = {"count": None, "suppressed": True}
_TOTAL: JsonDict = {"count": 412, "suppressed": False, "at_least": 412}
_FLOOR: JsonDict = {"count": None, "suppressed": True, "at_least": 120}


class Cell(BaseModel):
    """A count of people; null where they are too few to be shown."""

    count: int | None
    suppressed: bool


class TotalCell(Cell):
    """A total; null where it would tell a count that is too small to be shown."""

    at_least: int = Field(description="The total, or what is known to be in it.")


class _Steps(BaseModel):
    enrolled: Cell = Field(description="Follows or followed the programme.")
    completed: Cell = Field(description="Has completed it.")
    in_pool: Cell = Field(description="Is looking for work and agrees to be put on lists.")
    released: Cell = Field(description="Was on a list that a coach released.")
    interviewed: Cell = Field(description="Had an interview, or was hired.")
    hired: Cell = Field(description="Was hired.")


class ProgrammeSteps(_Steps):
    """How far the people of one programme came."""

    programme_id: UUID
    name: str
    provider: str
    is_active: bool


class TotalSteps(BaseModel):
    """How far all people came; of those whose data were erased only hires are known."""

    enrolled: TotalCell
    completed: TotalCell
    in_pool: TotalCell
    released: TotalCell
    interviewed: TotalCell
    hired: TotalCell


class FunnelRead(BaseModel):
    """From programmes to hires, on the way to the goal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "goal": 3000,
                    "least": 10,
                    "total": {
                        "enrolled": _TOTAL,
                        "completed": _TOTAL,
                        "in_pool": _TOTAL,
                        "released": _TOTAL,
                        "interviewed": _TOTAL,
                        "hired": _FLOOR,
                    },
                    "programmes": [
                        {
                            "programme_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                            "name": "Java developer",
                            "provider": "Codehuis Rijnhaven",
                            "is_active": True,
                            "enrolled": _SHOWN,
                            "completed": _SHOWN,
                            "in_pool": _SHOWN,
                            "released": _SHOWN,
                            "interviewed": _SHOWN,
                            "hired": _SMALL,
                        }
                    ],
                }
            ]
        }
    )

    goal: int = Field(description="How many hires the alliance wants.")
    least: int = Field(description="Counts below this are not shown.")
    total: TotalSteps
    programmes: list[ProgrammeSteps] = Field(
        description="By name; each person counts at the programme that they end last."
    )


class SkillDemand(BaseModel):
    """A skill that open vacancies ask, against what is taught and had."""

    skill: str = Field(examples=["kubernetes"])
    label: str
    kind: Kind
    vacancies: int = Field(description="Open vacancies that ask it.")
    must: int = Field(description="Of these, how many must have it.")
    nice: int = Field(description="And how many would like it.")
    organisations: int = Field(description="Whose vacancies these are.")
    programmes: int = Field(description="Active programmes that teach it, or a narrower skill.")
    candidates: Cell = Field(
        description="People in the pool who have it, or a narrower skill; rounded down to tens."
    )


class DemandRead(BaseModel):
    """What open vacancies ask: what no programme teaches first, the most asked first."""

    vacancies: int = Field(description="Open vacancies that were counted.")
    least: int = Field(description="Counts of people below this are not shown.")
    skills: int = Field(description="All skills that are asked.")
    uncovered: int = Field(description="Those of them that no programme teaches.")
    items: list[SkillDemand]
