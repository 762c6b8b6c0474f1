"""Questions about the database itself."""

from alembic.migration import MigrationContext
from sqlmodel import Session

__all__ = ["revision"]


def revision(session: Session) -> str | None:
    """The revision that the tables are at."""
    return MigrationContext.configure(session.connection()).get_current_revision()
