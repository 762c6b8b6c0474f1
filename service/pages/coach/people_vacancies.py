"""The best vacancies for a candidate, what is lacking for each, and what teaches it."""

from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse

from service.organisations import service as organisations
from service.pages.bars import FULL, parts_of
from service.pages.coach.people_words import OUTSIDE
from service.pages.view import Viewing, page_router
from service.people import service as people
from service.recommending import gaps, service
from service.recommending.schemas import ContributionRead
from service.words import Role

__all__ = ["router"]

router = page_router("/coach/candidates/{candidate_id}/vacancies", Role.COACH)

_STEPS = (10, 25, 50)


@router.get("")
def best_vacancies(view: Viewing, candidate_id: UUID, limit: int = _STEPS[0]) -> HTMLResponse:
    """The best open vacancies, with what is lacking; that they were ranked is recorded."""
    wanted = min(max(limit, 1), _STEPS[-1])
    with view.writing() as work:
        person = people.show(work, candidate_id)
        matches, lacks = gaps.advise(work, candidate_id, wanted)
        employers = {
            each: organisations.read(work, each).name
            for each in {match.organisation_id for match in matches.items}
        }
    return view.show(
        "coach_people/vacancies.html",
        person=person,
        matches=matches,
        gaps=lacks,
        near={each.vacancy_id: each for each in lacks.vacancies},
        employers=employers,
        more=next((each for each in _STEPS if wanted < each <= matches.eligible), None)
        if len(matches.items) < matches.eligible
        else None,
        outside=OUTSIDE,
        **_bars(),
    )


@router.get("/{vacancy_id}")
def explain(view: Viewing, candidate_id: UUID, vacancy_id: UUID) -> HTMLResponse:
    """Where a candidate stands among all for a vacancy, and why not higher."""
    with view.writing() as work:
        person = people.show(work, candidate_id)
        pair = service.explain_pair(work, vacancy_id, candidate_id)
    template = "coach_people/pair_part.html" if view.is_partial else "coach_people/pair.html"
    return view.show(template, person=person, pair=pair, **_bars())


def _bars() -> dict[str, Any]:
    return {"full": FULL, "bar_of": _bar_of}


def _bar_of(contributions: list[ContributionRead]) -> object:
    return parts_of([(each.label, each.points, each.most) for each in contributions])
