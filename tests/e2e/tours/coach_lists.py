"""The pages of coaches about lists and vacancies."""

from uuid import UUID

from sqlmodel import col, select

from models import Enrolment, Entry, EntrySubject, ProgrammeCoach, Shortlist, User
from service.paging import Slice
from service.vacancies import service as vacancies
from service.words import ShortlistState
from tests.e2e.site import Site, Stop
from tests.e2e.tours.partner_vacancies import waiting

__all__ = ["COACH", "STOPS", "list_in"]

COACH = "coach1@example.org"


def list_in(site: Site, state: ShortlistState) -> UUID:
    """A list in this state."""
    with site.reading() as work:
        return work.session.exec(
            select(Shortlist.id).where(Shortlist.state == state).order_by(col(Shortlist.id))
        ).first() or UUID(int=0)


def _review(site: Site) -> str:
    return f"/coach/lists/{list_in(site, ShortlistState.IN_REVIEW)}"


def _waiting(site: Site) -> str:
    return f"/coach/lists/{list_in(site, ShortlistState.DRAFT)}"


def _released(site: Site) -> str:
    return f"/coach/lists/{list_in(site, ShortlistState.RELEASED)}"


def _reasons(site: Site) -> str:
    found = list_in(site, ShortlistState.IN_REVIEW)
    with site.reading() as work:
        entry = work.session.exec(
            select(Entry.id)
            .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
            .join(Enrolment, col(Enrolment.candidate_id) == EntrySubject.candidate_id)
            .join(ProgrammeCoach, col(ProgrammeCoach.programme_id) == Enrolment.programme_id)
            .join(User, col(User.id) == ProgrammeCoach.user_id)
            .where(Entry.shortlist_id == found, User.email == COACH)
            .order_by(col(Entry.place).desc())
        ).first()
    return f"/coach/lists/{found}/entries/{entry}/reasons"


def _vacancy(site: Site) -> str:
    with site.reading() as work:
        page = vacancies.page(work, Slice(limit=1), state=None, needs_approval=False)
    return f"/coach/vacancies/{page.items[0].id}"


STOPS = (
    Stop("coach-queue", COACH, "/coach"),
    Stop("coach-list", COACH, _review),
    Stop("coach-list-waiting", COACH, _waiting),
    Stop("coach-list-released", COACH, _released),
    Stop("coach-list-history", COACH, lambda site: f"{_released(site)}/history"),
    Stop("coach-list-release", COACH, lambda site: f"{_review(site)}/release"),
    Stop("coach-list-search", COACH, lambda site: f"{_review(site)}?name=Voorbeeld"),
    Stop("coach-list-reasons", COACH, _reasons),
    Stop("coach-vacancies", COACH, "/coach/vacancies"),
    Stop("coach-vacancies-waiting", COACH, "/coach/vacancies?waiting=true"),
    Stop("coach-vacancy", COACH, _vacancy),
    Stop("coach-vacancy-waiting", COACH, lambda site: f"/coach/vacancies/{waiting(site)}"),
)
