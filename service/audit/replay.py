"""Making past rankings again, and saying why where one does not come out the same.

Two kinds are kept: those of shortlists, as rows (`rankings`), and those for one candidate, as the
content of an event that goes with them when they are erased.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from matching.reading.similarity.types import Progress, no_progress
from models import AuditEvent, AuditOpening, RankingRecord
from service.engine.pool import Pool
from service.engine.ranking import code_version, replayed
from service.engine.reverse import made_again
from service.words import AuditKind

__all__ = ["Replay", "replay_all", "replay_one"]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """How a ranking came out.

    Attributes:
        what: «ranking ID» of a shortlist, or «event NUMBER» for one candidate.
        is_same: Whether its bytes are the same.
        reasons: Why they may differ: who was erased, another taxonomy or code; none where there
            is no such reason, and then a difference means that something was tampered with.
    """

    what: str
    is_same: bool
    reasons: tuple[str, ...] = ()


def replay_one(pool: Pool, session: Session, ranking_id: UUID) -> Replay | None:
    """Make the ranking of a shortlist again; None where there is none with this id."""
    record = session.get(RankingRecord, ranking_id)
    return _of_list(pool, session, record) if record else None


def replay_all(pool: Pool, session: Session, progress: Progress = no_progress) -> Iterator[Replay]:
    """Make all rankings again: those of shortlists, and then those for one candidate."""
    made = col(RankingRecord.made_at)
    ids = session.exec(select(RankingRecord.id).order_by(made)).all()
    for number in progress(range(len(ids)), "rankings of shortlists"):
        yield _of_list(pool, session, session.get_one(RankingRecord, ids[number]))
    recommended = (
        select(AuditOpening.sequence)
        .join(AuditEvent, col(AuditEvent.sequence) == AuditOpening.sequence)
        .where(AuditEvent.kind == AuditKind.RANKING, col(AuditOpening.candidate_id).is_not(None))
        .order_by(col(AuditOpening.sequence))
    )
    sequences = session.exec(recommended).all()
    for number in progress(range(len(sequences)), "rankings for a candidate"):
        opening = session.get_one(AuditOpening, (sequences[number], 0))
        if "result" in opening.content:
            yield _of_candidate(pool, session, opening)


def _of_list(pool: Pool, session: Session, record: RankingRecord) -> Replay:
    reasons = list(_other_ground(pool, record.taxonomy, record.code_version))
    found = Replay(what=f"ranking {record.id}", is_same=False)
    if not record.vacancy:
        reasons.append("it was made before rankings were recorded in full")
        return replace(found, reasons=tuple(reasons))
    again = replayed(pool, session, record)
    erased = record.pool - again.ranking.pool
    if erased > 0:
        reasons.append(f"{erased} of {record.pool} who were ranked were erased since")
    return replace(found, is_same=again.digest == record.result, reasons=tuple(reasons))


def _of_candidate(pool: Pool, session: Session, opening: AuditOpening) -> Replay:
    content: Mapping[str, Any] = opening.content
    found = Replay(
        what=f"event {opening.sequence}",
        is_same=False,
        reasons=tuple(_other_ground(pool, content["taxonomy"], content["code_version"])),
    )
    if opening.candidate_id is None:
        return found
    try:
        again = made_again(pool, session, opening.candidate_id, content)
    except LookupError as gone:
        return replace(found, reasons=(*found.reasons, str(gone)))
    if again.digest == content["result"]:
        return replace(found, is_same=True)
    erased = session.exec(_erasures_after(opening.sequence)).first()
    why = ("somebody who was ranked was erased since",) if erased else ()
    return replace(found, reasons=(*found.reasons, *why))


def _erasures_after(sequence: int) -> Any:
    later = col(AuditEvent.sequence) > sequence
    return select(AuditEvent.sequence).where(later, AuditEvent.kind == AuditKind.ERASURE).limit(1)


def _other_ground(pool: Pool, taxonomy: str, code: str) -> Iterator[str]:
    if taxonomy != pool.matcher.taxonomy.fingerprint:
        yield f"it was made with another taxonomy ({taxonomy[:12]}…)"
    if code != code_version():
        yield f"it was made with version {code}, this is {code_version()}"
