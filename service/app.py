"""The app: routers of all domains behind one door."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from secure.middleware import SecureASGIMiddleware

from service.access.policy import POLICY
from service.account.routes import router as account
from service.audit.routes import router as audit
from service.claims.routes import router as claims
from service.consents.routes import router as consents
from service.duplicates.routes import router as duplicates
from service.engine.pool import Refresher
from service.evaluations.routes import router as evaluations
from service.exports.routes import router as exports
from service.feedback.routes import router as feedback
from service.imports.routes import router as imports
from service.login.routes import router as login
from service.organisations.routes import router as organisations
from service.oversight.routes import router as oversight
from service.pages.app import add_pages
from service.pages.problems import show_problem
from service.people.routes import router as people
from service.privacy.routes import router as privacy
from service.programmes.routes import router as programmes
from service.recommending.routes import router as recommending
from service.released.routes import router as released
from service.retention.routes import router as retention
from service.reviews.routes import router as reviews
from service.shortlists.routes import router as shortlists
from service.statistics.routes import router as statistics
from service.status.routes import router as status
from service.stops.routes import router as stops
from service.survey.routes import router as survey
from service.taxonomy.routes import router as taxonomy
from service.uploads.routes import router as uploads
from service.users.routes import router as users
from service.vacancies.routes import router as vacancies
from service.web.deps import authorise
from service.web.headers import KeptFiles, security_headers
from service.web.limits import Limits
from service.web.problems import answers, install_problems
from service.web.size import SizeLimit
from service.web.telemetry import Telemetry, Watched
from service.work import Services

__all__ = ["create_app"]

_ROUTERS: tuple[APIRouter, ...] = (
    released,  # first, for it is asked most and a path is looked for in order
    account,
    audit,
    claims,
    duplicates,
    evaluations,
    exports,
    feedback,
    imports,
    login,
    consents,
    organisations,
    oversight,
    people,
    programmes,
    recommending,
    reviews,
    shortlists,
    statistics,
    privacy,
    retention,
    status,
    stops,
    taxonomy,
    uploads,
    users,
    vacancies,
    survey,
)

_DESCRIPTION = """\
Ranks graduates for vacancies, with reasons. A partner sees nothing that a coach has not released.

Sign in with a cookie (`log_in`) or an API token (`Authorization: Bearer …`). Whatever is not done
is answered as `application/problem+json` and changes nothing. An edit needs `If-Match` with the
ETag of what was read; a request that creates may carry an `Idempotency-Key`. What you may not see
is not found.
"""


def create_app(services: Services, *, on_stop: Callable[[], None] = lambda: None) -> FastAPI:
    """The app on services that are open; it starts and stops the refreshing of the pool.

    Args:
        services: What requests have at hand.
        on_stop: Run when the app has stopped.

    Raises:
        LookupError: A route has no line in the policy.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        refresher = Refresher(services.pool, services.database, services.settings.refresh_seconds)
        refresher.refresh()
        refresher.start()
        yield
        refresher.stop()
        on_stop()

    app = FastAPI(
        title="Schakel",
        version=version("schakel"),
        description=_DESCRIPTION,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    app.state.limits = Limits()
    app.state.telemetry = Telemetry()
    for router in _ROUTERS:
        _require_lines(router)
        app.include_router(
            router,
            dependencies=[Depends(authorise)],
            responses=answers(400, 401, 403, 404, 413, 422, 429, 503),
        )
    install_problems(app, show_problem)
    add_pages(app)
    app.add_middleware(SizeLimit, most=services.settings.most_upload_bytes)
    app.add_middleware(Watched, telemetry=app.state.telemetry, answer=show_problem)
    app.add_middleware(
        SecureASGIMiddleware, secure=security_headers(is_demo=services.settings.is_demo)
    )
    app.add_middleware(KeptFiles)
    return app


def _require_lines(router: APIRouter) -> None:
    """Deny by default: a route without a line in the policy is never served."""
    for route in router.routes:
        if not isinstance(route, APIRoute) or route.operation_id not in POLICY:
            raise LookupError(
                f"expected a line in POLICY for {route}, found none; name its operation_id"
            )
