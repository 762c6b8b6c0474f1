"""Login sessions, API tokens and personal links: how they begin and end."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, delete, select

from models import ApiToken, LoginSession, PersonalLink
from service.access.secrets import digest_of, new_secret
from service.words import LinkPurpose
from service.work import Work

__all__ = ["PASSWORD_LINK", "end_all", "end_logins", "find_link", "make_link", "open_login"]

PASSWORD_LINK = timedelta(hours=72)
"""How long a link lasts with which a password is set."""


def open_login(work: Work, user_id: UUID) -> str:
    """Begin a login session, and delete those of anybody that ran out.

    Returns:
        The secret, of which only a digest is kept.
    """
    secret, now = new_secret("ss"), work.now
    work.session.exec(delete(LoginSession).where(col(LoginSession.expires_at) <= now))
    work.session.add(
        LoginSession(
            user_id=user_id,
            token_hash=digest_of(secret),
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(hours=work.services.settings.session_hours),
        )
    )
    return secret


def end_logins(work: Work, user_id: UUID, *, but: UUID | None = None) -> None:
    """End all login sessions of a user, but one."""
    mine = select(LoginSession).where(LoginSession.user_id == user_id, LoginSession.id != but)
    for login in work.session.exec(mine.where(col(LoginSession.revoked_at).is_(None))):
        login.revoked_at = work.now


def end_all(work: Work, user_id: UUID) -> None:
    """End all with which a user could come in: sessions, tokens and links."""
    end_logins(work, user_id)
    tokens = select(ApiToken).where(ApiToken.user_id == user_id)
    for token in work.session.exec(tokens.where(col(ApiToken.revoked_at).is_(None))):
        token.revoked_at = work.now
    for purpose in LinkPurpose:
        _end_links(work, user_id, purpose)


def make_link(
    work: Work, user_id: UUID, purpose: LinkPurpose, secret: str, *, lasts: timedelta
) -> UUID:
    """Make a personal link from a secret; earlier ones of the user for this end.

    Returns:
        Its id.
    """
    _end_links(work, user_id, purpose)
    work.session.exec(delete(PersonalLink).where(col(PersonalLink.expires_at) <= work.now))
    link = PersonalLink(
        user_id=user_id,
        purpose=purpose,
        token_hash=digest_of(secret),
        created_at=work.now,
        expires_at=work.now + lasts,
    )
    work.session.add(link)
    work.session.flush()
    return link.id


def find_link(
    work: Work, secret: str, purpose: LinkPurpose, *, lock: bool = False
) -> PersonalLink | None:
    """The link of this secret, if it can (still) be used for this; `lock` to use it now."""
    question = select(PersonalLink).where(
        PersonalLink.token_hash == digest_of(secret), PersonalLink.purpose == purpose
    )
    link = work.session.exec(question.with_for_update() if lock else question).first()
    if link is None or link.revoked_at is not None or link.expires_at <= work.now:
        return None
    is_used_up = purpose is LinkPurpose.PASSWORD and link.used_at is not None
    return None if is_used_up else link


def _end_links(work: Work, user_id: UUID, purpose: LinkPurpose) -> None:
    mine = select(PersonalLink).where(
        PersonalLink.user_id == user_id,
        PersonalLink.purpose == purpose,
        col(PersonalLink.revoked_at).is_(None),
    )
    for link in work.session.exec(mine):
        link.revoked_at = work.now
