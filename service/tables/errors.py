"""What can go wrong with tables.

    ServiceError
    └── TableError               cells that are not as expected; all of them are named
        ├── UnreadableTableError the file is no table that can be read
        └── TooLongForPdfError   more than a PDF can hold

Every message says what was expected, what was found and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import ServiceError

__all__ = ["MOST_NAMED", "BadCell", "TableError", "TooLongForPdfError", "UnreadableTableError"]

MOST_NAMED = 1000
"""How many bad cells are named of one file."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that is not as expected; `line` counts from 1, `column` is the file's header."""

    line: int
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: expected {self.expected}, found {self.found}"


class TableError(ServiceError):
    """Cells that are not as expected; nothing was imported.

    `bad_cells` holds the first 1,000 by line, `total` says how many there are.
    """

    def __init__(self, bad_cells: Sequence[BadCell]) -> None:
        ordered = sorted(bad_cells, key=lambda bad: bad.line)
        self.bad_cells = tuple(ordered[:MOST_NAMED])
        self.total = len(ordered)
        listed = "\n".join(f"  {bad}" for bad in self.bad_cells)
        super().__init__(
            f"nothing was imported, because of {self.total} problem(s); mend them and send the "
            f"file again:\n{listed}"
        )


class UnreadableTableError(TableError):
    """The file is no table that can be read, so that no cell is to blame."""

    def __init__(self, *, expected: str, found: str, way_out: str) -> None:
        super().__init__(())
        self.args = (f"expected {expected}, found {found}; {way_out}",)


class TooLongForPdfError(TableError):
    """More rows or columns than a PDF can hold."""

    def __init__(self, what: str, *, most: int, found: int) -> None:
        super().__init__(())
        self.args = (f"expected at most {most:,} {what} for a PDF, found {found:,}; choose XLSX",)
