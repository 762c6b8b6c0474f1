"""What a coach does with a list, by mouse and by keyboard alone."""

from playwright.sync_api import Page, expect

from service.words import ShortlistState
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.coach_lists import COACH, list_in
from tests.e2e.tours.partner_vacancies import waiting

SECOND = "coach2@example.org"


def begin(page: Page) -> None:
    page.get_by_role("button", name="Beginnen met beoordelen").click()
    expect(page.get_by_text("U beoordeelt deze lijst nu.")).to_be_visible()


def test_a_list_is_reviewed_with_the_keyboard_alone(opens: Opens, site: Site) -> None:
    page = opens(COACH, f"/coach/lists/{list_in(site, ShortlistState.DRAFT)}")
    begin(page)
    entries = page.locator("[data-entry]")
    own = [
        each
        for each in range(entries.count())
        if entries.nth(each).get_by_role("button", name="Goedkeuren").count()
    ]
    first = entries.nth(own[0])
    for _ in range(own[0] + 1):
        page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("e")
    expect(first.get_by_role("heading", name="Waarom niet hoger")).to_be_visible()
    page.keyboard.press("x")
    expect(first.get_by_label("Reden om uit te sluiten")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first.locator("[data-decision]")).to_contain_text("uitgesloten")
    expect(first).to_be_focused()
    page.keyboard.press("u")
    expect(first.locator("[data-decision]")).to_have_text("nog niet besloten")
    for number in range(own[0], entries.count()):
        expect(entries.nth(number)).to_be_focused()
        if number in own:
            page.keyboard.press("a")
            expect(entries.nth(number).locator("[data-decision]")).to_have_text("goedgekeurd")
            expect(entries.nth(number)).to_be_focused()
        page.keyboard.press("j")
    expect(page.locator("#progress label")).to_contain_text(f"{len(own)} van {entries.count()}")


def test_releasing_too_early_says_why(opens: Opens, site: Site) -> None:
    page = opens(COACH, f"/coach/lists/{list_in(site, ShortlistState.IN_REVIEW)}")
    if page.get_by_role("button", name="Overnemen").count():
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Overnemen").click()
    else:
        page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Vrijgeven").click()
    expect(page.get_by_text("Over iedereen op de lijst moet eerst besloten zijn")).to_be_visible()


def test_excluding_without_a_reason_is_told_beside_the_entry(opens: Opens, site: Site) -> None:
    page = opens(COACH, f"/coach/lists/{list_in(site, ShortlistState.IN_REVIEW)}")
    entry = page.locator("[data-entry]").filter(has=page.get_by_role("button", name="Uitsluiten"))
    entry.first.get_by_role("button", name="Uitsluiten").click()
    expect(page.get_by_role("alert").filter(has_text="Kies eerst een reden")).to_be_visible()


def test_a_second_coach_can_take_a_review_over(opens: Opens, site: Site) -> None:
    page = opens(SECOND, f"/coach/lists/{list_in(site, ShortlistState.IN_REVIEW)}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_role("button", name="Vrijgeven")).to_be_visible()


def test_the_parts_of_a_bar_add_up_to_the_score(opens: Opens, site: Site) -> None:
    page = opens(COACH, f"/coach/lists/{list_in(site, ShortlistState.IN_REVIEW)}", language="en")
    figure = page.locator("[data-entry] figure").first
    figure.locator("summary").click()
    cells = figure.locator("tbody td:nth-child(2)").all_inner_texts()
    whole = figure.locator("tfoot strong").inner_text()
    assert round(sum(float(each) for each in cells), 2) == float(whole)
    bar = figure.locator("svg rect.edge").evaluate_all(
        "rects => rects.reduce((sum, each) => sum + each.width.baseVal.value, 0)"
    )
    assert abs(bar / 640 * 100 - float(whole)) < 1


def test_a_vacancy_is_sent_back_with_a_reason(opens: Opens, site: Site) -> None:
    waiting(site)
    page = opens(COACH, "/coach/vacancies?waiting=true")
    page.locator("tbody a").first.click()
    page.get_by_label("Wat de partner moet verbeteren").fill("De uren ontbreken.")
    page.get_by_role("button", name="Terugsturen").click()
    expect(page.get_by_text("Teruggestuurd naar de partner")).to_be_visible()
