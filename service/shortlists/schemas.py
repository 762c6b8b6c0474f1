"""Shortlists as answers show them to those who ask for and review them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from service.words import ShortlistState

__all__ = ["OwnEntries", "ShortlistItem"]

_EXAMPLE: JsonDict = {
    "id": "5d1c2b9e-6f40-4a57-9a2e-0d6f0a1b2c3d",
    "vacancy_id": "0b9f5f0a-1c3e-4d55-8f7a-6f1d2c3b4a59",
    "version": 2,
    "title": "Java developer",
    "state": "draft",
    "requested_at": "2026-11-28T12:00:00Z",
    "released_at": None,
    "ended_at": None,
    "review": None,
}


class OwnEntries(BaseModel):
    """What a coach has to do with a list."""

    organisation_id: UUID
    positions: int = Field(description="How many people the vacancy asks.")
    waiting_hours: float = Field(description="Since it was asked for; until release.")
    is_reviewer: bool = Field(description="Whether you are the one who releases it.")
    is_claimed: bool = Field(description="Whether somebody reviews or reviewed it.")
    own: int = Field(description="Entries about candidates of your programmes.")
    own_undecided: int = Field(description="Those of them that wait for your decision.")


class ShortlistItem(BaseModel):
    """That there is a list, and how far it is; nothing of what stands on it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    vacancy_id: UUID
    version: int = Field(description="Number of the version that it is for.")
    title: str = Field(description="Of the vacancy.")
    state: ShortlistState
    requested_at: datetime
    released_at: datetime | None
    ended_at: datetime | None = Field(description="When it was closed or withdrawn.")
    review: OwnEntries | None = Field(default=None, description="For coaches alone.")
