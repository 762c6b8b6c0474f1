"""A partner's lists: what is released, in blind profiles, and what is said of them."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError
from service.exports import service as exports
from service.exports.schemas import SheetFormat
from service.feedback import service as feedback
from service.feedback.schemas import FeedbackCreate
from service.pages.forms import body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.released import service
from service.released.schemas import EntryShown
from service.shortlists import service as shortlists
from service.shortlists.schemas import ShortlistItem
from service.vacancies import service as vacancies
from service.vacancies.schemas import VacancySummary
from service.web.downloads import attachment
from service.words import DeclineReason, FeedbackKind, Role, ShortlistState, VacancyState

__all__ = ["router"]

router = page_router("/partner", Role.PARTNER)

_ALL = Slice(limit=200)
_PAGE = 50
_MOST_COMPARED = 4
Chosen = Annotated[list[UUID] | None, Query(max_length=50)]


@router.get("")
def dashboard(view: Viewing) -> HTMLResponse:
    """What asks the partner's attention."""
    with view.reading() as work:
        lists = shortlists.page(work, _ALL, None, None).items
        open_ones = vacancies.page(work, _ALL, state=VacancyState.OPEN, needs_approval=False).items
    listed = {each.vacancy_id for each in lists if each.state is not ShortlistState.WITHDRAWN}
    return view.show(
        "partner_lists/dashboard.html",
        released=_in(lists, ShortlistState.RELEASED),
        waiting=[*_in(lists, ShortlistState.IN_REVIEW), *_in(lists, ShortlistState.DRAFT)],
        returned=[each for each in open_ones if each.newest.returned_at],
        unapproved=[each for each in open_ones if _waits(each)],
        without=[each for each in open_ones if each.newest.approved_at and each.id not in listed],
        is_new=not lists and not open_ones,
    )


@router.get("/shortlists")
def lists(view: Viewing, after: str | None = None) -> HTMLResponse:
    """All lists, newest first."""
    with view.reading() as work:
        page = shortlists.page(work, Slice.following(_PAGE, after), None, None)
    return view.show("partner_lists/lists.html", page=page)


@router.get("/shortlists/{list_id}")
def shortlist(view: Viewing, list_id: UUID) -> HTMLResponse:
    """One list; after its release with blind profiles, each read of which is recorded."""
    return _list(view, list_id)


@router.get("/shortlists/{list_id}/compare")
def compare(view: Viewing, list_id: UUID, entry: Chosen = None) -> HTMLResponse:
    """Up to four side by side."""
    with view.writing() as work:
        found, item = service.read(work, list_id), shortlists.read(work, list_id)
    chosen = [each for each in found.entries or () if each.id in (entry or ())]
    return view.show(
        "partner_lists/compare.html",
        found=found,
        item=item,
        chosen=chosen[:_MOST_COMPARED],
        too_many=len(chosen) > _MOST_COMPARED,
    )


@router.post("/shortlists/{list_id}/entries/{entry_id}/feedback")
def give_feedback(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Say how far it came with somebody."""
    try:
        with view.writing() as work:
            body = body_of(FeedbackCreate, form.given("kind", "reason"))
            feedback.give(work, list_id, entry_id, body)
    except InvalidError:
        return _list(view, list_id, wrong=entry_id, status=422)
    return view.go(f"/partner/shortlists/{list_id}#e-{entry_id}", done=f"said_{body.kind.value}")


@router.get("/shortlists/{list_id}/export")
def export(view: Viewing, list_id: UUID, format: SheetFormat = SheetFormat.XLSX) -> Response:
    """The list as a file; each candidate on it can see that it was taken along."""
    with view.writing() as work:
        content = exports.export_shortlist(work, list_id, format)
    return attachment(content, f"shortlist.{format.value}")


@router.post("/shortlists/{list_id}/close")
def close(view: Viewing, list_id: UUID) -> Response:
    """End a list; it stays to be read."""
    with view.writing() as work:
        shortlists.close(work, list_id)
    return view.go(f"/partner/shortlists/{list_id}", done="closed")


@router.post("/shortlists/{list_id}/withdraw")
def withdraw(view: Viewing, list_id: UUID) -> Response:
    """Take a list back."""
    with view.writing() as work:
        shortlists.withdraw(work, list_id)
    return view.go("/partner/shortlists", done="withdrawn")


def _in(lists: Sequence[ShortlistItem], state: ShortlistState) -> list[ShortlistItem]:
    return [each for each in lists if each.state is state]


def _waits(vacancy: VacancySummary) -> bool:
    return not vacancy.newest.approved_at and not vacancy.newest.returned_at


def _list(
    view: View, list_id: UUID, *, wrong: UUID | None = None, status: int = 200
) -> HTMLResponse:
    with view.writing() as work:
        found, item = service.read(work, list_id), shortlists.read(work, list_id)
    return view.show(
        "partner_lists/list.html",
        found=found,
        item=item,
        matrix=_matrix(found.entries or []),
        kinds=FeedbackKind,
        reasons=DeclineReason,
        wrong=wrong,
        most=_MOST_COMPARED,
        status=status,
    )


def _matrix(entries: Sequence[EntryShown]) -> dict[str, list[str]]:
    """For each requirement how every entry has it, in the order of the entries."""
    table: dict[str, list[str]] = {}
    for entry in entries:
        for each in entry.requirements:
            table.setdefault(each.label, []).append(each.match.value)
    return table
