"""Questions about stops."""

from sqlmodel import Session, col, select

from models import Stop

__all__ = ["active"]


def active(session: Session) -> Stop | None:
    """The stop that is on; there is one at most."""
    return session.exec(select(Stop).where(col(Stop.is_active))).first()
