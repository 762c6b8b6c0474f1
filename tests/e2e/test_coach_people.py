"""What a coach does with a candidate, in a browser."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opens
from tests.e2e.site import Site
from tests.e2e.tours.coach_people import COACH, candidates_of


def profile(opens: Opens, site: Site, number: int, **options: object) -> Page:
    return opens(COACH, f"/coach/candidates/{candidates_of(site, COACH)[number]}", **options)


def counted(page: Page, group: str) -> int:
    """How many claims stand in a group."""
    return page.locator(f"[data-group={group}] .claim").count()


def test_a_claim_is_confirmed_and_rejected_with_the_keyboard(opens: Opens, site: Site) -> None:
    page = profile(opens, site, 0)
    to_check = counted(page, "proposed")
    claim = page.locator("[data-group=proposed] .claim").first
    id_ = claim.get_attribute("id")
    claim.get_by_role("button", name="Bevestigen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-group=confirmed] #{id_}")).to_be_focused()
    assert counted(page, "proposed") == to_check - 1
    fold = page.locator(f"#{id_} summary")  # «correct or reject»: it is confirmed already
    while not fold.evaluate("fold => fold === document.activeElement"):
        page.keyboard.press("Tab")  # past the words in the CV, where it has them
    page.keyboard.press("Enter")
    expect(page.locator(f"#{id_} select[name=reason]")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(f"#{id_} select[name=reason]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-group=rejected] #{id_}")).to_be_focused()
    page.get_by_role("button", name="Weer laten meetellen").click()
    expect(page.locator(f"[data-group=confirmed] #{id_}")).to_be_focused()


def test_a_correction_without_a_reason_is_told_beside_the_claim(opens: Opens, site: Site) -> None:
    page = profile(opens, site, 1)
    claim = page.locator("[data-group=proposed] .claim").first
    id_ = claim.get_attribute("id")
    claim.locator("summary").click()
    claim.locator("select[name=level]").select_option("4")
    claim.get_by_role("button", name="Niveau opslaan").click()
    again = page.locator(f"[data-group=proposed] #{id_}")
    expect(again.get_by_role("alert")).to_contain_text("Kies een reden")
    expect(again.locator("select[name=level]")).to_have_value("4")
    again.locator("select[name=reason]").select_option("level_too_low")
    again.get_by_role("button", name="Niveau opslaan").click()
    expect(page.locator(f"[data-group=confirmed] #{id_}")).to_contain_text("expert")


def test_a_claim_is_corrected_without_scripts(opens: Opens, site: Site) -> None:
    page = profile(opens, site, 2, java_script_enabled=False)
    claim = page.locator("[data-group=proposed] .claim").first
    id_ = claim.get_attribute("id")
    claim.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_text("Opgeslagen; rangschikkingen volgen meteen.")).to_be_visible()
    expect(page.locator(f"[data-group=confirmed] #{id_}")).to_be_visible()


def test_a_skill_is_found_while_typing_and_added(opens: Opens, site: Site) -> None:
    page = profile(opens, site, 1)
    page.get_by_role("link", name="Vaardigheid toevoegen").click()
    page.get_by_label("Naam van een vaardigheid").press_sequentially("kubernet")
    page.locator("#found").get_by_role("link", name="Kubernetes", exact=True).click()
    page.get_by_label("Wat het bewijst").select_option("certificate")
    page.locator("#source").fill("Cursus Kubernetes")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("De vaardigheid is toegevoegd")).to_be_visible()
    expect(page.locator("[data-group=confirmed]")).to_contain_text("Cursus Kubernetes")


def test_the_best_vacancies_show_bars_that_add_up_gaps_and_a_place(
    opens: Opens, site: Site
) -> None:
    page = profile(opens, site, 0, language="en")
    page.get_by_role("link", name="Best vacancies").click()
    first = page.locator("main ol > li").first
    first.locator("figure summary").click()
    cells = first.locator("figure tbody td:nth-child(2)").all_inner_texts()
    whole = first.locator("figure tfoot strong").inner_text()
    assert round(sum(float(each) for each in cells), 2) == float(whole)
    expect(first.get_by_role("heading", name="What is lacking")).to_be_visible()
    expect(page.get_by_role("heading", name="Modules that close most")).to_be_visible()
    first.get_by_role("link", name="Where among all candidates?").click()
    expect(first.get_by_text("Place ")).to_be_visible()


def test_candidates_are_found_while_typing(opens: Opens) -> None:
    page = opens(COACH, "/coach/candidates")
    page.get_by_label("Deel van een naam").press_sequentially("eeld 001")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Voorbeeld 001").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeld 001")


def test_what_stands_in_the_way_is_shown_in_place(opens: Opens) -> None:
    page = opens(COACH, "/coach/chances")
    first = page.locator("main li.card").first
    first.get_by_role("link", name="Wat staat er in de weg?").click()
    expect(first.get_by_text("open vacatures")).to_be_visible()
    page.locator("#days").select_option("365")
    page.get_by_role("button", name="Tonen").click()
    expect(page.locator("#days")).to_have_value("365")


def test_a_candidate_is_added_and_gets_a_personal_link(opens: Opens) -> None:
    page = opens(COACH, "/coach/candidates/new")
    page.get_by_label("Naam", exact=True).fill("Noor Bakker")
    page.locator("select[name=programme]").first.select_option(index=1)
    page.locator("#cv_text").fill("WERKERVARING\nDrie jaar Java en SQL bij een bank.")
    page.get_by_role("button", name="Kandidaat toevoegen").click()
    expect(page.get_by_text("De kandidaat is toegevoegd.")).to_be_visible()
    page.get_by_role("button", name="Vragen").click()
    page.get_by_role("button", name="Vastleggen dat de kandidaat instemt").click()
    expect(page.get_by_text("Vastgelegd; het werkt meteen.")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Persoonlijke link maken").click()
    link = page.locator("main code").inner_text()
    guest = opens(None, link)
    guest.get_by_role("button", name="Mijn pagina openen").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Noor Bakker")
