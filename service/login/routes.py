"""Signing in and out over HTTP."""

from fastapi import APIRouter, Response

from service.login import service
from service.login.schemas import Login, OpenLink, PasswordChange, PasswordSet
from service.web.cookies import give_cookie, take_cookie
from service.web.deps import Visiting, Writing

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["account"])


@router.post("/login", operation_id="log_in", status_code=204)
def log_in(body: Login, visit: Visiting, response: Response) -> None:
    """Sign in with a password; the answer sets the cookie of a new login session.

    After too many failures for an e-mail address or from a network address, attempts are answered
    with 429 for a while, also those with the right password.
    """
    give_cookie(response, service.log_in(visit, body), visit.services.settings.session_hours)


@router.post("/logout", operation_id="log_out", status_code=204)
def log_out(work: Writing, response: Response) -> None:
    """End this login session."""
    service.log_out(work)
    take_cookie(response)


@router.post("/links/open", operation_id="open_link", status_code=204)
def open_link(body: OpenLink, visit: Visiting, response: Response) -> None:
    """Sign in as a candidate with a personal link; the answer sets the cookie."""
    give_cookie(response, service.open_link(visit, body), visit.services.settings.session_hours)


@router.post("/links/password", operation_id="set_password", status_code=204)
def set_password(body: PasswordSet, visit: Visiting) -> None:
    """Set a password with a link, which works once; then sign in with it."""
    service.set_password(visit, body)


@router.post("/account/password", operation_id="change_password", status_code=204)
def change_password(body: PasswordChange, visit: Visiting) -> None:
    """Change your password; your other login sessions end."""
    service.change_password(visit, body)
