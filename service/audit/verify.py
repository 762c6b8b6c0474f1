"""Checking the chain: whether it is as it was written, and no shorter than a checkpoint saw it.

Somebody who can write to the database could make a whole new chain that holds together, or cut
off its end. So its newest hash is copied to a checkpoint file that is kept elsewhere; what the
file names must still stand in the chain.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from matching.reading.similarity.types import Progress, no_progress
from models import AuditEvent, AuditOpening
from models.audit import GENESIS, PART_BYTES
from service.audit.hashes import bound, canonical, commitment_of_parts, hash_of
from service.errors import CheckpointError

__all__ = ["Checkpoint", "Verdict", "head", "read_checkpoints", "verify", "write_checkpoint"]

_AT_ONCE = 200


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
        erased: How many contents, of events or of parts of them, were erased; the hashes stand as
            before.
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
    for event, repeated, openings in _events(session, progress):
        events += 1
        problems.extend(_wrong_with(event, events, before))
        problems.extend(_wrong_again(event, repeated))
        problems.extend(_wrong_inside(event, openings))
        erased += max(0, len(_commitments(event)) - len(openings))
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
) -> Iterator[tuple[AuditEvent, AuditEvent | None, list[AuditOpening]]]:
    """All events, each with the one that it repeats and with its own openings."""
    last = session.exec(select(func.max(AuditEvent.sequence))).one() or 0
    number, earlier = col(AuditEvent.sequence), aliased(AuditEvent)
    for begin in progress(range(0, last, _AT_ONCE), "audit events"):
        question = (
            select(AuditEvent, earlier, AuditOpening)
            .join(earlier, col(earlier.sequence) == AuditEvent.repeats, isouter=True)
            .join(AuditOpening, col(AuditOpening.sequence) == number, isouter=True)
            .where(number > begin, number <= begin + _AT_ONCE)
            .order_by(number, col(AuditOpening.part))
        )
        rows: Iterable[tuple[AuditEvent, AuditEvent | None, AuditOpening | None]]
        rows = session.exec(question)
        for (event, repeated), several in groupby(rows, lambda row: row[:2]):
            yield event, repeated, [opening for *_, opening in several if opening is not None]
        session.expunge_all()


def _wrong_with(event: AuditEvent, number: int, before: str) -> Iterator[str]:
    if event.sequence != number:
        yield f"expected event {number}, found {event.sequence}"
    if event.previous_hash != before:
        yield f"expected event {event.sequence} to follow the one before it, found that it does not"
    if hash_of(event) != event.hash:
        yield f"expected event {event.sequence} as it was written, found it changed"


def _wrong_again(event: AuditEvent, repeated: AuditEvent | None) -> Iterator[str]:
    if event.repeats is None:
        return
    told = repeated.commitment if repeated is not None and repeated.parts is not None else None
    if told != event.commitment:
        yield (
            f"expected event {event.sequence} to repeat what event {event.repeats} says of "
            f"several, found that it does not"
        )


def _wrong_inside(event: AuditEvent, openings: Sequence[AuditOpening]) -> Iterator[str]:
    commitments = _commitments(event)
    if event.parts is not None and commitment_of_parts(event.parts).hex() != event.commitment:
        yield f"expected the parts of event {event.sequence} as they were, found them changed"
    has_parts = event.parts is not None
    for each in openings:
        kept = commitments[each.part] if each.part < len(commitments) else None
        about = each.candidate_id if has_parts else None
        if bound(each.salt, canonical(each.content), about) != kept:
            of = f"part {each.part} of event" if has_parts else "event"
            yield f"expected the content of {of} {event.sequence} as it was, found it changed"


def _commitments(event: AuditEvent) -> list[bytes]:
    """What binds the content of each part; of an event without parts, its own, if it has any."""
    if event.repeats is not None:
        return []
    if event.parts is None:
        return [bytes.fromhex(event.commitment)]
    starts = range(0, len(event.parts), PART_BYTES)
    return [event.parts[start : start + PART_BYTES] for start in starts]
