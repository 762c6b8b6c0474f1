"""Throttling of logins: who guesses passwords must wait, longer each time.

An attempt is written before its password is looked at, and counts as failed until it succeeded.
So guesses that come all at once are counted too. What is throttled is not looked at, right or
wrong, and does not count.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from uuid import UUID

from sqlalchemy import ColumnElement, text
from sqlmodel import Session, col, delete, select

from models import LoginAttempt
from service.access.secrets import digest_of
from service.errors import TooManyError

__all__ = ["WINDOW", "begin_attempt", "succeed"]

WINDOW = timedelta(minutes=15)
"""How long an attempt counts; afterwards it is deleted."""

_MOST_OF_EMAIL = 5
_MOST_OF_ADDRESS = 20
_FIRST_WAIT = timedelta(seconds=30)
_LOCK = 0x5C4A70C1  # any number that nothing else locks


def begin_attempt(session: Session, email: str, address: str, now: datetime) -> UUID:
    """Count an attempt, to be committed before the password is looked at.

    Raises:
        TooManyError: There were too many that failed, for this e-mail address, known or not, or
            from this network address.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) <= now - WINDOW))
    attempt = LoginAttempt(
        email_hash=digest_of(email),
        address_hash=digest_of(_network(address)),
        at=now,
        succeeded=False,
    )
    for column, most in (
        (col(LoginAttempt.email_hash) == attempt.email_hash, _MOST_OF_EMAIL),
        (col(LoginAttempt.address_hash) == attempt.address_hash, _MOST_OF_ADDRESS),
    ):
        seconds = _wait(_failures(session, column), most, now)
        if seconds > 0:
            raise TooManyError("attempts to sign in", seconds)
    session.add(attempt)
    return attempt.id


def succeed(session: Session, attempt_id: UUID) -> None:
    """Say that an attempt did not fail."""
    attempt = session.get(LoginAttempt, attempt_id)
    if attempt is not None:
        attempt.succeeded = True


def _failures(session: Session, which: ColumnElement[bool]) -> Sequence[datetime]:
    failed = col(LoginAttempt.succeeded).is_(False)
    moment = col(LoginAttempt.at)
    return session.exec(select(LoginAttempt.at).where(which, failed).order_by(moment)).all()


def _wait(failures: Sequence[datetime], most: int, now: datetime) -> int:
    """Seconds from now: 30 after the last failure that is let through, and twice as many each."""
    if len(failures) < most:
        return 0
    growing = _FIRST_WAIT * (1 << min(len(failures) - most, 10))
    return ceil((failures[-1] + min(growing, WINDOW) - now).total_seconds())


def _network(address: str) -> str:
    """The address; of IPv6 the first half, for the rest is free to choose for who has it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((int(parsed), 64), strict=False))
    return str(parsed)
