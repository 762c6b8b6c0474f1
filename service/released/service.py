"""What a partner sees of a list, decided anew at every read."""

from collections.abc import Container, Sequence
from uuid import UUID

from service.errors import NotFoundError
from service.released import repository
from service.released.repository import Head
from service.released.schemas import ReleasedRead
from service.released.showing import Glance, SeenEntry, Sight
from service.shortlists import repository as shortlists
from service.shortlists.repository import Listed
from service.words import AuditKind
from service.work import Work

__all__ = ["answer", "entries", "found_own", "read", "seen"]


def found_own(work: Work, id_: UUID, *, lock: bool = False) -> Listed:
    """A list of this partner's.

    Raises:
        NotFoundError: There is none.
    """
    listed = shortlists.find_own(work.session, work.who, id_, lock=lock)
    if listed is None:
        raise NotFoundError("shortlist")
    return listed


def read(work: Work, id_: UUID, only: Container[UUID] | None = None) -> ReleasedRead:
    """A list of this partner's; that it was read is recorded for each candidate shown.

    Args:
        work: The partner's.
        id_: Of the list.
        only: The entries to show, and so to record; None for all.

    Raises:
        NotFoundError: There is none.
    """
    return _read(work, _seen(work, _own_head(work, id_), AuditKind.VIEW, only).glance, only)


def answer(work: Work, id_: UUID) -> bytes:
    """The same as JSON; its bytes are made once for all that they say.

    They are kept for a version of the data, by the list, who may be seen on it now, what they and
    the partner said, the language and the day. Whose list it is and who may be seen is asked at
    every read. `work` must not have changed anything.

    Raises:
        NotFoundError: There is none.
    """
    sight = _seen(work, _own_head(work, id_), AuditKind.VIEW)
    key = (work.who.language, work.now.date())
    if key not in sight.made:
        sight.made[key] = _read(work, sight.glance).model_dump_json().encode()
    return sight.made[key]


def seen(work: Work, listed: Listed, kind: AuditKind) -> Sequence[SeenEntry]:
    """What a partner now gets to see of a list, recorded for each candidate.

    Args:
        work: The partner's.
        listed: One of their lists.
        kind: VIEW, or EXPORT where they take it with them.
    """
    return _seen(work, _head_of(listed), kind).glance.entries(work)


def entries(work: Work, listed: Listed) -> Sequence[SeenEntry]:
    """What the partner of a list may see of it now; nothing is recorded."""
    return Glance.at(work, _head_of(listed)).entries(work)


def _own_head(work: Work, id_: UUID) -> Head:
    head = repository.find_head(work.session, work.who, id_)
    if head is None:
        raise NotFoundError("shortlist")
    return head


def _head_of(listed: Listed) -> Head:
    return Head(
        id=listed.shortlist.id,
        vacancy_id=listed.vacancy.id,
        organisation_id=listed.vacancy.organisation_id,
        version=listed.version.number,
        state=listed.shortlist.state,
        requested_at=listed.shortlist.created_at,
    )


def _seen(work: Work, head: Head, kind: AuditKind, only: Container[UUID] | None = None) -> Sight:
    """What is shown; one event says so of each candidate, or of those of these entries alone."""
    sight = Sight.now(work, head)
    parts = sight.parts if only is None else sight.glance.parts(only)
    work.record_each(kind, "shortlist", head.id, parts)
    return sight


def _read(work: Work, glance: Glance, only: Container[UUID] | None = None) -> ReleasedRead:
    head = glance.head
    profiles = (each.read for each in glance.entries(work))
    is_shown = head.state in repository.RELEASED
    return ReleasedRead(
        id=head.id,
        vacancy_id=head.vacancy_id,
        version=head.version,
        state=head.state,
        requested_at=head.requested_at,
        entries=[x for x in profiles if only is None or x.id in only] if is_shown else None,
    )
