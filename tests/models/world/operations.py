"""What the service keeps about itself, and the audit log."""

from datetime import date

from models.audit import GENESIS
from tests.models.world.names import (
    CANARY,
    CANDIDATE,
    COACH,
    DIGEST,
    PERSON,
    Row,
    Rows,
    moment,
    uid,
)

_STOP: Row = {
    "id": uid(35),
    "is_active": True,
    "reason": "Fout in de bron.",
    "started_at": moment(2),
    "started_by_id": COACH,
    "ended_at": None,
    "ended_by_id": None,
}
_ENDED: Row = {"is_active": False, "ended_at": moment(3), "ended_by_id": COACH}
_IMPORT: Row = {
    "id": uid(36),
    "kind": "candidates",
    "state": "done",
    "file_hash": DIGEST,
    "at": moment(1),
    "by_id": COACH,
    "added": 1,
    "updated": 0,
    "unchanged": 0,
    "problems": {},
}
_REFUSED: Row = {"state": "refused", "added": 0, "problems": {"7": "hours_min"}}

OPERATIONS: Rows = {
    "data_state": [{"id": 1, "version": 1, "as_of": date(2026, 11, 1)}],
    "stops": [_STOP, {**_STOP, "id": uid(38), **_ENDED}],
    "import_runs": [_IMPORT, {**_IMPORT, "id": uid(39), **_REFUSED}],
    "audit_events": [
        {
            "sequence": 1,
            "at": moment(1),
            "kind": "consent",
            "actor": PERSON,
            "actor_role": "candidate",
            "subject_type": "candidate",
            "subject": CANDIDATE,
            "commitment": DIGEST,
            "previous_hash": GENESIS,
            "hash": "c1" * 32,
            "parts": None,
            "repeats": None,
        }
    ],
    "audit_openings": [
        {
            "sequence": 1,
            "part": 0,
            "candidate_id": CANDIDATE,
            "salt": b"0123456789abcdef",
            "content": {"what": CANARY},
        }
    ],
}
