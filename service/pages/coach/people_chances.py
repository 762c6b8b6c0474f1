"""Candidates who get no chances: why, and what to do about it."""

from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse

from service.errors import StoppedError
from service.pages.coach.people import names_of
from service.pages.coach.people_words import OUTSIDE
from service.pages.forms import Form, body_of
from service.pages.view import Viewing, page_router
from service.paging import Slice
from service.people import service as people
from service.people.schemas import CandidateFilter
from service.recommending import gaps, service
from service.words import CandidateState, Role
from service.work import Work

__all__ = ["router"]

router = page_router("/coach/chances", Role.COACH)

_PAGE = 20
_DAYS = (30, 60, 90, 180, 365)
_BEST = 3


@router.get("")
def without_chances(
    view: Viewing, days: int = 90, programme: str = "", after: str | None = None
) -> HTMLResponse:
    """Who looks for work and stood on no released list in so many days."""
    asked = {"no_list_days": days, "state": CandidateState.LOOKING, "programme": programme or None}
    with view.reading() as work:
        page = people.page(work, Slice.following(_PAGE, after), body_of(CandidateFilter, asked))
        own, names = people.enrollable(work), names_of(work)
    return view.show(
        "coach_people/chances.html",
        page=page,
        form=Form.showing(days=days, programme=programme),
        steps=sorted({*_DAYS, days}),
        own=sorted(own.items(), key=lambda each: each[1]),
        names=names,
        more=f"/coach/chances?days={days}&programme={programme}",
        outside=OUTSIDE,
    )


@router.get("/{candidate_id}")
def look(view: Viewing, candidate_id: UUID) -> HTMLResponse:
    """What stands in the way of somebody, by today's vacancies; that they were ranked is kept."""
    with view.writing() as work:
        person = people.show(work, candidate_id)
        found = _looked(work, candidate_id)
    template = "coach_people/chance_part.html" if view.is_partial else "coach_people/chance.html"
    return view.show(template, person=person, outside=OUTSIDE, **found)


def _looked(work: Work, candidate_id: UUID) -> dict[str, Any]:
    """The best vacancies and the place there; nothing of it while the stop switch is on."""
    try:
        matches, lacks = gaps.advise(work, candidate_id, _BEST)
        best = matches.items[0] if matches.items else None
        pair = service.explain_pair(work, best.vacancy_id, candidate_id) if best else None
    except StoppedError:
        return {"matches": None}
    return {"matches": matches, "gaps": lacks, "best": best, "pair": pair}
