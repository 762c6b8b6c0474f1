"""What is decided about imports: a file is brought as a whole, or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from models import ImportRun
from service.engine.readers import Readers, Show, silently
from service.errors import ConflictError, NotFoundError
from service.imports import repository
from service.imports.bringing import Tally
from service.imports.files import ImportFile, open_file
from service.imports.schemas import ImportItem, ImportRead, LineTold
from service.imports.told import ImportRefusedError, Told
from service.paging import Page, Slice
from service.tables.errors import MOST_NAMED
from service.words import AuditKind, ImportState
from service.work import Visit, Work

__all__ = ["Brought", "bring", "page", "read"]


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What became of a file, and which of its headers were none of ours."""

    run: ImportRead
    ignored: tuple[str, ...]


def bring(visit: Visit, file: ImportFile, show: Show = silently) -> Brought:
    """Import a file: all of it, or nothing. The same file again changes nothing.

    What is slow, reading texts, comes before the transaction that writes.

    Args:
        visit: Whose file it is.
        file: The file.
        show: Shows how far the reading is.

    Raises:
        ImportRefusedError: Lines are wrong; all of them are named, and that is kept.
        ConflictError: It does not fit what somebody else stored meanwhile.
    """
    try:
        return _brought(visit, file, show)
    except ImportRefusedError as error:
        with visit.writing() as work:
            _keep_refused(work, file, error)
        raise
    except (IntegrityError, StaleDataError):
        raise ConflictError(
            "expected a file that fits what is stored, found that somebody changed it meanwhile, "
            "or that names change places within the file; send it again, or in two parts"
        ) from None


def page(work: Work, part: Slice) -> Page[ImportItem]:
    """Imports, newest first."""
    rows = repository.page(work.session, part)
    return part.page(rows, _item, lambda row: (row.at, row.id))


def read(work: Work, id_: UUID) -> ImportRead:
    """One import, with what was wrong.

    Raises:
        NotFoundError: There is none.
    """
    row = repository.find(work.session, id_)
    if row is None:
        raise NotFoundError("import")
    return _shown(row)


def _brought(visit: Visit, file: ImportFile, show: Show) -> Brought:
    opened = open_file(file)
    with visit.reading() as work:
        problems = opened.lines.check(work)
    if problems:
        raise ImportRefusedError(problems)
    services = visit.services
    opened.lines.read(Readers(services.pool, services.settings), show)
    with visit.writing() as work:
        id_ = uuid4()
        tally = opened.lines.write(work, id_)
        tally.notices = [*opened.notices, *tally.notices]
        row = _keep_done(work, file, id_, tally)
        return Brought(run=_shown(row), ignored=opened.ignored)


def _keep_done(work: Work, file: ImportFile, id_: UUID, tally: Tally) -> ImportRun:
    told = {"notices": _told(tally.notices), "notices_total": len(tally.notices)}
    counts = {
        "added": tally.added,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
    }
    return _kept(work, file, id=id_, state=ImportState.DONE, problems=told, **counts)


def _keep_refused(work: Work, file: ImportFile, error: ImportRefusedError) -> ImportRun:
    told = {"lines": _told(error.problems), "total": error.total}
    return _kept(work, file, state=ImportState.REFUSED, problems=told)


def _kept(work: Work, file: ImportFile, **values: Any) -> ImportRun:
    digest = hashlib.sha256(file.content).hexdigest()
    row = ImportRun(kind=file.kind, file_hash=digest, at=work.now, by_id=work.who.user_id, **values)
    work.session.add(row)
    work.session.flush()
    work.record(
        AuditKind.IMPORT,
        "import_run",
        row.id,
        what=row.kind,
        state=row.state,
        file=digest,
        added=row.added,
        updated=row.updated,
        unchanged=row.unchanged,
    )
    return row


def _told(told: Sequence[Told]) -> list[dict[str, Any]]:
    return [
        {"line": each.line, "column": each.column, "detail": each.detail}
        for each in told[:MOST_NAMED]
    ]


def _item(row: ImportRun) -> ImportItem:
    return ImportItem.model_validate(
        {**row.model_dump(exclude={"problems"}), "problem_count": row.problems.get("total", 0)}
    )


def _shown(row: ImportRun) -> ImportRead:
    return ImportRead(
        **_item(row).model_dump(),
        problems=[LineTold.model_validate(each) for each in row.problems.get("lines", [])],
        notices=[LineTold.model_validate(each) for each in row.problems.get("notices", [])],
    )
