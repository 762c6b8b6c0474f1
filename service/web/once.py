"""Creating once: a request that is repeated with its Idempotency-Key makes nothing new."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response

from service.access.idempotency import create_once
from service.work import Work

__all__ = ["Once"]

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Any text of your own; the same request with it is done once in a day.",
        examples=["8f4c2a10-vacancy-1"],
    ),
]


@dataclass(frozen=True)
class _Once:
    operation: str
    request_hash: str
    key: str | None
    response: Response

    def create(self, work: Work, create: Callable[[], UUID]) -> UUID:
        """Create something, or find what the same request created before."""
        if self.key is None:
            return create()
        made, again = create_once(work, self.key, self.operation, self.request_hash, create)
        if again:
            self.response.headers["Idempotency-Replayed"] = "true"
        return made


async def _once(request: Request, response: Response, key: Key = None) -> _Once:
    operation: str = request.scope["route"].operation_id
    said = request.url.path.encode() + b"\0" + await request.body()
    return _Once(operation, hashlib.sha256(said).hexdigest(), key, response)


Once = Annotated[_Once, Depends(_once)]
"""Has something created once for each Idempotency-Key."""
