"""Employers, schools and public bodies; and which coaches see the candidates of a programme."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError

from service.errors import InvalidError
from service.organisations import service
from service.organisations.schemas import OrganisationCreate, OrganisationUpdate
from service.pages.forms import Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.programmes import service as programmes
from service.users import service as users
from service.users.schemas import UserFilter
from service.words import Role, UserState

__all__ = ["coaching", "router"]


class _Chosen(BaseModel):
    user_id: UUID


router = page_router("/admin/organisations", Role.ADMIN)
coaching = page_router("/admin/programmes", Role.ADMIN)

_ALL = Slice(limit=200)
_PAGE = 50
_KINDS = ("is_employer", "is_school", "is_public_body")


@router.get("")
def organisations(view: Viewing, after: str | None = None) -> HTMLResponse:
    """All organisations."""
    with view.reading() as work:
        page = service.page(work, Slice.following(_PAGE, after))
    return view.show("admin/organisations.html", page=page)


@router.get("/new")
def new_organisation(view: Viewing) -> HTMLResponse:
    """A form for a new one."""
    return _form(view, Form.showing(is_employer=True, lists_per_day=20), None)


@router.post("/new")
def create_organisation(view: Viewing, form: Posted) -> Response:
    """Add one."""
    try:
        with view.writing() as work:
            service.create(work, body_of(OrganisationCreate, _given(form)))
    except InvalidError as error:
        return _form(view, form.failing(error), None, status=422)
    except IntegrityError:
        return _form(view, form, None, status=409)
    return view.go("/admin/organisations", done="saved")


@router.get("/{organisation_id}")
def organisation(view: Viewing, organisation_id: UUID) -> HTMLResponse:
    """A form to change one."""
    with view.reading() as work:
        found = service.read(work, organisation_id)
    return _form(view, Form.showing(**found.model_dump()), organisation_id)


@router.post("/{organisation_id}")
def update_organisation(view: Viewing, organisation_id: UUID, form: Posted) -> Response:
    """Change one."""
    try:
        asked = {**_given(form), "is_active": bool(form.value("is_active"))}
        with view.writing() as work:
            body = body_of(OrganisationUpdate, asked)
            service.update(work, organisation_id, body, form.revision)
    except InvalidError as error:
        return _form(view, form.failing(error), organisation_id, status=422)
    except IntegrityError:
        return _form(view, form, organisation_id, status=409)
    return view.go("/admin/organisations", done="saved")


@coaching.get("")
def all_programmes(view: Viewing) -> HTMLResponse:
    """All programmes, and who coaches in them."""
    with view.reading() as work:
        rows = programmes.page(work, _ALL).items
        coaches = {each.id: programmes.list_coaches(work, each.id) for each in rows}
        wanted = UserFilter(role=Role.COACH, state=UserState.ACTIVE)
        people = users.page(work, wanted, _ALL).items
    return view.show("admin/programmes.html", rows=rows, coaches=coaches, people=people)


@coaching.post("/{programme_id}/coaches")
def add_coach(view: Viewing, programme_id: UUID, form: Posted) -> Response:
    """Let a coach see the candidates of a programme."""
    user_id = body_of(_Chosen, {"user_id": form.value("user_id")}).user_id
    with view.writing() as work:
        programmes.add_coach(work, programme_id, user_id)
    return view.go(f"/admin/programmes#p-{programme_id}", done="saved")


@coaching.post("/{programme_id}/coaches/{user_id}/remove")
def remove_coach(view: Viewing, programme_id: UUID, user_id: UUID) -> Response:
    """Let them no longer see these."""
    with view.writing() as work:
        programmes.remove_coach(work, programme_id, user_id)
    return view.go(f"/admin/programmes#p-{programme_id}", done="saved")


def _given(form: Form) -> dict[str, Any]:
    kinds = {name: bool(form.value(name)) for name in _KINDS}
    return {**form.given("name", "external_id", "lists_per_day"), **kinds}


def _form(view: View, form: Form, id_: UUID | None, status: int = 200) -> HTMLResponse:
    return view.show(
        "admin/organisation.html", form=form, id=id_, is_taken=status == 409, status=status
    )
