"""Writing the hash chain, and the hashes that it is made of.

    content ─ salt ─► commitment ─┐
    hash of the event before ─────┼─► hash
    moment, kind, actor, subject ─┘

Events that a transaction records are written when it is about to commit, so that the chain is
locked as short as can be. What fails leaves no event, except what is recorded apart (denials).
Of a candidate who was erased in the same transaction, the events are kept without their openings.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert, inspect, text
from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening, Candidate
from models.audit import GENESIS
from models.base import Row
from service.words import AuditKind

__all__ = ["Happening", "commitment_of", "hash_of", "record", "taken", "write_events"]

_PENDING = "audit_pending"
_LOCK = 0x5C4AAD17  # any number that nothing else locks
_SALT_BYTES = 16
_HASHED = (
    "sequence",
    "at",
    "kind",
    "actor",
    "actor_role",
    "subject_type",
    "subject",
    "commitment",
    "previous_hash",
)
Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened.

    Attributes:
        kind, at, actor, actor_role: What, when and by whom.
        subject_type, subject: What it is about: the name of a table's row, and its id.
        content: What the commitment binds; may be personal.
        candidate_id: The candidate with whom the content must be erased.
    """

    kind: AuditKind
    at: datetime
    actor: UUID | None
    actor_role: str
    subject_type: str
    subject: UUID | None
    content: Mapping[str, Any] = field(default_factory=dict)
    candidate_id: UUID | None = None


def record(session: Session, happening: Happening) -> None:
    """Have an event written when the session commits."""
    session.info.setdefault(_PENDING, []).append(happening)


def taken(session: Session) -> list[Happening]:
    """What was recorded in this session and is not written; it writes it no more."""
    pending: list[Happening] = session.info.pop(_PENDING, [])
    return pending


def write_events(session: Session) -> None:
    """Add what was recorded in this session to the chain; the last thing before a commit."""
    pending = taken(session)
    if not pending:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    newest = select(AuditEvent.sequence, AuditEvent.hash)
    last = session.exec(newest.order_by(col(AuditEvent.sequence).desc()).limit(1)).first()
    sequence, before = last or (0, GENESIS)
    there = _still_there(session, pending)
    events, openings = [], []
    for happening in pending:
        sequence += 1
        event, opening = _linked(happening, sequence, before)
        before = event["hash"]
        events.append(event)
        if happening.candidate_id in there:
            openings.append(opening)
    connection = session.connection()  # the tables themselves: no objects are made of the rows
    connection.execute(insert(_table(AuditEvent)), events)
    if openings:
        connection.execute(insert(_table(AuditOpening)), openings)


def commitment_of(salt: bytes, content: Mapping[str, Any]) -> str:
    """What binds the content of an event without telling it."""
    return hashlib.sha256(salt + _canonical(content)).hexdigest()


def hash_of(event: AuditEvent) -> str:
    """The hash of an event over all that it says and the hash before it."""
    return _hash_over({name: getattr(event, name) for name in _HASHED})


def _still_there(session: Session, pending: Sequence[Happening]) -> set[UUID | None]:
    """The candidates with whom content may be kept, and None: content that is about nobody."""
    about = {each.candidate_id for each in pending if each.candidate_id}
    if not about:
        return {None}
    return {None, *session.exec(select(Candidate.id).where(col(Candidate.id).in_(about)))}


def _table(rows: type[Row]) -> Table:
    return cast("Table", inspect(rows).local_table)


def _linked(happening: Happening, sequence: int, before: str) -> tuple[Values, Values]:
    """The columns of an event and of its opening: a read list has a hundred of them."""
    salt = secrets.token_bytes(_SALT_BYTES)
    content = json.loads(_canonical(happening.content))
    event = {
        "sequence": sequence,
        "at": happening.at,
        "kind": happening.kind,
        "actor": happening.actor,
        "actor_role": happening.actor_role,
        "subject_type": happening.subject_type,
        "subject": happening.subject,
        "commitment": commitment_of(salt, content),
        "previous_hash": before,
    }
    opening = {
        "sequence": sequence,
        "candidate_id": happening.candidate_id,
        "salt": salt,
        "content": content,
    }
    return {**event, "hash": _hash_over(event)}, opening


def _hash_over(said: Mapping[str, Any]) -> str:
    forms = {
        "at": said["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": str(said["kind"]),
        "actor": str(said["actor"]) if said["actor"] else None,
        "subject": str(said["subject"]) if said["subject"] else None,
    }
    return hashlib.sha256(_canonical({**said, **forms})).hexdigest()


def _canonical(value: Mapping[str, Any]) -> bytes:
    """JSON of which there is one form: sorted, without spaces, in UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    ).encode()
