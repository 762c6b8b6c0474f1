"""How far the people of each programme came, on the way to the goal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from models import Enrolment
from service.statistics import repository
from service.statistics.cells import cell
from service.statistics.schemas import (
    FunnelRead,
    ProgrammeSteps,
    TotalCell,
    TotalSteps,
)
from service.statistics.suppression import LEAST, totals_to_hide
from service.words import FeedbackKind
from service.work import Work

__all__ = ["ABOVE", "read_funnel"]

ABOVE: Mapping[str, str | None] = {
    "enrolled": None,
    "completed": "enrolled",
    "in_pool": "enrolled",
    "released": "enrolled",
    "interviewed": "released",
    "hired": "interviewed",
}
"""The steps, each with the one that everybody in it made too."""


def read_funnel(work: Work) -> FunnelRead:
    """The funnel, without the counts that would point to people."""
    shown = repository.programmes(work.session)
    last = _last_programmes(repository.enrolments(work.session))
    made = _made(work, last)
    counts = {step: Counter(last[who][0] for who in people) for step, people in made.items()}
    there = [each for each in shown if each[0].is_active or each[0].id in counts["enrolled"]]
    table = [{step: counts[step][programme.id] for step in ABOVE} for programme, _ in there]
    return FunnelRead(
        goal=work.services.settings.goal,
        least=LEAST,
        total=_total(table, repository.erased_hires(work.session)),
        programmes=[
            ProgrammeSteps(
                programme_id=programme.id,
                name=programme.name,
                provider=provider,
                is_active=programme.is_active,
                **{step: cell(count) for step, count in row.items()},
            )
            for (programme, provider), row in zip(there, table, strict=True)
        ],
    )


def _last_programmes(rows: Iterable[Enrolment]) -> dict[UUID, tuple[UUID, date | None]]:
    """For each person the programme that they end last, and when; so each counts once."""
    order = sorted(rows, key=lambda each: (each.completed_on or date.max, each.programme_id))
    return {each.candidate_id: (each.programme_id, each.completed_on) for each in order}


def _made(work: Work, last: Mapping[UUID, tuple[UUID, date | None]]) -> dict[str, set[UUID]]:
    """Who made each step; the steps of one branch hold each other."""
    session, today = work.session, work.now.date()
    hired = repository.with_feedback(session, FeedbackKind.HIRED)
    interviewed = hired | repository.with_feedback(session, FeedbackKind.INTERVIEW)
    made = {
        "enrolled": set(last),
        "completed": {who for who, (_, day) in last.items() if day is not None and day <= today},
        "in_pool": repository.in_pool(session),
        "released": interviewed | repository.released(session),
        "interviewed": interviewed,
        "hired": hired,
    }
    return {step: people & last.keys() for step, people in made.items()}


def _total(table: list[dict[str, int]], erased_hires: int) -> TotalSteps:
    """The totals; a hire of somebody who was erased counts, though in no programme."""
    hidden = totals_to_hide(table, ABOVE)
    found = {}
    for step in ABOVE:
        beside = erased_hires if step == "hired" else 0
        known = beside + sum(row[step] for row in table if row[step] >= LEAST)
        total = beside + sum(row[step] for row in table)
        is_hidden = step in hidden
        found[step] = TotalCell(
            count=None if is_hidden else total,
            suppressed=is_hidden,
            at_least=known if is_hidden else total,
        )
    return TotalSteps(**found)
