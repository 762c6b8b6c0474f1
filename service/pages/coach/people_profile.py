"""The profile of a candidate: what is known, what shows it, and what the candidate has a say in."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.claims import service as claims
from service.consents import service as consents
from service.consents.schemas import ConsentAsk, ConsentRecord
from service.duplicates import service as duplicates
from service.pages.coach.people_claims import claims_context
from service.pages.coach.people_words import CONSENTS, LIKE, OUTSIDE
from service.pages.forms import body_of
from service.pages.partner.words import language_names
from service.pages.skills import EDUCATION
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.people import links, service
from service.people.schemas import CandidateRead, ProfileLinkRead
from service.privacy import receipts
from service.privacy import service as privacy
from service.words import ConsentKind, ConsentState, Role
from service.work import Work

__all__ = ["router"]

router = page_router("/coach/candidates/{candidate_id}", Role.COACH)

_PAGE = 30
_STANDING = (ConsentState.ASKED, ConsentState.GIVEN)
_ASKABLE = (ConsentKind.POOL, ConsentKind.RETENTION, ConsentKind.BIAS_SURVEY)


@router.get("")
def profile(view: Viewing, candidate_id: UUID) -> HTMLResponse:
    """All of a candidate; that it was read is recorded."""
    return _profile(view, candidate_id)


@router.post("/link")
def make_link(view: Viewing, candidate_id: UUID) -> Response:
    """Make the personal link, which is shown once."""
    with view.writing() as work:
        link = links.create_link(work, candidate_id)
    return _profile(view, candidate_id, link=link)


@router.post("/consents")
def ask(view: Viewing, candidate_id: UUID, form: Posted) -> Response:
    """Ask a consent; the candidate answers on their own page, or on paper."""
    body = body_of(ConsentAsk, {"kind": form.value("kind")})
    with view.writing() as work:
        consents.ask(work, candidate_id, body)
    return view.go(f"/coach/candidates/{candidate_id}#consents", done="consent_asked")


@router.post("/consents/{consent_id}")
def record(view: Viewing, candidate_id: UUID, consent_id: UUID, form: Posted) -> Response:
    """Record what a candidate answered or withdrew on paper."""
    body = body_of(ConsentRecord, {"answer": form.value("answer")})
    with view.writing() as work:
        consents.record(work, candidate_id, consent_id, body)
    return view.go(f"/coach/candidates/{candidate_id}#consents", done="consent_recorded")


@router.get("/seen")
def seen(view: Viewing, candidate_id: UUID, after: str | None = None) -> HTMLResponse:
    """Who saw which data of a candidate, which is recorded too."""
    with view.writing() as work:
        person = service.show(work, candidate_id)
        page = receipts.receipt(work, candidate_id, Slice.following(_PAGE, after))
    return view.show("coach_people/seen.html", person=person, page=page)


@router.get("/export")
def export(view: Viewing, candidate_id: UUID) -> Response:
    """All that is kept about a candidate, as a file to hand over."""
    with view.writing() as work:
        content = privacy.export_candidate(work, candidate_id).model_dump_json(indent=2)
    return Response(
        content,
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="schakel-export.json"'},
    )


@router.get("/erase")
def erase_page(view: Viewing, candidate_id: UUID) -> HTMLResponse:
    """What erasing does, before it is done."""
    return _erase(view, candidate_id)


@router.post("/erase")
def erase(view: Viewing, candidate_id: UUID, form: Posted) -> Response:
    """Erase a candidate who asked for it; without the tick nothing happens."""
    if not form.value("is_sure"):
        return _erase(view, candidate_id, is_unsure=True, status=422)
    with view.writing() as work:
        privacy.erase_candidate(work, candidate_id)
    return view.go("/coach/candidates", done="candidate_erased")


def _erase(
    view: View, candidate_id: UUID, *, is_unsure: bool = False, status: int = 200
) -> HTMLResponse:
    with view.reading() as work:
        person = service.show(work, candidate_id)
    return view.show("coach_people/erase.html", person=person, is_unsure=is_unsure, status=status)


def _profile(
    view: View, candidate_id: UUID, *, link: ProfileLinkRead | None = None
) -> HTMLResponse:
    with view.writing() as work:
        person = service.read(work, candidate_id)
        shown = _consents(work, candidate_id)
        doubles = [duplicates.read(work, each.id) for each in person.possible_duplicates]
        skills = claims_context(work, person, claims.shown_of(work, candidate_id))
    return view.show(
        "coach_people/profile.html",
        person=person,
        link=link,
        address=str(view.request.base_url),
        doubles=doubles,
        like=LIKE,
        outside=OUTSIDE,
        **shown,
        **skills,
        **_words(view, person),
    )


def _consents(work: Work, candidate_id: UUID) -> dict[str, Any]:
    """What was asked, newest first, and what can be asked now."""
    asked = consents.shown_of(work, candidate_id)
    standing = {each.kind for each in asked if each.state in _STANDING}
    return {
        "consents": asked,
        "askable": [each for each in _ASKABLE if each not in standing],
        "consent_words": CONSENTS,
    }


def _words(view: View, person: CandidateRead) -> dict[str, Any]:
    spoken = language_names(view.language, [each.code for each in person.languages])
    return {"education": dict(EDUCATION), "languages_known": dict(spoken)}
