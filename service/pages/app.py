"""The pages of the app: what is not under /api, behind doors of its own."""

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from service.pages.front.routes import everybody
from service.pages.front.routes import router as front
from service.pages.rendering import STATIC

__all__ = ["add_pages"]

_ROUTERS: tuple[APIRouter, ...] = (
    front,
    everybody,
)


def add_pages(app: FastAPI) -> None:
    """Have an app serve the pages, and the files that these use."""
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC))
