"""Questions about users. Only administrators ask them, and they see all."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, delete, select

from models import (
    Candidate,
    IdempotencyKey,
    LoginAttempt,
    LoginSession,
    Organisation,
    PersonalLink,
    ProgrammeCoach,
    User,
    UserRole,
)
from models.access import ApiToken
from service.access.secrets import digest_of
from service.paging import Slice
from service.users.schemas import UserFilter
from service.words import Role, UserState

__all__ = [
    "active_admins",
    "by_email",
    "find",
    "forget",
    "has_organisation",
    "is_candidate",
    "link",
    "organisation_named",
    "page",
    "role",
    "role_like",
]

_OF_A_USER = (LoginSession, ApiToken, PersonalLink, IdempotencyKey, UserRole, ProgrammeCoach)


def find(session: Session, id_: UUID) -> User | None:
    """A user."""
    return session.get(User, id_)


def by_email(session: Session, email: str) -> User | None:
    """The user with an e-mail address."""
    return session.exec(select(User).where(User.email == email)).first()


def page(session: Session, which: UserFilter, part: Slice) -> Sequence[User]:
    """Users, newest first, one more than the page holds."""
    moment, id_ = col(User.created_at), col(User.id)
    question = select(User).where(part.past(moment, id_))
    if which.state is None:
        question = question.where(User.state != UserState.ERASED)
    else:
        question = question.where(User.state == which.state)
    if which.role is not None:
        having = select(UserRole.user_id).where(UserRole.role == which.role)
        question = question.where(id_.in_(having))
    if which.text is not None:
        said = which.text.lower()
        names = func.lower(col(User.name)).contains(said, autoescape=True)
        question = question.where(or_(names, col(User.email).contains(said, autoescape=True)))
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def active_admins(session: Session) -> Sequence[UUID]:
    """The administrators who can sign in; nobody else changes them until this work is done."""
    question = (
        select(User)
        .join(UserRole, col(UserRole.user_id) == col(User.id))
        .where(UserRole.role == Role.ADMIN, User.state == UserState.ACTIVE)
        .order_by(col(User.id))
        .with_for_update()
    )
    return [each.id for each in session.exec(question)]


def role(session: Session, user_id: UUID, role_id: UUID) -> UserRole | None:
    """A role of a user."""
    of = UserRole.user_id == user_id
    return session.exec(select(UserRole).where(UserRole.id == role_id, of)).first()


def role_like(
    session: Session, user_id: UUID, role: Role, organisation_id: UUID | None
) -> UserRole | None:
    """The role of this kind that a user has."""
    at = UserRole.organisation_id == organisation_id
    of = UserRole.user_id == user_id
    return session.exec(select(UserRole).where(UserRole.role == role, of, at)).first()


def has_organisation(session: Session, id_: UUID) -> bool:
    """Whether there is this organisation."""
    return session.get(Organisation, id_) is not None


def organisation_named(session: Session, name: str) -> UUID | None:
    """The organisation with this name."""
    return session.exec(select(Organisation.id).where(Organisation.name == name)).first()


def is_candidate(session: Session, user_id: UUID) -> bool:
    """Whether somebody is a candidate."""
    return (
        session.exec(select(Candidate.id).where(Candidate.user_id == user_id)).first() is not None
    )


def link(session: Session, id_: UUID) -> PersonalLink | None:
    """A personal link."""
    return session.get(PersonalLink, id_)


def forget(session: Session, user: User) -> None:
    """Delete all that hangs on a user, and blank what stays of them."""
    if user.email is not None:
        kept = digest_of(user.email)
        session.exec(delete(LoginAttempt).where(col(LoginAttempt.email_hash) == kept))
    for table in _OF_A_USER:
        for row in session.exec(select(table).where(table.user_id == user.id)):
            session.delete(row)
    user.email = user.name = user.password_hash = None
    user.state = UserState.ERASED
    session.flush()
