"""Organisations as requests bring and answers show them."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from service.web.fields import Line

__all__ = ["OrganisationCreate", "OrganisationRead", "OrganisationUpdate"]

ListsPerDay = Annotated[int, Field(ge=0, le=1000, description="New shortlists it may ask a day.")]

_EXAMPLE: JsonDict = {
    "name": "Gemeente Waalmonde",
    "external_id": "R01",
    "is_employer": True,
    "is_school": False,
    "is_public_body": True,
    "lists_per_day": 20,
}


class OrganisationCreate(BaseModel):
    """A new organisation; it is one or several of employer, school and public body."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    name: Line
    external_id: Line | None = None
    is_employer: bool = False
    is_school: bool = False
    is_public_body: bool = False
    lists_per_day: ListsPerDay = 20

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if not (self.is_employer or self.is_school or self.is_public_body):
            raise ValueError("expected an employer, a school or a public body, found none of these")
        return self


class OrganisationUpdate(OrganisationCreate):
    """All that can be changed of an organisation."""

    is_active: bool = True


class OrganisationRead(BaseModel):
    """An organisation."""

    id: UUID
    name: str
    external_id: str | None
    is_employer: bool
    is_school: bool
    is_public_body: bool
    is_active: bool
    lists_per_day: int
    revision: int
