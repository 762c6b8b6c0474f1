"""Which page of a list a request asks for."""

from typing import Annotated

from fastapi import Depends, Query

from service.paging import Slice

__all__ = ["Paging"]


def _slice(
    limit: Annotated[int, Query(ge=1, le=200, description="How many on a page.")] = 50,
    after: Annotated[
        str | None, Query(max_length=200, description="`next` of the page before.")
    ] = None,
) -> Slice:
    return Slice.following(limit, after)


Paging = Annotated[Slice, Depends(_slice)]
"""Which page is asked for."""
