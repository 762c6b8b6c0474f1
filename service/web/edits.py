"""Edits that lose nobody's change: the ETag shows a revision, and If-Match names it."""

from typing import Annotated

from fastapi import Header, Response

__all__ = ["IfMatch", "show_revision"]

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag of what you read.", examples=['"3"']),
]


def show_revision(response: Response, revision: int) -> None:
    """Say in the answer which revision it shows."""
    response.headers["ETag"] = f'"{revision}"'
