"""The pages of partners about vacancies."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col, select

from models import Organisation, User, UserRole, Vacancy, VacancyVersion
from service.access.principal import Principal
from service.vacancies import service as vacancies
from service.vacancies.deciding import send_back
from service.vacancies.schemas import VacancyCreate
from service.words import Role, UserState, VacancyState
from service.work import Visit
from tests.e2e.site import Site, Stop

__all__ = ["LONG_TEXT", "STOPS", "returned", "somebody", "vacancy_of", "waiting"]

_PARTNER = "partner1@example.org"
_NOBODYS = "partner-of-nothing@example.org"

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


def waiting(site: Site) -> UUID:
    """A vacancy that waits for a coach; made once."""
    return _titled(site, "Java-ontwikkelaar zaaksysteem (m/v)")[0]


def returned(site: Site) -> UUID:
    """A vacancy that a coach sent back; made once."""
    id_, is_new = _titled(site, "Webontwikkelaar zaaksysteem (m/v)")
    if is_new:
        with somebody(site, "coach1@example.org", Role.COACH).writing() as work:
            send_back(work, id_, 1, "Is React een eis of een wens? En mag het ook met 24 uur?")
    return id_


def _titled(site: Site, title: str) -> tuple[UUID, bool]:
    """The vacancy of this title, and whether it was made just now."""
    body = VacancyCreate(title=title, text=LONG_TEXT)
    with somebody(site, _PARTNER, Role.PARTNER).writing() as work:
        named = select(VacancyVersion.vacancy_id).where(VacancyVersion.title == title)
        found = work.session.exec(named).first()
        return (found, False) if found else (vacancies.create(work, body), True)


def _path(find: Callable[[Site], UUID], more: str = "") -> Callable[[Site], str]:
    return lambda site: f"/partner/vacancies/{find(site)}{more}"


def _empty(site: Site) -> str:
    """The list of a partner whose employer asks nothing; made once."""
    with site.services.database.writing() as session:
        if session.exec(select(User).where(User.email == _NOBODYS)).first() is None:
            like = session.exec(select(User).where(User.email == _PARTNER)).one()
            made = Organisation(name="Waterschap Delfmonde", is_employer=True)
            user = User(
                email=_NOBODYS, state=UserState.ACTIVE, password_hash=like.password_hash, name="Sam"
            )
            session.add_all([made, user])
            session.flush()
            role = UserRole(user_id=user.id, role=Role.PARTNER, organisation_id=made.id)
            session.add(role)
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
