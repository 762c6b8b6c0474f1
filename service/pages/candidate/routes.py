"""What is known of a candidate, who saw it, and what they agree to: one page, and what it does."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.consents import service as consents
from service.consents.schemas import ConsentAnswer
from service.errors import InvalidError
from service.pages.candidate.consents import held, questions
from service.pages.forms import Form, body_of
from service.pages.language import locale
from service.pages.skills import EDUCATION
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice, whole
from service.privacy import profile, receipts, service
from service.survey import service as survey
from service.survey.schemas import SurveyAnswers
from service.web.cookies import take_cookie
from service.words import Role

__all__ = ["goodbye", "router"]

router = page_router("/me", Role.CANDIDATE)
goodbye = page_router("/goodbye")

_PAGE = 30


@router.get("")
def my_page(view: Viewing, after: str | None = None, of: UUID | None = None) -> HTMLResponse:
    """The page: questions first, then consents, the profile, and who saw it.

    `of` is the consent that was just answered or taken back.
    """
    return _mine(view, after, of=of)


@router.post("/consents/{consent_id}/answer")
def answer(view: Viewing, consent_id: UUID, form: Posted) -> Response:
    """Agree, or not."""
    try:
        body = body_of(ConsentAnswer, form.given("answer"))
    except InvalidError:
        return _mine(view, failed_at=consent_id, status=422)
    with view.writing() as work:
        done = consents.answer_own(work, consent_id, body)
    return view.go(f"/me?of={done.id}", done="answered")


@router.post("/consents/{consent_id}/withdraw")
def withdraw(view: Viewing, consent_id: UUID) -> Response:
    """Take a consent back; it works at once."""
    with view.writing() as work:
        consents.withdraw_own(work, consent_id)
    return view.go(f"/me?of={consent_id}", done="taken_back")


@router.post("/claims/{claim_id}/dispute")
def dispute(view: Viewing, claim_id: UUID) -> Response:
    """Say that a skill is not right."""
    with view.writing() as work:
        service.dispute_own(work, claim_id)
    return view.go("/me#skills", done="disputed")


@router.post("/survey")
def answer_survey(view: Viewing, form: Posted) -> Response:
    """Answer the questions that somebody wants to."""
    answers = {name: form.value(name) for name in form.values if form.value(name)}
    try:
        with view.writing() as work:
            survey.answer(work, body_of(SurveyAnswers, {"answers": answers}))
    except InvalidError as error:
        return _mine(view, answers=form.failing(error), status=422)
    return view.go("/me#survey", done="saved")


@router.get("/export")
def export(view: Viewing) -> Response:
    """All that is stored about somebody, as a file."""
    with view.writing() as work:
        content = service.export_own(work).model_dump_json(indent=2)
    return Response(
        content,
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="schakel-export.json"'},
    )


@router.get("/erase")
def erase_page(view: Viewing) -> HTMLResponse:
    """What erasing does, before it is done."""
    return view.show("candidate/erase.html")


@router.post("/erase")
def erase(view: Viewing) -> Response:
    """Erase everything about somebody, and sign them out."""
    with view.writing() as work:
        service.erase_own(work)
    response = view.go("/goodbye")
    take_cookie(response)
    return response


@goodbye.get("")
def goodbye_page(view: Viewing) -> HTMLResponse:
    """What somebody sees who erased everything."""
    return view.show("candidate/goodbye.html")


def _mine(
    view: View,
    after: str | None = None,
    *,
    answers: Form | None = None,
    status: int = 200,
    **more: Any,
) -> HTMLResponse:
    """The page; `answers` are those of the survey as they were sent, if they cannot be used."""
    with view.reading() as work:
        asked = whole(lambda part: consents.own_page(work, part))
        me, questionnaire = profile.read_own(work), survey.read(work)
        receipt = receipts.own_receipt(work, Slice.following(_PAGE, after))
    shown: dict[str, Any] = {"of": None, "failed_at": None, **more}
    return view.show(
        "candidate/me.html",
        status=status,
        me=me,
        receipt=receipt,
        survey=questionnaire,
        asked=questions(asked),
        answered=held(asked),
        answers=answers or Form.showing(**{x.code: x.answer for x in questionnaire.questions}),
        education=dict(EDUCATION),
        languages_known=locale(view.language).languages,
        **shown,
    )
