"""Accounts, login sessions and API tokens as requests bring and answers show them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from service.access.policy import SCOPES
from service.access.roles import RoleRead
from service.web.fields import Line

__all__ = [
    "AccountRead",
    "AccountUpdate",
    "SessionRead",
    "TokenCreate",
    "TokenMade",
    "TokenRead",
]

Scope = Annotated[str, Field(max_length=60, json_schema_extra={"enum": list(SCOPES)})]


class AccountUpdate(BaseModel):
    """All that you can change of your account."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "Sam Voorbeeld", "language": "nl"}]},
    )

    name: Line | None
    language: Literal["nl", "en"]


class AccountRead(BaseModel):
    """Your account."""

    id: UUID
    email: str
    name: str | None
    language: str
    roles: list[RoleRead]
    candidate_id: UUID | None = Field(description="The candidate that you are.")
    scopes: list[str] = Field(description="What an API token of yours can be for.")
    revision: int


class SessionRead(BaseModel):
    """A login session that goes on."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime = Field(description="To the minute.")
    expires_at: datetime
    is_current: bool = Field(description="The one that asks.")


class TokenCreate(BaseModel):
    """A new API token. It may do what its scopes say, as far as your roles may."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "nightly import", "scopes": ["vacancies:read"], "days": 90},
            ]
        },
    )

    name: Annotated[Line, Field(max_length=100)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(SCOPES))]
    days: Annotated[int, Field(ge=1, le=365, description="How long it lasts.")] = 90


class TokenRead(BaseModel):
    """An API token."""

    id: UUID
    name: str
    hint: str = Field(description="How its secret begins.", examples=["st_4fJk2a"])
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")
    expires_at: datetime
    revoked_at: datetime | None


class TokenMade(TokenRead):
    """A new API token, with its secret."""

    secret: str | None = Field(
        description="For `Authorization: Bearer …`. It is shown now and never again; null where "
        "the request was a repeat."
    )
