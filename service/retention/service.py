"""What is kept no longer than it may: showing what is due, and erasing it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, delete, select

from service.access.principal import Principal
from service.db import after_commit
from service.privacy.erasing import erase_rows
from service.privacy.scrub import scrub
from service.retention import repository
from service.retention.rules import due_at
from service.retention.schemas import DueCandidate, RetentionDone, RetentionDue
from service.words import AuditKind
from service.work import Services, Work

__all__ = ["find_due", "run"]

_OLD_PROFILES = "old_profiles"


def find_due(session: Session, now: datetime) -> RetentionDue:
    """What is due at a moment; erases nothing."""
    rows = {
        name: session.exec(select(func.count()).select_from(each.table).where(each.condition)).one()
        for name, each in repository.expired(now).items()
    }
    old = repository.old_profiles(session)
    return RetentionDue(
        candidates=_due_candidates(session, now),
        rows={**rows, _OLD_PROFILES: sum(map(len, old.values()))},
    )


def run(
    services: Services,
    who: Principal,
    shown: Callable[[Sequence[UUID]], Iterable[UUID]] = iter,
) -> RetentionDone:
    """Erase what is due, each candidate in a transaction of their own.

    So a run that is stopped has done what it did, and the next one does the rest.

    Args:
        services: On what.
        who: For the audit log.
        shown: Passes the ids of candidates on, and may show how far it is.
    """
    with services.database.reading() as session:
        due = [each.id for each in _due_candidates(session, services.clock())]
    erased = sum(_erase_if_due(services, who, id_) for id_ in shown(due))
    with services.database.writing() as session:
        work = Work(session=session, services=services, who=who)
        rows = _delete_expired(work)
        work.record(
            AuditKind.RETENTION, "retention", None, what="run", candidates=erased, rows=rows
        )
        after_commit(session, scrub)
    return RetentionDone(candidates=erased, rows=rows)


def _due_candidates(
    session: Session, now: datetime, only: UUID | None = None
) -> list[DueCandidate]:
    """Candidates who are due, those first who are longest."""
    moments = (
        (id_, due_at(standing), standing.why)
        for id_, standing in repository.standings(session, now.date(), only)
    )
    found = [
        DueCandidate(id=id_, since=since, why=why)
        for id_, since, why in moments
        if since is not None and since <= now
    ]
    return sorted(found, key=lambda each: (each.since, each.id))


def _erase_if_due(services: Services, who: Principal, candidate_id: UUID) -> bool:
    """Erase a candidate unless something happened since they were found."""
    with services.database.writing() as session:
        work = Work(session=session, services=services, who=who)
        if not _due_candidates(session, work.now, only=candidate_id):
            return False
        erase_rows(work, candidate_id, because="retention")
    return True


def _delete_expired(work: Work) -> dict[str, int]:
    """Delete what else is due. None of it counts in profiles, so no version of the data is made."""
    counts = {
        name: work.session.exec(delete(each.table).where(each.condition)).rowcount
        for name, each in repository.expired(work.now).items()
    }
    old = repository.old_profiles(work.session)
    repository.delete_profiles(work.session, old)
    return {**counts, _OLD_PROFILES: sum(map(len, old.values()))}
