"""Pages of lists: newest first, each page says where the next one begins."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from service.errors import InvalidError

__all__ = ["Page", "Slice", "whole"]

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

    @classmethod
    def following(cls, limit: int, cursor: str | None) -> "Slice":
        """The part that follows another page.

        Raises:
            InvalidError: The cursor is not `next` of a page.
        """
        if cursor is None:
            return cls(limit=limit)
        try:
            moment, id_ = json.loads(base64.urlsafe_b64decode(cursor.encode()))
            after = datetime.fromisoformat(moment), UUID(id_)
            if after[0].tzinfo is None:
                raise ValueError("no time zone")
        except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
            raise InvalidError.of(
                "/after", "expected `next` of an earlier page, found something else; leave it out"
            ) from None
        return cls(limit=limit, after=after)

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


def whole(read: Callable[[Slice], Page[ItemT]], limit: int = 200) -> list[ItemT]:
    """All items of a list, where somebody needs them together.

    Args:
        read: Answers a part of the list.
        limit: How many are asked for at once.
    """
    page = read(Slice(limit=limit))
    items = page.items
    while page.next is not None:
        page = read(Slice.following(limit, page.next))
        items = [*items, *page.items]
    return items


def _cursor(moment: datetime, id_: UUID) -> str:
    said = json.dumps([moment.isoformat(), str(id_)])
    return base64.urlsafe_b64encode(said.encode()).decode()
