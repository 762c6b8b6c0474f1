"""What is decided about shortlists as a whole."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from service.engine.versions import read_version_rows
from service.errors import ConflictError, NotFoundError
from service.paging import Page, Slice
from service.shortlists import gate, repository
from service.shortlists.making import Draft
from service.shortlists.repository import Listed, OwnCount
from service.shortlists.schemas import OwnEntries, ShortlistItem
from service.stops.service import require_running
from service.words import AuditKind, Role, ShortlistState
from service.work import Work

__all__ = ["close", "page", "read", "request", "withdraw"]

_HOUR = 3600


def request(work: Work, vacancy_id: UUID) -> tuple[UUID, bool]:
    """The list for the newest version of a vacancy, made where there is none.

    Returns:
        Its id, and whether it is new.

    Raises:
        StoppedError: The stop switch is on.
        NotFoundError: There is no such vacancy of this partner's.
        RefusedError: not_open, not_approved; and for a new list too_few_requirements,
            pool_too_small, budget_spent.
    """
    require_running(work)
    asked = repository.lock_asker(work.session, work.who, vacancy_id)
    if asked is None:
        raise NotFoundError("vacancy")
    vacancy, organisation = asked
    version = repository.newest_version(work.session, vacancy_id)
    gate.require_ready(vacancy, version)
    standing = repository.standing(work.session, version.id)
    if standing is not None:
        return standing.id, False
    rows = read_version_rows(work.session, [version.id])[version.id]
    gate.require_requirements(work, vacancy, rows.requirements)
    draft = Draft(work, rows)
    gate.require_pool(work, vacancy, draft.eligible)
    gate.require_budget(work, vacancy, organisation)
    return draft.store().id, True


def read(work: Work, id_: UUID) -> ShortlistItem:
    """That there is a list, and how far it is.

    Raises:
        NotFoundError: There is none that this user may know of.
    """
    found = repository.find(work.session, work.who, id_)
    if found is None:
        raise NotFoundError("shortlist")
    return _shown(work, [found])[0]


def page(
    work: Work, part: Slice, state: ShortlistState | None, vacancy_id: UUID | None
) -> Page[ShortlistItem]:
    """Lists that somebody may know of, newest first."""
    rows = repository.page(work.session, work.who, part, state=state, vacancy_id=vacancy_id)
    shown = {each.id: each for each in _shown(work, rows)}
    return part.page(
        rows,
        lambda row: shown[row.shortlist.id],
        lambda row: (row.shortlist.created_at, row.shortlist.id),
    )


def withdraw(work: Work, id_: UUID) -> ShortlistItem:
    """Take a list back: whatever stands on it is shown to no partner any more.

    Raises:
        NotFoundError: There is none that this user may know of.
        ConflictError: It has ended already.
    """
    found = repository.find(work.session, work.who, id_, lock=True)
    if found is None:
        raise NotFoundError("shortlist")
    row = found.shortlist
    if row.state in (ShortlistState.CLOSED, ShortlistState.WITHDRAWN):
        raise ConflictError(f"expected a shortlist that goes on, found one that is {row.state}")
    before, row.state, row.withdrawn_at = row.state, ShortlistState.WITHDRAWN, work.now
    work.session.flush()
    work.record(AuditKind.WITHDRAWAL, "shortlist", id_, state=before)
    return _shown(work, [found])[0]


def close(work: Work, id_: UUID) -> ShortlistItem:
    """End a list that was released: no feedback comes any more.

    Raises:
        NotFoundError: There is none of this partner's.
        ConflictError: It is not released, or closed already.
    """
    found = repository.find_own(work.session, work.who, id_, lock=True)
    if found is None:
        raise NotFoundError("shortlist")
    row = found.shortlist
    if row.state is not ShortlistState.RELEASED:
        raise ConflictError(
            f"expected a shortlist that is released, found one that is {row.state}; one that is "
            f"not released yet can be withdrawn"
        )
    row.state, row.closed_at = ShortlistState.CLOSED, work.now
    work.session.flush()
    work.record(AuditKind.CHANGE, "shortlist", id_, what="closed")
    return _shown(work, [found])[0]


def _shown(work: Work, rows: Sequence[Listed]) -> list[ShortlistItem]:
    counts: Mapping[UUID, OwnCount] | None = None
    if work.who.has(Role.COACH):
        counts = repository.own_counts(work.session, work.who, [each.shortlist.id for each in rows])
    return [
        ShortlistItem(
            id=each.shortlist.id,
            vacancy_id=each.vacancy.id,
            version=each.version.number,
            title=each.version.title,
            state=each.shortlist.state,
            requested_at=each.shortlist.created_at,
            released_at=each.shortlist.released_at,
            ended_at=each.shortlist.closed_at or each.shortlist.withdrawn_at,
            review=None if counts is None else _own(work, each, counts),
        )
        for each in rows
    ]


def _own(work: Work, listed: Listed, counts: Mapping[UUID, OwnCount]) -> OwnEntries:
    row, count = listed.shortlist, counts.get(listed.shortlist.id, OwnCount())
    waited = (row.released_at or row.withdrawn_at or work.now) - row.created_at
    return OwnEntries(
        organisation_id=listed.vacancy.organisation_id,
        positions=listed.version.positions,
        waiting_hours=round(waited.total_seconds() / _HOUR, 1),
        is_reviewer=row.reviewer_id == work.who.user_id,
        is_claimed=row.reviewer_id is not None,
        own=count.all,
        own_undecided=count.undecided,
    )
