"""The pages of programme managers."""

from collections.abc import Callable

from service.paging import Slice
from service.programmes import service as programmes
from service.programmes.schemas import ProgrammeRead
from tests.e2e.site import Site, Stop

__all__ = ["MANAGER", "STOPS", "programme_of"]

MANAGER = "manager@example.org"


def programme_of(site: Site) -> ProgrammeRead:
    """A programme of the sample, with modules."""
    with site.reading() as work:
        one = programmes.page(work, Slice(limit=1), text="P01").items[0]
        return programmes.read(work, one.id)


def _path(more: str = "") -> Callable[[Site], str]:
    return lambda site: f"/manager/programmes/{programme_of(site).id}{more}"


def _module(site: Site) -> str:
    return f"{_path('/modules')(site)}/{programme_of(site).modules[0].id}"


STOPS = (
    Stop("manager-progress", MANAGER, "/manager"),
    Stop("manager-demand", MANAGER, "/manager/demand"),
    Stop("manager-demand-all", MANAGER, "/manager/demand?all=true"),
    Stop("manager-programmes", MANAGER, "/manager/programmes"),
    Stop("manager-programme-new", MANAGER, "/manager/programmes/new"),
    Stop("manager-programme", MANAGER, _path()),
    Stop("manager-programme-change", MANAGER, _path("/change")),
    Stop("manager-module-new", MANAGER, _path("/modules/new")),
    Stop("manager-module", MANAGER, _module),
)
