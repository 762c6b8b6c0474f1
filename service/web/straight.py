"""Routes that are read very often: FastAPI's way to an answer, without its detours."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import BackgroundTasks, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from service.access.policy import POLICY
from service.audit.chain import taken
from service.web.deps import admitted, services_of
from service.work import Work

__all__ = ["SeeingRoute"]


class SeeingRoute(APIRoute):
    """A route that takes `Seeing` work and what stands in its path, and returns a response.

    It means what it says to FastAPI, which documents it so. But who asks and what they see is asked
    in one transaction and one thread, where FastAPI would go to a thread for each dependency.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""

        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self._answer, request)

        return handle

    def _answer(self, request: Request) -> Response:
        services, background = services_of(request), BackgroundTasks()
        operation = self.operation_id or ""
        with services.database.reading() as session:
            who = admitted(session, request, background, operation, POLICY[operation])
            work = Work(session=session, services=services, who=who)
            response: Response = self.endpoint(work=work, **self._named(request))
            seen = taken(session)
        services.recorder.keep(seen)
        response.background = background
        return response

    def _named(self, request: Request) -> dict[str, Any]:
        """What stands in the path."""
        found, errors = request_params_to_args(self.dependant.path_params, request.path_params)
        if errors:
            raise RequestValidationError(errors)
        return found
