"""Settings, from the environment (SCHAKEL_NAME) and from a file; see docs/settings.md."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import SettingsError

__all__ = ["FILE_VARIABLE", "PREFIX", "Settings", "read_settings"]

PREFIX = "SCHAKEL_"
FILE_VARIABLE = "SCHAKEL_SETTINGS"
"""Names a TOML file with settings; the environment goes before it."""

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def _own_file() -> URL:
    return URL.create("sqlite", database=str(user_data_path("schakel") / "schakel.db"))


class Settings(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
        validate_default=False,
    )

    database_url: Annotated[URL, NoDecode] = Field(
        default_factory=_own_file,
        description="The database: sqlite:///FILE or postgresql://USER@HOST/NAME.",
    )
    taxonomy: Path | None = Field(
        default=None, description="Folder of a taxonomy; default: the project's own."
    )
    config: Path | None = Field(
        default=None, description="File of weights that differ from the project's own."
    )
    refresh_seconds: float = Field(
        default=0.5, gt=0, le=60, description="Between two looks at what changed."
    )
    most_upload_bytes: int = Field(
        default=25_000_000, ge=1_000, le=1_000_000_000, description="What a request may bring."
    )
    session_hours: int = Field(default=12, ge=1, le=720, description="How long a login lasts.")
    least_pool: int = Field(
        default=10, ge=1, le=1000, description="Fewer who are eligible give no shortlist."
    )
    least_requirements: int = Field(
        default=3, ge=1, le=100, description="A vacancy with fewer gives no shortlist."
    )
    list_length: int = Field(default=20, ge=1, le=200, description="How many a shortlist holds.")
    control_share: float = Field(
        default=0.05,
        ge=0,
        le=0.5,
        description="Share of shortlists with a planted entry that review should find.",
    )
    readers: int = Field(
        default=0,
        ge=0,
        le=256,
        description="Processes that read the texts of a large file; 0: one for each core.",
    )
    goal: int = Field(
        default=3000, ge=1, le=1_000_000, description="How many hires the alliance wants."
    )
    runs: Path = Field(
        default_factory=lambda: user_data_path("schakel") / "runs",
        description="Folder of the evaluation's runs, each in a folder of its own.",
    )
    gold: Path | None = Field(
        default=None,
        description="Folder with match and traps, judged, to measure; default: the project's own.",
    )
    is_demo: bool = Field(
        default=False, description="Says on every answer that people and vacancies are invented."
    )

    @field_validator("database_url", mode="before")
    @classmethod
    def _readable(cls, value: Any) -> URL:
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError(f"{_EXPECTED_URL}, found what cannot be read as a URL") from None
        if url.drivername not in _DRIVERS:
            raise ValueError(f"{_EXPECTED_URL}, found the scheme {url.drivername!r}")
        if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError(
                f"{_EXPECTED_URL}, found a database in memory, which every command would find empty"
            )
        return url.set(drivername=_DRIVERS[url.drivername])

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, then the environment, then the file."""
        file = os.environ.get(FILE_VARIABLE)
        if not file:
            return init_settings, env_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


_EXPECTED_URL = "expected sqlite:///FILE or postgresql://USER@HOST/NAME"


def read_settings() -> Settings:
    """Read the settings from the environment and the file that it names.

    Raises:
        SettingsError: Some cannot be used; all are named, and no value is shown.
    """
    file = os.environ.get(FILE_VARIABLE)
    if file and not Path(file).is_file():
        raise SettingsError(f"{FILE_VARIABLE}: expected a file, found none at {file}; mend it")
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: expected TOML, found: {error}; mend it") from None
    except ValidationError as error:
        told = [_told(each["loc"], each["msg"]) for each in error.errors(include_input=False)]
        raise SettingsError(f"{'; '.join(told)}; see docs/settings.md") from None


def _told(place: tuple[int | str, ...], message: str) -> str:
    name = PREFIX + "_".join(str(each) for each in place).upper()
    return f"{name}: {message.removeprefix('Value error, ')}"
