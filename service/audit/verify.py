"""Checking the chain: whether it is as it was written, and no shorter than a checkpoint saw it.

Somebody who can write to the database could make a whole new chain that holds together, or cut
off its end. So its newest hash is copied to a checkpoint file that is kept elsewhere; what the
file names must still stand in the chain.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, func, select

from matching.reading.similarity.types import Progress, no_progress
from models import AuditEvent, AuditOpening
from models.audit import GENESIS
from service.audit.chain import commitment_of, hash_of
from service.errors import CheckpointError

__all__ = ["Checkpoint", "Verdict", "head", "read_checkpoints", "verify", "write_checkpoint"]

_AT_ONCE = 1000


@dataclass(frozen=True)
class Checkpoint:
    """That the chain ended with this hash at a moment; sequence 0 is an empty chain."""

    sequence: int
    hash: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found.

    Attributes:
        events: How many events there are.
        erased: Of how many the content was erased; their hashes stand as before.
        problems: What is wrong, the first first; none if the chain is whole.
    """

    events: int
    erased: int
    problems: tuple[str, ...]


def head(session: Session, now: datetime) -> Checkpoint:
    """Where the chain ends now."""
    newest = select(AuditEvent).order_by(col(AuditEvent.sequence).desc()).limit(1)
    last = session.exec(newest).first()
    return Checkpoint(last.sequence if last else 0, last.hash if last else GENESIS, now)


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Add a checkpoint to a file, which is made if it is not there.

    Raises:
        OSError: The file cannot be written.
    """
    line = {
        "sequence": checkpoint.sequence,
        "hash": checkpoint.hash,
        "at": checkpoint.at.isoformat(),
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """The checkpoints of a file.

    Raises:
        CheckpointError: A line is none.
        OSError: The file cannot be read.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            said = json.loads(line)
            at = datetime.fromisoformat(said["at"])
            found.append(Checkpoint(int(said["sequence"]), str(said["hash"]), at))
        except (ValueError, KeyError, TypeError) as error:
            raise CheckpointError(path, number) from error
    return found


def verify(
    session: Session,
    checkpoints: Sequence[Checkpoint] = (),
    progress: Progress = no_progress,
) -> Verdict:
    """Check every event, and that the chain holds what the checkpoints saw."""
    problems: list[str] = []
    seen = {0: GENESIS}
    wanted = {each.sequence for each in checkpoints}
    before, events, erased = GENESIS, 0, 0
    for event, opening in _events(session, progress):
        events += 1
        problems.extend(_wrong_with(event, opening, events, before))
        erased += opening is None
        before = event.hash
        if event.sequence in wanted:
            seen[event.sequence] = event.hash
    for each in checkpoints:
        if seen.get(each.sequence) != each.hash:
            problems.append(
                f"expected event {each.sequence} as the checkpoint of {each.at.isoformat()} saw "
                f"it, found {'another' if each.sequence in seen else 'none'}"
            )
    return Verdict(events=events, erased=erased, problems=tuple(problems))


def _events(
    session: Session, progress: Progress
) -> Iterator[tuple[AuditEvent, AuditOpening | None]]:
    last = session.exec(select(func.max(AuditEvent.sequence))).one() or 0
    number = col(AuditEvent.sequence)
    for begin in progress(range(0, last, _AT_ONCE), "audit events"):
        question = (
            select(AuditEvent, AuditOpening)
            .join(AuditOpening, col(AuditOpening.sequence) == number, isouter=True)
            .where(number > begin, number <= begin + _AT_ONCE)
            .order_by(number)
        )
        yield from session.exec(question)
        session.expunge_all()


def _wrong_with(
    event: AuditEvent, opening: AuditOpening | None, number: int, before: str
) -> Iterator[str]:
    if event.sequence != number:
        yield f"expected event {number}, found {event.sequence}"
    if event.previous_hash != before:
        yield f"expected event {event.sequence} to follow the one before it, found that it does not"
    if hash_of(event) != event.hash:
        yield f"expected event {event.sequence} as it was written, found it changed"
    if opening is not None and commitment_of(opening.salt, opening.content) != event.commitment:
        yield f"expected the content of event {event.sequence} as it was, found it changed"
