"""Making a vacancy, and changing one: a form that reads a text, and shows what it asks."""

import hashlib
import json
from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.access.idempotency import create_once
from service.documents import errors as documents
from service.errors import InvalidError
from service.organisations import service as organisations
from service.pages.forms import Form, body_of
from service.pages.partner import asking
from service.pages.partner.asking import Line
from service.pages.partner.drafting import Draft, body_values, compose
from service.pages.partner.words import CODES, UNREAD, language_names
from service.pages.skills import ASKED_LEVELS, EDUCATION, search
from service.pages.view import Posted, View, Viewing, page_router
from service.uploads import service as uploads
from service.uploads.schemas import VacancyUploaded
from service.vacancies import service as vacancies
from service.vacancies.schemas import VacancyCreate, VersionCreate
from service.words import CefrLevel, Role, WorkMode

__all__ = ["router"]

router = page_router("/partner/vacancies", Role.PARTNER)

_LONGEST_TITLE = 300
_PARTS = {"count": "partner_vacancies/count.html", "search": "parts/found_skills.html"}
_BROUGHT = ("title", "text", "place", "hours_min", "hours_max", "education_level", "start_by")


@router.get("/new")
def new_vacancy(view: Viewing) -> HTMLResponse:
    """A form to begin with a text."""
    return _shown(view, Draft(form=Form.showing(key=uuid4(), positions=1)), None)


@router.post("/new")
def make_vacancy(view: Viewing, form: Posted) -> Response:
    """Read a text, change what it asks, or save it: as the button says."""
    draft = _next(view, form)
    if form.value("do") != "save":
        return _shown(view, draft, None)
    if draft.is_new or draft.form.wrong:
        return _shown(view, draft, None, status=422)
    try:
        id_ = _create(view, draft)
    except InvalidError as error:
        return _shown(view, _failing(draft, error), None, status=422)
    return view.go(f"/partner/vacancies/{id_}", done="vacancy_made")


@router.get("/{vacancy_id}/change")
def change_vacancy(view: Viewing, vacancy_id: UUID, relax: str = "") -> HTMLResponse:
    """The form with all that the newest version asks; with one step less, where that is chosen."""
    with view.reading() as work:
        found = vacancies.read_vacancy(work, vacancy_id)
        form = asking.showing(found.newest, found.revision)
        form, lines = asking.relax(form, asking.lines_of(form), relax)
        draft = compose(work, form, lines, is_stored=True)
    return _shown(view, draft, vacancy_id)


@router.post("/{vacancy_id}/change")
def make_version(view: Viewing, vacancy_id: UUID, form: Posted) -> Response:
    """The same for a new version."""
    with view.reading() as work:
        vacancies.find(work, vacancy_id)
    draft = _next(view, form)
    if form.value("do") != "save":
        return _shown(view, draft, vacancy_id)
    if draft.is_new or draft.form.wrong:
        return _shown(view, draft, vacancy_id, status=422)
    try:
        body = body_of(VersionCreate, body_values(draft.form, draft.lines))
        with view.writing() as work:
            vacancies.create_version(work, vacancy_id, body, form.revision)
    except InvalidError as error:
        return _shown(view, _failing(draft, error), vacancy_id, status=422)
    return view.go(f"/partner/vacancies/{vacancy_id}", done="vacancy_changed")


def _create(view: View, draft: Draft) -> UUID:
    """Save a new vacancy; the same form sent twice makes one."""
    values = body_values(draft.form, draft.lines)
    employer = draft.form.value("organisation_id")
    body = body_of(VacancyCreate, {**values, "organisation_id": employer or None})
    said = hashlib.sha256(json.dumps([employer, values]).encode()).hexdigest()
    key = f"page-{(draft.form.value('key') or str(uuid4()))[:40]}-{said[:32]}"
    with view.writing() as work:
        made, _ = create_once(
            work, key, "create_vacancy", said, lambda: vacancies.create(work, body)
        )
    return made


def _next(view: View, form: Form) -> Draft:
    """The form after what a button asks."""
    try:
        form = _brought(view, form)
    except InvalidError as error:
        return Draft(form=form.failing(error), lines=asking.lines_of(form))
    except documents.DocumentError as error:
        wrong = {"file": UNREAD[type(error)]}
        return Draft(form=replace(form, wrong=wrong), lines=asking.lines_of(form))
    form = _titled(form)
    form, lines = _stepped(form, asking.lines_of(form))
    with view.reading() as work:
        return compose(work, form, lines)


def _stepped(form: Form, lines: list[Line]) -> tuple[Form, list[Line]]:
    if form.value("add"):
        return form.without("q"), asking.add_line(lines, form.value("add"))
    if form.value("relax"):
        return asking.relax(form, lines, form.value("relax"))
    return form, lines


def _titled(form: Form) -> Form:
    """A form without a title has the first line of its text as one."""
    if form.value("title").strip():
        return form
    first = next((line.strip() for line in form.value("text").split("\n") if line.strip()), "")
    return replace(form, values={**form.values, "title": [first[:_LONGEST_TITLE]]})


def _brought(view: View, form: Form) -> Form:
    """A form with what a document says, where one was sent.

    Raises:
        DocumentError: The document is not read.
        InvalidError: Its text is too long.
    """
    file = form.files.get("file")
    if form.value("do") != "read" or file is None or not file.filename:
        return form
    said = uploads.look_at_vacancy(view.visit(), file.filename, file.file.read())
    values = {name: each for name in _BROUGHT if (each := getattr(said, name)) is not None}
    shown = Form.showing(**values, **_more(said))
    return Form({**form.values, **shown.values})


def _more(said: VacancyUploaded) -> dict[str, object]:
    found: dict[str, object] = {"notice": [each.code for each in said.notices]}
    if said.work_modes:
        found["work_modes"] = [each.value for each in said.work_modes]
    if said.positions > 1:
        found["positions"] = said.positions
    return found


def _failing(draft: Draft, error: InvalidError) -> Draft:
    """The draft with what is wrong; what fits no field of its own is about the hours."""
    form = draft.form.failing(error)
    wrong = {name or "hours": detail for name, detail in form.wrong.items()}
    return replace(draft, form=replace(form, wrong=wrong))


def _shown(view: View, draft: Draft, vacancy_id: UUID | None, status: int = 200) -> HTMLResponse:
    form, do = draft.form, draft.form.value("do")
    whole = "partner_vacancies/form.html" if view.is_partial else "partner_vacancies/edit.html"
    with view.reading() as work:
        found = search(work, form.value("q"))
        own = [] if vacancy_id else sorted(view.who.organisations)
        employers = [organisations.read(work, each) for each in own]
    return view.show(
        _PARTS.get(do, whole) if view.is_partial else whole,
        status=status,
        draft=draft,
        form=form,
        found=found,
        employers=[(each.id, each.name) for each in employers if each.is_employer],
        vacancy_id=vacancy_id,
        action=f"/partner/vacancies/{vacancy_id}/change"
        if vacancy_id
        else "/partner/vacancies/new",
        levels=ASKED_LEVELS,
        education=EDUCATION,
        language_levels=dict(
            zip(form.all("language_code"), form.all("language_level"), strict=False)
        ),
        languages_known=language_names(view.language, form.all("language_code")),
        cefr=[each.value for each in CefrLevel],
        work_modes=list(WorkMode),
        codes=CODES,
    )
