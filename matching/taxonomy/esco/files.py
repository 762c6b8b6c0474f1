"""ESCO's CSV files: where they lie, and their rows, checked field by field.

The files of both languages may stand side by side or in folders of their own, at most two deep
(`en/skills_en.csv`); a version may stand behind the language (`skills_en_v1.2.0.csv`).
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matching.errors import TaxonomyError

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["PREFIX", "EscoFiles", "Row", "split_labels"]

PREFIX = "http://data.europa.eu/esco/"
"""What every URI of ESCO begins with."""

_VERSION = re.compile(r"_v[\d.]+")
_BETWEEN_LABELS = re.compile(r"\n|\s\|\s")
_SPACE = re.compile(r"\s+")
_DEEPEST = 3

csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with where it stands for messages."""

    path: Path
    line: int
    fields: dict[str, str]

    def text(self, column: str) -> str:
        """A field with its white space made plain; empty where the file has no such column."""
        return _SPACE.sub(" ", self.fields.get(column, "")).strip()

    def uri(self, column: str) -> str:
        """A field that names a concept.

        Raises:
            TaxonomyError: It is no URI of ESCO.
        """
        found = self.fields[column].strip()
        if not found.startswith(PREFIX):
            raise TaxonomyError(
                f"{self.path}:{self.line}: {column}: expected a URI that begins with {PREFIX}, "
                f"found {found[:80]!r}"
            )
        return found

    def uris(self, column: str) -> list[str]:
        """The URIs in a field that holds several; those of other vocabularies left out."""
        parts = re.split(r"[\s|]+", self.fields.get(column, ""))
        return [part for part in parts if part.startswith(PREFIX)]

    def labels(self, column: str) -> list[str]:
        """The labels in a field that holds several."""
        return split_labels(self.fields.get(column, ""))


def split_labels(field: str) -> list[str]:
    """Labels as ESCO writes them in one field, each once; a new line or « | » stands between.

    >>> split_labels("Java EE | J2EE")
    ['Java EE', 'J2EE']
    """
    parts = (_SPACE.sub(" ", part).strip(" |") for part in _BETWEEN_LABELS.split(field))
    return list(dict.fromkeys(part for part in parts if part))


class EscoFiles:
    """The CSV files in a folder.

    Args:
        folder: The folder of the download.

    Raises:
        TaxonomyError: There is no such folder, or it holds no CSV file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = [
            path
            for depth in range(1, _DEEPEST + 1)
            for path in sorted(folder.glob("/".join(["*"] * depth)))
            if path.suffix.lower() == ".csv"
        ]
        if not paths:
            raise TaxonomyError(
                f"{folder}: expected ESCO's CSV files (skills_en.csv, occupations_en.csv, …), "
                f"found none; download them from https://esco.ec.europa.eu/en/use-esco/download"
            )
        self._paths: dict[str, Path] = {}
        for path in paths:
            self._paths.setdefault(_VERSION.sub("", path.stem.casefold()), path)

    def path(self, stem: str, language: str = "") -> Path | None:
        """The file of this name; without a language the English, the Dutch or the plain one."""
        endings = [f"_{language}"] if language else ["_en", "_nl", ""]
        found = (self._paths.get(stem.casefold() + ending) for ending in endings)
        return next((path for path in found if path), None)

    def collections(self, language: str) -> list[tuple[str, Path]]:
        """The skill collections that are there, as name («digital») and path."""
        ending = f"skillscollection_{language}"
        return sorted(
            (name.removesuffix(ending), path)
            for name, path in self._paths.items()
            if name.endswith(ending)
        )

    def rows(self, path: Path | None, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of a file, none where there is no file.

        Raises:
            TaxonomyError: The file is no CSV in UTF-8, lacks a column, or a row has more fields
                than its header or ends before a column that is needed (ESCO leaves out others).
        """
        if path is None:
            return
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                yield from _rows(path, csv.reader(lines, strict=True), columns)
        except (OSError, UnicodeDecodeError, csv.Error) as problem:
            raise TaxonomyError(f"{path}: expected CSV in UTF-8: {problem}") from problem


def _rows(path: Path, reader: "Reader", columns: Sequence[str]) -> Iterator[Row]:
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise TaxonomyError(
            f"{path}:1: {missing[0]}: expected this column, "
            f"found the columns {', '.join(header) or '(none)'}; is it ESCO's own file?"
        )
    needed = 1 + max(header.index(column) for column in columns)
    before = reader.line_num
    for values in reader:
        line, before = before + 1, reader.line_num
        if not values:
            continue
        if not needed <= len(values) <= len(header):
            raise TaxonomyError(
                f"{path}:{line}: {header[min(len(values), len(header) - 1)]}: expected "
                f"{len(header)} fields, found {len(values)}"
            )
        yield Row(path, line, dict(zip(header, values, strict=False)))
