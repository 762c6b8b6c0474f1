"""Finding out who makes a request, from their cookie or token."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session, col

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


_WHO: tuple[Any, ...] = (
    col(User.id).label("user_id"),
    col(User.language).label("language"),
    col(Candidate.id).label("candidate_id"),
    col(UserRole.role).label("role"),
    col(UserRole.organisation_id).label("organisation_id"),
)


def _of_active(question: Select[Any]) -> Select[Any]:
    """With what is asked of the user, in a row for each of their roles."""
    return (
        question.outerjoin(Candidate, col(Candidate.user_id) == col(User.id))
        .outerjoin(UserRole, col(UserRole.user_id) == col(User.id))
        .where(col(User.state) == UserState.ACTIVE)
    )


_BY_ID = _of_active(select(*_WHO).select_from(User)).where(col(User.id) == bindparam("id"))
_BY_SESSION = _of_active(
    select(*_WHO, col(LoginSession.id).label("came_with"), col(LoginSession.last_seen_at))
    .select_from(LoginSession)
    .join(User, col(User.id) == col(LoginSession.user_id))
).where(
    col(LoginSession.token_hash) == bindparam("digest"),
    col(LoginSession.revoked_at).is_(None),
    col(LoginSession.expires_at) > bindparam("now"),
)
_BY_TOKEN = _of_active(
    select(
        *_WHO,
        col(ApiToken.id).label("came_with"),
        col(ApiToken.last_used_at),
        col(ApiTokenScope.scope),
    )
    .select_from(ApiToken)
    .join(User, col(User.id) == col(ApiToken.user_id))
    .outerjoin(ApiTokenScope, col(ApiTokenScope.token_id) == col(ApiToken.id))
).where(
    col(ApiToken.token_hash) == bindparam("digest"),
    col(ApiToken.revoked_at).is_(None),
    col(ApiToken.expires_at) > bindparam("now"),
)


def principal_of_session(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this login session; None where it ended, or its user may not log in."""
    came = {"digest": digest_of(secret), "now": now}
    rows = session.connection().execute(_BY_SESSION, came).all()
    who = _principal(rows)
    return who and replace(who, session_id=rows[0].came_with, seen_at=rows[0].last_seen_at)


def principal_of_token(session: Session, secret: str, now: datetime) -> Principal | None:
    """Who has this API token; None where it ended, or its user may not log in."""
    came = {"digest": digest_of(secret), "now": now}
    rows = session.connection().execute(_BY_TOKEN, came).all()
    who = _principal(rows)
    return who and replace(
        who,
        token_id=rows[0].came_with,
        scopes=frozenset(each.scope for each in rows if each.scope is not None),
        seen_at=rows[0].last_used_at,
    )


def principal_of_user(session: Session, user_id: UUID) -> Principal | None:
    """A user who may log in, with their roles; None for others."""
    return _principal(session.connection().execute(_BY_ID, {"id": user_id}).all())


def _principal(rows: Sequence[Row[Any]]) -> Principal | None:
    if not rows:
        return None
    first = rows[0]
    return Principal(
        user_id=first.user_id,
        roles=frozenset(each.role for each in rows if each.role is not None),
        organisations=frozenset(
            each.organisation_id
            for each in rows
            if each.role is Role.PARTNER and each.organisation_id
        ),
        candidate_id=first.candidate_id,
        language=first.language,
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
