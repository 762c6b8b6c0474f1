"""`schakel user`: what it makes and prints, and what it says when something is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select
from typer.testing import CliRunner

from matching.matcher import Matcher
from models import AuditEvent, Organisation, User
from service.app import create_app
from service.commands.user import GivenRole, user_app
from service.services import open_services
from service.settings import read_settings
from service.words import Role
from service.work import Services
from tests.databases import Backend
from tests.service.conftest import Schakel

PHRASE = "paard batterij nietje correct"
ADMIN = ("user", "add", "Sam@Example.org", "--role", "admin", "--password-stdin")


@pytest.fixture
def services(
    backend: Backend, matcher: Matcher, light_hashes: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """The service on the database that the setting names, with the matcher of all tests."""
    url = backend.migrated().render_as_string(hide_password=False)
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url)
    monkeypatch.setattr(Matcher, "load", lambda *_, **__: matcher)
    with open_services(read_settings(), matcher=matcher) as services:
        yield services


def signs_in(services: Services, email: str, password: str = PHRASE) -> bool:
    return posted(services, "login", {"email": email, "password": password}) == 204


def posted(services: Services, path: str, body: dict[str, str]) -> int:
    client = TestClient(create_app(services), base_url="https://schakel.test")
    try:
        return client.post(f"/api/{path}", json=body).status_code
    finally:
        client.close()


def test_the_first_administrator_can_sign_in(schakel: Schakel, services: Services) -> None:
    done = schakel(*ADMIN, "--name", "Sam Voorbeeld", stdin=f"{PHRASE}\n".encode())
    assert (done.status, done.out) == (0, "sam@example.org can sign in, as admin\n")
    assert signs_in(services, "sam@example.org")
    again = schakel(*ADMIN, stdin=f"{PHRASE}\n".encode())
    assert again.status == 1
    assert "found one in use" in again.err
    with services.database.reading() as session:
        [user] = session.exec(select(User)).all()
        events = session.exec(select(AuditEvent)).all()
    assert user.name == "Sam Voorbeeld"
    assert {each.actor_role for each in events[:2]} == {"admin"}
    assert {each.actor for each in events} == {None}


def test_the_password_is_asked_twice(services: Services) -> None:
    typed = f"{PHRASE}\n{PHRASE}\n"
    done = CliRunner().invoke(user_app, ["add", "sam@example.org", "--role", "coach"], input=typed)
    assert done.exit_code == 0
    assert PHRASE not in done.output
    assert signs_in(services, "sam@example.org")


def test_a_partner_is_of_an_organisation(schakel: Schakel, services: Services) -> None:
    with services.database.writing() as session:
        session.add(Organisation(name="Waterschap", is_employer=True))
    add = ("user", "add", "per@example.org", "--role", "partner", "--password-stdin")
    stdin = f"{PHRASE}\n".encode()
    assert schakel(*add, stdin=stdin).status == 2
    wrong = schakel(*add, "--organisation", "Gemeente", stdin=stdin)
    assert wrong.status == 1
    assert "found none that is called Gemeente" in wrong.err
    assert schakel(*add, "--organisation", "Waterschap", stdin=stdin).status == 0
    listed = schakel("user", "list")
    assert listed.out == "per@example.org\tactive\tpartner Waterschap\t\n"
    [user] = json.loads(schakel("user", "list", "--json").out)
    assert user["roles"][0]["organisation"] == "Waterschap"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("sam", "--role", "admin"), 2, "EMAIL"),
        (("sam@example.org", "--role", "king"), 2, "--role"),
        (("sam@example.org", "--role", "candidate"), 2, "--role"),
        (("sam@example.org", "--role", "coach", "--organisation", "x"), 2, "--organisation"),
        (("sam@example.org", "--role", "admin", "--name", " "), 2, "--name"),
        (("sam@example.org", "--role", "admin"), 1, "expected a password of 12 to 200"),
    ],
)
@pytest.mark.usefixtures("services")
def test_what_cannot_be_added_is_explained(
    schakel: Schakel, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = schakel("user", "add", *arguments, "--password-stdin", stdin=b"te kort\n")
    assert done.status == status
    assert said in done.err
    assert "te kort" not in done.err
    assert schakel("user", "list").out == ""


def test_a_link_sets_a_new_password(schakel: Schakel, services: Services) -> None:
    schakel(*ADMIN, stdin=f"{PHRASE}\n".encode())
    made = schakel("user", "link", "SAM@example.org")
    assert made.status == 0
    assert "works once" in made.err
    said = {"token": made.out.strip(), "password": "gordijn muziek veertig appel"}
    assert posted(services, "links/password", said) == 204
    assert signs_in(services, "sam@example.org", said["password"])
    nobody = schakel("user", "link", "per@example.org")
    assert (nobody.status, nobody.out) == (1, "")


def test_who_is_disabled_cannot_sign_in(schakel: Schakel, services: Services) -> None:
    stdin = f"{PHRASE}\n".encode()
    schakel(*ADMIN, stdin=stdin)
    last = schakel("user", "disable", "sam@example.org")
    assert last.status == 1
    assert "another administrator" in last.err
    schakel("user", "add", "per@example.org", "--role", "admin", "--password-stdin", stdin=stdin)
    assert schakel("user", "disable", "sam@example.org").status == 0
    assert not signs_in(services, "sam@example.org")
    assert signs_in(services, "per@example.org")


def test_a_database_without_tables_is_named(
    schakel: Schakel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    done = schakel("user", "list")
    assert done.status == 1
    assert "make it with schakel db upgrade" in done.err
    (tmp_path / "none.db").touch()
    done = schakel("user", "list")
    assert done.status == 1
    assert "found none; run schakel db upgrade" in done.err


def test_every_role_can_be_given_but_that_of_candidates() -> None:
    assert {each.value for each in GivenRole} == {each.value for each in Role} - {"candidate"}
