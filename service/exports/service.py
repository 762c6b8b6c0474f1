"""What is decided about exports: each candidate in one can see that they were."""

from collections.abc import Sequence
from uuid import UUID

from service.audit.chain import Part, Parts
from service.exports import repository
from service.exports.repository import Record
from service.exports.schemas import ExportFormat, ExportKind, SheetFormat
from service.exports.sheets import as_lines, as_sheet, folded, written
from service.released import sheet as released
from service.released.phrases import COLUMNS
from service.tables.sheet import Language, Sheet
from service.words import AuditKind
from service.work import Work

__all__ = ["export_records", "export_shortlist"]

_FIELDS = ("cv", "skills", "consents")
_BEFORE = 2
"""The columns of what is asked stand after so many others."""
_ASKED = {"nl": "Wat gevraagd wordt", "en": "What is asked"}


def export_records(
    work: Work, kind: ExportKind, format: ExportFormat, *, with_contact: bool = False
) -> bytes:
    """All of a kind as a file; recorded for each candidate in it.

    Raises:
        TooLongForPdfError: There is too much for a PDF.
    """
    records = _records(work, kind, format, with_contact=with_contact)
    if format is ExportFormat.JSONL:
        return as_lines(records)
    sheet = as_sheet(
        kind,
        records,
        work.pool.matcher.taxonomy,
        _language(work),
        work.now.date(),
        format=format,
        with_contact=with_contact,
    )
    return written(sheet, format)


def export_shortlist(work: Work, id_: UUID, format: SheetFormat) -> bytes:
    """A released list as its partner may see it now; recorded for each candidate on it.

    On paper all that is asked stands in one column, for a page is not wide.

    Raises:
        NotFoundError: There is no such list of this partner's.
        ConflictError: Nothing on it is shown.
        TooLongForPdfError: There is too much for a PDF.
    """
    found, language = released.export(work, id_), _language(work)
    columns: Sequence[str] = found.columns
    rows: Sequence[Sequence[str]] = found.rows
    asked = len(columns) - len(COLUMNS[language])
    if format is SheetFormat.PDF and asked:
        several = range(_BEFORE, _BEFORE + asked)
        rows = [folded(columns, row, several) for row in rows]
        columns = [*columns[:_BEFORE], _ASKED[language], *columns[_BEFORE + asked :]]
    sheet = Sheet(
        title=found.title, columns=columns, rows=rows, made_on=work.now.date(), language=language
    )
    return written(sheet, format)


def _language(work: Work) -> Language:
    return "en" if work.who.language == "en" else "nl"


def _records(
    work: Work, kind: ExportKind, format: ExportFormat, *, with_contact: bool
) -> list[Record]:
    """All of a kind; that they leave is recorded."""
    if kind is not ExportKind.CANDIDATES:
        found = _READERS[kind](work.session)
        work.record(AuditKind.EXPORT, kind.value, None, format=format, count=len(found))
        return found
    fields = [*_FIELDS, *(("name", "contact") if with_contact else ())]
    people = [*repository.candidates(work.session, with_contact=with_contact)]
    about = {"what": "records", "fields": fields, "format": format}
    parts = Parts([Part(id_, about) for id_, _ in people])
    work.record_each(AuditKind.EXPORT, kind.value, None, parts)
    return [record for _, record in people]


_READERS = {
    ExportKind.ORGANISATIONS: repository.organisations,
    ExportKind.PROGRAMMES: repository.programmes,
    ExportKind.VACANCIES: repository.vacancies,
}
