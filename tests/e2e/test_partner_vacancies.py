"""A partner's way from a text to a shortlist, as a person goes it in a browser."""

import re
from pathlib import Path
from uuid import UUID

import docx
from playwright.sync_api import Page, expect

from service.vacancies.deciding import approve
from service.words import Role
from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.partner_vacancies import LONG_TEXT, somebody, vacancy_of

PARTNER = "partner1@example.org"
NEW = "/partner/vacancies/new"
ENGLISH = """Data engineer (m/f)

What you bring
- Strong knowledge of SQL and Python
- Experience with Git is required
- Power BI is nice to have

You will learn Kubernetes on the job. No experience with Java needed."""


def read_text(page: Page, text: str, title: str = "") -> None:
    page.locator("#title").fill(title)
    page.locator("#text").fill(text)
    page.locator("button[value=read]").click()
    expect(page.locator("#marked mark").first).to_be_visible()


def count(page: Page) -> int:
    return int(page.locator("#pool-count strong").inner_text())


def choice(skill: str) -> str:
    return f'select[name="choice-{skill}"]'


def approved(site: Site, vacancy_id: UUID) -> None:
    with somebody(site, "coach1@example.org", Role.COACH).writing() as work:
        approve(work, vacancy_id, 1)


def saved(page: Page) -> UUID:
    page.locator("button[value=save]").click()
    page.wait_for_url(re.compile(r"/partner/vacancies/[0-9a-f-]{36}\?"))
    return UUID(page.url.partition("?")[0].rpartition("/")[2])


def test_from_a_pasted_text_to_a_shortlist(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, NEW)
    read_text(page, LONG_TEXT, "Java-ontwikkelaar zaaksysteem")
    expect(page.locator("mark.must", has_text="SQL")).to_be_visible()
    expect(page.locator("mark.nice", has_text="Docker")).to_be_visible()
    expect(page.locator("mark.off", has_text="PHP")).to_be_visible()
    before = count(page)
    # A level, a wish, one that is not asked: marks and pool follow without another page.
    page.locator('select[name="level-java"]').select_option("2")
    page.locator(choice("case-management-systems")).select_option("nice")
    expect(page.locator("#pool-count strong")).not_to_have_text(str(before))
    page.locator(choice("git")).select_option("off")
    expect(page.locator("mark.off", has_text="Git")).to_be_visible()
    # One more, by searching.
    page.locator("#q").press_sequentially("postgres")
    page.locator('#found button[value="postgresql"]').click()
    expect(page.locator(choice("postgresql"))).to_be_focused()
    expect(page.locator(choice("git"))).to_have_value("off")
    id_ = saved(page)
    expect(page.locator("main")).to_contain_text("wacht op een coach")
    expect(page.locator("main")).to_contain_text("PostgreSQL")
    expect(page.get_by_role("button", name="Shortlist aanvragen")).to_have_count(0)
    approved(site, id_)
    page.reload()
    page.get_by_role("button", name="Shortlist aanvragen").click()
    page.wait_for_url(re.compile(r"/partner/shortlists/[0-9a-f-]{36}"))


def test_a_step_less_gives_the_pool_that_it_promises(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, f"/partner/vacancies/{vacancy_of(site, PARTNER)}/change")
    step = page.locator("#steps li").first
    promised = re.findall(r"\d+", step.locator("span").first.inner_text())[-1]
    step.locator("button").click()
    expect(page.locator("#pool-count strong")).to_have_text(promised)


def test_english_text_without_scripts(opens: Opens) -> None:
    page = opens(PARTNER, NEW, language="en", java_script_enabled=False)
    read_text(page, ENGLISH)
    assert page.locator("#title").input_value() == "Data engineer (m/f)"
    expect(page.locator("mark.off", has_text="Kubernetes")).to_be_visible()
    expect(page.locator("mark.off", has_text="Java")).to_be_visible()
    page.locator(choice("power-bi")).select_option("off")
    page.locator("#q").fill("postgres")
    page.locator("#q").press("Enter")
    page.locator('#found button[value="postgresql"]').click()
    expect(page.locator(choice("power-bi"))).to_have_value("off")
    before = count(page)
    page.locator(choice("python")).select_option("nice")
    page.get_by_role("button", name="Update").last.click()
    assert count(page) >= before
    saved(page)
    expect(page.locator("main")).to_contain_text("waits for a coach")


def test_documents_are_read(opens: Opens, tmp_path: Path) -> None:
    html = tmp_path / "vacature.html"
    html.write_text("<h1>Tester</h1><h2>Eisen</h2><ul><li>SQL</li><li>Git</li></ul>")
    word = tmp_path / "vacature.docx"
    document = docx.Document()
    for each in ("Data-analist", "Eisen", "Goede kennis van SQL", "Power BI is een pré"):
        document.add_paragraph(each)
    document.save(str(word))
    page = opens(PARTNER, NEW)
    for file, title in ((html, "Tester"), (word, "Data-analist")):
        page.goto(NEW)
        page.locator("#file").set_input_files(file)
        page.locator("button[value=read]").click()
        expect(page.locator("mark.must", has_text="SQL")).to_be_visible()
        expect(page.locator("#title")).to_have_value(title)


def test_the_table_is_corrected_with_the_keyboard_alone(opens: Opens) -> None:
    page = opens(PARTNER, NEW)
    read_text(page, LONG_TEXT, "Java-ontwikkelaar")
    expect(page.locator("#found-skills")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "choice-java":
            break
    page.keyboard.press("ArrowDown")
    expect(page.locator(choice("java"))).to_have_value("nice")
    expect(page.locator("mark.nice", has_text="Java").first).to_be_visible()
    expect(page.locator(choice("java"))).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("4")
    expect(page.locator('select[name="level-java"]')).to_have_value("4")
    page.locator("#q").focus()
    page.keyboard.type("kotlin")
    expect(page.locator("#found li").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(choice("java"))).to_have_value("nice")


def test_the_gate_says_in_words_why_there_is_no_list(opens: Opens, site: Site) -> None:
    page = opens(PARTNER, NEW)
    read_text(page, LONG_TEXT, "Java-ontwikkelaar")
    page.locator("#start_by").fill("2020-01-01")
    page.locator("#hours_min").fill("1")
    page.locator("#hours_max").fill("2")
    id_ = saved(page)
    approved(site, id_)
    page.reload()
    page.get_by_role("button", name="Shortlist aanvragen").click()
    expect(page.get_by_role("alert")).to_contain_text("Zo weinig kandidaten")
