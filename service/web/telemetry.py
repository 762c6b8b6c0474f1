"""Logs and metrics of requests: the operation and never the address, a body or a name."""

import logging
import sys
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import structlog
from fastapi import Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram

from service.web.problems import Handler, log_fault

__all__ = ["Telemetry", "configure_logs"]

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
    """Counts and times requests by operation and status, in a registry of its own.

    Args:
        answer: Says that something went wrong, where nothing else did.
    """

    def __init__(self, answer: Handler) -> None:
        self._answer = answer
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

    async def __call__(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Time one request, and give its answer an id that stands in the log."""
        begun, request_id = time.perf_counter(), uuid4().hex
        try:
            response = await call_next(request)
        except Exception as error:  # here, so that this answer too gets the headers of all
            log_fault(error, request_id)
            response = await self._answer(request, error)
        seconds = time.perf_counter() - begun
        route = request.scope.get("route")
        operation = getattr(route, "operation_id", None) or getattr(route, "name", "none")
        self._requests.labels(operation, str(response.status_code)).inc()
        self._seconds.labels(operation).observe(seconds)
        response.headers["X-Request-Id"] = request_id
        _log.info(
            "request",
            request_id=request_id,
            method=request.method,
            operation=operation,
            status=response.status_code,
            milliseconds=round(1000 * seconds, 1),
        )
        return response
