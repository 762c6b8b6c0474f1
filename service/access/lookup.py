"""Finding out who makes a request, from their cookie or token."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select as select_columns
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
        select(LoginSession.id, LoginSession.user_id, LoginSession.last_seen_at).where(
            LoginSession.token_hash == digest_of(secret),
            col(LoginSession.revoked_at).is_(None),
            LoginSession.expires_at > now,
        )
    ).first()
    if login is None:
        return None
    id_, user_id, seen_at = login
    who = principal_of_user(session, user_id)
    return who and replace(who, session_id=id_, seen_at=seen_at)


def principal_of_token(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this API token; None where it ended, or its user may not log in."""
    token = session.exec(
        select(ApiToken.id, ApiToken.user_id, ApiToken.last_used_at).where(
            ApiToken.token_hash == digest_of(secret),
            col(ApiToken.revoked_at).is_(None),
            ApiToken.expires_at > now,
        )
    ).first()
    if token is None:
        return None
    id_, user_id, seen_at = token
    scopes = session.exec(select(ApiTokenScope.scope).where(ApiTokenScope.token_id == id_))
    who = principal_of_user(session, user_id)
    return who and replace(who, token_id=id_, scopes=frozenset(scopes), seen_at=seen_at)


def principal_of_user(session: Session, user_id: UUID) -> Principal | None:
    """A user who may log in, with their roles; None for others."""
    user = session.exec(
        select(User.language, Candidate.id)
        .join(Candidate, col(Candidate.user_id) == col(User.id), isouter=True)
        .where(User.id == user_id, User.state == UserState.ACTIVE)
    ).first()
    if user is None:
        return None
    language, candidate_id = user
    asked = select_columns(col(UserRole.role), col(UserRole.organisation_id))
    roles = session.execute(asked.where(col(UserRole.user_id) == user_id)).all()
    return Principal(
        user_id=user_id,
        roles=frozenset(role for role, _ in roles),
        organisations=frozenset(id_ for role, id_ in roles if role is Role.PARTNER and id_),
        candidate_id=candidate_id,
        language=language,
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
