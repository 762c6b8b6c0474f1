"""Rows that hang on a candidate: those that are wanted, in place of those that are there."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from models import Candidate
from models.base import Row

__all__ = ["replace_rows", "touch"]

RowT = TypeVar("RowT", bound=Row)


def replace_rows(
    session: Session,
    held: Iterable[RowT],
    wanted: Iterable[RowT],
    key: Callable[[RowT], Hashable],
) -> None:
    """Have just the wanted rows there; those that say the same are not touched."""
    there = {key(row): row for row in held}
    new = []
    for row in wanted:
        known = there.pop(key(row), None)
        if known is None:
            new.append(row)
        else:
            _copy(row, known)
    for row in there.values():
        session.delete(row)
    session.flush()
    session.add_all(new)
    session.flush()


def touch(row: Candidate, now: datetime) -> None:
    """Count an edit of a candidate, also where all that changed stands in other tables."""
    row.updated_at = now
    flag_modified(row, "updated_at")


def _copy(row: Row, onto: Row) -> None:
    for name, value in row.model_dump().items():
        if getattr(onto, name) != value:
            setattr(onto, name, value)
