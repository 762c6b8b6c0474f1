"""How far the alliance is, and what is asked against what is taught; never about one person."""

from fastapi.responses import HTMLResponse

from service.pages.view import Viewing, page_router
from service.statistics.demand import read_demand
from service.statistics.funnel import read_funnel
from service.words import Role

__all__ = ["router"]

router = page_router("/manager", Role.PROGRAMME_MANAGER)

_SKILLS = 100


@router.get("")
def progress(view: Viewing) -> HTMLResponse:
    """The way to the goal, in total and by programme."""
    with view.reading() as work:
        found = read_funnel(work)
    return view.show("manager/progress.html", funnel=found)


@router.get("/demand")
def demand(view: Viewing, uncovered: str = "") -> HTMLResponse:
    """Skills that are asked, against those that are taught and available."""
    with view.reading() as work:
        found = read_demand(work, limit=_SKILLS, only_uncovered=bool(uncovered))
    return view.show("manager/demand.html", demand=found, uncovered=bool(uncovered))
