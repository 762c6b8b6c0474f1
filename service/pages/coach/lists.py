"""The queue of reviews, and a list under review."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError
from service.pages.coach.showing import matrix_of, words_of
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.people import service as people
from service.people.schemas import CandidateFilter
from service.reviews import adding, reading, releasing, service
from service.reviews.schemas import EntryAdd, EntryDecide, EntryMove
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
    return _review(view, list_id, BLANK, name=name)


@router.post("/lists/{list_id}/start")
def start(view: Viewing, list_id: UUID, form: Posted) -> Response:
    """Become the reviewer."""
    with view.writing() as work:
        service.start(work, list_id, take_over=bool(form.value("take_over")))
    return view.go(f"/coach/lists/{list_id}", done="started_review")


@router.post("/lists/{list_id}/entries/{entry_id}/decision")
def decide(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Approve or exclude somebody, or take that back."""
    try:
        with view.writing() as work:
            body = body_of(EntryDecide, form.given("decision", "reason", "note"))
            service.decide(work, list_id, entry_id, body, form.revision)
    except InvalidError as error:
        return _failed(view, list_id, entry_id, form, error)
    return _answered(view, list_id, entry_id)


@router.post("/lists/{list_id}/entries/{entry_id}/place")
def move(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Give somebody another place in their band."""
    try:
        with view.writing() as work:
            body = body_of(EntryMove, form.given("place", "reason"))
            service.move(work, list_id, entry_id, body, form.revision)
    except InvalidError as error:
        return _failed(view, list_id, entry_id, form, error)
    return view.go(f"/coach/lists/{list_id}#e-{entry_id}", done="moved")


@router.get("/lists/{list_id}/entries/{entry_id}/reasons")
def explain(view: Viewing, list_id: UUID, entry_id: UUID) -> HTMLResponse:
    """Why somebody is here, and why not higher."""
    with view.writing() as work:
        told = reading.explain(work, list_id, entry_id)
        words = words_of(work, view.language)
    template = "coach_lists/reasons.html" if view.is_partial else "coach_lists/explained.html"
    return view.show(template, told=told, list_id=list_id, **words)


@router.post("/lists/{list_id}/entries")
def add(view: Viewing, list_id: UUID, form: Posted) -> Response:
    """Add somebody whom the ranking did not list."""
    try:
        with view.writing() as work:
            body = body_of(EntryAdd, form.given("candidate_id", "reason", "note"))
            made = adding.add(work, list_id, body)
    except InvalidError as error:
        return _review(view, list_id, form.failing(error), name=form.value("name"), status=422)
    return view.go(f"/coach/lists/{list_id}#e-{made}", done="added")


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
        stop = stops.read(work)
        released = shortlists.page(work, _FOUND, ShortlistState.RELEASED, None).items
    return view.show(
        "coach_lists/queue.html",
        lists=lists,
        vacancies=waiting,
        released=released,
        stop=stop,
        form=form,
        status=status,
    )


def _review(
    view: View,
    list_id: UUID,
    form: Form,
    *,
    name: str = "",
    wrong: UUID | None = None,
    status: int = 200,
) -> HTMLResponse:
    with view.writing() as work:
        found = reading.read(work, list_id)
        named = (
            people.page(work, _FOUND, body_of(CandidateFilter, {"name": name, "in_pool": True}))
            if name.strip()
            else None
        )
        table, words = matrix_of(work, found.entries), words_of(work, view.language)
    on_it = {each.subject.candidate_id for each in found.entries if each.subject}
    return view.show(
        "coach_lists/review.html",
        review=found,
        form=form,
        wrong=wrong,
        name=name,
        others=[each for each in named.items if each.id not in on_it] if named else None,
        matrix=table,
        status=status,
        **words,
    )


def _answered(view: View, list_id: UUID, entry_id: UUID) -> Response:
    """After a decision: the entry alone for htmx, or the page at its place."""
    if not view.is_partial:
        return view.go(f"/coach/lists/{list_id}#e-{entry_id}", done="decided")
    with view.writing() as work:
        found = reading.read(work, list_id, about=entry_id)
        words = words_of(work, view.language)
    entry = next(each for each in found.entries if each.id == entry_id)
    return view.show(
        "coach_lists/answer.html", review=found, entry=entry, form=BLANK, wrong=None, **words
    )


def _failed(
    view: View, list_id: UUID, entry_id: UUID, form: Form, error: InvalidError
) -> HTMLResponse:
    """The entry or page again, with what is wrong in that entry."""
    shown = form.failing(error)
    if not view.is_partial:
        return _review(view, list_id, shown, wrong=entry_id, status=422)
    with view.writing() as work:
        found = reading.read(work, list_id, about=entry_id)
        words = words_of(work, view.language)
    entry = next(each for each in found.entries if each.id == entry_id)
    return view.show(
        "coach_lists/answer.html",
        review=found,
        entry=entry,
        form=shown,
        wrong=entry_id,
        status=422,
        **words,
    )
