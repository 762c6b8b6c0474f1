"""What can go wrong in evaluation.

    EvaluationError
    ├── DatasetError         a dataset is not there, or not in its form
    ├── UnknownSystemError   no system of that name does the task
    ├── ResultError          a results file cannot be read
    ├── CompareError         two runs that say nothing about each other
    └── TooFewJudgmentsError too few judgments to learn from

Every message says what was expected, what was found and what to do.
"""

from collections.abc import Iterable
from pathlib import Path

__all__ = [
    "CompareError",
    "DatasetError",
    "EvaluationError",
    "ResultError",
    "TooFewJudgmentsError",
    "UnknownSystemError",
]


class EvaluationError(Exception):
    """Anything that evaluation cannot do with what it was given."""


class DatasetError(EvaluationError):
    """A dataset is not there, or not in its form.

    Args:
        path: The file or folder.
        expected: What should be there.
        found: What is.
        way_out: What to do.
        line: The line in the file, counted from 1; None where the file as a whole is meant.
    """

    def __init__(
        self, path: Path, *, expected: str, found: str, way_out: str, line: int | None = None
    ) -> None:
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: expected {expected}, found {found}; {way_out}")
        self.path = path
        self.line = line
        self.expected = expected
        self.found = found
        self.way_out = way_out


class UnknownSystemError(EvaluationError):
    """No system of that name does the task."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = ", ".join(known)
        super().__init__(f"expected a system of this task, found {name!r}; choose from {names}")
        self.name = name


class ResultError(EvaluationError):
    """A results file cannot be read."""


class CompareError(EvaluationError):
    """Two runs that say nothing about each other."""


class TooFewJudgmentsError(EvaluationError):
    """Too few judgments to learn weights from; the weights set by hand stay."""
