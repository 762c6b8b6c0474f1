"""The modules of a programme: adding, changing, moving and taking one away."""

from dataclasses import replace
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import InvalidError, StaleError
from service.pages.forms import Form, body_of
from service.pages.manager import shaping
from service.pages.skills import TAUGHT_LEVELS, search
from service.pages.view import Posted, View, Viewing, page_router
from service.programmes import service
from service.programmes.schemas import ProgrammeUpdate
from service.taxonomy.known import skill_label
from service.words import Role

__all__ = ["router"]

router = page_router(
    "/manager/programmes/{programme_id}/modules", Role.PROGRAMME_MANAGER, Role.ADMIN
)


@router.get("/new")
def new_module(view: Viewing, programme_id: UUID) -> HTMLResponse:
    """A form for one more."""
    with view.reading() as work:
        revision = service.read(work, programme_id).revision
    return _shown(view, programme_id, None, Form.showing(revision=revision))


@router.post("/new")
def add_module(view: Viewing, programme_id: UUID, form: Posted) -> Response:
    """Choose its skills, or add it at the end: as the button says."""
    return _answered(view, programme_id, None, form)


@router.get("/{module_id}")
def module(view: Viewing, programme_id: UUID, module_id: UUID) -> HTMLResponse:
    """A form to change one."""
    with view.reading() as work:
        found = service.read(work, programme_id)
    form = shaping.module_form(shaping.module_found(found, module_id), found.revision)
    return _shown(view, programme_id, module_id, form)


@router.post("/{module_id}")
def change_module(view: Viewing, programme_id: UUID, module_id: UUID, form: Posted) -> Response:
    """Choose its skills, or save it: as the button says."""
    return _answered(view, programme_id, module_id, form)


@router.post("/{module_id}/move")
def move_module(view: Viewing, programme_id: UUID, module_id: UUID, form: Posted) -> Response:
    """One place earlier or later."""
    steps = -1 if form.value("to") == "earlier" else 1
    with view.writing() as work:
        found = service.read(work, programme_id)
        modules = shaping.moved(found, module_id, steps)
        body = body_of(ProgrammeUpdate, shaping.whole(found, modules))
        service.update(work, programme_id, body, form.revision)
    return view.go(f"/manager/programmes/{programme_id}#m-{module_id}", done="module-moved")


@router.post("/{module_id}/remove")
def remove_module(view: Viewing, programme_id: UUID, module_id: UUID, form: Posted) -> Response:
    """Take it away; what it alone teaches is no longer taught."""
    with view.writing() as work:
        found = service.read(work, programme_id)
        modules = shaping.without_module(found, module_id)
        body = body_of(ProgrammeUpdate, shaping.whole(found, modules))
        service.update(work, programme_id, body, form.revision)
    return view.go(f"/manager/programmes/{programme_id}", done="module-removed")


def _answered(view: View, programme_id: UUID, module_id: UUID | None, form: Form) -> Response:
    if form.value("do") != "save":
        return _shown(view, programme_id, module_id, _stepped(form))
    place = 0
    try:
        with view.writing() as work:
            found = service.read(work, programme_id)
            modules, place = shaping.with_module(found, shaping.module_of(form, module_id))
            body = body_of(ProgrammeUpdate, shaping.whole(found, modules))
            changed = service.update(work, programme_id, body, form.revision)
    except InvalidError as error:
        wrong = shaping.module_wrong(error, place)
        return _shown(view, programme_id, module_id, replace(form, wrong=wrong), status=422)
    except StaleError:
        return _shown(view, programme_id, module_id, form, status=412)
    saved = changed.modules[place].id
    return view.go(f"/manager/programmes/{programme_id}#m-{saved}", done="module-saved")


def _stepped(form: Form) -> Form:
    if form.value("add"):
        return shaping.add_line(form, form.value("add"))
    return shaping.drop_line(form, form.value("drop")) if form.value("drop") else form


def _shown(
    view: View, programme_id: UUID, module_id: UUID | None, form: Form, status: int = 200
) -> HTMLResponse:
    """The form; after 412 it edits the programme as it is now, with what was typed."""
    only = "parts/found_skills.html" if form.value("do") == "search" else "manager/module_form.html"
    with view.reading() as work:
        programme = service.read(work, programme_id)
        module = shaping.module_found(programme, module_id) if module_id else None
        taxonomy = work.pool.matcher.taxonomy
        lines = [
            (each, skill_label(taxonomy, each.skill, view.language))
            for each in shaping.lines_of(form)
        ]
        found = search(work, form.value("q"))
    return view.show(
        only if view.is_partial else "manager/module.html",
        status=status,
        form=form,
        programme=programme,
        module=module,
        revision=programme.revision if status == 412 else form.value("revision"),
        is_stale=status == 412,
        lines=lines,
        found=found,
        levels=TAUGHT_LEVELS,
        action=f"/manager/programmes/{programme_id}/modules/{module_id or 'new'}",
    )
