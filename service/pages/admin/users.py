"""Who can sign in, as what, and with which first password."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.access.secrets import new_secret
from service.errors import ConflictError, InvalidError
from service.organisations import service as organisations
from service.organisations.schemas import OrganisationRead
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.users import service
from service.users.schemas import PasswordLink, RoleAdd, UserCreate, UserFilter, UserUpdate
from service.words import Role, UserState
from service.work import Work

__all__ = ["router"]

router = page_router("/admin/users", Role.ADMIN)

_ALL = Slice(limit=200)
_PAGE = 50


@router.get("")
def users(
    view: Viewing, role: str = "", state: str = "", text: str = "", after: str | None = None
) -> HTMLResponse:
    """Users, those asked for alone."""
    wanted = {"role": role or None, "state": state or None, "text": text.strip() or None}
    with view.reading() as work:
        page = service.page(work, body_of(UserFilter, wanted), Slice.following(_PAGE, after))
    form = Form.showing(role=role, state=state, text=text)
    template = "admin/user_rows.html" if view.is_partial else "admin/users.html"
    return view.show(template, page=page, form=form, roles=Role, states=UserState)


@router.get("/new")
def new_user(view: Viewing) -> HTMLResponse:
    """A form for somebody new."""
    return _form(view, Form.showing(language="nl", role="partner"))


@router.post("/new")
def create_user(view: Viewing, form: Posted) -> Response:
    """Add somebody with their first role, and a link to set a password."""
    try:
        body = body_of(UserCreate, form.given("email", "name", "language"))
        role = body_of(RoleAdd, _role(form))
        with view.writing() as work:
            made = service.create(work, body)
            service.add_role(work, made, role)
            link = _link(work, made)
    except InvalidError as error:
        return _form(view, form.failing(error), status=422)
    except ConflictError:
        return _form(view, form, status=409, is_taken=True)
    return _user(view, made, link=link)


@router.get("/{user_id}")
def user(view: Viewing, user_id: UUID) -> HTMLResponse:
    """One user."""
    return _user(view, user_id)


@router.post("/{user_id}")
def update_user(view: Viewing, user_id: UUID, form: Posted) -> Response:
    """Change a name, or whether they may sign in."""
    try:
        given = form.given("name", "language")
        asked = {"name": None, **given, "is_disabled": bool(form.value("is_disabled"))}
        with view.writing() as work:
            service.update(work, user_id, body_of(UserUpdate, asked), form.revision)
    except InvalidError as error:
        return _user(view, user_id, form=form.failing(error), status=422)
    return view.go(f"/admin/users/{user_id}", done="saved")


@router.post("/{user_id}/roles")
def add_role(view: Viewing, user_id: UUID, form: Posted) -> Response:
    """Give a role."""
    try:
        with view.writing() as work:
            service.add_role(work, user_id, body_of(RoleAdd, _role(form)))
    except InvalidError as error:
        return _user(view, user_id, form=form.failing(error), status=422)
    return view.go(f"/admin/users/{user_id}", done="saved")


@router.post("/{user_id}/roles/{role_id}/remove")
def remove_role(view: Viewing, user_id: UUID, role_id: UUID) -> Response:
    """Take a role away."""
    with view.writing() as work:
        service.remove_role(work, user_id, role_id)
    return view.go(f"/admin/users/{user_id}", done="saved")


@router.post("/{user_id}/link")
def make_link(view: Viewing, user_id: UUID) -> Response:
    """Make a link for a new password, which is shown once."""
    with view.writing() as work:
        link = _link(work, user_id)
    return _user(view, user_id, link=link)


@router.post("/{user_id}/erase")
def erase_user(view: Viewing, user_id: UUID) -> Response:
    """Erase a user."""
    with view.writing() as work:
        service.erase(work, user_id)
    return view.go("/admin/users", done="erased")


def _role(form: Form) -> dict[str, Any]:
    given = form.given("role", "organisation_id")
    return given if given.get("role") == Role.PARTNER else {"role": given.get("role", "")}


def _link(work: Work, user_id: UUID) -> PasswordLink:
    secret = new_secret("pl")
    return service.read_new_link(work, service.create_password_link(work, user_id, secret), secret)


def _employers(work: Work) -> list[OrganisationRead]:
    rows = organisations.page(work, _ALL).items
    return sorted((each for each in rows if each.is_employer), key=lambda each: each.name)


def _form(view: View, form: Form, *, status: int = 200, is_taken: bool = False) -> HTMLResponse:
    with view.reading() as work:
        employers = _employers(work)
    return view.show(
        "admin/user_new.html",
        form=form,
        employers=employers,
        roles=[each for each in Role if each is not Role.CANDIDATE],
        is_taken=is_taken,
        status=status,
    )


def _user(
    view: View,
    user_id: UUID,
    *,
    form: Form = BLANK,
    link: PasswordLink | None = None,
    status: int = 200,
) -> HTMLResponse:
    with view.reading() as work:
        found, rows = service.read(work, user_id), organisations.page(work, _ALL).items
        employers = _employers(work)
    names = {each.id: each.name for each in rows}
    return view.show(
        "admin/user.html",
        user=found,
        form=form,
        link=link,
        address=str(view.request.base_url),
        employers=employers,
        names=names,
        roles=[each for each in Role if each is not Role.CANDIDATE],
        status=status,
    )
