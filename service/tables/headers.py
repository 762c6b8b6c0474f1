"""Which column of a file is which of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.tables.column_types import Column
from service.tables.errors import BadCell, TableError
from service.tables.reading import Row

__all__ = ["Placement", "place_columns"]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where our columns stand in a file, from 0, and the headers that are none of ours."""

    places: tuple[tuple[int, Column], ...]
    ignored: tuple[str, ...]


def place_columns(columns: Sequence[Column], header: Row, mapping: Mapping[str, str]) -> Placement:
    """Find our columns by header: Dutch, English or the field's name; case and spaces are free.

    Args:
        columns: The columns that the table may have.
        header: The file's headers.
        mapping: The file's header to ours, for headers that differ; it goes before ours.

    Raises:
        TableError: A required column is missing, one stands twice or is mapped to none of ours.
    """
    known = {_plain(name): column for column in columns for name in _names(column)}
    mapped, bad = _mapped(known, header, mapping)
    places: dict[int, Column] = {}
    first: dict[str, str] = {}
    for place, name in enumerate(header.cells):
        column = mapped.get(_plain(name)) or known.get(_plain(name))
        if column is None:
            continue
        earlier = first.setdefault(column.field, name)
        if column.field in {each.field for each in places.values()}:
            found = f"{earlier!r} and {name!r}"
            bad.append(BadCell(header.line, name, f"one column for {column.header.nl}", found))
        places[place] = column
    bad.extend(_missing(columns, first, header))
    if bad:
        raise TableError(bad)
    ignored = [name for place, name in enumerate(header.cells) if place not in places]
    return Placement(tuple(places.items()), tuple(name for name in ignored if name.strip()))


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _names(column: Column) -> tuple[str, str, str]:
    return column.header.nl, column.header.en, column.field


def _mapped(
    known: Mapping[str, Column], header: Row, mapping: Mapping[str, str]
) -> tuple[dict[str, Column], list[BadCell]]:
    mapped: dict[str, Column] = {}
    bad: list[BadCell] = []
    for theirs, ours in mapping.items():
        column = known.get(_plain(ours))
        if column is None:
            names = ", ".join(dict.fromkeys(each.header.nl for each in known.values()))
            bad.append(BadCell(header.line, theirs, f"a mapping to one of {names}", repr(ours)))
        else:
            mapped[_plain(theirs)] = column
    return mapped, bad


def _missing(columns: Sequence[Column], found: Mapping[str, str], header: Row) -> Iterator[BadCell]:
    listed = ", ".join(name for name in header.cells if name.strip())
    shown = listed if len(listed) <= 200 else f"{listed[:199]}…"
    for column in columns:
        if column.required and column.field not in found:
            name, other = column.header
            yield BadCell(header.line, name, f"a column {name} (or {other})", f"only {shown}")
