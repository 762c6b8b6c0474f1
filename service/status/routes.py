"""Health, readiness and metrics, for those who run the service."""

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.status import service
from service.status.schemas import Health, Readiness
from service.web.deps import Reading

__all__ = ["router"]

router = APIRouter(tags=["status"])


@router.get("/api/health", operation_id="read_health")
def read_health() -> Health:
    """Say that the process runs."""
    return Health(version=version("schakel"))


@router.get("/api/ready", operation_id="read_readiness")
def read_readiness(work: Reading) -> Readiness:
    """Say that the service can answer; 503 while it cannot."""
    return service.read_readiness(work)


@router.get("/api/metrics", operation_id="read_metrics", response_class=Response)
def read_metrics(request: Request) -> Response:
    """Counts and times of requests, in the form of Prometheus."""
    registry = request.app.state.telemetry.registry
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
