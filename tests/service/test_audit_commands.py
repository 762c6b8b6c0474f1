"""`schakel audit` as those who run the service use it."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from tests.databases import Backend, opened
from tests.service.conftest import Schakel
from tests.service.tampering import disarm, fill


@pytest.fixture
def file(sqlite_backend: Backend, monkeypatch: pytest.MonkeyPatch) -> Path:
    url = sqlite_backend.migrated()
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url.render_as_string(hide_password=False))
    with opened(url) as engine:
        fill(engine, 4)
    return Path(str(url.database))


def test_a_whole_chain_is_said_to_be_whole(schakel: Schakel, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    assert schakel("audit", "checkpoint", kept).out.startswith("event 4, ")
    done = schakel("audit", "verify", "--checkpoint", kept)
    assert (done.status, done.out) == (
        0,
        "4 events, content of 0 erased, 1 checkpoint(s), 0 problem(s)\n",
    )


def test_a_chain_that_was_cut_off_fails_the_check(
    schakel: Schakel, file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.jsonl"
    schakel("audit", "checkpoint", kept)
    with opened(make_url(f"sqlite:///{file}")) as engine, engine.begin() as connection:
        disarm(connection)
        connection.execute(text("DELETE FROM audit_openings WHERE sequence = 4"))
        connection.execute(text("DELETE FROM audit_events WHERE sequence = 4"))
    done = schakel("audit", "verify", "--checkpoint", kept, "--json")
    assert done.status == 1
    assert "expected event 4" in done.rows[0]["problems"][0]


def test_no_rankings_replay_to_none(schakel: Schakel, file: Path) -> None:
    done = schakel("audit", "replay")
    assert (done.status, done.out) == (0, "")
    assert schakel("audit", "replay", "7f1c8a52-0000-4000-8000-000000000000").status == 2


def test_old_tables_are_refused(
    schakel: Schakel, sqlite_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_backend.empty().render_as_string()
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url)
    Path(url.removeprefix("sqlite:///")).touch()
    done = schakel("audit", "verify")
    assert done.status == 1
    assert "run schakel db upgrade" in done.err
