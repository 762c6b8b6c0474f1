"""Signing in and out, links that were sent, one's own account, and the language."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.account import service as account
from service.account.schemas import AccountUpdate
from service.errors import InvalidError, NotSignedInError, TooManyError
from service.login import service as login
from service.login.schemas import Login, OpenLink, PasswordChange, PasswordSet
from service.pages.forms import BLANK, Form, body_of
from service.pages.language import COOKIE, LANGUAGES
from service.pages.navigation import home_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.web.cookies import give_cookie, take_cookie
from service.words import Role

__all__ = ["everybody", "router"]

router = page_router("", per_minute=60)
everybody = page_router("", *Role)
"""For whoever is signed in."""

Token = Annotated[str, Path(max_length=100)]
_YEAR = 365 * 24 * 3600
_LOGINS = Slice(limit=50)


@router.get("/")
def start(view: Viewing) -> RedirectResponse:
    """Where somebody begins."""
    return view.go("/login" if view.who.user_id is None else home_of(view.who))


@router.get("/login")
def login_page(view: Viewing, next: str = "/") -> HTMLResponse:
    """A form to sign in."""
    return view.show("front/login.html", form=Form.showing(next=next), failed=None)


@router.post("/login")
def log_in(view: Viewing, form: Posted) -> Response:
    """Sign in, and go on to the page that was asked."""
    try:
        body = body_of(Login, {"email": form.value("email"), "password": form.value("password")})
        secret = login.log_in(view.visit(), body)
    except (InvalidError, NotSignedInError):
        return view.show("front/login.html", form=form, failed="wrong", status=401)
    except TooManyError:
        return view.show("front/login.html", form=form, failed="often", status=429)
    return _let_in(view, secret, _own_path(form.value("next")))


@router.get("/link/{token}")
def link_page(view: Viewing, token: Token) -> HTMLResponse:
    """What a personal link shows first; so that a program that looks at links opens none."""
    return view.show("front/link.html", token=token)


@router.post("/link/{token}")
def open_link(view: Viewing, token: Token) -> Response:
    """Sign a candidate in with their personal link."""
    try:
        secret = login.open_link(view.visit(), body_of(OpenLink, {"token": token}))
    except NotSignedInError:
        return view.show("front/link_gone.html", status=401)
    return _let_in(view, secret, "/me")


@router.get("/password/{token}")
def password_page(view: Viewing, token: Token) -> HTMLResponse:
    """A form for a first or new password."""
    return view.show("front/password.html", token=token, form=BLANK)


@router.post("/password/{token}")
def set_password(view: Viewing, form: Posted, token: Token) -> Response:
    """Set the password, and go on to sign in with it."""
    try:
        body = body_of(PasswordSet, {"token": token, "password": form.value("password")})
        login.set_password(view.visit(), body)
    except NotSignedInError:
        return view.show("front/link_gone.html", status=401)
    except InvalidError as error:
        shown = form.failing(error)
        return view.show("front/password.html", token=token, form=shown, status=422)
    return view.go("/login", done="password")


@router.post("/language")
def choose_language(view: Viewing, form: Posted) -> Response:
    """Read on in another language, here and wherever this account signs in."""
    language = form.value("language")
    response = view.go(_own_path(form.value("next")))
    if language not in LANGUAGES:
        return response
    response.set_cookie(COOKIE, language, max_age=_YEAR, secure=True, httponly=True, samesite="lax")
    if view.who.user_id is not None:
        with view.writing() as work:
            before = account.read(work)
            body = AccountUpdate(name=before.name, language=language)
            account.update(work, body, f'"{before.revision}"')
    return response


@everybody.post("/logout")
def log_out(view: Viewing) -> Response:
    """End this login session."""
    with view.writing() as work:
        login.log_out(work)
    response = view.go("/login", done="out")
    take_cookie(response)
    return response


@everybody.get("/account")
def account_page(view: Viewing) -> HTMLResponse:
    """One's own account."""
    return _account(view, BLANK)


@everybody.post("/account/password")
def change_password(view: Viewing, form: Posted) -> Response:
    """Change one's password; the other login sessions end."""
    try:
        body = body_of(PasswordChange, {name: form.value(name) for name in _PASSWORDS})
        login.change_password(view.visit(), body)
    except InvalidError as error:
        return _account(view, form.failing(error), status=422)
    return view.go("/account", done="password")


@everybody.post("/account/sessions/{session_id}/end")
def end_session(view: Viewing, session_id: UUID) -> Response:
    """End one of one's login sessions."""
    with view.writing() as work:
        account.end_session(work, session_id)
    return view.go("/account", done="session")


_PASSWORDS = ("old_password", "password")


def _account(view: View, form: Form, status: int = 200) -> HTMLResponse:
    with view.reading() as work:
        me = account.read(work)
        sessions = account.list_sessions(work, _LOGINS).items
    return view.show("front/account.html", me=me, sessions=sessions, form=form, status=status)


def _let_in(view: View, secret: str, path: str) -> Response:
    response = view.go(path)
    give_cookie(response, secret, view.services.settings.session_hours)
    return response


def _own_path(asked: str) -> str:
    """A path of ours, and never the address of another site."""
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and "\n" not in asked
    return asked if is_ours else "/"
