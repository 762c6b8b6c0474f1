"""Lines of organisations to rows."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from models import Organisation
from service.engine.readers import Readers, Show
from service.imports import repository
from service.imports.bringing import Tally, bring_columns
from service.imports.told import ImportRefusedError, Told, of_validation
from service.organisations.schemas import OrganisationCreate
from service.tables.records import Numbered, OrganisationRecord
from service.words import AuditKind
from service.work import Work

__all__ = ["Organisations", "named"]


class Organisations:
    """The lines of a file of organisations."""

    def __init__(self, rows: Sequence[Numbered[OrganisationRecord]]) -> None:
        self._rows = rows

    def check(self, work: Work) -> list[Told]:
        """What is wrong: names that another organisation has, and what fits no row."""
        others = {each.name: each.external_id for each in repository.organisations(work.session)}
        return [told for row in self._rows for told in _problems(row, others)]

    def read(self, readers: Readers, show: Show) -> None:
        """Nothing: organisations have no texts."""

    def write(self, work: Work, run_id: UUID) -> Tally:
        """Add organisations, and change those that are there."""
        problems = self.check(work)
        if problems:
            raise ImportRefusedError(problems)
        tally = Tally()
        standing = {each.external_id: each for each in repository.organisations(work.session)}
        for row in self._rows:
            self._write_one(work, standing.get(row.record.id), row.record, run_id, tally)
        work.session.flush()
        return tally

    def _write_one(
        self,
        work: Work,
        standing: Organisation | None,
        record: OrganisationRecord,
        run_id: UUID,
        tally: Tally,
    ) -> None:
        values: dict[str, Any] = {"name": record.name, **_kinds(record)}
        row = standing
        if row is None:
            row = Organisation(
                external_id=record.id, created_at=work.now, updated_at=work.now, **values
            )
            work.session.add(row)
            tally.added += 1
        elif bring_columns(row, values):
            row.updated_at = work.now
            tally.updated += 1
        else:
            tally.unchanged += 1
            return
        what = "updated" if standing else "added"
        work.record(AuditKind.IMPORT, "organisation", row.id, what=what, run=run_id)


def named(organisations: Sequence[Organisation]) -> dict[str, Organisation]:
    """Organisations by what a file may call them: their number, or else their name."""
    by_name = {each.name: each for each in organisations}
    return by_name | {each.external_id: each for each in organisations if each.external_id}


def _kinds(record: OrganisationRecord) -> dict[str, bool]:
    return {
        "is_employer": "employer" in record.kind,
        "is_school": "school" in record.kind,
        "is_public_body": "public body" in record.kind,
    }


def _problems(row: Numbered[OrganisationRecord], others: dict[str, str | None]) -> Iterator[Told]:
    """What is wrong with a line; `others` grows with its name."""
    record = row.record
    try:
        OrganisationCreate(external_id=record.id, name=record.name, **_kinds(record))
    except ValidationError as error:
        yield from of_validation(row.line, error)
    if others.setdefault(record.name, record.id) != record.id:
        yield Told(
            row.line,
            "name",
            "expected a name that no other organisation has; give that one this number first, or "
            "another name",
        )
