"""Users as requests bring and answers show them."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.access.roles import RoleRead
from service.web.fields import Email, Line
from service.words import Role, UserState

__all__ = [
    "PasswordLink",
    "RoleAdd",
    "UserCreate",
    "UserFilter",
    "UserRead",
    "UserUpdate",
    "Which",
]


class UserCreate(BaseModel):
    """Somebody new; they set their password with a link."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"email": "sam@example.org", "name": "Sam Voorbeeld", "language": "nl"}]
        },
    )

    email: Email
    name: Line | None = None
    language: Literal["nl", "en"] = "nl"


class UserUpdate(BaseModel):
    """All that can be changed of a user, apart from roles."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"name": "Sam Voorbeeld", "language": "en", "is_disabled": True}]
        },
    )

    name: Line | None
    language: Literal["nl", "en"]
    is_disabled: bool = Field(
        description="A disabled user cannot sign in; sessions, tokens and links end at once."
    )


class UserRead(BaseModel):
    """A user. An erased one has no e-mail, name or roles."""

    id: UUID
    email: str | None
    name: str | None
    language: str
    state: UserState
    roles: list[RoleRead]
    created_at: datetime
    revision: int


class RoleAdd(BaseModel):
    """A role for a user; of partner it must be said for which organisation, of others not."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"role": "partner", "organisation_id": "7d1c2f0e-7a45-4b5e-9d3c-2f1f6f0a9b11"},
                {"role": "coach"},
            ]
        },
    )

    role: Role
    organisation_id: UUID | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.role is Role.CANDIDATE:
            raise ValueError("expected a role that is given here; candidates get a personal link")
        if (self.role is Role.PARTNER) != (self.organisation_id is not None):
            raise ValueError("expected an organisation_id for a partner, and for no other role")
        return self


class PasswordLink(BaseModel):
    """A link with which a user sets a password, once; earlier ones end."""

    id: UUID
    token: str | None = Field(
        description="The secret part of the link. It is shown now and never again; null where the "
        "request was a repeat."
    )
    expires_at: datetime


class UserFilter(BaseModel):
    """Which users are asked for."""

    role: Role | None = None
    state: UserState | None = None
    text: str | None = None


def _filter(
    role: Annotated[Role | None, Query(description="Who have this role.")] = None,
    state: Annotated[
        UserState | None, Query(description="In this state; default: all but erased.")
    ] = None,
    text: Annotated[Line | None, Query(description="Part of a name or e-mail address.")] = None,
) -> UserFilter:
    return UserFilter(role=role, state=state, text=text)


Which = Annotated[UserFilter, Depends(_filter)]
"""Which users are asked for."""
