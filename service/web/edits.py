"""Edits that lose nobody's change: the ETag shows a revision, and If-Match names it."""

from typing import Annotated

from fastapi import Header, Response

from service.errors import NoPreconditionError, StaleError

__all__ = ["IfMatch", "require_revision", "show_revision"]

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag of what you read.", examples=['"3"']),
]


def show_revision(response: Response, revision: int) -> None:
    """Say in the answer which revision it shows."""
    response.headers["ETag"] = f'"{revision}"'


def require_revision(if_match: str | None, revision: int) -> None:
    """Go on only where the edit is of the revision that is stored.

    Raises:
        NoPreconditionError: There is no If-Match.
        StaleError: It names another revision.
    """
    if if_match is None:
        raise NoPreconditionError
    if if_match.removeprefix("W/").strip('"') != str(revision):
        raise StaleError
