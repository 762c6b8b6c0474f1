"""Finding out who makes a request, from their cookie or token."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from models import ApiToken, ApiTokenScope, Candidate, LoginSession, User, UserRole
from service.access.principal import Principal
from service.access.secrets import digest_of
from service.words import Role, UserState

__all__ = [
    "SEEN_EVERY",
    "is_use_due",
    "note_use",
    "principal_of_session",
    "principal_of_token",
    "principal_of_user",
]

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a login or token was last used."""


def principal_of_session(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this login session; None where it ended, or its user may not log in."""
    login = session.exec(
        select(LoginSession).where(LoginSession.token_hash == digest_of(secret))
    ).first()
    if login is None or login.revoked_at is not None or login.expires_at <= now:
        return None
    who = principal_of_user(session, login.user_id)
    return who and replace(who, session_id=login.id, seen_at=login.last_seen_at)


def principal_of_token(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this API token; None where it ended, or its user may not log in."""
    token = session.exec(select(ApiToken).where(ApiToken.token_hash == digest_of(secret))).first()
    if token is None or token.revoked_at is not None or token.expires_at <= now:
        return None
    scopes = session.exec(select(ApiTokenScope.scope).where(ApiTokenScope.token_id == token.id))
    who = principal_of_user(session, token.user_id)
    return who and replace(
        who, token_id=token.id, scopes=frozenset(scopes), seen_at=token.last_used_at
    )


def principal_of_user(session: Session, user_id: UUID) -> Principal | None:
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
        language=user.language,
    )


def is_use_due(who: Principal, now: datetime) -> bool:
    """Whether it is time to keep that a login session or token is used."""
    came_with = who.session_id or who.token_id
    return came_with is not None and (who.seen_at is None or now - who.seen_at >= SEEN_EVERY)


def note_use(session: Session, who: Principal, now: datetime) -> None:
    """Keep that the session or token that somebody came with was used now."""
    login = session.get(LoginSession, who.session_id) if who.session_id else None
    if login is not None:
        login.last_seen_at = now
    token = session.get(ApiToken, who.token_id) if who.token_id else None
    if token is not None:
        token.last_used_at = now
