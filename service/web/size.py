"""A limit on what a request may bring, whether or not it says beforehand how much that is."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SizeLimit"]


class SizeLimit:
    """Refuses bodies over a number of bytes, with 413."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and count its body as it comes in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._most:
                raise HTTPException(
                    413, f"expected at most {self._most} bytes, found more; send it in parts"
                )
            return message

        await self._app(scope, counted, send)
