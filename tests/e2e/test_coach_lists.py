"""What a coach does with a list, by mouse and by keyboard alone; each test has one of its own."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import col, select

from models import Vacancy
from service.errors import RefusedError
from service.reviews import repository as reviewing
from service.reviews import service as reviews
from service.reviews.schemas import EntryDecide
from service.shortlists import service as shortlists
from service.words import Decision, Role
from service.work import Visit
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.coach_lists import COACH
from tests.e2e.tours.partner_vacancies import somebody, waiting

SECOND = "coach2@example.org"
PARTNER = "partner1@example.org"


def asked(partner: Visit, vacancy_id: UUID) -> UUID | None:
    """A list that is made just now; None where the gate says no, or there is one."""
    try:
        with partner.writing() as work:
            list_id, is_new = shortlists.request(work, vacancy_id)
    except RefusedError:
        return None
    return list_id if is_new else None


@pytest.fixture
def fresh(site: Site) -> Iterator[UUID]:
    """A list that nobody reviews yet; taken back afterwards, so that the next test can have one."""
    partner = somebody(site, PARTNER, Role.PARTNER)
    with site.reading() as work:
        mine = select(Vacancy.id).where(col(Vacancy.organisation_id).in_(partner.who.organisations))
        ids = work.session.exec(mine.order_by(col(Vacancy.external_id))).all()
    list_id = next(made for each in ids if (made := asked(partner, each)))
    yield list_id
    with somebody(site, COACH, Role.COACH).writing() as work:
        shortlists.withdraw(work, list_id)


@pytest.fixture
def begun(fresh: UUID, site: Site) -> UUID:
    """A list that the first coach reviews."""
    with somebody(site, COACH, Role.COACH).writing() as work:
        reviews.start(work, fresh, take_over=False)
    return fresh


def own_entries(page: Page) -> list[Locator]:
    """The entries about candidates of whoever looks, in order."""
    entries = page.locator("[data-entry]")
    return [
        entries.nth(each)
        for each in range(entries.count())
        if entries.nth(each).locator("[data-key=e]").count()
    ]


def decided_by_others(site: Site, list_id: UUID) -> None:
    """The second coach approves whom the first one may not decide about."""
    first = somebody(site, COACH, Role.COACH)
    with site.reading() as work:
        mine = reviewing.reviewed(work.session, first.who, list_id)
    second = somebody(site, SECOND, Role.COACH)
    with second.writing() as work:
        for id_, each in reviewing.reviewed(work.session, second.who, list_id).items():
            if id_ not in mine and each.entry.decision is Decision.PENDING:
                body = EntryDecide(decision=Decision.APPROVED)
                reviews.decide(work, list_id, id_, body, f'"{each.entry.revision}"')


def test_a_list_is_reviewed_and_released_with_the_keyboard_alone(
    opens: Opens, site: Site, fresh: UUID
) -> None:
    page = opens(COACH, f"/coach/lists/{fresh}")
    button = page.get_by_role("button", name="Beginnen met beoordelen")
    while not button.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je beoordeelt deze lijst nu.")).to_be_visible()
    decided_by_others(site, fresh)
    page.reload()
    first = own_entries(page)[0]
    while not first.evaluate("each => each === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    expect(first.get_by_role("heading", name="Waarom niet hoger")).to_be_visible()
    page.keyboard.press("w")
    expect(first.get_by_role("table")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("jax: belt ?")
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    page.keyboard.press("x")
    expect(first.get_by_label("Reden om uit te sluiten")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first.locator("[data-decision]")).to_contain_text("uitgesloten")
    expect(first.locator(".noted")).to_contain_text("jax: belt ?")
    expect(first).to_be_focused()
    page.keyboard.press("u")
    expect(first.locator("[data-decision]")).to_have_text("nog niet besloten")
    expect(first.get_by_label("Notitie")).to_have_value("jax: belt ?")
    for entry in own_entries(page):
        while not entry.evaluate("each => each === document.activeElement"):
            page.keyboard.press("j")
        page.keyboard.press("a")
        expect(entry.locator("[data-decision]")).to_have_text("goedgekeurd")
        expect(entry).to_be_focused()
    page.keyboard.press("r")
    release = page.get_by_role("button", name="Vrijgeven")
    expect(release).to_be_visible()
    while not release.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De lijst is vrijgegeven")).to_be_visible()


def test_a_question_mark_opens_the_keys_and_they_can_be_switched_off(
    opens: Opens, begun: UUID
) -> None:
    page = opens(COACH, f"/coach/lists/{begun}")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Toetsen")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[data-entry]:focus")).to_have_count(0)
    dialog.get_by_label("Deze toetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("[data-entry]:focus")).to_have_count(0)
    page.get_by_role("button", name="Uitleg").click()
    dialog.get_by_label("Deze toetsen gebruiken").check()
    dialog.get_by_role("button", name="Sluiten").click()
    page.keyboard.press("j")
    expect(page.locator("[data-entry]").first).to_be_focused()


def in_a_band(page: Page) -> Locator:
    """The first own entry that can be moved."""
    entry = page.locator("[data-entry]").filter(has=page.locator(".mover")).first
    id_ = entry.get_attribute("id")
    return page.locator(f"[id='{id_}']")


def test_moving_keeps_the_page_and_the_focus(opens: Opens, begun: UUID) -> None:
    page = opens(COACH, f"/coach/lists/{begun}")
    page.evaluate("window.isSame = true")
    entry = in_a_band(page)
    entry.focus()
    page.keyboard.press("m")
    place = entry.get_by_label("Nieuwe plaats van")
    expect(place).to_be_focused()
    wanted = place.locator("option").last.get_attribute("value") or ""
    place.select_option(wanted)
    entry.get_by_role("button", name="Verplaatsen").click()
    expect(entry.get_by_role("alert")).to_contain_text("Kies eerst een reden")
    expect(entry.get_by_label("Reden om te verplaatsen")).to_be_focused()
    expect(entry.get_by_label("Nieuwe plaats van")).to_have_value(wanted)
    entry.get_by_label("Reden om te verplaatsen").select_option("stronger_than_shown")
    entry.get_by_role("button", name="Verplaatsen").click()
    expect(entry.locator("h3 .quiet")).to_have_text(f"{wanted}.")
    expect(entry).to_be_focused()
    expect(page.locator(f"#matrix a[href='#{entry.get_attribute('id')}']")).to_have_text(wanted)
    assert page.evaluate("window.isSame")


def test_moving_and_deciding_work_without_scripts(opens: Opens, begun: UUID) -> None:
    page = opens(COACH, f"/coach/lists/{begun}", java_script_enabled=False)
    entry = in_a_band(page)
    entry.locator(".mover summary").click()
    wanted = entry.get_by_label("Nieuwe plaats van").input_value()
    entry.get_by_label("Reden om te verplaatsen").select_option("known_to_partner")
    entry.get_by_role("button", name="Verplaatsen").click()
    expect(entry.locator("h3 .quiet")).to_have_text(f"{wanted}.")
    entry.get_by_label("Notitie").fill("Belt morgen.")
    entry.get_by_role("button", name="Uitsluiten").click()
    expect(entry.get_by_role("alert")).to_contain_text("Kies eerst een reden")
    expect(entry).to_be_in_viewport()
    expect(entry.get_by_label("Notitie")).to_have_value("Belt morgen.")
    entry.get_by_label("Reden om uit te sluiten").select_option("not_available")
    entry.get_by_role("button", name="Uitsluiten").click()
    expect(entry.locator("[data-decision]")).to_contain_text("uitgesloten")


def test_releasing_too_early_says_who_is_undecided(opens: Opens, begun: UUID) -> None:
    page = opens(COACH, f"/coach/lists/{begun}")
    page.get_by_role("link", name="Naar het vrijgeven").click()
    expect(page.get_by_text("nog niet besloten, dus de lijst kan nog niet")).to_be_visible()
    expect(page.get_by_role("button", name="Vrijgeven")).to_have_count(0)


def test_excluding_without_a_reason_is_told_beside_the_entry(opens: Opens, begun: UUID) -> None:
    page = opens(COACH, f"/coach/lists/{begun}")
    entry = own_entries(page)[0]
    entry.get_by_role("button", name="Uitsluiten").click()
    expect(entry.get_by_role("alert").filter(has_text="Kies eerst een reden")).to_be_visible()
    expect(entry.get_by_label("Reden om uit te sluiten")).to_be_focused()


def test_a_second_coach_can_take_a_review_over(opens: Opens, begun: UUID) -> None:
    page = opens(SECOND, f"/coach/lists/{begun}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_role("link", name="Naar het vrijgeven")).to_be_visible()
    page.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_text("nam de beoordeling over")).to_be_visible()


def test_the_parts_of_a_bar_add_up_to_the_score(opens: Opens, begun: UUID) -> None:
    page = opens(COACH, f"/coach/lists/{begun}", language="en")
    figure = page.locator("[data-entry] figure").first
    figure.locator("summary").first.click()
    cells = figure.locator("tbody td:nth-child(2)").all_inner_texts()
    whole = figure.locator("tfoot strong").inner_text()
    assert round(sum(float(each) for each in cells), 2) == float(whole)
    named = figure.locator(".legend-row .number").all_inner_texts()
    assert round(sum(float(each) for each in named), 2) == float(whole)
    bar = figure.locator("svg rect.edge").evaluate_all(
        "rects => rects.reduce((sum, each) => sum + each.width.baseVal.value, 0)"
    )
    assert abs(bar / 640 * 100 - float(whole)) < 1


def test_a_vacancy_is_sent_back_with_a_reason(opens: Opens, site: Site) -> None:
    vacancy = waiting(site)
    page = opens(COACH, f"/coach/vacancies/{vacancy}")
    page.get_by_label("Wat de partner moet verbeteren").fill("De uren ontbreken.")
    page.get_by_role("button", name="Terugsturen").click()
    expect(page.get_by_text("Teruggestuurd naar de partner")).to_be_visible()
