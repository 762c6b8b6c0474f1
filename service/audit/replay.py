"""Making past rankings again, and saying why where one does not come out the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from matching.reading.similarity.types import Progress, no_progress
from models import RankingRecord
from service.engine.pool import Pool
from service.engine.ranking import code_version, replayed

__all__ = ["Replay", "replay_all", "replay_one"]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """How a ranking came out.

    Attributes:
        ranking_id: Which one.
        is_same: Whether its bytes are the same.
        reasons: Why they may differ: who was erased, another taxonomy or code; none where there
            is no such reason, and then a difference means that something was tampered with.
    """

    ranking_id: UUID
    is_same: bool
    reasons: tuple[str, ...]


def replay_one(pool: Pool, session: Session, ranking_id: UUID) -> Replay | None:
    """Make one ranking again; None where there is none with this id."""
    record = session.get(RankingRecord, ranking_id)
    return _replay(pool, session, record) if record else None


def replay_all(pool: Pool, session: Session, progress: Progress = no_progress) -> Iterator[Replay]:
    """Make all rankings again, the first first."""
    made = col(RankingRecord.made_at)
    ids: Sequence[UUID] = session.exec(select(RankingRecord.id).order_by(made)).all()
    for number in progress(range(len(ids)), "rankings"):
        record = session.get_one(RankingRecord, ids[number])
        yield _replay(pool, session, record)


def _replay(pool: Pool, session: Session, record: RankingRecord) -> Replay:
    reasons = list(_other_ground(pool, record))
    if not record.vacancy:
        reasons.append("it was made before rankings were recorded in full")
        return Replay(ranking_id=record.id, is_same=False, reasons=tuple(reasons))
    again = replayed(pool, session, record)
    erased = record.pool - again.ranking.pool
    if erased > 0:
        reasons.append(f"{erased} of {record.pool} who were ranked were erased since")
    return Replay(
        ranking_id=record.id, is_same=again.digest == record.result, reasons=tuple(reasons)
    )


def _other_ground(pool: Pool, record: RankingRecord) -> Iterator[str]:
    if record.taxonomy != pool.matcher.taxonomy.fingerprint:
        yield f"it was made with another taxonomy ({record.taxonomy[:12]}…)"
    if record.code_version != code_version():
        yield f"it was made with version {record.code_version}, this is {code_version()}"
