"""What an evaluator does: starts a run, follows it, opens it, compares it, looks into a vacancy."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.evaluator import EVALUATOR, runs_of
from tests.service.evaluating import AFTER, BEFORE

PATIENCE = 180_000


def begin(page: Page, task: str) -> None:
    page.get_by_label("Wat meten").select_option(task)
    page.get_by_label("Welke systemen").select_option("ours")
    page.get_by_label("Hoeveel").select_option("trial")
    page.get_by_role("button", name="Starten").click()
    expect(page.get_by_text("De meting is begonnen.")).to_be_visible()


def test_a_run_is_started_followed_opened_and_looked_into(opens: Opens, site: Site) -> None:
    runs_of(site)
    page = opens(EVALUATOR, "/evaluator")
    begin(page, "ranking")
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "0.0")
    expect(bar).not_to_have_attribute("value", "0.0", timeout=PATIENCE)
    expect(page.get_by_text("De meting is afgelopen:")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Bekijk wat eruit kwam").click()
    expect(page.get_by_role("heading", name="Elke vacature, de slechtste eerst")).to_be_visible()
    page.locator("section").last.locator("tbody a").first.click()
    card = page.locator("li.card").first
    card.locator("summary").click()
    cells = card.locator("tbody td:nth-child(2)").all_inner_texts()
    whole = card.locator("tfoot strong").inner_text().replace(",", ".")
    assert round(sum(float(each.replace(",", ".")) for each in cells), 2) == float(whole)


def test_two_runs_are_compared_and_a_changed_vacancy_is_opened(opens: Opens, site: Site) -> None:
    runs_of(site)
    page = opens(EVALUATOR, "/evaluator/compare")
    page.get_by_label("De meting om mee te vergelijken").select_option(BEFORE)
    page.get_by_label("De nieuwere meting").select_option(AFTER)
    page.get_by_role("main").get_by_role("button", name="Vergelijken").click()
    expect(page.get_by_text("Behalve de code verschilt dit: de gewichten.")).to_be_visible()
    expect(page.get_by_text("Niet vergeleken:")).to_be_visible()


def test_a_run_is_stopped_and_says_so(opens: Opens, site: Site) -> None:
    page = opens(EVALUATOR, "/evaluator")
    begin(page, "ranking")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Stoppen").click()
    expect(page.get_by_text("De meting is gestopt.")).to_be_visible()
    expect(page.get_by_text("er zijn geen cijfers")).to_be_visible()


def test_a_run_is_followed_without_scripts(opens: Opens, site: Site) -> None:
    page = opens(EVALUATOR, "/evaluator", java_script_enabled=False)
    begin(page, "traps")
    page.get_by_role("link", name="Opnieuw kijken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meting van")
    stop = page.get_by_role("button", name="Stoppen")
    if stop.count():
        stop.click()
