"""What an administrator does, in a browser."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.tours.admin import ADMIN


def test_an_administrator_invites_a_coach_and_gives_them_a_programme(opens: Opens) -> None:
    page = opens(ADMIN, "/admin/users")
    page.get_by_role("link", name="Nieuwe gebruiker").click()
    page.locator("#email").fill("noor@example.org")
    page.locator("#name").fill("Noor Bakker")
    page.locator("#role").select_option(label="coach")
    page.get_by_role("button", name="Toevoegen en een link maken").click()
    link = page.locator("main code").inner_text()
    page.get_by_role("link", name="Scholingstrajecten").click()
    row = page.locator("tbody tr").first
    row.get_by_role("combobox").select_option(index=0)
    row.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    guest = opens(None, link, language="en")
    guest.get_by_label("New password").fill("vier woorden zonder verband")
    guest.get_by_role("button", name="Set the password").click()
    guest.get_by_label("E-mail address").fill("noor@example.org")
    guest.get_by_label("Password").fill("vier woorden zonder verband")
    guest.get_by_role("button", name="Sign in").click()
    expect(guest.get_by_role("link", name="To review")).to_be_visible()


def test_users_are_found_while_typing(opens: Opens) -> None:
    page = opens(ADMIN, "/admin/users")
    page.get_by_label("Naam of e-mailadres").press_sequentially("manager")
    expect(page.locator("#rows tbody tr")).to_have_count(1)


def test_a_bad_file_shows_its_lines_and_a_good_one_is_imported(
    opens: Opens, tmp_path: Path
) -> None:
    page = opens(ADMIN, "/imports")
    file = tmp_path / "organisations.jsonl"
    file.write_text('{"id": "R90"}\n')
    page.get_by_label("Wat erin staat").select_option("organisations")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Importeren").click()
    expect(page.get_by_role("heading", name="Niets geïmporteerd")).to_be_visible()
    file.write_text('{"id": "R90", "name": "Gemeente Nergenshuizen", "kind": ["public body"]}\n')
    page.get_by_label("Wat erin staat").select_option("organisations")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Importeren").click()
    expect(page.get_by_text("Het hele bestand is geïmporteerd.")).to_be_visible()


def test_the_stop_switch_asks_first_and_says_why_to_all(opens: Opens) -> None:
    page = opens(ADMIN, "/admin")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Reden").fill("scores kloppen niet")
    page.get_by_role("button", name="Alle aanbevelingen stoppen").click()
    expect(page.get_by_text("scores kloppen niet")).to_be_visible()
    page.get_by_role("button", name="Weer aanzetten").click()
    expect(page.get_by_text("De aanbevelingen staan weer aan.")).to_be_visible()


def test_the_audit_log_is_verified(opens: Opens) -> None:
    page = opens(ADMIN, "/admin/audit")
    page.get_by_role("button", name="De hele keten controleren").click()
    expect(page.get_by_text("De keten is heel")).to_be_visible()
