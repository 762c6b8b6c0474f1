"""The programmes of the alliance: how much each teaches, and how far its people came."""

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Response
from fastapi.responses import HTMLResponse
from sqlalchemy.exc import IntegrityError

from service.access.idempotency import create_once
from service.errors import InvalidError, StaleError
from service.organisations import service as organisations
from service.pages.forms import Form, body_of
from service.pages.manager import shaping
from service.pages.skills import EDUCATION, TAUGHT_LEVELS
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.programmes import service
from service.programmes.schemas import ProgrammeCreate, ProgrammeUpdate
from service.programmes.teaching import count_taught
from service.statistics.funnel import read_funnel
from service.statistics.schemas import ProgrammeSteps
from service.statistics.suppression import LEAST
from service.words import Role
from service.work import Work

__all__ = ["router"]

router = page_router("/manager/programmes", Role.PROGRAMME_MANAGER, Role.ADMIN)

_PAGE = 50
_SCHOOLS = Slice(limit=200)
After = Annotated[str | None, Query()]


@router.get("")
def programmes(view: Viewing, after: After = None) -> HTMLResponse:
    """All programmes, newest first."""
    with view.reading() as work:
        page = service.page(work, Slice.following(_PAGE, after))
        taught = count_taught(work, [each.id for each in page.items])
        steps = {each.programme_id: each for each in read_funnel(work).programmes}
    return view.show("manager/programmes.html", page=page, taught=taught, steps=steps, least=LEAST)


@router.get("/new")
def new_programme(view: Viewing) -> HTMLResponse:
    """A form for a new one."""
    return _details(view, Form.showing(key=uuid4()), None)


@router.post("/new")
def create_programme(view: Viewing, form: Posted) -> Response:
    """Add one; the same form sent twice adds one."""
    values = shaping.details_of(form)
    said = hashlib.sha256(json.dumps(values).encode()).hexdigest()
    key = f"page-{(form.value('key') or str(uuid4()))[:40]}-{said[:32]}"
    try:
        with view.writing() as work:
            body = body_of(ProgrammeCreate, values)
            made, _ = create_once(
                work, key, "create_programme", said, lambda: service.create(work, body)
            )
    except InvalidError as error:
        return _details(view, form.failing(error), None, status=422)
    except IntegrityError:
        return _details(view, form, None, status=409)
    return view.go(f"/manager/programmes/{made}", done="programme-made")


@router.get("/{programme_id}")
def programme(view: Viewing, programme_id: UUID) -> HTMLResponse:
    """One programme with what each of its modules teaches."""
    with view.reading() as work:
        found = service.read(work, programme_id)
        coaches = service.list_coaches(work, programme_id)
        taught = count_taught(work, [programme_id])[programme_id]
        steps = _steps(work, programme_id)
    return view.show(
        "manager/programme.html",
        found=found,
        coaches=coaches,
        taught=taught,
        steps=steps,
        least=LEAST,
        levels=dict(TAUGHT_LEVELS),
        education=dict(EDUCATION),
    )


@router.get("/{programme_id}/change")
def change_programme(view: Viewing, programme_id: UUID) -> HTMLResponse:
    """A form with its details."""
    with view.reading() as work:
        found = service.read(work, programme_id)
    return _details(view, shaping.details_form(found), programme_id)


@router.post("/{programme_id}/change")
def update_programme(view: Viewing, programme_id: UUID, form: Posted) -> Response:
    """Change these; its modules stay."""
    said = {**shaping.details_of(form), "is_active": bool(form.value("is_active"))}
    try:
        with view.writing() as work:
            modules = shaping.modules_of(service.read(work, programme_id))
            body = body_of(ProgrammeUpdate, {**said, "modules": modules})
            service.update(work, programme_id, body, form.revision)
    except InvalidError as error:
        return _details(view, form.failing(error), programme_id, status=422)
    except IntegrityError:
        return _details(view, form, programme_id, status=409)
    except StaleError:
        return _details(view, form, programme_id, status=412)
    return view.go(f"/manager/programmes/{programme_id}", done="saved")


def _steps(work: Work, programme_id: UUID) -> ProgrammeSteps | None:
    found = (each for each in read_funnel(work).programmes if each.programme_id == programme_id)
    return next(found, None)


def _schools(work: Work) -> Sequence[tuple[UUID, str]]:
    schools = (each for each in organisations.page(work, _SCHOOLS).items if each.is_school)
    return sorted(((each.id, each.name) for each in schools), key=lambda pair: pair[1].casefold())


def _details(view: View, form: Form, id_: UUID | None, status: int = 200) -> HTMLResponse:
    """The form; after 412 it edits the programme as it is now, with what was typed."""
    with view.reading() as work:
        schools = _schools(work)
        found = service.read(work, id_) if id_ else None
    return view.show(
        "manager/details.html",
        status=status,
        form=form,
        found=found,
        revision=found.revision if found and status == 412 else form.value("revision"),
        is_taken=status == 409,
        is_stale=status == 412,
        schools=schools,
        education=EDUCATION,
    )
