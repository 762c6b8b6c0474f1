"""Pages of lists: newest first, each page says where the next one begins."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from service.errors import InvalidError

__all__ = ["Page", "Paging", "Slice"]

ItemT = TypeVar("ItemT")
RowT = TypeVar("RowT")


class Page(BaseModel, Generic[ItemT]):
    """A part of a list."""

    items: list[ItemT]
    next: str | None = Field(
        default=None, description="Give it as `after` for the next page; null on the last one."
    )


class Slice(BaseModel, frozen=True):
    """Which part of a list is asked for."""

    limit: int
    after: tuple[datetime, UUID] | None = None

    def past(
        self, moment: SQLCoreOperations[datetime], id_: SQLCoreOperations[UUID]
    ) -> ColumnElement[bool]:
        """A condition on rows in the order of (moment, id), newest first."""
        if self.after is None:
            return id_.is_not(None)
        last, last_id = self.after
        return or_(moment < last, and_(moment == last, id_ < last_id))

    def page(
        self,
        rows: Sequence[RowT],
        show: Callable[[RowT], ItemT],
        key: Callable[[RowT], tuple[datetime, UUID]],
    ) -> Page[ItemT]:
        """The page of `limit` rows; ask the database for one more, to know whether more follow."""
        shown = rows[: self.limit]
        more = len(rows) > self.limit
        return Page(
            items=[show(each) for each in shown],
            next=_cursor(*key(shown[-1])) if more and shown else None,
        )


def _cursor(moment: datetime, id_: UUID) -> str:
    said = json.dumps([moment.isoformat(), str(id_)])
    return base64.urlsafe_b64encode(said.encode()).decode()


def _slice(
    limit: Annotated[int, Query(ge=1, le=200, description="How many on a page.")] = 50,
    after: Annotated[
        str | None, Query(max_length=200, description="`next` of the page before.")
    ] = None,
) -> Slice:
    if after is None:
        return Slice(limit=limit)
    try:
        moment, id_ = json.loads(base64.urlsafe_b64decode(after.encode()))
        found = datetime.fromisoformat(moment), UUID(id_)
        if found[0].tzinfo is None:
            raise ValueError("no time zone")
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
        raise InvalidError.of(
            "/after", "expected `next` of an earlier page, found something else; leave it out"
        ) from None
    return Slice(limit=limit, after=found)


Paging = Annotated[Slice, Depends(_slice)]
"""Which page is asked for."""
