"""Keeping suspicions true: they come and go with what candidates share, until a coach decides."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models import DuplicateFlag
from service.duplicates import repository
from service.duplicates.likeness import likenesses
from service.words import DuplicateState

__all__ = ["refresh", "refresh_all"]


def refresh(session: Session, candidate_id: UUID, now: datetime) -> None:
    """Look who may be the same person as this candidate; after every change of theirs."""
    people = repository.like(session, candidate_id)
    found = likenesses(people, {candidate_id})
    _keep(session, found, repository.flags_of(session, candidate_id), now)


def refresh_all(session: Session, now: datetime) -> None:
    """Look who may be one person among all candidates: once, after an import of many."""
    found = likenesses(repository.everybody(session))
    _keep(session, found, repository.flags_of(session), now)


def _keep(
    session: Session,
    found: dict[tuple[UUID, UUID], str],
    flags: Sequence[DuplicateFlag],
    now: datetime,
) -> None:
    """Have open flags say what was found; what a coach decided stays."""
    new = dict(found)
    for flag in flags:
        reason = new.pop((flag.first_id, flag.second_id), None)
        if flag.state is not DuplicateState.OPEN:
            continue
        if reason is None:
            session.delete(flag)
        elif flag.reason != reason:
            flag.reason = reason
    for (first, second), reason in new.items():
        session.add(DuplicateFlag(first_id=first, second_id=second, reason=reason, found_at=now))
    session.flush()
