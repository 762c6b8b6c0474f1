"""A running service on the invented alliance, and what is where in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from matching.matcher import Matcher
from matching.taxonomy import data_folder
from service.access.principal import OPERATOR
from service.engine.readers import silently
from service.migrating import upgrade
from service.seeding import seed_demo
from service.services import open_services
from service.settings import Settings
from service.work import Services, Visit, Work

__all__ = ["PASSWORD", "Site", "Stop", "seeded"]

PASSWORD = "vier woorden zonder verband"


@dataclass(frozen=True)
class Site:
    """Where the service runs, and what it runs on."""

    address: str
    services: Services

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Work of an operator, that changes nothing."""
        with Visit(services=self.services, who=OPERATOR).reading() as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Work of an operator, that is committed."""
        with Visit(services=self.services, who=OPERATOR).writing() as work:
            yield work


@dataclass(frozen=True)
class Stop:
    """A page of a tour: it is looked at by axe, in both languages, schemes and sizes.

    Attributes:
        name: Of its screenshots, and unique.
        email: Who looks; None for nobody.
        path: Its path, or what finds it in a site.
    """

    name: str
    email: str | None
    path: str | Callable[[Site], str]

    def at(self, site: Site) -> str:
        """The path in this site."""
        return self.path if isinstance(self.path, str) else self.path(site)


def seeded(matcher: Matcher, folder: Path) -> Path:
    """A database file in a folder, with the alliance of data/sample."""
    file = folder / "schakel.db"
    settings = Settings(database_url=make_url(f"sqlite:///{file}"), is_demo=True, control_share=0)
    upgrade(settings.database_url)
    with open_services(settings, matcher=matcher) as services:
        seed_demo(services, data_folder() / "sample", PASSWORD, silently)
    return file
