"""What a programme manager does, in a browser: demand that nobody teaches becomes a module."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opens
from tests.e2e.tours.manager import MANAGER


def uncovered(page: Page) -> str:
    """A skill that vacancies ask and no programme teaches: the first that a name tells apart."""
    page.goto("/manager/demand")
    names = page.locator("#uncovered tbody th").all_inner_texts()
    return next(each for each in names if re.fullmatch(r"[A-Z][A-Za-z]{4,}", each))


def make_programme(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile("Scholingstrajecten|Programmes")).first.click()
    page.locator('a[href="/manager/programmes/new"]').click()
    page.locator("#name").fill(name)
    page.locator("#provider_id").select_option(index=1)
    page.locator("#education_level").select_option("5")
    page.locator("main button.primary").click()
    page.wait_for_url(re.compile(r"/manager/programmes/[0-9a-f-]{36}\?"))


def test_demand_that_nobody_teaches_is_covered_by_a_new_module(opens: Opens) -> None:
    page = opens(MANAGER, "/manager")
    skill = uncovered(page)
    make_programme(page, "Geo-informatie voor starters")
    expect(page.get_by_text("Er zijn nog geen modules")).to_be_visible()
    page.get_by_role("link", name="Module toevoegen").first.click()
    page.locator("#name").fill("Kaarten en gegevens")
    page.locator("#hours").fill("60")
    page.locator("#outcomes").fill("De student schrijft SQL-query's met joins.")
    # Suggestions show while one types; the one that is added keeps what was typed.
    page.locator("#q").press_sequentially(skill)
    page.locator("#found li", has_text=skill).first.get_by_role("button").click()
    level = page.get_by_label(f"Niveau van {skill}")
    expect(level).to_be_focused()
    level.select_option("3")
    expect(page.locator("#hours")).to_have_value("60")
    page.get_by_role("button", name="Module opslaan").click()
    module = page.locator("article.module")
    expect(module).to_contain_text("Kaarten en gegevens")
    expect(module.locator(".tag.info")).to_contain_text(skill)
    expect(module.locator(".tag.probable").first).to_contain_text("SQL")
    page.goto("/manager/demand?all=true")
    expect(page.locator("#covered tbody th", has_text=re.compile(f"^{skill}$"))).to_have_count(1)
    expect(page.locator("#uncovered tbody th", has_text=re.compile(f"^{skill}$"))).to_have_count(0)


def test_the_same_without_scripts_and_in_english(opens: Opens) -> None:
    page = opens(MANAGER, "/manager", language="en", java_script_enabled=False)
    make_programme(page, "Testing for starters")
    page.get_by_role("link", name="Add a module").first.click()
    page.locator("#name").fill("Containers")
    page.locator("#q").fill("kubernetes")
    page.locator("#q").press("Enter")
    page.locator('#found button[value="kubernetes"]').click()
    page.locator("#q").fill("docker")
    page.get_by_role("button", name="Search").click()
    page.locator('#found button[value="docker"]').click()
    page.get_by_role("button", name="Take away: Docker").click()
    page.get_by_role("button", name="Save the module").click()
    expect(page.locator("article.module .tag.info")).to_have_text(re.compile("^Kubernetes"))


def test_an_edit_of_an_older_revision_says_so_and_loses_nothing(opens: Opens) -> None:
    first, second = (opens(MANAGER, "/manager/programmes") for _ in range(2))
    for page in (first, second):
        page.locator("tbody th a").first.click()
        page.get_by_role("link", name="Gegevens wijzigen").click()
    first.locator("#description").fill("Van de eerste.")
    first.get_by_role("button", name="Opslaan").click()
    expect(first.get_by_text("Opgeslagen.")).to_be_visible()
    second.locator("#description").fill("Van de tweede.")
    second.get_by_role("button", name="Opslaan").click()
    expect(second.get_by_role("alert")).to_contain_text(
        "Iemand heeft dit traject intussen gewijzigd"
    )
    expect(second.locator("#description")).to_have_value("Van de tweede.")
    second.get_by_role("button", name="Opslaan").click()
    expect(second.get_by_text("Van de tweede.")).to_be_visible()
