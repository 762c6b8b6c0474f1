"""What is decided about candidates who may be one person."""

from collections.abc import Sequence
from uuid import UUID

from models import DuplicateFlag
from service.duplicates import repository
from service.duplicates.schemas import DuplicateDecision, DuplicateRead, LikeCandidate
from service.errors import ConflictError, NotFoundError
from service.paging import Page, Slice
from service.people.repository import contacts_of
from service.words import AuditKind, DuplicateState
from service.work import Work

__all__ = ["decide", "page", "read"]


def page(work: Work, part: Slice, state: DuplicateState) -> Page[DuplicateRead]:
    """Suspicions about two candidates whom the user may both see, newest first."""
    rows = repository.page(work.session, work.who, part, state)
    by_id = _shown(work, rows)
    return part.page(rows, lambda row: by_id[row.id], lambda row: (row.found_at, row.id))


def read(work: Work, id_: UUID) -> DuplicateRead:
    """One suspicion.

    Raises:
        NotFoundError: There is none about two candidates whom this user may both see.
    """
    return _shown(work, [_found(work, id_)])[id_]


def decide(work: Work, id_: UUID, body: DuplicateDecision) -> DuplicateRead:
    """Say whether two candidates are one person.

    Raises:
        NotFoundError: There is no suspicion about two candidates whom this user may both see.
        ConflictError: Somebody decided otherwise before.
    """
    flag = _found(work, id_)
    if flag.state not in (DuplicateState.OPEN, body.state):
        raise ConflictError(
            f"expected a possible duplicate that is open, found one that is {flag.state}; "
            f"ask who decided it"
        )
    if flag.state is DuplicateState.OPEN:
        flag.state = body.state
        flag.decided_by_id, flag.decided_at = work.who.known, work.now
        work.session.flush()
        for candidate in (flag.first_id, flag.second_id):
            work.record(
                AuditKind.CHANGE,
                "duplicate",
                flag.id,
                candidate_id=candidate,
                what="duplicate",
                state=body.state,
            )
    return _shown(work, [flag])[flag.id]


def _found(work: Work, id_: UUID) -> DuplicateFlag:
    flag = repository.find(work.session, work.who, id_)
    if flag is None:
        raise NotFoundError("possible duplicate")
    return flag


def _shown(work: Work, flags: Sequence[DuplicateFlag]) -> dict[UUID, DuplicateRead]:
    ids = {id_ for flag in flags for id_ in (flag.first_id, flag.second_id)}
    contacts = contacts_of(work.session, ids)
    return {
        flag.id: DuplicateRead(
            id=flag.id,
            first=LikeCandidate(id=flag.first_id, name=contacts[flag.first_id].name),
            second=LikeCandidate(id=flag.second_id, name=contacts[flag.second_id].name),
            reasons=flag.reason.split("+"),
            state=flag.state,
            found_at=flag.found_at,
            decided_at=flag.decided_at,
        )
        for flag in flags
    }
