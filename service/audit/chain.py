"""Writing the hash chain.

Events that a transaction records are written when it is about to commit, so that the chain is
locked as short as can be. What fails leaves no event, except what is recorded apart (denials).
Of a candidate who was erased in the same transaction, the events are kept without their openings.
What is told of several candidates is written out once: who records it again names that event.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, insert, inspect, select, text
from sqlmodel import Session

from models import AuditEvent
from models.audit import GENESIS
from service.audit.hashes import bound, canonical, commitment_of_parts, hash_over
from service.audit.openings import Opened, add_openings
from service.words import AuditKind

__all__ = ["Happening", "Part", "Parts", "record", "taken", "write", "write_events"]

_PENDING = "audit_pending"
_LOCK = 0x5C4AAD17  # any number that nothing else locks
_SALT_BYTES = 16
Values = dict[str, Any]

_EVENTS = cast("Table", inspect(AuditEvent).local_table)
_NAMED = select(_EVENTS.c.sequence, _EVENTS.c.commitment).where(
    _EVENTS.c.sequence.in_(bindparam("sequences", expanding=True))
)
_NEWEST = select(_EVENTS.c.sequence, _EVENTS.c.hash).order_by(_EVENTS.c.sequence.desc()).limit(1)


class Part(NamedTuple):
    """What happened to one candidate of several.

    Attributes:
        candidate_id: With whom the content must be erased.
        content: What the commitment of the part binds; one object may serve several parts.
    """

    candidate_id: UUID
    content: Mapping[str, Any]


class _Link(NamedTuple):
    """An event of the chain; its salts make that no two have the same commitment."""

    sequence: int
    commitment: str


@dataclass(eq=False)
class Parts:
    """What happened to several candidates; recorded again, it need not be written out again.

    Attributes:
        each: What happened to whom, nobody twice.
        told: The event that tells it, if one was written. It need not have been committed.
    """

    each: Sequence[Part]
    told: _Link | None = None


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
    parts: Parts | None = None


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
    if pending:
        write(session.connection(), pending)


def write(connection: Connection, happenings: Sequence[Happening]) -> None:
    """Add events to the chain; the last thing before a commit.

    Of who was erased meanwhile, no content is kept.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = connection.execute(_NEWEST).first()
    sequence, before = last or (0, GENESIS)
    standing = _standing(connection, happenings)
    events: list[Values] = []
    openings: list[Opened] = []
    for happening in happenings:
        sequence += 1
        event, opened = _linked(happening, sequence, before, standing)
        before = event["hash"]
        events.append(event)
        openings.extend(opened)
    connection.execute(insert(_EVENTS), events)
    add_openings(connection, openings)


def _standing(connection: Connection, happenings: Sequence[Happening]) -> set[_Link]:
    """The events that are to be named and are there: none that was undone, or is another's now."""
    told = [each.parts.told for each in happenings if each.parts and each.parts.told]
    if not told:
        return set()
    found = connection.execute(_NAMED, {"sequences": [each.sequence for each in told]})
    return {_Link(*row) for row in found}.intersection(told)


def _linked(
    happening: Happening, sequence: int, before: str, standing: set[_Link]
) -> tuple[Values, list[Opened]]:
    """The columns of an event, and its openings; one that tells of parts joins the standing."""
    openings: list[Opened] = []
    parts: bytes | None = None
    repeats: int | None = None
    several = happening.parts
    if several is None:
        form, salt = canonical(happening.content), secrets.token_bytes(_SALT_BYTES)
        openings.append(Opened(sequence, 0, salt, form.decode(), happening.candidate_id))
        commitment = bound(salt, form).hex()
    elif several.told in standing:
        repeats, commitment = several.told
    else:
        openings, parts = _of_parts(several.each, sequence)
        commitment = commitment_of_parts(parts).hex()
        several.told = _Link(sequence, commitment)
        standing.add(several.told)
    event = {
        "sequence": sequence,
        "at": happening.at,
        "kind": happening.kind,
        "actor": happening.actor,
        "actor_role": happening.actor_role,
        "subject_type": happening.subject_type,
        "subject": happening.subject,
        "commitment": commitment,
        "parts": parts,
        "repeats": repeats,
        "previous_hash": before,
    }
    return {**event, "hash": hash_over(event)}, openings


def _of_parts(parts: Sequence[Part], sequence: int) -> tuple[list[Opened], bytes]:
    """Openings of parts, and what binds each; content that several share is written once."""
    shared = {id(each.content): each.content for each in parts}
    forms = {id_: canonical(content) for id_, content in shared.items()}
    contents = {id_: form.decode() for id_, form in forms.items()}
    salts = secrets.token_bytes(_SALT_BYTES * len(parts))
    openings, commitments = [], []
    for number, (candidate_id, content) in enumerate(parts):
        salt, said = salts[number * _SALT_BYTES : (number + 1) * _SALT_BYTES], id(content)
        commitments.append(bound(salt, forms[said], candidate_id))
        openings.append(Opened(sequence, number, salt, contents[said], candidate_id))
    return openings, b"".join(commitments)
