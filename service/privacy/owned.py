"""Which tables hold something about a candidate: asked of the tables, so none is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, or_, select

from models import metadata

__all__ = ["Owned", "of_account", "owned_tables", "questions"]


@dataclass(frozen=True)
class Owned:
    """A table whose rows go with a candidate, and its columns that name one."""

    table: Table
    columns: tuple[str, ...]

    def rows_of(self, candidate_id: UUID) -> ColumnElement[bool]:
        """A condition on rows about this candidate."""
        return or_(*(self.table.c[name] == candidate_id for name in self.columns))


def owned_tables() -> tuple[Owned, ...]:
    """All tables with a foreign key to candidates."""
    return _referring("candidates")


def of_account() -> tuple[Owned, ...]:
    """All tables whose rows go with a user: logins, links, roles and the like."""
    return _referring("users", ondelete="CASCADE")


def questions(candidate_id: UUID) -> Iterator[tuple[Owned, Select[Any]]]:
    """For every table with something about a candidate, what selects these rows.

    Besides the candidate and what hangs on them: their account, what was decided and said of
    their places on lists, and the audit events whose content is about them.
    """
    tables = metadata.tables
    candidates, subjects, openings = (
        tables[name] for name in ("candidates", "entry_subjects", "audit_openings")
    )
    yield from _selected(Owned(candidates, ("id",)), candidates.c.id == candidate_id)
    for owned in owned_tables():
        yield from _selected(owned, owned.rows_of(candidate_id))
    entries, feedback, events, users = (
        tables[name] for name in ("entries", "feedback", "audit_events", "users")
    )
    places = select(subjects.c.entry_id).where(subjects.c.candidate_id == candidate_id)
    told = select(openings.c.sequence).where(openings.c.candidate_id == candidate_id)
    account = select(candidates.c.user_id).where(candidates.c.id == candidate_id)
    for key, found in (
        (entries.c.id, entries.c.id.in_(places)),
        (feedback.c.entry_id, feedback.c.entry_id.in_(places)),
        (events.c.sequence, or_(events.c.sequence.in_(told), events.c.repeats.in_(told))),
        (users.c.id, users.c.id.in_(account)),
    ):
        yield from _selected(Owned(key.table, (key.name,)), found)
    for owned in of_account():
        of_user = or_(*(owned.table.c[column].in_(account) for column in owned.columns))
        yield from _selected(owned, of_user)


def _selected(owned: Owned, condition: ColumnElement[bool]) -> Iterator[tuple[Owned, Select[Any]]]:
    yield owned, select(owned.table).where(condition).order_by(*owned.table.primary_key)


def _referring(to: str, *, ondelete: str | None = None) -> tuple[Owned, ...]:
    found = []
    for _, table in sorted(metadata.tables.items()):
        columns = tuple(
            sorted(
                key.parent.name
                for key in table.foreign_keys
                if key.column.table.name == to and ondelete in (None, key.ondelete)
            )
        )
        if columns:
            found.append(Owned(table, columns))
    return tuple(found)
