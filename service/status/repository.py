"""Questions about the database itself."""

from sqlmodel import Session

from service.migrating import revision_on

__all__ = ["revision"]


def revision(session: Session) -> str | None:
    """The revision that the tables are at."""
    return revision_on(session.connection())
