"""The whole way: from the text of a vacancy to a name, and back when its candidate withdraws.

A partner, two coaches and a candidate each have a browser of their own.
"""

import re
from uuid import UUID

from playwright.sync_api import Page, expect
from sqlmodel import select

from models import Entry, EntrySubject
from service.people.links import create_link
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.test_partner_vacancies import choice, read_text, saved
from tests.e2e.tours.coach_lists import COACH
from tests.e2e.tours.partner_lists import PARTNER
from tests.e2e.tours.partner_vacancies import LONG_TEXT

SECOND = "coach2@example.org"
TITLE = "Java-ontwikkelaar zaaksysteem"


def ask(page: Page) -> UUID:
    """The partner asks for the list of an approved vacancy, and is led to it."""
    page.get_by_role("button", name="Shortlist aanvragen").click()
    page.wait_for_url(re.compile(r"/partner/shortlists/[0-9a-f-]{36}"))
    return UUID(page.url.partition("?")[0].rpartition("/")[2])


def approve_own(page: Page) -> None:
    """A coach approves all that they may decide about, once the whole page is there."""
    button = page.get_by_role("button", name="Goedkeuren", exact=True)
    expect(button.first).to_be_visible()
    page.wait_for_load_state()
    for left in range(button.count(), 0, -1):
        button.first.click()
        expect(button).to_have_count(left - 1)


def subject_of(site: Site, entry: str) -> UUID:
    """Who an entry is about."""
    with site.reading() as work:
        asked = select(EntrySubject.candidate_id).join(Entry).where(Entry.id == UUID(entry))
        return work.session.exec(asked).one()


def test_from_a_text_to_a_name_and_back(opens: Opens, site: Site) -> None:
    partner = opens(PARTNER, "/partner/vacancies/new")
    read_text(partner, LONG_TEXT, TITLE)
    partner.locator(choice("case-management-systems")).select_option("nice")
    expect(partner.locator("mark.nice", has_text="zaaksysteem").first).to_be_visible()
    vacancy = saved(partner)

    coach = opens(COACH, f"/coach/vacancies/{vacancy}")
    coach.get_by_role("button", name="Goedkeuren").click()
    expect(coach.get_by_text("Goedgekeurd;")).to_be_visible()

    partner.reload()
    list_id = ask(partner)
    expect(
        partner.get_by_role("heading", name="Een coach bekijkt deze lijst eerst")
    ).to_be_visible()
    expect(partner.locator(".profiles")).to_have_count(0)

    coach.goto(f"/coach/lists/{list_id}")
    coach.get_by_role("button", name="Beginnen met beoordelen").click()
    approve_own(coach)
    second = opens(SECOND, f"/coach/lists/{list_id}")
    approve_own(second)
    coach.reload()
    coach.get_by_role("link", name="Naar het vrijgeven").click()
    coach.get_by_role("button", name="Vrijgeven").click()
    expect(coach.get_by_text("De lijst is vrijgegeven")).to_be_visible()

    partner.reload()
    card = partner.locator(".profiles > li").first
    entry = (card.get_attribute("id") or "").removeprefix("e-")
    candidate = subject_of(site, entry)
    with site.writing() as work:
        token = create_link(work, candidate).token
    person = opens(None, f"/link/{token}")
    person.get_by_role("button", name="Mijn pagina openen").click()
    name = person.locator("h1").inner_text().removeprefix("Hallo ")
    assert re.fullmatch(r"Voorbeeld \d{3}", name)
    assert "Voorbeeld" not in partner.content()

    card.get_by_role("button", name="Interesse in").click()
    expect(card.get_by_text("gevraagd of je de naam mag zien")).to_be_visible()
    assert "Voorbeeld" not in partner.content()

    person.reload()
    question = person.locator(".question").first
    expect(question.get_by_role("heading")).to_contain_text(TITLE)
    question.get_by_role("button", name="Ja, dat is goed").click()
    expect(person.get_by_text("Deze werkgever ziet je naam").first).to_be_visible()
    partner.reload()
    expect(card.get_by_text(name)).to_be_visible()
    card.get_by_role("button", name="Uitgenodigd:").click()
    expect(partner.get_by_text("Genoteerd: uitgenodigd.")).to_be_visible()

    person.locator("#consents").get_by_role("button", name="Intrekken: op shortlists").click()
    expect(person.get_by_text("geen werkgever ziet nog iets van je").first).to_be_visible()
    partner.reload()
    expect(partner.locator(f"#e-{entry}")).to_have_count(0)
    expect(partner.get_by_text(name)).to_have_count(0)
