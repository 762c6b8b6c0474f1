"""Finding out who makes a request, from their cookie or token."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from models import ApiToken, ApiTokenScope, Candidate, LoginSession, User, UserRole
from service.access.principal import Principal
from service.access.secrets import digest_of
from service.words import Role, UserState

__all__ = ["SEEN_EVERY", "principal_of_session", "principal_of_token", "principal_of_user"]

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a login or token was last used."""


def principal_of_session(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this login session; None where it ended, or its user may not log in."""
    login = session.exec(
        select(LoginSession).where(LoginSession.token_hash == digest_of(secret))
    ).first()
    if login is None or login.revoked_at is not None or login.expires_at <= now:
        return None
    return principal_of_user(session, login.user_id, session_id=login.id)


def principal_of_token(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this API token; None where it ended, or its user may not log in."""
    token = session.exec(select(ApiToken).where(ApiToken.token_hash == digest_of(secret))).first()
    if token is None or token.revoked_at is not None or token.expires_at <= now:
        return None
    scopes = session.exec(select(ApiTokenScope.scope).where(ApiTokenScope.token_id == token.id))
    return principal_of_user(session, token.user_id, scopes=frozenset(scopes))


def principal_of_user(
    session: Session,
    user_id: UUID,
    *,
    session_id: UUID | None = None,
    scopes: frozenset[str] | None = None,
) -> Principal | None:
    """A user who may log in, with their roles; None for others."""
    user = session.get(User, user_id)
    if user is None or user.state is not UserState.ACTIVE:
        return None
    roles = session.exec(select(UserRole).where(UserRole.user_id == user_id)).all()
    candidate = select(Candidate.id).where(col(Candidate.user_id) == user_id)
    return Principal(
        user_id=user_id,
        roles=frozenset(each.role for each in roles),
        organisations=frozenset(
            each.organisation_id
            for each in roles
            if each.role is Role.PARTNER and each.organisation_id
        ),
        candidate_id=session.exec(candidate).first(),
        session_id=session_id,
        scopes=scopes,
        language=user.language,
    )
