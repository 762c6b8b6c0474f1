"""Settings, from the environment: every name begins with SCHAKEL_. See docs/commands.md."""

from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import SettingsError

__all__ = ["Settings", "read_settings"]

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def _own_file() -> URL:
    return URL.create("sqlite", database=str(user_data_path("schakel") / "schakel.db"))


class Settings(BaseSettings):
    """All settings. `database_url` is a SQLite file of the user unless set otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="SCHAKEL_",
        frozen=True,
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
    )

    database_url: Annotated[URL, NoDecode] = Field(default_factory=_own_file)
    taxonomy: Path | None = None
    config: Path | None = None
    refresh_seconds: float = Field(default=0.5, gt=0, le=60)
    most_upload_bytes: int = Field(default=25_000_000, ge=1_000, le=1_000_000_000)
    session_hours: int = Field(default=12, ge=1, le=720)
    least_pool: int = Field(default=10, ge=1, le=1000)
    least_requirements: int = Field(default=3, ge=1, le=100)
    list_length: int = Field(default=20, ge=1, le=200)
    control_share: float = Field(default=0.05, ge=0, le=0.5)
    is_demo: bool = False

    @field_validator("database_url", mode="before")
    @classmethod
    def _readable(cls, value: Any) -> URL:
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError("it cannot be read as a URL") from None
        if url.drivername not in _DRIVERS:
            raise ValueError(f"the scheme {url.drivername!r}")
        if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("a database in memory, which every command would find empty")
        return url.set(drivername=_DRIVERS[url.drivername])


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: One of them cannot be used; the message never shows its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        found = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise SettingsError(
            f"SCHAKEL_DATABASE_URL: expected sqlite:///FILE or postgresql://USER@HOST/NAME, "
            f"found {found}; set it, or leave it out to use {_own_file().database}"
        ) from None
