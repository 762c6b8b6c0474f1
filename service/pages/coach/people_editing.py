"""A new candidate, and changes of one: a form with what is wrong beside each field."""

import hashlib
import json
from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.access.idempotency import create_once
from service.documents.errors import DocumentError
from service.errors import InvalidError, StaleError
from service.pages.coach import people_form
from service.pages.coach.people import names_of
from service.pages.coach.people_words import FIELDS
from service.pages.forms import Form, body_of
from service.pages.partner.words import UNREAD, language_names
from service.pages.skills import EDUCATION
from service.pages.view import Posted, View, Viewing, page_router
from service.people import service
from service.people.schemas import CandidateCreate, CandidateRead, CandidateUpdate, CvUpdate
from service.uploads import service as uploads
from service.words import CandidateState, CefrLevel, Role, WorkMode

__all__ = ["changing", "router"]

router = page_router("/coach/candidates/new", Role.COACH)
changing = page_router("/coach/candidates/{candidate_id}", Role.COACH)


@router.get("")
def new_candidate(view: Viewing) -> HTMLResponse:
    """An empty form."""
    return _form(view, Form.showing(key=uuid4()), None)


@router.post("")
def create_candidate(view: Viewing, form: Posted) -> Response:
    """Add a candidate; the same form sent twice makes one."""
    form = people_form.tidied(form)
    values = {**people_form.body_values(form), "cv_text": form.value("cv_text")}
    values.pop("state", None)
    said = hashlib.sha256(json.dumps(values).encode()).hexdigest()
    key = f"page-{(form.value('key') or str(uuid4()))[:40]}-{said[:32]}"
    try:
        body = body_of(CandidateCreate, values)
        with view.writing() as work:
            made, _ = create_once(
                work, key, "create_candidate", said, lambda: service.create(work, body)
            )
    except InvalidError as error:
        return _form(view, form.failing(error), None, status=422)
    return view.go(f"/coach/candidates/{made}", done="candidate_made")


@changing.get("/change")
def change_candidate(view: Viewing, candidate_id: UUID) -> HTMLResponse:
    """The form with all that is told of somebody."""
    with view.writing() as work:
        person = service.read(work, candidate_id)
    return _form(view, people_form.showing(person), person)


@changing.post("/change")
def update_candidate(view: Viewing, candidate_id: UUID, form: Posted) -> Response:
    """Change somebody; who was second sees their own words again, and may send them again."""
    form = people_form.tidied(form)
    try:
        body = body_of(CandidateUpdate, people_form.body_values(form))
        with view.writing() as work:
            service.update(work, candidate_id, body, form.revision)
    except InvalidError as error:
        return _form(view, form.failing(error), _shown(view, candidate_id), status=422)
    except StaleError:
        person = _shown(view, candidate_id)
        return _form(view, _renewed(form, person), person, is_stale=True, status=412)
    return view.go(f"/coach/candidates/{candidate_id}", done="saved")


@changing.get("/cv")
def cv_page(view: Viewing, candidate_id: UUID) -> HTMLResponse:
    """The CV, to put another in its place."""
    with view.writing() as work:
        person = service.read(work, candidate_id)
    shown = Form.showing(cv_text=person.cv_text, revision=person.revision)
    return _cv(view, shown, person)


@changing.post("/cv")
def update_cv(view: Viewing, candidate_id: UUID, form: Posted) -> Response:
    """Put another CV in the place of the one that is there, from text or a file, and read it."""
    try:
        done = _brought(view, candidate_id, form)
    except InvalidError as error:
        return _cv(view, form.failing(error), _shown(view, candidate_id), status=422)
    except DocumentError as error:
        wrong = replace(form, wrong={"file": UNREAD[type(error)]})
        return _cv(view, wrong, _shown(view, candidate_id), status=422)
    except StaleError:
        person = _shown(view, candidate_id)
        return _cv(view, _renewed(form, person), person, is_stale=True, status=412)
    return view.go(f"/coach/candidates/{candidate_id}", done=done)


def _brought(view: View, candidate_id: UUID, form: Form) -> str:
    """Keep a CV; what to say of it."""
    file = form.files.get("file")
    if file is not None and file.filename:
        content = file.file.read()
        told = uploads.bring_cv(view.visit(), candidate_id, file.filename, content, form.revision)
        return "cv_hidden" if told.notices else "cv_read"
    body = body_of(CvUpdate, {"cv_text": form.value("cv_text")})
    with view.writing() as work:
        service.update_cv(work, candidate_id, body, form.revision)
    return "cv_read"


def _shown(view: View, candidate_id: UUID) -> CandidateRead:
    with view.reading() as work:
        return service.show(work, candidate_id)


def _renewed(form: Form, person: CandidateRead) -> Form:
    """The same words, as an edit of what is stored now."""
    return replace(form, values={**form.values, "revision": [str(person.revision)]})


def _form(
    view: View,
    form: Form,
    person: CandidateRead | None,
    *,
    is_stale: bool = False,
    status: int = 200,
) -> HTMLResponse:
    with view.reading() as work:
        own, names = service.enrollable(work), names_of(work)
    codes = form.all("language_code")
    return view.show(
        "coach_people/change.html" if person else "coach_people/new.html",
        person=person,
        form=form,
        is_stale=is_stale,
        differing=people_form.differing(form, person) if person and is_stale else [],
        fields=FIELDS,
        own=sorted(own.items(), key=lambda each: each[1]),
        names={str(id_): name for id_, name in names.items()},
        states=CandidateState,
        education=EDUCATION,
        languages_known=language_names(view.language, codes),
        cefr=[each.value for each in CefrLevel],
        work_modes=list(WorkMode),
        status=status,
    )


def _cv(
    view: View, form: Form, person: CandidateRead, *, is_stale: bool = False, status: int = 200
) -> HTMLResponse:
    return view.show(
        "coach_people/cv.html", form=form, person=person, is_stale=is_stale, status=status
    )
