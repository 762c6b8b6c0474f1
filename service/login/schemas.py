"""What signing in brings."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from service.access.passwords import LONGEST
from service.web.fields import Email

__all__ = ["Login", "OpenLink", "PasswordChange", "PasswordSet"]

Password = Annotated[SecretStr, Field(min_length=1, max_length=LONGEST)]
NewPassword = Annotated[
    SecretStr,
    Field(
        min_length=1,
        max_length=LONGEST,
        description="At least 12 characters, and not what everybody tries first.",
    ),
]
LinkToken = Annotated[
    SecretStr, Field(min_length=1, max_length=100, description="The secret part of the link.")
]

_PHRASE = "vier woorden zonder verband"
_TOKEN = "pl_6nFhXk2mT9wQ4rZb7cLd1vJy8sGa3eHo5uPi0xNqEKM"


class Login(BaseModel):
    """An e-mail address and the password with it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"email": "sam@example.org", "password": _PHRASE}]},
    )

    email: Email
    password: Password


class OpenLink(BaseModel):
    """A candidate's personal link."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"token": _TOKEN}]})

    token: LinkToken


class PasswordSet(BaseModel):
    """A link for setting a password, and the password."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"token": _TOKEN, "password": _PHRASE}]},
    )

    token: LinkToken
    password: NewPassword


class PasswordChange(BaseModel):
    """The password that somebody has, and the one that they want."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"old_password": "wat het eerst was, maar dan anders", "password": _PHRASE}
            ]
        },
    )

    old_password: Password
    password: NewPassword
