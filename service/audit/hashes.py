"""The hashes that the audit log is made of.

    salt, content ─► commitment
    salt, candidate, content ─► commitment of a part; those of all parts ─► commitment
    commitment, hash of the event before, moment, kind, actor, subject ─► hash

Whoever has the salt and the content can show that they are what was bound; without the salt a
commitment says nothing. An event that repeats another has the commitment of that one, and its hash
is over the number of that one too.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any
from uuid import UUID

from models import AuditEvent

__all__ = ["bound", "canonical", "commitment_of_parts", "hash_of", "hash_over"]

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
_REPEATS = "repeats"
_PARTS = b"schakel audit parts\0"  # so that no content can be taken for the parts of an event


def canonical(content: Mapping[str, Any]) -> bytes:
    """JSON of which there is one form: sorted, without spaces, in UTF-8."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    ).encode()


def bound(salt: bytes, written: bytes, candidate_id: UUID | None = None) -> bytes:
    """What binds content in its one form, and of a part also who it is about, without telling."""
    about = candidate_id.bytes if candidate_id else b""
    return hashlib.sha256(salt + about + written).digest()


def commitment_of_parts(parts: bytes) -> bytes:
    """What binds all parts of an event: their commitments one after the other, in order."""
    return hashlib.sha256(_PARTS + parts).digest()


def hash_of(event: AuditEvent) -> str:
    """The hash of an event over all that it says and the hash before it."""
    return hash_over({name: getattr(event, name) for name in (*_HASHED, _REPEATS)})


def hash_over(said: Mapping[str, Any]) -> str:
    """The same, of an event that is not written yet."""
    forms: dict[str, Any] = {
        "at": said["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": str(said["kind"]),
        "actor": str(said["actor"]) if said["actor"] else None,
        "subject": str(said["subject"]) if said["subject"] else None,
    }
    hashed = {name: said[name] for name in _HASHED}
    if said[_REPEATS] is not None:
        forms[_REPEATS] = said[_REPEATS]
    return hashlib.sha256(canonical({**hashed, **forms})).hexdigest()
