"""The cells of a table as values, every bad one named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from service.tables.column_types import Column
from service.tables.errors import BadCell, UnreadableTableError
from service.tables.headers import place_columns
from service.tables.reading import Row, Table

__all__ = ["EXAMPLES", "Cells", "ReadRow", "shown"]

EXAMPLES = MappingProxyType({"nl": "VOORBEELD", "en": "EXAMPLE"})
"""Ids of the example rows in templates, which are skipped."""

M = TypeVar("M", bound=BaseModel)
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row's values by field, without empty cells; `is_good` unless a cell of it is bad."""

    line: int
    values: Values
    is_good: bool


@dataclass(kw_only=True, slots=True)
class Cells:
    """A table read by columns; `bad` grows with what is found wrong."""

    columns: Sequence[Column]
    table: Table
    mapping: Mapping[str, str]
    rows: list[ReadRow] = field(init=False)
    ignored: tuple[str, ...] = field(init=False)
    bad: list[BadCell] = field(default_factory=list, init=False)
    _headers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        header = self.table.header
        placement = place_columns(self.columns, header, self.mapping)
        self.ignored = placement.ignored
        self._headers = {column.field: header.cells[place] for place, column in placement.places}
        self.rows = [
            self._read(row, placement.places)
            for row in self.table.rows
            if not _is_example(row, placement.places)
        ]
        if not self.rows:
            raise UnreadableTableError(
                expected="rows under the header",
                found="none, or only the example",
                way_out="fill in a row for each",
            )

    def refuse(self, line: int, name: str, expected: str, found: object) -> None:
        """Name a cell as bad; `name` is our field."""
        self.bad.append(BadCell(line, self.header_of(name), expected, shown(found)))

    def header_of(self, name: str) -> str:
        """The file's own header of a field of ours, or else our Dutch one."""
        ours = {column.field: column.header.nl for column in self.columns}
        return self._headers.get(name) or ours.get(name, name)

    def record(self, model: type[M], line: int, values: Values) -> M | None:
        """The record that the values make, or none where they do not fit together."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                name = str(problem["loc"][0]) if problem["loc"] else "id"
                self.refuse(line, name, problem["msg"], problem["input"])
            return None

    def _read(self, row: Row, places: Sequence[tuple[int, Column]]) -> ReadRow:
        before = len(self.bad)
        self.bad.extend(_beyond(row, len(self.table.header.cells)))
        values: Values = {}
        for place, column in places:
            found = row.cells[place].strip() if place < len(row.cells) else ""
            if found:
                self._read_cell(row.line, column, found, values)
            elif column.required:
                self.refuse(row.line, column.field, column.value.expected, "")
        return ReadRow(row.line, values, len(self.bad) == before)

    def _read_cell(self, line: int, column: Column, found: str, values: Values) -> None:
        try:
            values[column.field] = column.value.read(found)
        except ValueError:
            self.refuse(line, column.field, column.value.expected, found)


def shown(value: object) -> str:
    """What was found, in at most 60 characters."""
    if value == "":
        return "nothing"
    text = value if isinstance(value, str) else repr(value)
    return f"{text[:59]}…" if len(text) > 60 else text


def _is_example(row: Row, places: Sequence[tuple[int, Column]]) -> bool:
    at = next(place for place, column in places if column.field == "id")
    return at < len(row.cells) and row.cells[at].strip() in EXAMPLES.values()


def _beyond(row: Row, width: int) -> Iterator[BadCell]:
    for place, cell in enumerate(row.cells[width:], start=width + 1):
        if cell.strip():
            expected = "nothing to the right of the last header"
            yield BadCell(row.line, f"column {place}", expected, shown(cell))
