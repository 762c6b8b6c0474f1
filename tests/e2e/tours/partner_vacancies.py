"""The pages of partners about vacancies."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col, select

from models import Organisation, User, UserRole, Vacancy, VacancyVersion
from service.access.principal import Principal
from service.vacancies import service as vacancies
from service.vacancies.deciding import send_back
from service.vacancies.schemas import VacancyCreate
from service.words import Role, VacancyState
from service.work import Visit
from tests.e2e.site import Site, Stop

__all__ = ["LONG_TEXT", "STOPS", "returned", "somebody", "vacancy_of", "waiting"]

_PARTNER = "partner1@example.org"
_NOBODYS = "partner2@example.org"

LONG_TEXT = """Over ons
Gemeente Waalmonde bouwt aan digitale dienstverlening voor 80.000 inwoners.

Wat ga je doen?
Je bouwt met drie collega's aan het zaaksysteem. Je leert werken met Kubernetes.

Eisen
- Goede kennis van Java en SQL
- Ervaring met Git
- Je spreekt goed Nederlands (minimaal B2)

Nice to have
- Docker is een pré
- Experience with React

Ervaring met PHP is niet nodig."""


def vacancy_of(site: Site, email: str, *, is_approved: bool = True) -> UUID:
    """The first vacancy of somebody's employer."""
    with site.services.database.reading() as session:
        question = (
            select(Vacancy.id)
            .join(VacancyVersion, col(VacancyVersion.vacancy_id) == col(Vacancy.id))
            .join(UserRole, col(UserRole.organisation_id) == col(Vacancy.organisation_id))
            .join(User, col(User.id) == col(UserRole.user_id))
            .where(User.email == email, Vacancy.state == VacancyState.OPEN)
            .where(col(VacancyVersion.approved_at).is_not(None) == is_approved)
            .order_by(col(Vacancy.external_id))
        )
        return session.exec(question.limit(1)).one()


def somebody(site: Site, email: str, role: Role) -> Visit:
    with site.services.database.reading() as session:
        user = session.exec(select(User).where(User.email == email)).one()
        roles = session.exec(select(UserRole).where(UserRole.user_id == user.id)).all()
        organisations = {each.organisation_id for each in roles if each.organisation_id}
    who = Principal(
        user_id=user.id, roles=frozenset({role}), organisations=frozenset(organisations)
    )
    return Visit(services=site.services, who=who)


def waiting(site: Site, email: str = _PARTNER) -> UUID:
    """A vacancy that was just made, and waits for a coach."""
    body = VacancyCreate(title="Java-ontwikkelaar zaaksysteem (m/v)", text=LONG_TEXT)
    with somebody(site, email, Role.PARTNER).writing() as work:
        return vacancies.create(work, body)


def returned(site: Site) -> UUID:
    """A vacancy that a coach sent back."""
    made = waiting(site)
    with somebody(site, "coach1@example.org", Role.COACH).writing() as work:
        send_back(work, made, 1, "Is React een eis of een wens? En mag het ook met 24 uur?")
    return made


def _path(find: Callable[[Site], UUID], more: str = "") -> Callable[[Site], str]:
    return lambda site: f"/partner/vacancies/{find(site)}{more}"


def _empty(site: Site) -> str:
    """The list of a partner whose employer asks nothing."""
    with site.services.database.writing() as session:
        asked = select(Vacancy.organisation_id)
        idle = session.exec(
            select(Organisation.id).where(
                col(Organisation.is_employer), col(Organisation.id).not_in(asked)
            )
        ).first()
        if idle is None:
            made = Organisation(name="Waterschap Delfmonde", is_employer=True)
            session.add(made)
            session.flush()
            idle = made.id
        user = session.exec(select(User).where(User.email == _NOBODYS)).one()
        role = session.exec(select(UserRole).where(UserRole.user_id == user.id)).one()
        role.organisation_id = idle
    return "/partner/vacancies"


def _approved(site: Site) -> UUID:
    return vacancy_of(site, _PARTNER)


STOPS = (
    Stop("partner-vacancies", _PARTNER, "/partner/vacancies"),
    Stop("partner-vacancies-empty", _NOBODYS, _empty),
    Stop("partner-vacancy-new", _PARTNER, "/partner/vacancies/new"),
    Stop("partner-vacancy-change", _PARTNER, _path(waiting, "/change")),
    Stop("partner-vacancy", _PARTNER, _path(_approved)),
    Stop("partner-vacancy-waiting", _PARTNER, _path(waiting)),
    Stop("partner-vacancy-returned", _PARTNER, _path(returned)),
    Stop("partner-vacancy-not-found", _PARTNER, f"/partner/vacancies/{UUID(int=1)}"),
    Stop("partner-vacancy-version", _PARTNER, _path(_approved, "/versions/1")),
)
