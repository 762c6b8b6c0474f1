"""What a partner does with a released list, and what its candidates do, in a browser."""

import io
from pathlib import Path
from uuid import UUID

import pypdfium2  # type: ignore[import-untyped]
from openpyxl import load_workbook  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect
from sqlmodel import col, select

from models import Claim, Entry, EntrySubject, Shortlist
from service.people.links import create_link
from service.words import ShortlistState
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.coach_lists import list_in
from tests.e2e.tours.partner_lists import PARTNER, released


def shown_last(site: Site) -> tuple[UUID, UUID]:
    """An entry that is released and of whom nothing was said, and the candidate.

    It is one of whom not all is known by their programme: that cannot be disputed.
    """
    claimed = select(Claim.candidate_id)
    with site.reading() as work:
        rows = work.session.exec(
            select(Entry, EntrySubject)
            .join(EntrySubject)
            .join(Shortlist)
            .where(Shortlist.state == ShortlistState.RELEASED)
            .where(col(EntrySubject.candidate_id).in_(claimed))
            .order_by(col(Entry.place).desc())
        ).all()
    entry, subject = rows[0]
    return entry.id, subject.candidate_id


def downloaded(page: Page, link: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    assert download.value.suggested_filename == f"shortlist.{link.lower()}"
    return download.value.path()


def aliases(page: Page) -> list[str]:
    return page.locator(".profiles h3").all_inner_texts()


def test_a_candidate_agrees_withdraws_disputes_and_is_erased(opens: Opens, site: Site) -> None:
    entry, candidate = shown_last(site)
    partner = opens(PARTNER, released(site))
    card = partner.locator(f"#e-{entry}")
    card.get_by_role("button", name="Interesse in").click()
    expect(partner.get_by_text("Genoteerd. De kandidaat krijgt de vraag")).to_be_visible()
    with site.writing() as work:
        token = create_link(work, candidate).token
    person = opens(None, f"/link/{token}")
    person.get_by_role("button", name="Mijn pagina openen").click()
    question = person.locator(".question").first
    question.get_by_role("button", name="Ja, dat is goed").click()
    expect(person.get_by_text("Je antwoord is bewaard")).to_be_visible()
    name = person.locator("h1").inner_text().removeprefix("Hallo ")
    partner.reload()
    expect(card.get_by_text(name)).to_be_visible()
    person.get_by_role("button", name="Intrekken: je naam voor").click()
    expect(person.get_by_text("kunnen we niet terughalen").first).to_be_visible()
    partner.reload()
    expect(partner.get_by_text(name)).to_have_count(0)
    expect(card).to_be_visible()
    person.evaluate("document.querySelectorAll('#skills details').forEach(x => { x.open = true; })")
    person.get_by_role("button", name="Dit klopt niet").first.click()
    expect(person.get_by_text("Genoteerd: het telt niet mee")).to_be_visible()
    expect(person.get_by_text("klopt niet, zei je")).to_be_visible()
    with person.expect_download() as download:
        person.get_by_role("link", name="Meenemen").click()
    assert name in download.value.path().read_text(encoding="utf-8")
    person.get_by_role("link", name="Alles wissen").click()
    person.get_by_role("button", name="Ja, alles wissen").click()
    expect(person.get_by_role("heading", name="Alles is gewist")).to_be_visible()
    partner.reload()
    expect(card).to_have_count(0)


def test_a_partner_compares_and_declines(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, released(site))
    for number in range(3):
        page.get_by_label("vergelijken").nth(number).check()
    page.get_by_role("button", name="Gekozen kandidaten vergelijken").click()
    expect(page.locator("thead th")).to_have_count(4)
    page.get_by_role("link", name="Terug naar de lijst").click()
    card: Locator = page.locator(".profiles > li").filter(
        has=page.get_by_role("button", name="Interesse in")
    )
    left = card.count()
    card.first.get_by_role("button", name="Afwijzen").filter(has_text="ervaring").click()
    expect(page.get_by_text("Genoteerd: afgewezen.")).to_be_visible()
    expect(card).to_have_count(left - 1)
    expect(page.get_by_text("afgewezen door partner (ervaring)").first).to_be_visible()


def test_a_list_is_taken_along_on_paper_and_as_a_sheet(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, released(site))
    shown = aliases(page)
    assert len(shown) > 10
    document = pypdfium2.PdfDocument(downloaded(page, "PDF"))
    paper = "".join(each.get_textpage().get_text_bounded() for each in document)
    assert page.locator("h1").inner_text() in paper
    assert [each for each in shown if each not in "".join(paper.split())] == []
    header, *rows = (
        load_workbook(io.BytesIO(downloaded(page, "XLSX").read_bytes())).worksheets[0].values
    )
    assert [row[0] for row in rows] == shown
    asked = page.locator(".matrix tbody th").all_inner_texts()
    assert list(header)[:2] == ["kandidaat", "groep"]
    assert {*asked, "naam"} <= set(header)
    named = header.index("naam")
    people = page.locator(".profiles .notice strong").all_inner_texts()
    assert [row[named] for row in rows if row[named]] == people
    assert paper.count("Voorbeeld") == len(people)


def test_the_names_of_the_matrix_stay_in_sight(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, released(site), viewport={"width": 800, "height": 300})
    table = page.get_by_role("region", name="Wie heeft wat")
    table.scroll_into_view_if_needed()
    table.evaluate("each => each.scrollTo(400, 200)")
    inside = table.bounding_box()
    corner = table.get_by_role("columnheader", name="Eis").bounding_box()
    assert inside
    assert corner
    assert abs(corner["x"] - inside["x"]) < 2
    assert abs(corner["y"] - inside["y"]) < 2


def test_a_list_is_closed_and_stays_to_be_read(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, released(site))
    shown = aliases(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Lijst sluiten").click()
    expect(page.get_by_text("Gesloten; de lijst blijft hier te lezen.")).to_be_visible()
    assert aliases(page) == shown
    expect(page.get_by_role("button", name="Interesse in")).to_have_count(0)
    page.get_by_role("link", name="Shortlists").first.click()
    page.get_by_role("link", name="gesloten").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_list_with_a_coach_shows_nobody(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, f"/partner/shortlists/{list_in(site, ShortlistState.IN_REVIEW)}")
    expect(page.get_by_role("heading", name="Een coach bekijkt deze lijst eerst")).to_be_visible()
    assert page.locator(".profiles").count() == 0
