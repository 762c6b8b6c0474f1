"""Questions about one's own account."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models import ApiToken, ApiTokenScope, LoginSession
from service.access.principal import Principal
from service.paging import Slice

__all__ = ["login", "logins", "scopes_of", "token", "token_named", "tokens"]


def login(session: Session, who: Principal, id_: UUID) -> LoginSession | None:
    """A login session of one's own."""
    mine = LoginSession.user_id == who.known
    return session.exec(select(LoginSession).where(LoginSession.id == id_, mine)).first()


def logins(session: Session, who: Principal, now: datetime, part: Slice) -> Sequence[LoginSession]:
    """One's login sessions that go on, newest first, one more than the page holds."""
    moment, id_ = col(LoginSession.created_at), col(LoginSession.id)
    question = select(LoginSession).where(
        LoginSession.user_id == who.known,
        col(LoginSession.revoked_at).is_(None),
        LoginSession.expires_at > now,
        part.past(moment, id_),
    )
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def token(session: Session, who: Principal, id_: UUID) -> ApiToken | None:
    """An API token of one's own."""
    mine = ApiToken.user_id == who.known
    return session.exec(select(ApiToken).where(ApiToken.id == id_, mine)).first()


def token_named(session: Session, who: Principal, name: str) -> ApiToken | None:
    """The API token of one's own with this name."""
    mine = ApiToken.user_id == who.known
    return session.exec(select(ApiToken).where(ApiToken.name == name, mine)).first()


def tokens(session: Session, who: Principal, part: Slice) -> Sequence[ApiToken]:
    """One's API tokens, newest first, one more than the page holds."""
    moment, id_ = col(ApiToken.created_at), col(ApiToken.id)
    question = select(ApiToken).where(ApiToken.user_id == who.known, part.past(moment, id_))
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()


def scopes_of(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """What tokens may do, by token."""
    question = (
        select(ApiTokenScope)
        .where(col(ApiTokenScope.token_id).in_(list(ids)))
        .order_by(col(ApiTokenScope.scope))
    )
    found: dict[UUID, list[str]] = {}
    for each in session.exec(question):
        found.setdefault(each.token_id, []).append(each.scope)
    return found
