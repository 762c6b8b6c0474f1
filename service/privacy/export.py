"""All that the tables hold about a candidate, for the candidate to keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Row
from sqlmodel import Session

from matching.taxonomy import Taxonomy
from service.privacy import repository
from service.privacy.owned import Owned, questions
from service.privacy.schemas import ExportTable, PersonExport
from service.privacy.titles import TITLES
from service.work import Work

__all__ = ["FOR_THEMSELVES", "export"]

_SECRETS = frozenset({"token_hash", "password_hash", "request_hash", "hint", "salt", "parts"})
_PLANTED = "is_control"  # says how a coach's review is tested, and would give it away
FOR_THEMSELVES = frozenset({"survey_answers"})
"""Tables that nobody but the candidate gets: a coach must not read these answers."""


def export(work: Work, candidate_id: UUID, *, is_own: bool) -> PersonExport:
    """All rows about a candidate, table by table, with names for ids.

    Args:
        work: Who asks, in whose language titles and names are.
        candidate_id: Whom it is about.
        is_own: Whether the candidate asks; others do not get `FOR_THEMSELVES`.
    """
    tables = [
        ExportTable(table=name, title=_title(name, work.who.language), rows=rows)
        for name, rows in _tables(work.session, candidate_id)
        if is_own or name not in FOR_THEMSELVES
    ]
    return PersonExport(
        made_at=work.now,
        candidate_id=candidate_id,
        tables=tables,
        names=_names(work, tables),
        left_out=[] if is_own else sorted(FOR_THEMSELVES),
    )


def _tables(session: Session, candidate_id: UUID) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for owned, question in questions(candidate_id):
        rows = [_row(owned, row, candidate_id) for row in session.execute(question)]
        yield owned.table.name, rows


def _row(owned: Owned, row: Row[Any], candidate_id: UUID) -> dict[str, Any]:
    """A row as JSON, without secrets, and without the id of another candidate."""
    hidden = {*_SECRETS, _PLANTED}
    if len(owned.columns) > 1:
        hidden |= {name for name in owned.columns if row._mapping[name] != candidate_id}
    kept = {name: value for name, value in row._mapping.items() if name not in hidden}
    found: dict[str, Any] = to_jsonable_python(kept)
    return found


def _title(table: str, language: str) -> str:
    dutch, english = TITLES[table]
    return english if language == "en" else dutch


def _names(work: Work, tables: Sequence[ExportTable]) -> dict[str, str]:
    """What ids mean: programmes, vacancies and lists by name, skills and occupations by label."""
    rows = [row for each in tables for row in each.rows]
    named = {
        str(id_): name
        for column, names in repository.NAMES.items()
        for id_, name in names(work.session, _ids(rows, column))
    }
    taxonomy = work.pool.matcher.taxonomy
    return named | dict(_labels(taxonomy, rows, work.who.language))


def _ids(rows: Iterable[Mapping[str, Any]], column: str) -> set[UUID]:
    return {UUID(row[column]) for row in rows if row.get(column)}


def _labels(
    taxonomy: Taxonomy, rows: Iterable[Mapping[str, Any]], language: str
) -> Iterator[tuple[str, str]]:
    spoken = "en" if language == "en" else "nl"
    for row in rows:
        for column, concepts in (
            ("skill", taxonomy.skills),
            ("occupation", taxonomy.occupations),
        ):
            concept = concepts.get(row.get(column, ""))
            if concept is not None:
                yield concept.id, concept.label(spoken)
