"""How people keep watch over the ranking, in counts in which nobody can be recognised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi.responses import HTMLResponse

from service.oversight import service
from service.oversight.intervals import wilson
from service.oversight.schemas import CoachRead
from service.pages.view import Viewing, page_router
from service.statistics.cells import cell
from service.statistics.schemas import Cell, TotalCell
from service.statistics.suppression import LEAST, totals_to_hide
from service.words import DecisionReason, Role

__all__ = ["router"]

router = page_router("/evaluator/oversight", Role.EVALUATOR)

PERIODS = (30, 90, 365)
_KINDS = ("excluded", "moved", "added")
_COLUMNS = ("lists", "decisions", *_KINDS, "found", "missed")


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share with its 95 % interval (Wilson); a floor where the count behind it is too small."""

    value: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class CoachRow:
    """How one coach decided; `followed` is None where too little was decided to say it."""

    id: UUID
    cells: Mapping[str, Cell]
    followed: Share | None
    minutes: float | None


@router.get("")
def oversight(view: Viewing, days: int = PERIODS[-1]) -> HTMLResponse:
    """How often coaches follow the ranking or overrule it, why, and whether they catch errors."""
    chosen = days if days in PERIODS else PERIODS[-1]
    with view.reading() as work:
        found = service.read(work, chosen)
    counts, reasons = [_counts(each) for each in found.coaches], _reasons(found.coaches)
    whole = {name: sum(each[name] for each in counts) for name in _COLUMNS}
    return view.show(
        "evaluator/oversight.html",
        found=found,
        rows=[_row(*each) for each in zip(found.coaches, counts, strict=True)],
        totals=_totals(counts, whole, [each for _, each in reasons]),
        followed=_followed(whole),
        caught=_share(whole["found"], whole["found"] + whole["missed"]),
        reasons=[(reason, {x: cell(n) for x, n in kinds.items()}) for reason, kinds in reasons],
        days=chosen,
        periods=PERIODS,
        least=LEAST,
    )


def _counts(coach: CoachRead) -> dict[str, int]:
    overrides, controls = coach.overrides, coach.controls
    return {
        "lists": coach.lists,
        "decisions": coach.entries - controls.found - controls.missed,
        "excluded": sum(overrides.excluded.values()),
        "moved": overrides.moved,
        "added": sum(overrides.added.values()),
        "found": controls.found,
        "missed": controls.missed,
    }


def _row(coach: CoachRead, counts: Mapping[str, int]) -> CoachRow:
    return CoachRow(
        id=coach.coach_id,
        cells={name: cell(counts[name]) for name in _COLUMNS},
        followed=_followed(counts),
        minutes=coach.median_review_minutes if coach.lists >= LEAST else None,
    )


def _followed(counts: Mapping[str, int]) -> Share | None:
    """The share of decisions that let somebody stay, from which no small count follows."""
    excluded, decisions = counts["excluded"], counts["decisions"]
    if excluded < LEAST <= decisions:
        return Share(value=(decisions - LEAST + 1) / decisions)
    return _share(decisions - excluded, decisions)


def _share(hits: int, tries: int) -> Share | None:
    if tries < LEAST:
        return None
    return Share(value=hits / tries, interval=wilson(hits, tries))


def _totals(
    counts: Sequence[Mapping[str, int]],
    whole: Mapping[str, int],
    reasons: Sequence[Mapping[str, int]],
) -> Mapping[str, TotalCell]:
    """The totals; hidden, with a floor, where they would tell a count that is too small.

    It could be one of a coach, or one of a reason.
    """
    hidden = totals_to_hide(counts, dict.fromkeys(_COLUMNS))
    hidden |= totals_to_hide(reasons, dict.fromkeys(_KINDS))
    shown = {name: sum(x[name] for x in counts if x[name] >= LEAST) for name in _COLUMNS}
    return {
        name: TotalCell(
            count=None if name in hidden else whole[name],
            suppressed=name in hidden,
            at_least=shown[name] if name in hidden else whole[name],
        )
        for name in _COLUMNS
    }


def _reasons(coaches: Sequence[CoachRead]) -> list[tuple[DecisionReason, Mapping[str, int]]]:
    """Why coaches overruled, most often first, over all of them."""
    counted: dict[str, Counter[DecisionReason]] = {kind: Counter() for kind in _KINDS}
    for each in coaches:
        counted["excluded"].update(each.overrides.excluded)
        counted["moved"].update(each.overrides.moved_by_reason)
        counted["added"].update(each.overrides.added)
    whole = sum(counted.values(), Counter[DecisionReason]())
    return [
        (reason, {kind: found[reason] for kind, found in counted.items()})
        for reason, _ in whole.most_common()
    ]
