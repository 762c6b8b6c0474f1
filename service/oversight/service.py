"""How the gate is kept: figures for each coach, and alarms for each organisation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median
from uuid import UUID

from models import Entry, Shortlist
from service.oversight import repository
from service.oversight.intervals import wilson
from service.oversight.repository import Alarm, Move
from service.oversight.schemas import (
    AlarmRead,
    CoachRead,
    ControlsRead,
    OverridesRead,
    OversightRead,
)
from service.paging import Page, Slice
from service.words import AuditKind, Decision, DecisionReason
from service.work import Work

__all__ = ["alarms", "read"]

_LEAST = 10
"""With fewer lists or controls a figure says little."""
_MINUTE = 60


def read(work: Work, days: int) -> OversightRead:
    """How coaches reviewed in the last days, by id."""
    since = work.now - timedelta(days=days)
    lists = repository.released(work.session, since)
    entries = repository.decided(work.session, since)
    moves = repository.moves(work.session, since)
    ids = {each.released_by_id for each in lists} | {each.decided_by_id for each in entries}
    return OversightRead(
        since=since,
        least_lists=_LEAST,
        coaches=[
            _coach(
                coach_id,
                [each for each in lists if each.released_by_id == coach_id],
                [each for each in entries if each.decided_by_id == coach_id],
                [each for each in moves if each.actor == coach_id],
            )
            for coach_id in sorted(each for each in ids | {x.actor for x in moves} if each)
        ],
    )


def alarms(work: Work, part: Slice, organisation_id: UUID | None) -> Page[AlarmRead]:
    """What organisations ran into at the gate, newest first."""
    rows = repository.alarms(work.session, part, organisation_id)
    return part.page(rows, _alarm, lambda row: (row.event.at, UUID(int=row.event.sequence)))


def _coach(
    coach_id: UUID, lists: Sequence[Shortlist], entries: Sequence[Entry], moves: Sequence[Move]
) -> CoachRead:
    controls = _controls(entries)
    minutes = [
        (each.released_at - each.review_started_at).total_seconds() / _MINUTE
        for each in lists
        if each.released_at and each.review_started_at
    ]
    return CoachRead(
        coach_id=coach_id,
        lists=len(lists),
        entries=len(entries),
        overrides=_overrides(entries, moves),
        median_review_minutes=round(median(minutes), 1) if minutes else None,
        controls=controls,
        is_little=min(len(lists), controls.found + controls.missed) < _LEAST,
    )


def _overrides(entries: Sequence[Entry], moves: Sequence[Move]) -> OverridesRead:
    real = [each for each in entries if not each.is_control]
    return OverridesRead(
        excluded=_counted(x.reason for x in real if x.decision is Decision.EXCLUDED),
        moved=len(moves),
        moved_by_reason=_counted(each.reason for each in moves),
        added=_counted(
            x.reason for x in real if x.ranked_place is None and x.decision is Decision.APPROVED
        ),
    )


def _controls(entries: Sequence[Entry]) -> ControlsRead:
    decisions = [each.decision for each in entries if each.is_control]
    found = decisions.count(Decision.EXCLUDED)
    low, high = wilson(found, len(decisions))
    return ControlsRead(found=found, missed=len(decisions) - found, low=low, high=high)


def _counted(reasons: Iterable[DecisionReason | None]) -> dict[DecisionReason, int]:
    return dict(sorted(Counter(each for each in reasons if each is not None).items()))


def _alarm(row: Alarm) -> AlarmRead:
    assert row.event.subject is not None
    about = row.content.get("about")
    return AlarmRead(
        sequence=row.event.sequence,
        at=row.event.at,
        organisation_id=row.event.subject,
        actor=row.event.actor,
        rule=row.content["rule"],
        vacancy_id=UUID(about) if about else None,
        was_denied=row.event.kind is AuditKind.DENIAL,
    )
