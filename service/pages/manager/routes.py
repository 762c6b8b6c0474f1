"""How far the alliance is, and what is asked against what is taught; never about one person."""

from fastapi.responses import HTMLResponse

from service.pages.view import Viewing, page_router
from service.statistics.demand import read_demand
from service.statistics.funnel import read_funnel
from service.words import Role

__all__ = ["router"]

router = page_router("/manager", Role.PROGRAMME_MANAGER)

_MOST = 1000
_FEW = 50
_FEWEST = 5


@router.get("")
def progress(view: Viewing) -> HTMLResponse:
    """The way to the goal, in total and by programme; and what nobody teaches."""
    with view.reading() as work:
        found = read_funnel(work)
        asked = read_demand(work, limit=_FEWEST, only_uncovered=True)
    return view.show("manager/progress.html", funnel=found, demand=asked)


@router.get("/demand")
def demand(view: Viewing, all: bool = False) -> HTMLResponse:
    """Skills that are asked: those that no programme teaches, and then those that one does."""
    with view.reading() as work:
        found = read_demand(work, limit=_MOST, only_uncovered=False)
    most = _MOST if all else _FEW
    return view.show(
        "manager/demand.html",
        demand=found,
        uncovered=[each for each in found.items if not each.programmes][:most],
        covered=[each for each in found.items if each.programmes][:most],
    )
