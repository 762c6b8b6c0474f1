"""Signing in on the pages, the language they speak, and what they answer to what goes wrong."""

import pytest

from tests.service.api.people import Alliance


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,en;q=0.7,nl;q=0.9", "nl"),
        ("fr", "nl"),
        ("", "nl"),
        ("*;q=bad", "nl"),
    ],
)
def test_a_page_speaks_the_language_of_the_browser(
    asked: str, language: str, alliance: Alliance
) -> None:
    page = alliance.client().get("/login", headers={"Accept-Language": asked})
    assert f'<html lang="{language}">' in page.text


def test_what_was_chosen_goes_before_the_browser(alliance: Alliance) -> None:
    coach = alliance.coach()
    asked = {"language": "en", "next": "/account"}
    answer = coach.client.post("/language", data=asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    page = coach.client.get("/account", headers={"Accept-Language": "nl"})
    assert '<html lang="en">' in page.text
    assert coach.client.get("/api/account").json()["language"] == "en"


@pytest.mark.parametrize("elsewhere", ["https://other.test/", "//other.test", "/\\other.test"])
def test_nobody_is_led_to_another_site(elsewhere: str, alliance: Alliance) -> None:
    asked = {"language": "en", "next": elsewhere}
    answer = alliance.client().post("/language", data=asked, follow_redirects=False)
    assert answer.headers["Location"] == "/"


def test_who_is_not_signed_in_is_led_to_the_door_and_back(alliance: Alliance) -> None:
    answer = alliance.client().get("/account", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=/account")


def test_a_wrong_password_is_said_on_the_page_and_not_shown(alliance: Alliance) -> None:
    sent = {"email": "sam@example.org", "password": "not the right one"}
    answer = alliance.client().post("/login", data=sent)
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "sam@example.org" in answer.text
    assert "not the right one" not in answer.text


def test_a_form_of_another_site_changes_nothing(alliance: Alliance) -> None:
    coach = alliance.coach()
    answer = coach.client.post("/logout", headers={"Origin": "https://other.test"})
    assert answer.status_code == 403
    assert coach.client.get("/account").status_code == 200


def test_an_unknown_page_is_a_page_and_an_unknown_operation_a_problem(alliance: Alliance) -> None:
    client = alliance.client()
    page, operation = client.get("/nowhere"), client.get("/api/nowhere")
    assert (page.status_code, operation.status_code) == (404, 404)
    assert page.headers["Content-Type"].startswith("text/html")
    assert operation.headers["Content-Type"] == "application/problem+json"


def test_files_of_pages_may_be_kept_and_pages_not(alliance: Alliance) -> None:
    client = alliance.client()
    assert "immutable" in client.get("/static/css/schakel.css").headers["Cache-Control"]
    assert client.get("/login").headers["Cache-Control"] == "no-store"
    assert client.get("/static/nothing.css").headers["Cache-Control"] == "no-store"


def test_a_link_opens_nothing_by_being_looked_at(alliance: Alliance) -> None:
    client = alliance.client()
    assert client.get("/link/pl_whatever").status_code == 200
    assert not client.cookies
    assert client.post("/link/pl_whatever").status_code == 401
