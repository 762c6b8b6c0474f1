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
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening, Candidate
from models.audit import GENESIS
from service.words import AuditKind

__all__ = ["Happening", "commitment_of", "hash_of", "record", "write_events"]

_PENDING = "audit_pending"
_LOCK = 0x5C4AAD17  # any number that nothing else locks
_SALT_BYTES = 16


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


def write_events(session: Session) -> None:
    """Add what was recorded in this session to the chain; the last thing before a commit."""
    pending: list[Happening] = session.info.pop(_PENDING, [])
    if not pending:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    newest = select(AuditEvent).order_by(col(AuditEvent.sequence).desc()).limit(1)
    last = session.exec(newest).first()
    sequence, before = (last.sequence, last.hash) if last else (0, GENESIS)
    there = _still_there(session, pending)
    events, openings = [], []
    for happening in pending:
        sequence += 1
        event, opening = _linked(happening, sequence, before)
        before = event.hash
        events.append(event)
        if opening.candidate_id in there:
            openings.append(opening)
    session.add_all(events)
    session.flush()
    session.add_all(openings)
    session.flush()


def commitment_of(salt: bytes, content: Mapping[str, Any]) -> str:
    """What binds the content of an event without telling it."""
    return hashlib.sha256(salt + _canonical(content)).hexdigest()


def hash_of(event: AuditEvent) -> str:
    """The hash of an event over all that it says and the hash before it."""
    said = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": str(event.kind),
        "actor": str(event.actor) if event.actor else None,
        "actor_role": event.actor_role,
        "subject_type": event.subject_type,
        "subject": str(event.subject) if event.subject else None,
        "commitment": event.commitment,
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(_canonical(said)).hexdigest()


def _still_there(session: Session, pending: Sequence[Happening]) -> set[UUID | None]:
    """The candidates with whom content may be kept, and None: content that is about nobody."""
    about = {each.candidate_id for each in pending if each.candidate_id}
    if not about:
        return {None}
    return {None, *session.exec(select(Candidate.id).where(col(Candidate.id).in_(about)))}


def _linked(happening: Happening, sequence: int, before: str) -> tuple[AuditEvent, AuditOpening]:
    salt = secrets.token_bytes(_SALT_BYTES)
    content = json.loads(_canonical(happening.content))
    event = AuditEvent(
        sequence=sequence,
        at=happening.at,
        kind=happening.kind,
        actor=happening.actor,
        actor_role=happening.actor_role,
        subject_type=happening.subject_type,
        subject=happening.subject,
        commitment=commitment_of(salt, content),
        previous_hash=before,
        hash="",
    )
    event.hash = hash_of(event)
    opening = AuditOpening(
        sequence=sequence, candidate_id=happening.candidate_id, salt=salt, content=content
    )
    return event, opening


def _canonical(value: Mapping[str, Any]) -> bytes:
    """JSON of which there is one form: sorted, without spaces, in UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    ).encode()
