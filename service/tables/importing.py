"""Tables and JSON Lines to records: all of a file or nothing, every bad cell named.

Each function of a kind takes a table and a mapping of the file's headers to ours.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from service.tables.cells import Cells, ReadRow
from service.tables.column_types import TableKind
from service.tables.columns import COLUMNS
from service.tables.errors import TableError
from service.tables.reading import Table
from service.tables.records import (
    CandidateRow,
    Contact,
    Import,
    Numbered,
    OrganisationRecord,
)

__all__ = [
    "read_candidates",
    "read_organisations",
    "read_programmes",
    "read_vacancies",
]

R = TypeVar("R")
Values = dict[str, object]
Mapped = Mapping[str, str]

_AS_THEY_ARE: Mapped = MappingProxyType({})
_CONTACT = ("name", "email", "phone")
_ONCE = ("name", "provider", "text", "education_level")
_MODULE = ("module", "module_hours", "outcomes", "skills")


def read_candidates(table: Table, mapping: Mapped = _AS_THEY_ARE) -> Import[CandidateRow]:
    """A candidate a row.

    Raises:
        TableError: Cells or headers are not as expected; all of them are named.
    """

    def build(cells: Cells, row: ReadRow) -> CandidateRow | None:
        known = {name: row.values[name] for name in _CONTACT if name in row.values}
        rest = {name: value for name, value in row.values.items() if name not in known}
        record = cells.record(CandidateRecord, row.line, rest)
        if known and "name" not in known:
            cells.refuse(row.line, "name", "a name where there is an e-mail or telephone", "")
        name, email, phone = (_text_of(known, each) for each in _CONTACT)
        contact = Contact(name, email, phone) if name else None
        return CandidateRow(record, contact) if record else None

    return _read(_cells(TableKind.CANDIDATES, table, mapping), build)


def read_vacancies(table: Table, mapping: Mapped = _AS_THEY_ARE) -> Import[VacancyRecord]:
    """A vacancy a row.

    Raises:
        TableError: Cells or headers are not as expected; all of them are named.
    """

    def build(cells: Cells, row: ReadRow) -> VacancyRecord | None:
        asked = [
            {**skill, "importance": importance}
            for importance in ("must", "nice")
            for skill in _items(row.values.get(importance, []))
        ]
        rest = {name: value for name, value in row.values.items() if name not in ("must", "nice")}
        return cells.record(VacancyRecord, row.line, {**rest, "requirements": asked})

    return _read(_cells(TableKind.VACANCIES, table, mapping), build)


def read_organisations(table: Table, mapping: Mapped = _AS_THEY_ARE) -> Import[OrganisationRecord]:
    """An organisation a row.

    Raises:
        TableError: Cells or headers are not as expected; all of them are named.
    """

    def build(cells: Cells, row: ReadRow) -> OrganisationRecord | None:
        return cells.record(OrganisationRecord, row.line, row.values)

    return _read(_cells(TableKind.ORGANISATIONS, table, mapping), build)


def read_programmes(table: Table, mapping: Mapped = _AS_THEY_ARE) -> Import[ProgrammeRecord]:
    """A module a row; rows with one id are one programme, and what they say of it must agree.

    Raises:
        TableError: Cells or headers are not as expected; all of them are named.
    """
    cells = _cells(TableKind.PROGRAMMES, table, mapping)
    by_id: dict[object, list[ReadRow]] = {}
    for row in cells.rows:
        if row.is_good:
            by_id.setdefault(row.values["id"], []).append(row)
    built = [(rows[0].line, _programme(cells, rows)) for rows in by_id.values()]
    return _imported(cells, built)


def _cells(kind: TableKind, table: Table, mapping: Mapped) -> Cells:
    return Cells(columns=COLUMNS[kind], table=table, mapping=mapping)


def _read(cells: Cells, build: Callable[[Cells, ReadRow], R | None]) -> Import[R]:
    first: dict[object, int] = {}
    for row in cells.rows:
        if "id" not in row.values:
            continue
        earlier = first.setdefault(row.values["id"], row.line)
        if earlier != row.line:
            expected = f"an id of its own, and not that of line {earlier}"
            cells.refuse(row.line, "id", expected, row.values["id"])
    return _imported(cells, [(row.line, build(cells, row)) for row in cells.rows if row.is_good])


def _imported(cells: Cells, built: Iterable[tuple[int, R | None]]) -> Import[R]:
    if cells.bad:
        raise TableError(cells.bad)
    rows = [Numbered(line, record) for line, record in built if record is not None]
    return Import(tuple(rows), cells.ignored)


def _programme(cells: Cells, rows: list[ReadRow]) -> ProgrammeRecord | None:
    first = rows[0]
    said: Values = {name: first.values[name] for name in ("id", *_ONCE) if name in first.values}
    if "name" not in said:
        cells.refuse(first.line, "name", "a name on the first row of a programme", "")
        return None
    for row in rows[1:]:
        for name in _ONCE:
            if name in row.values and row.values[name] != said.get(name):
                expected = f"what line {first.line} says of this programme, or nothing"
                cells.refuse(row.line, name, expected, row.values[name])
    return cells.record(ProgrammeRecord, first.line, {**said, "modules": [*_modules(cells, rows)]})


def _modules(cells: Cells, rows: Iterable[ReadRow]) -> Iterator[Values]:
    first: dict[object, int] = {}
    for row in rows:
        given = {name: row.values[name] for name in _MODULE if name in row.values}
        if not given:
            continue
        if "module" not in given:
            cells.refuse(row.line, "module", "a name where there are hours, outcomes or skills", "")
            continue
        earlier = first.setdefault(given["module"], row.line)
        if earlier != row.line:
            expected = f"a module that the programme does not have yet (line {earlier})"
            cells.refuse(row.line, "module", expected, given["module"])
        renamed = {"module": "name", "module_hours": "hours"}
        yield {renamed.get(name, name): value for name, value in given.items()}


def _items(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _text_of(values: Values, name: str) -> str | None:
    found = values.get(name)
    return found if isinstance(found, str) else None
