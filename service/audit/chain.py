"""Writing the hash chain.

Events that a transaction records are written when it is about to commit, so that the chain is
locked as short as can be. What fails leaves no event, except what is recorded apart (denials).
Of a candidate who was erased in the same transaction, the events are kept without their openings.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, insert, inspect, text
from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening, Candidate
from models.audit import GENESIS
from models.base import Row
from service.audit.hashes import bound, canonical, commitment_of_parts, hash_over
from service.words import AuditKind

__all__ = ["Happening", "Part", "record", "taken", "write_events"]

_PENDING = "audit_pending"
_LOCK = 0x5C4AAD17  # any number that nothing else locks
_SALT_BYTES = 16
Values = dict[str, Any]


class Part(NamedTuple):
    """What happened to one candidate of several.

    Attributes:
        candidate_id: With whom the content must be erased.
        content: What the commitment of the part binds; one object may serve several parts.
    """

    candidate_id: UUID
    content: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened.

    Attributes:
        kind, at, actor, actor_role: What, when and by whom.
        subject_type, subject: What it is about: the name of a table's row, and its id.
        content: What the commitment binds; may be personal.
        candidate_id: The candidate with whom the content must be erased.
        parts: Of each candidate, where it is about several; then these are the content.
    """

    kind: AuditKind
    at: datetime
    actor: UUID | None
    actor_role: str
    subject_type: str
    subject: UUID | None
    content: Mapping[str, Any] = field(default_factory=dict)
    candidate_id: UUID | None = None
    parts: Sequence[Part] = ()


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
    events: list[Values] = []
    openings: list[Values] = []
    for happening in pending:
        sequence += 1
        event, opened = _linked(happening, sequence, before)
        before = event["hash"]
        events.append(event)
        openings.extend(each for each in opened if each["candidate_id"] in there)
    connection = session.connection()  # the tables themselves: no objects are made of the rows
    connection.execute(insert(_table(AuditEvent)), events)
    if openings:
        connection.execute(insert(_table(AuditOpening)), openings)


def _still_there(session: Session, pending: Sequence[Happening]) -> set[UUID | None]:
    """The candidates with whom content may be kept, and None: content that is about nobody."""
    about = {each.candidate_id for each in pending if each.candidate_id}
    about.update(part.candidate_id for each in pending for part in each.parts)
    if not about:
        return {None}
    return {None, *session.exec(select(Candidate.id).where(col(Candidate.id).in_(about)))}


def _table(rows: type[Row]) -> Table:
    return cast("Table", inspect(rows).local_table)


def _linked(happening: Happening, sequence: int, before: str) -> tuple[Values, list[Values]]:
    """The columns of an event and of its openings."""
    event = {
        "sequence": sequence,
        "at": happening.at,
        "kind": happening.kind,
        "actor": happening.actor,
        "actor_role": happening.actor_role,
        "subject_type": happening.subject_type,
        "subject": happening.subject,
        "previous_hash": before,
    }
    if happening.parts:
        openings, commitments = _of_parts(happening.parts, sequence)
        event["parts"] = b"".join(commitments)
        event["commitment"] = commitment_of_parts(commitments).hex()
    else:
        form, salt = canonical(happening.content), secrets.token_bytes(_SALT_BYTES)
        openings = [_opening(sequence, 0, happening.candidate_id, salt, json.loads(form))]
        event["parts"] = None
        event["commitment"] = bound(salt, form).hex()
    return {**event, "hash": hash_over(event)}, openings


def _of_parts(parts: Sequence[Part], sequence: int) -> tuple[list[Values], list[bytes]]:
    """Openings of parts, and what binds each; content that several share is written once."""
    shared = {id(each.content): each.content for each in parts}
    forms = {id_: canonical(content) for id_, content in shared.items()}
    contents = {id_: json.loads(form) for id_, form in forms.items()}
    openings, commitments = [], []
    for number, (candidate_id, content) in enumerate(parts):
        salt = secrets.token_bytes(_SALT_BYTES)
        commitments.append(bound(salt, forms[id(content)], candidate_id))
        openings.append(_opening(sequence, number, candidate_id, salt, contents[id(content)]))
    return openings, commitments


def _opening(
    sequence: int, part: int, candidate_id: UUID | None, salt: bytes, content: Values
) -> Values:
    return {
        "sequence": sequence,
        "part": part,
        "candidate_id": candidate_id,
        "salt": salt,
        "content": content,
    }
