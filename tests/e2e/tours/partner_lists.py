"""The pages of partners about lists."""

from sqlmodel import select

from models import Entry, Shortlist
from service.words import ShortlistState
from tests.e2e.site import Site, Stop
from tests.e2e.tours.coach_lists import list_in

__all__ = ["PARTNER", "STOPS", "released"]

PARTNER = "partner1@example.org"


def released(site: Site) -> str:
    """The list that is released."""
    return f"/partner/shortlists/{list_in(site, ShortlistState.RELEASED)}"


def _waiting(site: Site) -> str:
    return f"/partner/shortlists/{list_in(site, ShortlistState.IN_REVIEW)}"


def _compared(site: Site) -> str:
    with site.reading() as work:
        entries = work.session.exec(
            select(Entry.id)
            .join(Shortlist)
            .where(Shortlist.state == ShortlistState.RELEASED, Entry.place <= 3)
        ).all()
    return f"{released(site)}/compare?{'&'.join(f'entry={each}' for each in entries)}"


STOPS = (
    Stop("partner-dashboard", PARTNER, "/partner"),
    Stop("partner-shortlists", PARTNER, "/partner/shortlists"),
    Stop("partner-shortlist", PARTNER, released),
    Stop("partner-shortlist-waiting", PARTNER, _waiting),
    Stop("partner-compare", PARTNER, _compared),
    Stop("partner-compare-nobody", PARTNER, lambda site: f"{released(site)}/compare"),
)
