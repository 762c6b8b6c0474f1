"""The pages of administrators."""

from service.imports import service as imports
from service.organisations import service as organisations
from service.paging import Slice
from service.users import service as users
from service.users.schemas import UserFilter
from tests.e2e.site import Site, Stop

ADMIN = "admin@example.org"
_ONE = Slice(limit=1)


def _user(site: Site) -> str:
    with site.reading() as work:
        return f"/admin/users/{users.page(work, UserFilter(text='partner1'), _ONE).items[0].id}"


def _organisation(site: Site) -> str:
    with site.reading() as work:
        return f"/admin/organisations/{organisations.page(work, _ONE).items[0].id}"


def _import(site: Site) -> str:
    with site.reading() as work:
        return f"/imports/{imports.page(work, _ONE).items[0].id}"


STOPS = (
    Stop("admin-overview", ADMIN, "/admin"),
    Stop("admin-users", ADMIN, "/admin/users"),
    Stop("admin-users-none", ADMIN, "/admin/users?text=nobody-like-this"),
    Stop("admin-user-new", ADMIN, "/admin/users/new"),
    Stop("admin-user", ADMIN, _user),
    Stop("admin-organisations", ADMIN, "/admin/organisations"),
    Stop("admin-organisation-new", ADMIN, "/admin/organisations/new"),
    Stop("admin-organisation", ADMIN, _organisation),
    Stop("admin-programmes", ADMIN, "/admin/programmes"),
    Stop("admin-imports", ADMIN, "/imports"),
    Stop("admin-import", ADMIN, _import),
    Stop("admin-retention", ADMIN, "/admin/retention"),
    Stop("admin-audit", ADMIN, "/admin/audit"),
)
