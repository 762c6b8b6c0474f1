"""A person who is in every table, whom a search finds by one word."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from models import IdempotencyKey, LoginAttempt, PersonalLink, User, UserRole
from service.access.secrets import digest_of
from service.words import LinkPurpose, Role
from tests.models.world import CANARY, CANDIDATE, COACH, WORLD, settle
from tests.service.api.people import Alliance

__all__ = ["EMAILS", "PERSON", "settle_all"]

PERSON: UUID = WORLD["candidates"][0]["user_id"]
EMAILS = (f"{CANARY.lower()}@example.org", f"{CANARY.lower()}@example.com")
"""Of the contact, and of the account."""


def settle_all(alliance: Alliance) -> None:
    """One legal row or more in every table, with the canary in all that is about the person."""
    now = alliance.services.clock()
    with alliance.services.database.engine.begin() as connection:
        settle(connection)
        account = update(User).where(col(User.id) == PERSON)
        connection.execute(account.values(email=EMAILS[1], name=CANARY))
    with alliance.services.database.writing() as session:
        session.add(UserRole(user_id=PERSON, role=Role.CANDIDATE))
        session.add(_link(now))
        for resource in (CANDIDATE, WORLD["claims"][0]["id"]):
            session.add(_key(resource, now))
        for email in EMAILS:
            session.add(_attempt(email, now))


def _link(now: datetime) -> PersonalLink:
    return PersonalLink(
        user_id=PERSON,
        purpose=LinkPurpose.PROFILE,
        token_hash=digest_of("link"),
        created_at=now,
        expires_at=now + timedelta(days=30),
    )


def _key(resource: UUID, now: datetime) -> IdempotencyKey:
    return IdempotencyKey(
        user_id=COACH,
        key=f"{CANARY} {resource}",
        operation="create_candidate",
        request_hash=digest_of("request"),
        status=201,
        resource_id=resource,
        created_at=now,
        completed_at=now,
        expires_at=now + timedelta(days=1),
    )


def _attempt(email: str, now: datetime) -> LoginAttempt:
    return LoginAttempt(
        email_hash=digest_of(email),
        address_hash=digest_of("192.0.2.1"),
        at=now,
        succeeded=True,
    )
