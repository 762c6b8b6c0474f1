"""What is said of the lines of a file. Never what stands in them: it may be about a person."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from service.errors import BadField, InvalidError
from service.tables.errors import MOST_NAMED, BadCell

__all__ = ["ImportRefusedError", "Told", "of_cells", "of_fields", "of_validation"]

_FOUND = re.compile(r",? found .*", re.DOTALL)
_VALUE = "Value error, "


@dataclass(frozen=True, slots=True)
class Told:
    """Something about a cell; `line` counts from 1 and is None where it is about the file.

    Attributes:
        line: In the file.
        column: The file's header, or the field of a line of JSON.
        detail: What was expected, or what to know.
    """

    line: int | None
    column: str
    detail: str

    def __str__(self) -> str:
        place = self.column if self.line is None else f"line {self.line}, {self.column}"
        return f"{place}: {self.detail}"

    @property
    def pointer(self) -> str:
        """A JSON pointer to it."""
        column = self.column.replace("~", "~0").replace("/", "~1")
        return f"/{column}" if self.line is None else f"/lines/{self.line}/{column}"


class ImportRefusedError(InvalidError):
    """A file that was not imported; `problems` are the first 1,000 of `total`, by line."""

    def __init__(self, problems: Sequence[Told], total: int | None = None) -> None:
        ordered = sorted(problems, key=lambda each: each.line or 0)[:MOST_NAMED]
        super().__init__([BadField(each.pointer, each.detail) for each in ordered])
        self.problems = tuple(ordered)
        self.total = len(problems) if total is None else total


def of_cells(cells: Iterable[BadCell]) -> list[Told]:
    """Bad cells, without what was found in them."""
    return [Told(each.line, each.column, f"expected {_bare(each.expected)}") for each in cells]


def of_fields(line: int, fields: Iterable[BadField]) -> list[Told]:
    """Bad fields of the object that a line became, without what was found in them."""
    return [Told(line, each.pointer.strip("/"), _bare(each.detail)) for each in fields]


def of_validation(line: int, error: ValidationError) -> Iterator[Told]:
    """What does not fit the limits that the service has for a line's fields."""
    for each in error.errors(include_url=False, include_input=False, include_context=False):
        yield Told(line, "/".join(map(str, each["loc"])) or "line", _bare(each["msg"]))


def _bare(message: str) -> str:
    return _FOUND.sub("", message.removeprefix(_VALUE))
