"""What a table's rows become: the interchange's records, and what stands beside them."""

from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from matching.reading.records import CandidateRecord, IdentifiedRecord

__all__ = ["CandidateRow", "Contact", "Import", "Numbered", "OrganisationRecord"]

R_co = TypeVar("R_co", covariant=True)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


OrganisationKind = Literal["employer", "school", "public body"]


class OrganisationRecord(IdentifiedRecord):
    """An organisation; it can be of several kinds."""

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
    kind: Annotated[tuple[OrganisationKind, ...], BeforeValidator(_as_list), Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a candidate is; kept apart from what counts in a ranking."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate, and who that is where the file says so."""

    record: CandidateRecord
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Numbered(Generic[R_co]):
    """A record and the line where it begins in its file."""

    line: int
    record: R_co


@dataclass(frozen=True, slots=True)
class Import(Generic[R_co]):
    """The records of a file, in its order, and the headers that were none of ours."""

    rows: tuple[Numbered[R_co], ...]
    ignored: tuple[str, ...] = ()
