"""What a candidate can do: claims are confirmed, corrected, rejected and added."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.claims import service
from service.claims.schemas import ClaimCreate, ClaimRead, ClaimReason, ClaimUpdate
from service.errors import ConflictError, InvalidError
from service.pages.coach.people_cv import pieces_of
from service.pages.coach.people_words import LEVELS
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.people import service as people
from service.people.schemas import CandidateRead
from service.privacy import service as privacy
from service.taxonomy import service as taxonomy
from service.words import ClaimState, EvidenceKind, Role
from service.work import Work

__all__ = ["claims_context", "router"]

router = page_router("/coach/candidates/{candidate_id}/claims", Role.COACH)

_FOUND = 8
_GIVEN = ("skill", "level", "kind", "source", "dated_on", "attester")


@router.get("/new")
def new_claim(view: Viewing, candidate_id: UUID, q: str = "", skill: str = "") -> HTMLResponse:
    """Search a skill, and then say what shows it."""
    form = Form.showing(skill=skill, kind=EvidenceKind.COACH.value)
    return _new(view, candidate_id, form, q=q)


@router.post("/new")
def add(view: Viewing, candidate_id: UUID, form: Posted) -> Response:
    """Add a claim, as confirmed."""
    try:
        body = body_of(ClaimCreate, form.given(*_GIVEN))
        with view.writing() as work:
            made = service.add(work, candidate_id, body)
    except InvalidError as error:
        return _new(view, candidate_id, form.failing(error), status=422)
    except ConflictError:
        return _new(view, candidate_id, form, is_there=True, status=409)
    return view.go(f"/coach/candidates/{candidate_id}#c-{made}", done="claim_added")


@router.post("/{claim_id}")
def judge(view: Viewing, candidate_id: UUID, claim_id: UUID, form: Posted) -> Response:
    """Confirm a claim, correct its level, reject it, or have it count again."""
    try:
        with view.writing() as work:
            _judge(work, candidate_id, claim_id, form)
    except InvalidError as error:
        return _judged(view, candidate_id, claim_id, form.failing(error), status=422)
    if view.is_partial:
        return _judged(view, candidate_id, claim_id, BLANK)
    return view.go(f"/coach/candidates/{candidate_id}#c-{claim_id}", done="claim_judged")


def claims_context(
    work: Work,
    person: CandidateRead,
    claims: Sequence[ClaimRead],
    *,
    judged: UUID | None = None,
    form: Form = BLANK,
) -> dict[str, Any]:
    """What the part with claims shows.

    Args:
        work: The work.
        person: Whose they are.
        claims: All of them.
        judged: The one that was judged just now.
        form: With what is wrong with that, if anything.
    """
    return {
        "groups": _groups(claims),
        "disputed": privacy.disputed_of(work, person.id),
        "pieces": pieces_of(person.cv_text, claims),
        "judged": judged,
        "form": form,
        "levels": LEVELS,
        "reasons": ClaimReason,
    }


def _groups(claims: Sequence[ClaimRead]) -> Mapping[str, Sequence[ClaimRead]]:
    """Claims by what is to be done with them."""
    own = [each for each in claims if not each.is_taught]
    return {
        "proposed": [each for each in own if each.state is ClaimState.PROPOSED],
        "confirmed": [each for each in own if each.state is ClaimState.CONFIRMED],
        "rejected": [each for each in own if each.state is ClaimState.REJECTED],
        "taught": [each for each in claims if each.is_taught],
    }


def _judge(work: Work, candidate_id: UUID, claim_id: UUID, form: Form) -> None:
    do, held = form.value("do"), form.value("held") or None
    if do == "confirm":
        service.verify(work, candidate_id, claim_id, form.revision)
        return
    said = {
        "reject": {"level": held, "state": ClaimState.REJECTED},
        "restore": {"level": held, "state": ClaimState.CONFIRMED},
    }.get(do, {"level": form.value("level") or None, "state": ClaimState.CONFIRMED})
    body = body_of(ClaimUpdate, {**said, **form.given("reason")})
    service.update(work, candidate_id, claim_id, body, form.revision)


def _judged(
    view: View, candidate_id: UUID, claim_id: UUID, form: Form, status: int = 200
) -> HTMLResponse:
    """The part with claims again: judging one can change others."""
    with view.writing() as work:
        is_part = view.is_partial
        person = people.show(work, candidate_id) if is_part else people.read(work, candidate_id)
        shown = service.shown_of(work, candidate_id)
        context = claims_context(work, person, shown, judged=claim_id, form=form)
    template = "coach_people/claims_part.html" if is_part else "coach_people/claims_page.html"
    return view.show(template, person=person, status=status, **context)


def _new(
    view: View,
    candidate_id: UUID,
    form: Form,
    *,
    q: str = "",
    is_there: bool = False,
    status: int = 200,
) -> HTMLResponse:
    with view.reading() as work:
        person = people.show(work, candidate_id)
        found = taxonomy.search_skills(work, q, _FOUND) if q.strip() else []
        known = work.pool.matcher.taxonomy.skills.get(form.value("skill"))
    return view.show(
        "coach_people/found.html" if view.is_partial else "coach_people/claim_new.html",
        person=person,
        q=q,
        found=found,
        form=form,
        label=known.label(view.language) if known else None,
        kinds=EvidenceKind,
        levels=LEVELS,
        is_there=is_there,
        status=status,
    )
