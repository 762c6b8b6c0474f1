"""What can go wrong in matching.

    MatchingError
    ├── TaxonomyError            the taxonomy's files cannot be used
    ├── UnknownConceptError      an id or label that the taxonomy does not have
    ├── InterchangeError         lines of an interchange file that cannot be read
    ├── NoSkillRecognisedError   a text or vacancy in which no skill was recognised
    ├── ConfigError              weights or thresholds that contradict each other
    └── EncoderError             a model of text similarity that cannot be used
        └── MissingExtraError    an optional package that was asked for and is not there

Every message says what was expected, what was found and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "BadLine",
    "ConfigError",
    "EncoderError",
    "InterchangeError",
    "MatchingError",
    "MissingExtraError",
    "NoSkillRecognisedError",
    "TaxonomyError",
    "UnknownConceptError",
]


_EXTRAS = frozenset({"e5"})


class MatchingError(Exception):
    """Anything that matching cannot do with what it was given."""


class TaxonomyError(MatchingError):
    """The taxonomy's files cannot be used."""


class ConfigError(MatchingError):
    """Weights or thresholds that contradict each other."""


class EncoderError(MatchingError):
    """A model of text similarity that cannot be used."""


class MissingExtraError(EncoderError):
    """An optional package that was asked for and is not there."""

    def __init__(self, package: str, needed_by: str) -> None:
        ours = package in _EXTRAS
        way_out = f'pip install "schakel[{package}]"' if ours else f"pip install {package}"
        super().__init__(f"expected the package for {needed_by}, found none; {way_out}")
        self.package = package


class UnknownConceptError(MatchingError):
    """An id or label that the taxonomy does not have."""

    def __init__(
        self, name: str, *, kind: str = "skill", near: Sequence[str] = (), of: str = ""
    ) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        whose = f"{of}: " if of else ""
        article = "an" if kind[:1] in "aeiou" else "a"
        super().__init__(
            f"{whose}expected {article} {kind} of the taxonomy, found {name!r}{hint} "
            f"(schakel taxonomy search finds concepts by any of their names)"
        )
        self.name = name
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class BadLine:
    """One field of one line that cannot be read; `line` counts from 1."""

    path: Path
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.problem}"


class InterchangeError(MatchingError):
    """Lines of an interchange file that cannot be read; all of them are named."""

    def __init__(self, bad_lines: Sequence[BadLine]) -> None:
        listed = "\n".join(f"  {bad}" for bad in bad_lines)
        super().__init__(f"nothing was read, because of {len(bad_lines)} problem(s):\n{listed}")
        self.bad_lines = tuple(bad_lines)


class NoSkillRecognisedError(MatchingError):
    """A vacancy in which no skill was recognised, so that nobody can be ranked for it."""

    def __init__(self, vacancy: str) -> None:
        super().__init__(
            f"vacancy {vacancy}: expected at least one skill in its text or requirements, found "
            f"none; add requirements, or words for what the work asks"
        )
        self.vacancy = vacancy
