"""What every answer carries: headers that keep browsers from doing what pages here never ask."""

from secure import (
    CacheControl,
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    CustomHeader,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["KeptFiles", "security_headers"]

_FILES = "/static/"
_KEPT = "public, max-age=31536000, immutable"


def security_headers(*, is_demo: bool) -> Secure:
    """A strict policy: only what comes from this host, no inline scripts or styles, no frames.

    Args:
        is_demo: Every answer says that people and vacancies are invented.
    """
    csp = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )
    return Secure(
        csp=csp,
        cache=CacheControl().no_store(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(63_072_000),
        permissions=PermissionsPolicy().camera().geolocation().microphone().payment().usb(),
        referrer=ReferrerPolicy().same_origin(),  # without it forms would name no origin
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        custom=[CustomHeader("X-Schakel-Demo", "invented people and vacancies")] if is_demo else [],
    )


class KeptFiles:
    """Has browsers keep files of the pages, whose addresses change with them, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and say of a file that it may be kept."""
        is_file = scope["type"] == "http" and scope["path"].startswith(_FILES)

        async def kept(message: Message) -> None:
            if is_file and message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = _KEPT
            await send(message)

        await self._app(scope, receive, kept)
