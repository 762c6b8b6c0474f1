"""What happened to a list, and by whom: read from the audit log, which keeps every step."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models import AuditEvent
from service.reviews import repository
from service.reviews.reading import found_list
from service.reviews.schemas import Happened, HistoryItem
from service.words import AuditKind, DecisionReason, Role
from service.work import MOVED, Work

__all__ = ["history"]

_LATEST = 200
"""So many steps are shown; a list of fifty people that is reviewed twice has fewer."""
_OF_LIST: Mapping[tuple[AuditKind, str | None], Happened] = {
    (AuditKind.CHANGE, "review_started"): Happened.STARTED,
    (AuditKind.OVERRIDE, "review_started"): Happened.TAKEN_OVER,
    (AuditKind.RELEASE, None): Happened.RELEASED,
    (AuditKind.WITHDRAWAL, None): Happened.WITHDRAWN,
    (AuditKind.WITHDRAWAL, "vacancy_ended"): Happened.WITHDRAWN,
    (AuditKind.CHANGE, "closed"): Happened.CLOSED,
}
_OF_ENTRY: Mapping[tuple[AuditKind, str | None], Happened] = {
    (AuditKind.APPROVAL, "approved"): Happened.APPROVED,
    (AuditKind.OVERRIDE, "excluded"): Happened.EXCLUDED,
    (AuditKind.CHANGE, "pending"): Happened.TAKEN_BACK,
    (AuditKind.OVERRIDE, "added"): Happened.ADDED,
    (AuditKind.OVERRIDE, "moved"): Happened.MOVED,
}
_ERASED: Mapping[AuditKind, Happened] = {
    AuditKind.APPROVAL: Happened.APPROVED,
    AuditKind.CHANGE: Happened.TAKEN_BACK,
    AuditKind.OVERRIDE: Happened.OVERRIDDEN,
}
"""What can still be said of a decision about somebody who was erased."""


def history(work: Work, id_: UUID) -> list[HistoryItem]:
    """The steps of a list, newest first; of the people on it, only where they stand.

    Raises:
        NotFoundError: There is no such list.
    """
    found_list(work, id_)
    places = {
        row.id: place for place, row in enumerate(repository.entries(work.session, id_), start=1)
    }
    rows = repository.happened(work.session, id_, list(places), limit=_LATEST)
    names = repository.names_of(work.session, [event.actor for event, _ in rows if event.actor])
    steps = [_step(event, content, places, names) for event, content in rows]
    return [each for each in steps if each is not None]


def _step(
    event: AuditEvent,
    content: Mapping[str, Any] | None,
    places: Mapping[UUID, int],
    names: Mapping[UUID, str],
) -> HistoryItem | None:
    what = _what(event, content)
    if what is None or event.subject is None:
        return None
    reason = (content or {}).get("reason")
    return HistoryItem(
        at=event.at,
        what=what,
        who=names.get(event.actor, "") if event.actor else "",
        role=next((role for role in Role if role.value == event.actor_role), None),
        entry_id=event.subject if event.subject in places else None,
        place=places.get(event.subject),
        reason=DecisionReason(reason) if reason else None,
    )


def _what(event: AuditEvent, content: Mapping[str, Any] | None) -> Happened | None:
    if event.subject_type == "shortlist":
        return _OF_LIST.get((event.kind, (content or {}).get("what")))
    if event.subject_type in ("entry", MOVED):
        if content is None:
            return _ERASED.get(event.kind)
        return _OF_ENTRY.get((event.kind, content.get("what")))
    return None
