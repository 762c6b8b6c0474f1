"""From interest to a name and back: a partner and a candidate, each in a browser of their own."""

from uuid import UUID

from playwright.sync_api import expect
from sqlmodel import select

from models import Entry, EntrySubject, Shortlist
from service.people.links import create_link
from service.words import ShortlistState
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.partner_lists import PARTNER, released


def shown_first(site: Site) -> tuple[UUID, UUID]:
    """An entry that is released and of whom nothing was said, and the candidate."""
    with site.reading() as work:
        rows = work.session.exec(
            select(Entry, EntrySubject)
            .join(EntrySubject)
            .join(Shortlist)
            .where(Shortlist.state == ShortlistState.RELEASED)
            .order_by(Entry.place.desc())  # type: ignore[attr-defined]
        ).all()
    entry, subject = rows[0]
    return entry.id, subject.candidate_id


def test_a_name_appears_when_the_candidate_agrees_and_is_gone_when_they_withdraw(
    opens: Opens, site: Site
) -> None:
    entry, candidate = shown_first(site)
    partner = opens(PARTNER, released(site))
    card = partner.locator(f"#e-{entry}")
    card.get_by_role("button", name="Interesse in").click()
    expect(partner.get_by_text("Genoteerd. De kandidaat wordt gevraagd")).to_be_visible()
    expect(card.get_by_text("gevraagd of u de naam mag zien")).to_be_visible()
    with site.writing() as work:
        token = create_link(work, candidate).token
    person = opens(None, f"/link/{token}")
    person.get_by_role("button", name="Mijn pagina openen").click()
    question = person.locator(".question").filter(has_text="uw naam tonen aan één werkgever")
    question.get_by_role("button", name="Ja, dat is goed").click()
    expect(person.get_by_text("Uw antwoord is bewaard")).to_be_visible()
    name = person.locator("h1").inner_text().removeprefix("Hallo ")
    partner.reload()
    expect(card.get_by_text(name)).to_be_visible()
    person.get_by_role("button", name="Intrekken: uw naam tonen aan één werkgever").click()
    partner.reload()
    expect(partner.get_by_text(name)).to_have_count(0)
    person.get_by_role("button", name="Dit klopt niet").first.click()
    expect(person.get_by_text("Genoteerd: het telt niet mee")).to_be_visible()
    with person.expect_download() as download:
        person.get_by_role("link", name="Meenemen").click()
    assert name in download.value.path().read_text(encoding="utf-8")
    person.get_by_role("link", name="Alles wissen").click()
    person.get_by_role("button", name="Ja, alles wissen").click()
    expect(person.get_by_role("heading", name="Alles is gewist")).to_be_visible()
    partner.reload()
    expect(partner.locator(f"#e-{entry}")).to_have_count(0)


def test_a_partner_compares_declines_and_takes_a_list_along(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, released(site))
    for number in range(3):
        page.get_by_label("vergelijken").nth(number).check()
    page.get_by_role("button", name="Gekozen kandidaten vergelijken").click()
    expect(page.locator("thead th")).to_have_count(4)
    page.get_by_role("link", name="Terug naar de lijst").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename == "shortlist.xlsx"
    card = page.locator(".profiles > li").filter(has=page.get_by_role("button", name="Afwijzen"))
    card.first.get_by_role("button", name="Afwijzen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een reden")
    card.first.get_by_label("Reden om af te wijzen").select_option("experience")
    card.first.get_by_role("button", name="Afwijzen").click()
    expect(page.get_by_text("Genoteerd: afgewezen.")).to_be_visible()


def test_a_list_with_a_coach_shows_nobody(opens: Opens, site: Site) -> None:
    from tests.e2e.tours.coach_lists import list_in

    page = opens(PARTNER, f"/partner/shortlists/{list_in(site, ShortlistState.IN_REVIEW)}")
    expect(page.get_by_role("heading", name="Een coach bekijkt deze lijst eerst")).to_be_visible()
    assert page.locator(".profiles").count() == 0
