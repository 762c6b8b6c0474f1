"""Questions about who signs in."""

from uuid import UUID

from sqlmodel import Session, select

from models import LoginSession, User, UserRole
from service.words import Role, UserState

__all__ = ["by_email", "by_id", "is_only_candidate", "login"]


def by_email(session: Session, email: str) -> User | None:
    """The user who may sign in with this address."""
    active = User.state == UserState.ACTIVE
    return session.exec(select(User).where(User.email == email, active)).first()


def by_id(session: Session, id_: UUID) -> User | None:
    """A user who may sign in, or may once they have a password."""
    user = session.get(User, id_)
    usable = (UserState.ACTIVE, UserState.INVITED)
    return user if user is not None and user.state in usable else None


def is_only_candidate(session: Session, user_id: UUID) -> bool:
    """Whether somebody has the role of candidate, and no other."""
    roles = session.exec(select(UserRole.role).where(UserRole.user_id == user_id)).all()
    return set(roles) == {Role.CANDIDATE}


def login(session: Session, id_: UUID) -> LoginSession | None:
    """A login session."""
    return session.get(LoginSession, id_)
