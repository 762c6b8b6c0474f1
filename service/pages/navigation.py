"""Where somebody can go: the pages of each role, in the order of their work."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.access.principal import Principal
from service.pages.language import N_
from service.words import Role

__all__ = ["AREAS", "Area", "Place", "areas_of", "home_of"]


@dataclass(frozen=True)
class Place:
    """A page in the menu.

    Attributes:
        path: Where it is; the pages under it belong to it, unless it is the first of its area.
        title: What it is called.
        within: Where the pages are that belong to it and are not under it.
    """

    path: str
    title: str
    within: str | None = None


@dataclass(frozen=True)
class Area:
    """The pages of a role; the first one is where it begins."""

    title: str
    places: tuple[Place, ...]


AREAS: Mapping[Role, Area] = {
    Role.PARTNER: Area(
        N_("Partner"),
        (
            Place("/partner", N_("Overview")),
            Place("/partner/vacancies", N_("Vacancies")),
            Place("/partner/shortlists", N_("Shortlists")),
        ),
    ),
    Role.COACH: Area(
        N_("Coach"),
        (
            Place("/coach", N_("To review"), within="/coach/lists/"),
            Place("/coach/vacancies", N_("Vacancies")),
            Place("/coach/candidates", N_("Candidates")),
            Place("/coach/chances", N_("Without chances")),
        ),
    ),
    Role.PROGRAMME_MANAGER: Area(
        N_("Programmes"),
        (
            Place("/manager", N_("Progress")),
            Place("/manager/demand", N_("Asked and taught")),
            Place("/manager/programmes", N_("Programmes")),
            Place("/imports", N_("Imports")),
        ),
    ),
    Role.EVALUATOR: Area(
        N_("Evaluation"),
        (
            Place("/evaluator", N_("Runs"), within="/evaluator/runs/"),
            Place("/evaluator/compare", N_("Compare")),
            Place("/evaluator/oversight", N_("Human oversight")),
        ),
    ),
    Role.ADMIN: Area(
        N_("Administration"),
        (
            Place("/admin", N_("Overview")),
            Place("/admin/users", N_("Users")),
            Place("/admin/organisations", N_("Organisations")),
            Place("/admin/programmes", N_("Programmes")),
            Place("/imports", N_("Imports and exports")),
            Place("/admin/retention", N_("Retention")),
            Place("/admin/audit", N_("Audit log")),
        ),
    ),
    Role.CANDIDATE: Area(N_("My page"), (Place("/me", N_("My page")),)),
}


def areas_of(who: Principal) -> tuple[Area, ...]:
    """The areas of somebody's roles."""
    return tuple(area for role, area in AREAS.items() if who.has(role))


def home_of(who: Principal) -> str:
    """Where somebody begins."""
    areas = areas_of(who)
    return areas[0].places[0].path if areas else "/account"
