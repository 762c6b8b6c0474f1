"""What a coach does with one entry of a list under review: decide, move, ask why."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError
from service.pages.coach.showing import matrix_of, show_review, words_of
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.reviews import reading, service
from service.reviews.schemas import EntryDecide, EntryMove
from service.words import Decision, Role

__all__ = ["router"]

router = page_router("/coach/lists/{list_id}/entries/{entry_id}", Role.COACH)


@router.post("/decision")
def decide(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Approve or exclude somebody, take that back, or write something else beside it."""
    try:
        with view.writing() as work:
            service.decide(work, list_id, entry_id, _decision(form), form.revision)
    except InvalidError as error:
        return _failed(view, list_id, entry_id, form.failing(error))
    if not view.is_partial:
        return view.go(f"/coach/lists/{list_id}#e-{entry_id}", done="decided")
    return _entry(view, list_id, entry_id, BLANK)


@router.post("/place")
def move(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Give somebody another place in their band."""
    try:
        with view.writing() as work:
            body = body_of(EntryMove, form.given("place", "reason"))
            service.move(work, list_id, entry_id, body, form.revision)
    except InvalidError as error:
        return _failed(view, list_id, entry_id, form.failing(error))
    if not view.is_partial:
        return view.go(f"/coach/lists/{list_id}#e-{entry_id}", done="moved")
    return _band(view, list_id, entry_id)


@router.get("/reasons")
def explain(view: Viewing, list_id: UUID, entry_id: UUID) -> HTMLResponse:
    """Why somebody is here, and why not higher."""
    with view.writing() as work:
        told = reading.explain(work, list_id, entry_id)
        words = words_of(work, view.language)
    template = "coach_lists/reasons.html" if view.is_partial else "coach_lists/explained.html"
    return view.show(template, told=told, list_id=list_id, **words)


def _decision(form: Form) -> EntryDecide:
    """The reason to exclude counts for that alone; who was added keeps the reason of that."""
    name = "reason" if form.value("decision") == Decision.EXCLUDED else "kept"
    reason = form.value(name) or None
    return body_of(EntryDecide, {**form.given("decision", "note"), "reason": reason})


def _failed(view: View, list_id: UUID, entry_id: UUID, form: Form) -> HTMLResponse:
    """The entry or page again, with what is wrong in that entry; all that was typed is kept."""
    if not view.is_partial:
        return show_review(view, list_id, form, wrong=entry_id, status=422)
    shown = _entry(view, list_id, entry_id, form)
    shown.headers["HX-Retarget"] = f"#e-{entry_id}"
    shown.headers["HX-Reswap"] = "outerHTML"
    return shown


def _entry(view: View, list_id: UUID, entry_id: UUID, form: Form) -> HTMLResponse:
    """One entry, for the place that it has on the page; the form tells whether that failed."""
    with view.writing() as work:
        found = reading.read(work, list_id, about=entry_id)
        words = words_of(work, view.language)
    return view.show(
        "coach_lists/answer.html",
        review=found,
        entry=next(each for each in found.entries if each.id == entry_id),
        form=form,
        wrong=entry_id if form.wrong else None,
        status=422 if form.wrong else 200,
        **words,
    )


def _band(view: View, list_id: UUID, entry_id: UUID) -> HTMLResponse:
    """The band in its new order, and the table in which all stand by their places."""
    with view.writing() as work:
        found = reading.read(work, list_id)
        table, words = matrix_of(work, found.entries), words_of(work, view.language)
    return view.show(
        "coach_lists/band.html",
        review=found,
        entry=next(each for each in found.entries if each.id == entry_id),
        form=BLANK,
        wrong=None,
        matrix=table,
        **words,
    )
