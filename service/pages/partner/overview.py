"""What asks a partner's attention: their lists and vacancies, by whose turn it is."""

from collections.abc import Iterable, Sequence

from fastapi.responses import HTMLResponse

from service.pages.view import Viewing, page_router
from service.paging import whole
from service.shortlists import service as shortlists
from service.shortlists.schemas import ShortlistItem
from service.vacancies import service as vacancies
from service.vacancies.schemas import VacancySummary
from service.words import Role, ShortlistState, VacancyState

__all__ = ["router"]

router = page_router("/partner", Role.PARTNER)

_WAITING = (ShortlistState.DRAFT, ShortlistState.IN_REVIEW)


@router.get("")
def dashboard(view: Viewing) -> HTMLResponse:
    """Lists to look at, what is with a coach, and what can be asked or mended."""
    with view.reading() as work:
        lists = whole(lambda part: shortlists.page(work, part, None, None))
        open_ones = whole(
            lambda part: vacancies.page(work, part, state=VacancyState.OPEN, needs_approval=False)
        )
    return view.show(
        "partner_lists/dashboard.html",
        released=[each for each in lists if each.state is ShortlistState.RELEASED],
        waiting=[each for each in lists if each.state in _WAITING],
        returned=[each for each in open_ones if each.newest.returned_at],
        unapproved=[each for each in open_ones if _waits(each)],
        without=_unlisted(open_ones, lists),
        is_new=not lists and not open_ones,
        now=view.services.clock(),
    )


def _waits(vacancy: VacancySummary) -> bool:
    return not vacancy.newest.approved_at and not vacancy.newest.returned_at


def _unlisted(
    vacancies: Iterable[VacancySummary], lists: Iterable[ShortlistItem]
) -> Sequence[VacancySummary]:
    """Vacancies whose newest version is approved and has no list that stands."""
    listed = {
        (each.vacancy_id, each.version)
        for each in lists
        if each.state is not ShortlistState.WITHDRAWN
    }
    return [
        each
        for each in vacancies
        if each.newest.approved_at and (each.id, each.newest.number) not in listed
    ]
