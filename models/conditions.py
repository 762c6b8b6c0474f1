"""What must fit besides skills: columns that candidates have and vacancies ask. NULL is unknown."""

from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Row, word
from models.checks import check, one_of, ordered, sized, within

__all__ = ["CefrLevel", "ConditionColumns", "LanguageColumns", "WorkMode", "WorkModeColumns"]


class WorkMode(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class CefrLevel(StrEnum):
    """Levels of the Common European Framework of Reference for Languages."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class ConditionColumns(Row):
    """Place, hours a week, EQF level and licence to work in the Netherlands."""

    place: str | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    education_level: int | None = None
    licence_to_work: bool | None = None

    @staticmethod
    def checks() -> tuple[CheckConstraint, ...]:
        """The constraints that come with these columns."""
        return (
            sized("place", 200),
            within("hours_min", 0, 168),
            within("hours_max", 0, 168),
            ordered("hours_min", "hours_max"),
            within("education_level", 1, 8),
        )


class LanguageColumns(Row):
    """An ISO 639-1 code and the level that is had or asked."""

    code: str = Field(primary_key=True)
    cefr: CefrLevel = Field(sa_type=word(CefrLevel))

    @staticmethod
    def checks() -> tuple[CheckConstraint, ...]:
        """The constraints that come with these columns."""
        return (
            check("code_iso", "length(code) = 2 AND code = lower(code)"),
            one_of("cefr", CefrLevel),
        )


class WorkModeColumns(Row):
    """One way of working that is accepted."""

    mode: WorkMode = Field(primary_key=True, sa_type=word(WorkMode))

    @staticmethod
    def checks() -> tuple[CheckConstraint, ...]:
        """The constraints that come with these columns."""
        return (one_of("mode", WorkMode),)
