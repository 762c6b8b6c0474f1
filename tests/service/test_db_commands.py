"""`schakel db`: exit statuses, what it prints, and what it says when something is wrong."""

import json
from pathlib import Path

import pytest

from service.errors import SettingsError
from service.migrating import newest
from service.settings import read_settings
from tests.databases import Backend
from tests.service.conftest import Schakel

VARIABLE = "SCHAKEL_DATABASE_URL"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the setting names and that is not there yet."""
    file = tmp_path / "data" / "schakel.db"
    monkeypatch.setenv(VARIABLE, f"sqlite:///{file}")
    return file


def test_a_database_is_made_checked_and_taken_away(schakel: Schakel, file: Path) -> None:
    made = schakel("db", "upgrade")
    assert (made.status, made.out) == (0, f"sqlite:///{file} is at {newest()} (was at none)\n")
    checked = schakel("db", "check")
    assert (checked.status, checked.out, checked.err) == (0, "", "0 problem(s)\n")
    gone = schakel("db", "downgrade", "base", "--yes")
    assert (gone.status, gone.out) == (0, f"sqlite:///{file} is at none (was at {newest()})\n")


def test_the_same_on_postgresql(
    schakel: Schakel, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = backend.empty().set(drivername=backend.name)
    monkeypatch.setenv(VARIABLE, url.render_as_string(hide_password=False))
    assert schakel("db", "upgrade").status == 0
    assert schakel("db", "check").status == 0
    assert json.loads(schakel("db", "current", "--json").out)["revision"] == newest()


def test_an_old_database_fails_the_check_with_the_way_out(schakel: Schakel, file: Path) -> None:
    schakel("db", "upgrade", "0003")
    checked = schakel("db", "check")
    assert checked.status == 1
    assert checked.out == (f"expected revision {newest()}, found 0003; run schakel db upgrade\n")
    current = schakel("db", "current")
    assert current.out == f"sqlite:///{file} is at 0003; this version needs {newest()}\n"


def test_going_back_needs_a_yes(schakel: Schakel, file: Path) -> None:
    schakel("db", "upgrade")
    refused = schakel("db", "downgrade", "base")
    assert refused.status == 2
    assert "--yes" in refused.err
    assert schakel("db", "check").status == 0


@pytest.mark.parametrize("command", [["current"], ["check"], ["downgrade", "base", "--yes"]])
def test_no_database_is_an_error_and_none_is_made(
    schakel: Schakel, file: Path, command: list[str]
) -> None:
    done = schakel("db", *command)
    assert done.status == 1
    assert done.err == (
        f"schakel: expected a database at sqlite:///{file}, found: no file; "
        f"make it with schakel db upgrade, or set {VARIABLE}\n"
    )
    assert not file.exists()


def test_a_file_that_is_no_database_is_named(schakel: Schakel, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("hello")
    done = schakel("db", "current")
    assert done.status == 1
    assert "found: file is not a database" in done.err


def test_a_server_that_does_not_answer_is_named_without_its_password(
    schakel: Schakel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql://user:geheim@127.0.0.1:1/schakel")
    done = schakel("db", "check")
    assert done.status == 1
    assert "user:***@127.0.0.1:1/schakel, found: connection" in done.err
    assert "geheim" not in done.err


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("mysql://user:geheim@host/name", "the scheme 'mysql'"),
        ("geheim", "what cannot be read as a URL"),
        ("sqlite://", "a database in memory"),
        ("", "what cannot be read as a URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_explained(
    monkeypatch: pytest.MonkeyPatch, value: str, found: str
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(SettingsError, match=f"expected sqlite:///FILE or .*, found {found}") as why:
        read_settings()
    assert "geheim" not in str(why.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_goes_through_psycopg(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv(VARIABLE, f"{scheme}://user@host/name")
    assert read_settings().database_url.drivername == "postgresql+psycopg"


def test_the_default_is_a_file_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert read_settings().database_url.database == str(tmp_path / "schakel" / "schakel.db")
