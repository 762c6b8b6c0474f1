"""What all tables share: names of constraints, random ids, moments in UTC, words of enums."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

__all__ = [
    "JSON_OBJECT",
    "Identified",
    "Row",
    "Tracked",
    "UtcDateTime",
    "metadata",
    "utc_now",
    "word",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables; every constraint gets the same name on every database, so it can be dropped again."""


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses a naive one, stores UTC, and gives UTC back, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC.

        Raises:
            ValueError: It has no time zone (SQLAlchemy shows it as a StatementError).
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a moment with a time zone, found {value!r}; use UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that what was stored is UTC; SQLite keeps no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSON_OBJECT = cast("type[Any]", JSON(none_as_null=True))
"""A column type for an object in JSON, in which nothing is NULL and never the word null."""


def word(words: type[StrEnum]) -> type[Any]:
    """A column type for one of some words, kept as text; `one_of` makes the database insist."""
    kept = Enum(words, native_enum=False, length=32, values_callable=_values)
    return cast("type[Any]", kept)  # Field takes an instance too, but is typed for classes


def _values(words: Iterable[StrEnum]) -> list[str]:
    return [each.value for each in words]


class Row(SQLModel):
    """The base of all tables."""

    metadata: ClassVar[MetaData] = metadata


class Identified(Row):
    """A row with a random id, which tells neither its order nor its moment."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)


class Tracked(Identified):
    """A row that people edit: `revision` counts its versions, and an edit of an old one fails.

    Raises:
        StaleDataError: (of SQLAlchemy, on flush) Somebody else edited the row since it was read.
    """

    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(
        default_factory=utc_now, sa_type=UtcDateTime, sa_column_kwargs={"onupdate": utc_now}
    )
    revision: int = Field(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        table = cast("Any", cls).__table__
        return {"version_id_col": table.c.revision}
