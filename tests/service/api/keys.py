"""Passwords, links and tokens for tests of who gets in."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from models import AuditEvent, AuditOpening, PersonalLink, User
from service.access.secrets import digest_of, hash_password, new_secret
from service.words import AuditKind, LinkPurpose, Role
from tests.service.api.people import Alliance

__all__ = ["PHRASE", "email_of", "events", "link", "with_password"]

PHRASE = "paard batterij nietje correct"


def with_password(alliance: Alliance, *roles: Role, **fields: Any) -> tuple[UUID, str]:
    """A user with this password; their id and e-mail address."""
    id_ = alliance.user(*roles)
    with alliance.services.database.writing() as session:
        user = session.get_one(User, id_)
        user.sqlmodel_update({"password_hash": hash_password(PHRASE), **fields})
        assert user.email is not None
        return id_, user.email


def email_of(alliance: Alliance, id_: UUID) -> str | None:
    """The address of a user."""
    with alliance.services.database.reading() as session:
        return session.get_one(User, id_).email


def link(alliance: Alliance, user_id: UUID, purpose: LinkPurpose, **fields: Any) -> str:
    """A personal link of somebody, for a day; its secret."""
    secret, now = new_secret("pl"), alliance.services.clock()
    row = PersonalLink(
        user_id=user_id,
        purpose=purpose,
        token_hash=digest_of(secret),
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    row.sqlmodel_update(fields)
    with alliance.services.database.writing() as session:
        session.add(row)
    return secret


def events(alliance: Alliance, kind: AuditKind) -> list[tuple[UUID | None, dict[str, Any]]]:
    """Subject and content of the events of a kind, in their order."""
    with alliance.services.database.reading() as session:
        question = (
            select(AuditEvent, AuditOpening)
            .where(AuditEvent.kind == kind)
            .where(AuditEvent.sequence == AuditOpening.sequence)
            .order_by(AuditEvent.sequence)  # type: ignore[arg-type]
        )
        return [(event.subject, opening.content) for event, opening in session.exec(question)]
