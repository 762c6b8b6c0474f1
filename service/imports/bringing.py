"""What the kinds of a file have in common: how its lines become rows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session

from models import Candidate
from models.base import Row
from service.engine.readers import Readers, Show
from service.imports.told import Told
from service.work import Work

__all__ = ["Bringer", "Tally", "bring_columns", "changed_candidates"]


@dataclass
class Tally:
    """What a file did; `notices` are lines of which something was left out."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    notices: list[Told] = field(default_factory=list)


class Bringer(Protocol):
    """The lines of a file of one kind. What is slow happens in `read`, without a database."""

    def check(self, work: Work) -> list[Told]:
        """All that is wrong with the lines, as the database is now; changes nothing."""

    def read(self, readers: Readers, show: Show) -> None:
        """Read the texts that are new."""

    def write(self, work: Work, run_id: UUID) -> Tally:
        """Have the rows say what the lines say.

        Raises:
            ImportRefusedError: Since the check something has become wrong.
        """


def bring_columns(row: Row, values: Mapping[str, Any]) -> bool:
    """Set what is known and differs; a row that says the same is not touched.

    Returns:
        Whether anything differed.
    """
    differs = {
        name: value
        for name, value in values.items()
        if value is not None and getattr(row, name) != value
    }
    for name, value in differs.items():
        setattr(row, name, value)
    return bool(differs)


@contextmanager
def changed_candidates(session: Session) -> Iterator[set[UUID]]:
    """The candidates of whom a row is added, changed or deleted while the block runs."""
    changed: set[UUID] = set()

    def remember(_session: Session, _context: UOWTransaction) -> None:
        for row in (*session.new, *session.dirty, *session.deleted):
            owner = row.id if isinstance(row, Candidate) else getattr(row, "candidate_id", None)
            if owner is not None:
                changed.add(owner)

    event.listen(session, "after_flush", remember)
    try:
        yield changed
        session.flush()
    finally:
        event.remove(session, "after_flush", remember)
