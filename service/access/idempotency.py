"""Requests that create, done once for each key that their user gives."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, delete

from models import IdempotencyKey
from service.errors import ConflictError
from service.work import Work

__all__ = ["KEPT", "create_once"]

KEPT = timedelta(days=1)
"""How long a key is remembered."""

_CREATED = 201


def create_once(
    work: Work, key: str, operation: str, request_hash: str, create: Callable[[], UUID]
) -> tuple[UUID, bool]:
    """Create something, or find what the same request created before.

    Returns:
        The id, and whether it was there already.

    Raises:
        ConflictError: The key was used for another request, or for one that is not done yet.
    """
    if _claimed(work, key, operation, request_hash):
        made = create()
        row = work.session.get_one(IdempotencyKey, (work.who.known, key))
        row.status, row.resource_id, row.completed_at = _CREATED, made, work.now
        return made, False
    row = work.session.get_one(IdempotencyKey, (work.who.known, key))
    if (row.operation, row.request_hash) != (operation, request_hash):
        raise ConflictError(
            "expected an Idempotency-Key of this request, found one of another; make a new key"
        )
    if row.resource_id is None:
        raise ConflictError("expected a request that is done, found one that runs; try again")
    return row.resource_id, True


def _claimed(work: Work, key: str, operation: str, request_hash: str) -> bool:
    """Whether the key is new; where the same request runs elsewhere, this waits for it."""
    session, now, mine = work.session, work.now, work.who.known
    gone = (col(IdempotencyKey.user_id) == mine) & (col(IdempotencyKey.expires_at) <= now)
    session.exec(delete(IdempotencyKey).where(gone))
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = {
        "user_id": mine,
        "key": key,
        "operation": operation,
        "request_hash": request_hash,
        "created_at": now,
        "expires_at": now + KEPT,
    }
    added = kind.insert(IdempotencyKey).values(row).on_conflict_do_nothing()
    return session.execute(added.returning(col(IdempotencyKey.key))).first() is not None
