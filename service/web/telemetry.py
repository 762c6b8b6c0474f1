"""Logs and metrics of requests: the operation and never the address, a body or a name."""

import logging
import sys
import time
from uuid import uuid4

import structlog
from fastapi import Request
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.problems import Handler, log_fault

__all__ = ["Telemetry", "Watched", "configure_logs"]

_log = structlog.get_logger()
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)


def configure_logs() -> None:
    """Write logs as JSON, a line each, to standard error; and no errors with their values."""
    logging.getLogger("uvicorn.error").addFilter(lambda line: line.exc_info is None)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


class Telemetry:
    """Counts and times requests by operation and status, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("operation", "status")
        self._requests = Counter(
            "schakel_requests", "Requests done.", labels, registry=self.registry
        )
        self._seconds = Histogram(
            "schakel_request_seconds",
            "Seconds until the answer begins.",
            ("operation",),
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def note(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        """Count and log a request whose answer begins."""
        route = scope.get("route")
        operation = getattr(route, "operation_id", None) or getattr(route, "name", "none")
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)
        _log.info(
            "request",
            request_id=request_id,
            method=scope["method"],
            operation=operation,
            status=status,
            milliseconds=round(1000 * seconds, 1),
        )


class Watched:
    """Has every request noted, and gives its answer an id that stands in the log.

    Args:
        app: What answers.
        telemetry: Notes.
        answer: Says that something went wrong, where nothing else did.
    """

    def __init__(self, app: ASGIApp, telemetry: Telemetry, answer: Handler) -> None:
        self._app = app
        self._telemetry = telemetry
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and time it until its answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, request_id, has_begun = time.perf_counter(), uuid4().hex, False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                seconds = time.perf_counter() - begun
                self._telemetry.note(scope, request_id, message["status"], seconds)
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # here, so that this answer too gets the headers of all
            log_fault(error, request_id)
            if has_begun:
                raise
            response = await self._answer(Request(scope, receive), error)
            await response(scope, receive, noted)
