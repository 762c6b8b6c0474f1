"""What is known of a candidate, who saw it, and what they agree to: one page, and what it does."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.consents import service as consents
from service.consents.schemas import ConsentAnswer
from service.pages.forms import body_of
from service.pages.view import Posted, Viewing, page_router
from service.paging import Slice
from service.privacy import profile, receipts, service
from service.survey import service as survey
from service.survey.schemas import SurveyAnswers
from service.web.cookies import take_cookie
from service.words import ConsentKind, ConsentState, Role

__all__ = ["goodbye", "router"]

router = page_router("/me", Role.CANDIDATE)
goodbye = page_router("/goodbye")

_ALL = Slice(limit=100)
_PAGE = 30


@router.get("")
def my_page(view: Viewing, after: str | None = None) -> HTMLResponse:
    """The page: questions first, then consents, the profile, and who saw it."""
    with view.reading() as work:
        me = profile.read_own(work)
        asked = consents.own_page(work, _ALL).items
        receipt = receipts.own_receipt(work, Slice.following(_PAGE, after))
        questions = survey.read(work)
    return view.show(
        "candidate/me.html",
        me=me,
        asked=[each for each in asked if each.state is ConsentState.ASKED],
        answered=[each for each in asked if each.state is not ConsentState.ASKED],
        has_met=any(
            each.kind is ConsentKind.POOL and each.state is not ConsentState.ASKED for each in asked
        ),
        receipt=receipt,
        survey=questions,
    )


@router.post("/consents/{consent_id}/answer")
def answer(view: Viewing, consent_id: UUID, form: Posted) -> Response:
    """Agree, or not."""
    body = body_of(ConsentAnswer, {"answer": form.value("answer")})
    with view.writing() as work:
        consents.answer_own(work, consent_id, body)
    return view.go("/me", done="answered")


@router.post("/consents/{consent_id}/withdraw")
def withdraw(view: Viewing, consent_id: UUID) -> Response:
    """Take a consent back; it works at once."""
    with view.writing() as work:
        consents.withdraw_own(work, consent_id)
    return view.go("/me", done="taken_back")


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
    with view.writing() as work:
        survey.answer(work, body_of(SurveyAnswers, {"answers": answers}))
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
