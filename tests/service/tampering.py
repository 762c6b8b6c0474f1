"""Edits of an audit log by somebody who can write to the database, and whether they are seen.

python -m tests.service.tampering 10000
"""

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from models import Candidate
from models.audit import PART_BYTES
from service.audit.chain import Happening, Part, Parts, record, write_events
from service.audit.verify import Checkpoint, Verdict, head, verify
from service.words import AuditKind
from tests.databases import Backend, opened

MOMENT = datetime(2026, 11, 28, 12, tzinfo=UTC)
Attack = Callable[[Connection, random.Random, int], None]


PARTS = 4
"""Every second event has so many parts."""
AGAIN = 4
"""The events behind every so many, from the fifth, say again what the one before them says."""


def fill(engine: Engine, events: int) -> Checkpoint:
    """Make a chain of so many events, some with parts, some that repeat; say where it ends."""
    with Session(engine) as session, session.begin():
        people = [Candidate() for _ in range(PARTS)]
        session.add_all(people)
        session.flush()
        several: Parts | None = None
        for number in range(events):
            about = {"what": "test", "number": number}
            if number % 2:
                several = Parts([Part(each.id, about) for each in people])
            elif number % AGAIN:
                several = None
            happening = Happening(
                kind=list(AuditKind)[number % len(AuditKind)],
                at=MOMENT + timedelta(seconds=number),
                actor=uuid4() if number % 3 else None,
                actor_role="coach",
                subject_type="entry",
                subject=uuid4(),
                content=about,
                parts=several,
            )
            record(session, happening)
        write_events(session)
    with Session(engine) as session:
        return head(session, MOMENT)


def check(connection: Connection, checkpoints: Sequence[Checkpoint] = ()) -> Verdict:
    """What a check says now."""
    with Session(connection) as session:
        return verify(session, checkpoints)


def disarm(connection: Connection) -> None:
    """Take away what refuses changes, as whoever owns the database can."""
    if connection.dialect.name == "sqlite":
        for change in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_events_{change}"))
    else:
        connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER ALL"))


def _set(column: str, value: Callable[[random.Random], Any]) -> Attack:
    def attack(connection: Connection, dice: random.Random, events: int) -> None:
        changed = text(f"UPDATE audit_events SET {column} = :value WHERE sequence = :number")
        connection.execute(changed, {"value": value(dice), "number": dice.randint(2, events)})

    return attack


def _cut(connection: Connection, dice: random.Random, events: int) -> None:
    """Take away the end of the chain."""
    _delete(connection, "sequence > :number", dice.randint(0, events - 1))


def _take_one(connection: Connection, dice: random.Random, events: int) -> None:
    """Take away one event."""
    _delete(connection, "sequence = :number", dice.randint(1, events))


def _delete(connection: Connection, where: str, number: int) -> None:
    for table in ("audit_openings", "audit_events"):
        connection.execute(text(f"DELETE FROM {table} WHERE {where}"), {"number": number})


def _rewrite_content(connection: Connection, dice: random.Random, _events: int) -> None:
    """Put another content beside its commitment."""
    changed = text("UPDATE audit_openings SET content = :content WHERE sequence = :number")
    content = f'{{"what": "other", "number": {dice.random()}}}'
    opened = connection.execute(text("SELECT DISTINCT sequence FROM audit_openings ORDER BY 1"))
    connection.execute(changed, {"content": content, "number": dice.choice(opened.scalars().all())})


def _set_parts(change: Callable[[bytes, random.Random], bytes | None]) -> Attack:
    """Put other commitments of its parts in an event that has parts."""

    def attack(connection: Connection, dice: random.Random, events: int) -> None:
        number = 2 * dice.randint(1, events // 2)
        kept = text("SELECT parts FROM audit_events WHERE sequence = :number")
        parts = change(connection.execute(kept, {"number": number}).scalar_one(), dice)
        changed = text("UPDATE audit_events SET parts = :parts WHERE sequence = :number")
        connection.execute(changed, {"parts": parts, "number": number})

    return attack


def _repeat(which: Callable[[int, random.Random], int | None]) -> Attack:
    """Have an event that repeats another repeat none, or another than it did."""

    def attack(connection: Connection, dice: random.Random, events: int) -> None:
        number = AGAIN * dice.randint(1, (events - 1) // AGAIN) + 1
        changed = text("UPDATE audit_events SET repeats = :named WHERE sequence = :number")
        connection.execute(changed, {"named": which(number, dice), "number": number})

    return attack


def _one_changed(parts: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(parts))
    return parts[:at] + bytes([parts[at] ^ dice.randint(1, 255)]) + parts[at + 1 :]


def _turned(parts: bytes, dice: random.Random) -> bytes:
    """The same in another order."""
    cut = PART_BYTES * dice.randint(1, PARTS - 1)
    return parts[cut:] + parts[:cut]


def _somebody_else(connection: Connection, dice: random.Random, events: int) -> None:
    """Have a part be about another candidate of the same event, as if that one's were erased."""
    number = 2 * dice.randint(1, events // 2)
    one, other = dice.sample(range(PARTS), 2)
    at = "sequence = :number AND part = :part"
    who = text(f"SELECT candidate_id FROM audit_openings WHERE {at}")
    person = connection.execute(who, {"number": number, "part": other}).scalar_one()
    gone = text(f"DELETE FROM audit_openings WHERE {at}")
    connection.execute(gone, {"number": number, "part": other})
    changed = text(f"UPDATE audit_openings SET candidate_id = :person WHERE {at}")
    connection.execute(changed, {"person": person, "number": number, "part": one})


def _hexadecimal(dice: random.Random) -> str:
    return f"{dice.getrandbits(256):064x}"


ATTACKS: dict[str, Attack] = {
    "another role": _set("actor_role", lambda dice: f"role {dice.random()}"),
    "another subject": _set("subject_type", lambda dice: f"type {dice.random()}"),
    "another commitment": _set("commitment", _hexadecimal),
    "another hash": _set("hash", _hexadecimal),
    "another hash before": _set("previous_hash", _hexadecimal),
    "cut off": _cut,
    "one taken away": _take_one,
    "another content": _rewrite_content,
    "another part": _set_parts(_one_changed),
    "parts in another order": _set_parts(_turned),
    "fewer parts": _set_parts(lambda parts, dice: parts[: PART_BYTES * dice.randint(1, PARTS - 1)]),
    "no parts": _set_parts(lambda _parts, _dice: None),
    "a part of somebody else": _somebody_else,
    "repeats nothing": _repeat(lambda _number, _dice: None),
    "repeats another": _repeat(lambda number, dice: dice.choice([*range(1, number - 1)])),
}


def is_seen(engine: Engine, attack: Attack, dice: random.Random, end: Checkpoint) -> bool:
    """Whether a check with a checkpoint sees an attack; afterwards all is as it was."""
    with engine.connect() as connection:
        transaction = connection.begin()
        disarm(connection)
        attack(connection, dice, end.sequence)
        seen = bool(check(connection, [end]).problems)
        transaction.rollback()
    return seen


def main(edits: int) -> int:
    """Make so many edits, and print how many were not seen."""
    dice, missed = random.Random(0), 0
    with tempfile.TemporaryDirectory() as folder:
        url = Backend("sqlite", Path(folder)).migrated()
        with opened(url) as engine:
            end = fill(engine, 20)
            for number in range(edits):
                name = list(ATTACKS)[number % len(ATTACKS)]
                if not is_seen(engine, ATTACKS[name], dice, end):
                    missed += 1
                    print(f"not seen: {name}")
    print(f"{missed} of {edits} edits were not seen")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
