"""How far the people of each programme came, on the way to the goal."""

from collections.abc import Mapping

from service.statistics import repository
from service.statistics.cells import cell
from service.statistics.schemas import (
    FunnelRead,
    ProgrammeSteps,
    TotalCell,
    TotalSteps,
)
from service.statistics.suppression import LEAST, totals_to_hide
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
    made = repository.steps(work.session, work.now.date())
    there = [each for each in shown if each[0].is_active or each[0].id in made]
    table = [made.get(programme.id, repository.Steps())._asdict() for programme, _ in there]
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
