"""What a column of a table is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from service.tables.values import ValueKind

__all__ = ["Both", "Column", "TableKind"]


class TableKind(StrEnum):
    """What the rows of a table are; of programmes each row is a module."""

    CANDIDATES = "candidates"
    VACANCIES = "vacancies"
    PROGRAMMES = "programmes"
    ORGANISATIONS = "organisations"


class Both(NamedTuple):
    """The same words in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its headers, what it holds and what a cell looks like."""

    field: str
    header: Both
    holds: Both
    example: str
    value: ValueKind
    required: bool = False
