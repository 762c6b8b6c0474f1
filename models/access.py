"""Logins, API tokens, links and idempotency keys: secrets as SHA-256 digests, and all expire."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Identified, Row, UtcDateTime, utc_now, word
from models.checks import both_or_none, check, digest, one_of, ordered, sized, within

__all__ = [
    "ApiToken",
    "ApiTokenScope",
    "IdempotencyKey",
    "LinkPurpose",
    "LoginAttempt",
    "LoginSession",
    "PersonalLink",
]


class LoginSession(Identified, table=True):
    """A login in a browser; ended by time, logout or an admin."""

    __tablename__ = "login_sessions"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        digest("token_hash"),
        check("expires_later", "expires_at > created_at"),
        ordered("created_at", "last_seen_at"),
        ordered("created_at", "revoked_at"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    token_hash: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiToken(Identified, table=True):
    """A token for programs; `hint` is its first characters, so that people can tell them apart."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        UniqueConstraint("user_id", "name"),
        digest("token_hash"),
        sized("name", 100),
        sized("hint", 12),
        check("expires_later", "expires_at > created_at"),
        ordered("created_at", "last_used_at"),
        ordered("created_at", "revoked_at"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    name: str
    hint: str
    token_hash: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiTokenScope(Row, table=True):
    """One thing that a token may do; it may nothing else."""

    __tablename__ = "api_token_scopes"
    __table_args__ = (sized("scope", 60), check("scope_lower", "scope = lower(scope)"))

    token_id: UUID = Field(primary_key=True, foreign_key="api_tokens.id", ondelete="CASCADE")
    scope: str = Field(primary_key=True)


class IdempotencyKey(Row, table=True):
    """That a user's request with this key was done, so that a repeated one does nothing new.

    Keeps which resource came out and not the answer itself, which could hold personal data that
    must go when a person is erased. `status` is NULL while the request is being done.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        sized("key", 200),
        sized("operation", 200),
        digest("request_hash"),
        within("status", 200, 599),
        both_or_none("status", "completed_at"),
        check("expires_later", "expires_at > created_at"),
        ordered("created_at", "completed_at"),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    key: str = Field(primary_key=True)
    operation: str
    request_hash: str
    status: int | None = None
    resource_id: UUID | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class LinkPurpose(StrEnum):
    """What a personal link is for.

    password: setting one's first or a new password, once. profile: the page of a candidate, as
    often as they like.
    """

    PASSWORD = "password"
    PROFILE = "profile"


class PersonalLink(Identified, table=True):
    """A link that lets one user in without a password."""

    __tablename__ = "personal_links"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        one_of("purpose", LinkPurpose),
        digest("token_hash"),
        check("expires_later", "expires_at > created_at"),
        ordered("created_at", "used_at"),
        ordered("created_at", "revoked_at"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    purpose: LinkPurpose = Field(sa_type=word(LinkPurpose))
    token_hash: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoginAttempt(Identified, table=True):
    """That somebody tried to log in: what throttling counts. Digests of e-mail and address only."""

    __tablename__ = "login_attempts"
    __table_args__ = (
        digest("email_hash"),
        digest("address_hash"),
        Index(None, "email_hash", "at"),
        Index(None, "address_hash", "at"),
        Index(None, "at"),
    )

    email_hash: str
    address_hash: str
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    succeeded: bool
