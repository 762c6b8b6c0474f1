"""JSON Lines of the interchange to records, with errors in the form of tables."""

import io
import re
from pathlib import Path
from typing import TypeVar

from matching.errors import BadLine, InterchangeError
from matching.reading.interchange import read_numbered
from matching.reading.records import (
    CandidateRecord,
    IdentifiedRecord,
    ProgrammeRecord,
    VacancyRecord,
)
from service.tables.cells import shown
from service.tables.column_types import TableKind
from service.tables.columns import COLUMNS
from service.tables.errors import BadCell, TableError, UnreadableTableError
from service.tables.reading import check_size
from service.tables.records import (
    CandidateRow,
    Contact,
    Import,
    Numbered,
    OrganisationRecord,
)

__all__ = [
    "read_candidate_lines",
    "read_organisation_lines",
    "read_programme_lines",
    "read_vacancy_lines",
]

R = TypeVar("R", bound=IdentifiedRecord)

# JSON can hold it, PostgreSQL cannot. The backslash before it must not be escaped itself.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_CONTACT = ("name", "email", "phone")


def read_candidate_lines(name: str, content: bytes) -> Import[CandidateRow]:
    """A candidate a line; `name`, `email` and `phone` become the contact.

    Args:
        name: The file's name.
        content: The file, at most 20 MB.

    Raises:
        TableError: Lines cannot be read; all of them are named.
        UnreadableTableError: The file is too large.
    """
    numbered = _read(CandidateRecord, name, content)
    bad: list[BadCell] = []
    rows = tuple(Numbered(each.line, _candidate(each, bad)) for each in numbered)
    if bad:
        raise TableError(bad)
    return Import(rows)


def read_vacancy_lines(name: str, content: bytes) -> Import[VacancyRecord]:
    """A vacancy a line; otherwise as `read_candidate_lines`."""
    return Import(_read(VacancyRecord, name, content))


def read_programme_lines(name: str, content: bytes) -> Import[ProgrammeRecord]:
    """A programme with its modules a line; otherwise as `read_candidate_lines`."""
    return Import(_read(ProgrammeRecord, name, content))


def read_organisation_lines(name: str, content: bytes) -> Import[OrganisationRecord]:
    """An organisation a line; otherwise as `read_candidate_lines`."""
    return Import(_read(OrganisationRecord, name, content))


def _read(model: type[R], name: str, content: bytes) -> tuple[Numbered[R], ...]:
    check_size(content)
    bad = [
        BadCell(line, "line", "text", "the character NUL (\\u0000)")
        for line, found in enumerate(io.BytesIO(content), start=1)
        if _NUL.search(found)
    ]
    if bad:
        raise TableError(bad)
    try:
        numbered = read_numbered(io.BytesIO(content), Path(name), model)
    except InterchangeError as error:
        raise TableError([_cell(each) for each in error.bad_lines]) from error
    if not numbered:
        raise UnreadableTableError(
            expected="JSON Lines: an object on each line",
            found="no line with anything on it",
            way_out="see the interchange files in the documentation",
        )
    return tuple(Numbered(line, record) for line, record in numbered)


def _cell(bad: BadLine) -> BadCell:
    expected, _, found = bad.problem.partition(", found ")
    return BadCell(bad.line, bad.field, expected.removeprefix("expected "), found or "nothing")


def _candidate(numbered: Numbered[CandidateRecord], bad: list[BadCell]) -> CandidateRow:
    record = numbered.record
    given = {name: value for name, value in _extra(record).items() if value is not None}
    if not given:
        return CandidateRow(record, None)
    kinds = {column.field: column.value for column in COLUMNS[TableKind.CANDIDATES]}
    read: dict[str, str] = {}
    for name, value in given.items():
        try:
            read[name] = str(kinds[name].read(value.strip() if isinstance(value, str) else ""))
        except ValueError:
            bad.append(BadCell(numbered.line, name, kinds[name].expected, shown(value)))
    if "name" not in given:
        expected = "a name where there is an e-mail or telephone"
        bad.append(BadCell(numbered.line, "name", expected, "nothing"))
    kept = record.model_dump(exclude=set(_CONTACT), exclude_unset=True)
    contact = Contact(read.get("name", ""), read.get("email"), read.get("phone"))
    return CandidateRow(CandidateRecord.model_validate(kept), contact)


def _extra(record: CandidateRecord) -> dict[str, object]:
    return {name: value for name, value in (record.model_extra or {}).items() if name in _CONTACT}
