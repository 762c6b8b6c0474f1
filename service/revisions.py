"""Edits that lose nobody's change: an edit names the revision that it is of."""

from service.errors import NoPreconditionError, StaleError

__all__ = ["require_revision"]


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
