"""What is told of the audit log."""

from service.audit import repository
from service.audit.schemas import AuditEventRead, AuditVerdict
from service.audit.verify import verify
from service.paging import Page
from service.words import AuditKind
from service.work import Work

__all__ = ["check_chain", "events"]


def events(
    work: Work, after: int | None, kind: AuditKind | None, limit: int
) -> Page[AuditEventRead]:
    """Events, newest first; those older than the event `after`."""
    rows = repository.events_before(work.session, after, kind, limit + 1)
    shown = [AuditEventRead.model_validate(row, from_attributes=True) for row in rows[:limit]]
    return Page(items=shown, next=str(shown[-1].sequence) if len(rows) > limit else None)


def check_chain(work: Work) -> AuditVerdict:
    """Whether the chain is whole. Only a checkpoint that is kept elsewhere shows a cut-off end."""
    found = verify(work.session)
    return AuditVerdict(
        is_whole=not found.problems,
        events=found.events,
        erased=found.erased,
        problems=list(found.problems[:100]),
    )
