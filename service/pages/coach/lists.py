"""The queue of reviews, and a list under review until it is released or taken back."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError
from service.pages.coach.showing import show_review
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.privacy import service as privacy
from service.reviews import adding, releasing, service
from service.reviews.history import history
from service.reviews.schemas import EntryAdd
from service.shortlists import service as shortlists
from service.stops import service as stops
from service.stops.schemas import StopCreate
from service.vacancies import service as vacancies
from service.words import Role, ShortlistState

__all__ = ["router"]

router = page_router("/coach", Role.COACH)

_ALL = Slice(limit=200)
_FOUND = Slice(limit=20)
_WAITING = (ShortlistState.DRAFT, ShortlistState.IN_REVIEW)


@router.get("")
def queue(view: Viewing) -> HTMLResponse:
    """What waits for a coach: lists, and vacancies to approve."""
    return _queue(view, BLANK)


@router.post("/stop")
def start_stop(view: Viewing, form: Posted) -> Response:
    """Switch all recommendations off."""
    try:
        body = body_of(StopCreate, {"reason": form.value("reason")})
    except InvalidError as error:
        return _queue(view, form.failing(error), status=422)
    with view.writing() as work:
        stops.start(work, body)
    return view.go("/coach", done="stopped")


@router.get("/lists/{list_id}")
def review(view: Viewing, list_id: UUID, name: str = "") -> HTMLResponse:
    """A list with all its entries; that it was read is recorded."""
    return show_review(view, list_id, BLANK, name=name)


@router.get("/lists/{list_id}/history")
def past(view: Viewing, list_id: UUID) -> HTMLResponse:
    """Who did what with a list, and when."""
    with view.reading() as work:
        found, steps = shortlists.read(work, list_id), history(work, list_id)
    return view.show("coach_lists/history.html", found=found, steps=steps)


@router.post("/lists/{list_id}/start")
def start(view: Viewing, list_id: UUID, form: Posted) -> Response:
    """Become the reviewer."""
    with view.writing() as work:
        service.start(work, list_id, take_over=bool(form.value("take_over")))
    return view.go(f"/coach/lists/{list_id}", done="started_review")


@router.post("/lists/{list_id}/entries")
def add(view: Viewing, list_id: UUID, form: Posted) -> Response:
    """Add somebody whom the ranking did not list."""
    try:
        with view.writing() as work:
            body = body_of(EntryAdd, form.given("candidate_id", "reason", "note"))
            made = adding.add(work, list_id, body)
    except InvalidError as error:
        return show_review(view, list_id, form.failing(error), name=form.value("name"), status=422)
    return view.go(f"/coach/lists/{list_id}#e-{made}", done="added")


@router.get("/lists/{list_id}/release")
def before_release(view: Viewing, list_id: UUID) -> HTMLResponse:
    """What the partner gets to see, before it is decided that they do."""
    with view.reading() as work:
        found = releasing.preview(work, list_id)
    return view.show("coach_lists/release.html", found=found)


@router.post("/lists/{list_id}/release")
def release(view: Viewing, list_id: UUID) -> Response:
    """Show the partner who was approved."""
    with view.writing() as work:
        releasing.release(work, list_id)
    return view.go(f"/coach/lists/{list_id}", done="released")


@router.post("/lists/{list_id}/withdraw")
def withdraw(view: Viewing, list_id: UUID) -> Response:
    """Take the list back."""
    with view.writing() as work:
        shortlists.withdraw(work, list_id)
    return view.go("/coach", done="withdrawn")


def _queue(view: View, form: Form, status: int = 200) -> HTMLResponse:
    with view.reading() as work:
        lists = [
            each for state in _WAITING for each in shortlists.page(work, _ALL, state, None).items
        ]
        waiting = vacancies.page(work, _ALL, state=None, needs_approval=True).items
        stop, disputes = stops.read(work), privacy.open_disputes(work)
        released = shortlists.page(work, _FOUND, ShortlistState.RELEASED, None).items
    return view.show(
        "coach_lists/queue.html",
        lists=lists,
        vacancies=waiting,
        released=released,
        disputes=disputes,
        stop=stop,
        form=form,
        status=status,
    )
