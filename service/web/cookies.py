"""The cookie of a login: no script reads it, and it goes over HTTPS to this host alone."""

from fastapi import Response

from service.web.deps import COOKIE

__all__ = ["give_cookie", "take_cookie"]


def give_cookie(response: Response, secret: str, hours: int) -> None:
    """Have the browser keep a login for as long as it can last."""
    response.set_cookie(
        COOKIE, secret, max_age=hours * 3600, path="/", secure=True, httponly=True, samesite="lax"
    )


def take_cookie(response: Response) -> None:
    """Have the browser forget its login."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
