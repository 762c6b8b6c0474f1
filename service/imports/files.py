"""A file to its records, whatever form it has; all that cannot be read is named."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Generic, TypeVar

from matching.reading.records import VacancyRecord
from service.documents import Document, DocumentError, read_document
from service.errors import InvalidError
from service.imports.bringing import Bringer
from service.imports.candidates import Candidates
from service.imports.organisations import Organisations
from service.imports.programmes import Programmes
from service.imports.told import ImportRefusedError, Told, of_cells
from service.imports.vacancies import Vacancies
from service.tables import importing, json_lines
from service.tables.errors import TableError
from service.tables.reading import Table, read_table
from service.tables.records import CandidateRow, Contact, Import, Numbered
from service.words import ImportKind

__all__ = ["ImportFile", "Opened", "headers_from", "open_file"]

R = TypeVar("R")

_LINES = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv", ".txt", ".xlsx"}
_DOCUMENTS = {".json", ".jsonld", ".xml", ".html", ".htm"}


@dataclass(frozen=True, kw_only=True)
class ImportFile:
    """A file that somebody brings.

    Attributes:
        kind: What it holds.
        name: What it is called; only the ending counts.
        content: All of it.
        mapping: The headers of a table to ours, where they differ.
    """

    kind: ImportKind
    name: str
    content: bytes = field(repr=False)
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What is in a file.

    Attributes:
        lines: Those of its kind.
        ignored: Headers that were none of ours.
        notices: What to know of how a document was read.
    """

    lines: Bringer
    ignored: tuple[str, ...] = ()
    notices: tuple[Told, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Readers(Generic[R]):
    """How a file of a kind is read, by its form."""

    table: Callable[[Table, Mapping[str, str]], Import[R]]
    lines: Callable[[str, bytes], Import[R]]
    document: Callable[[Document], tuple[R, ...]] = lambda _: ()
    bring: Callable[[tuple[Numbered[R], ...]], Bringer]

    def open(self, file: ImportFile) -> Opened:
        """The lines of a file."""
        ending = PurePath(file.name).suffix.casefold()
        if ending in _LINES:
            return self._opened(self.lines("file.jsonl", file.content))
        if ending in _TABLES:
            return self._opened(self.table(read_table(file.name, file.content), file.mapping))
        if ending in _DOCUMENTS:
            return self._of_document(read_document(file.name, file.content))
        endings = ", ".join(sorted(_TABLES | _LINES | _DOCUMENTS))
        raise _refused(f"expected a name that ends in one of {endings}, found another; rename it")

    def _opened(self, found: Import[R]) -> Opened:
        return Opened(lines=self.bring(found.rows), ignored=found.ignored)

    def _of_document(self, document: Document) -> Opened:
        records = self.document(document)
        if not records:
            raise _refused(
                f"expected a document that has fields of this kind, found {document.kind}; "
                f"fill in the template"
            )
        rows = tuple(Numbered(line, record) for line, record in enumerate(records, start=1))
        notices = tuple(Told(None, "file", str(each)) for each in document.warnings)
        return Opened(lines=self.bring(rows), notices=notices)


def headers_from(mapping: str) -> dict[str, str]:
    """The headers of a table to ours, from JSON.

    Raises:
        InvalidError: It is no such object.
    """
    try:
        found = json.loads(mapping)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise InvalidError.of(
            "/mapping", "expected an object in JSON of headers to headers, found something else"
        )
    return found


def open_file(file: ImportFile) -> Opened:
    """Read the lines of a file; no database is needed.

    Raises:
        ImportRefusedError: It cannot be read; all bad cells are named.
    """
    try:
        match file.kind:
            case ImportKind.ORGANISATIONS:
                return _ORGANISATIONS.open(file)
            case ImportKind.PROGRAMMES:
                return _PROGRAMMES.open(file)
            case ImportKind.CANDIDATES:
                return _CANDIDATES.open(file)
            case ImportKind.VACANCIES:
                return _VACANCIES.open(file)
    except TableError as error:
        if not error.bad_cells:
            raise _refused(str(error)) from None
        raise ImportRefusedError(of_cells(error.bad_cells), error.total) from None
    except DocumentError as error:
        raise _refused(str(error)) from None


def _refused(why: str) -> ImportRefusedError:
    return ImportRefusedError([Told(None, "file", why)])


def _candidate(document: Document) -> tuple[CandidateRow, ...]:
    if document.candidate is None:
        return ()
    who = document.contact
    named = who is not None and who.name.strip()
    contact = Contact(who.name, who.email or None, who.phone or None) if who and named else None
    return (CandidateRow(document.candidate, contact),)


def _vacancies(document: Document) -> tuple[VacancyRecord, ...]:
    return document.vacancies


_ORGANISATIONS = _Readers(
    table=importing.read_organisations,
    lines=json_lines.read_organisation_lines,
    bring=Organisations,
)
_PROGRAMMES = _Readers(
    table=importing.read_programmes, lines=json_lines.read_programme_lines, bring=Programmes
)
_CANDIDATES = _Readers(
    table=importing.read_candidates,
    lines=json_lines.read_candidate_lines,
    document=_candidate,
    bring=Candidates,
)
_VACANCIES = _Readers(
    table=importing.read_vacancies,
    lines=json_lines.read_vacancy_lines,
    document=_vacancies,
    bring=Vacancies,
)
