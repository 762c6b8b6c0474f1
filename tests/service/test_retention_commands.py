"""`schakel retention`: what it prints, what it erases, and what it says when it cannot."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models import Candidate
from models.base import utc_now
from service.db import Database
from service.settings import read_settings
from service.words import CandidateState
from tests.databases import Backend, opened
from tests.service.conftest import Schakel


@pytest.fixture
def database(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, taxonomy: Path
) -> Iterator[Database]:
    """One who left two months ago, and one who looks for work."""
    url = backend.migrated().render_as_string(hide_password=False)
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url)
    monkeypatch.setenv("SCHAKEL_TAXONOMY", str(taxonomy))
    left = utc_now() - timedelta(days=60)
    with opened(read_settings().database_url) as engine:
        database = Database(engine)
        with database.writing() as session:
            session.add(Candidate(state=CandidateState.LEFT, state_since=left, external_id="gone"))
            session.add(Candidate(external_id="stays"))
        yield database


def names(database: Database) -> set[str | None]:
    with database.reading() as session:
        return set(session.exec(select(Candidate.external_id)))


def test_what_is_due_is_shown_and_nothing_erased(schakel: Schakel, database: Database) -> None:
    shown = schakel("retention", "show")
    assert shown.status == 0
    assert " ended since " in shown.out
    assert "candidates: 1\n" in shown.out
    (due,) = json.loads(schakel("retention", "show", "--json").out)["candidates"]
    assert due["why"] == "ended"
    assert names(database) == {"gone", "stays"}


def test_a_run_erases_and_counts(schakel: Schakel, database: Database) -> None:
    done = schakel("retention", "run", "--json")
    assert (done.status, json.loads(done.out)["candidates"]) == (0, 1)
    assert names(database) == {"stays"}
    again = schakel("retention", "run")
    assert "candidates: 0\n" in again.out
    assert "login attempts: 0\n" in again.out


@pytest.mark.parametrize("command", ["show", "run"])
def test_without_tables_it_says_what_to_do(
    schakel: Schakel, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "schakel.db"
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", f"sqlite:///{file}")
    for _ in ("no file", "a file without tables"):
        failed = schakel("retention", command)
        assert failed.status == 1
        assert "schakel db upgrade" in failed.err
        file.touch()
