"""Vacancies that coaches approve or return."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError
from service.pages.coach.doubts import doubts_of
from service.pages.forms import BLANK, Form, body_of
from service.pages.marking import Asked as AskedNow
from service.pages.marking import marks_of
from service.pages.partner.words import language_names
from service.pages.skills import EDUCATION
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.vacancies import deciding, service
from service.vacancies.schemas import Asked, ReturnReason
from service.words import Role

__all__ = ["router"]

router = page_router("/coach/vacancies", Role.COACH)

_PAGE = 50
_ALL = Slice(limit=100)


@router.get("")
def vacancies(view: Viewing, waiting: bool = False, after: str | None = None) -> HTMLResponse:
    """Vacancies, or those alone that wait for approval."""
    with view.reading() as work:
        part = Slice.following(_PAGE, after)
        page = service.page(work, part, state=None, needs_approval=waiting)
    return view.show("coach_lists/vacancies.html", page=page, waiting=waiting)


@router.get("/{vacancy_id}")
def vacancy(view: Viewing, vacancy_id: UUID) -> HTMLResponse:
    """What a vacancy asks, with the skills marked in its text."""
    return _vacancy(view, vacancy_id, BLANK)


@router.post("/{vacancy_id}/{number}/approve")
def approve(view: Viewing, vacancy_id: UUID, number: int, form: Posted) -> Response:
    """Let lists be asked for a version; what is doubtful must be said to be right."""
    try:
        with view.writing() as work:
            approved = deciding.approve(work, vacancy_id, number)
            if doubts_of(approved) and not form.value("sure"):
                raise InvalidError.of("/sure", "expected that you looked at what is doubtful")
    except InvalidError as error:
        return _vacancy(view, vacancy_id, form.failing(error), status=422)
    return view.go("/coach/vacancies?waiting=true", done="approved")


@router.post("/{vacancy_id}/{number}/return")
def send_back(view: Viewing, vacancy_id: UUID, number: int, form: Posted) -> Response:
    """Send a version back, with the reason."""
    try:
        body = body_of(ReturnReason, {"reason": form.value("reason")})
        with view.writing() as work:
            deciding.send_back(work, vacancy_id, number, body.reason)
    except InvalidError as error:
        return _vacancy(view, vacancy_id, form.failing(error), status=422)
    return view.go("/coach/vacancies?waiting=true", done="returned")


def _vacancy(view: View, vacancy_id: UUID, form: Form, status: int = 200) -> HTMLResponse:
    with view.reading() as work:
        found = service.read_vacancy(work, vacancy_id)
        versions = service.versions(work, vacancy_id, _ALL).items
        preview = service.preview(work, Asked(title=found.newest.title, text=found.newest.text))
    asked = {
        each.skill: AskedNow(choice=each.importance.value, is_probable=each.probable)
        for each in found.newest.requirements
    }
    spoken = [each.code for each in found.newest.languages]
    return view.show(
        "coach_lists/vacancy.html",
        vacancy=found,
        doubts=doubts_of(found.newest),
        education=dict(EDUCATION),
        languages_known=dict(language_names(view.language, spoken)),
        version=found.newest,
        versions=versions,
        pieces=marks_of(found.newest.text, preview, asked, "text", view.language),
        form=form,
        status=status,
    )
