"""Overwriting what deleted rows left in the file of a SQLite database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from structlog.testing import capture_logs

from models import Organisation
from service.db import Database
from service.privacy import scrub as scrubbing
from service.privacy.scrub import scrub
from tests.databases import Backend, opened

NEEDLE = "Kanarie"


@pytest.fixture
def engine(sqlite_backend: Backend) -> Iterator[Engine]:
    with opened(sqlite_backend.migrated()) as engine:
        yield engine


def bytes_of(engine: Engine) -> bytes:
    file = Path(str(engine.url.database))
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


def put_and_delete(engine: Engine) -> None:
    database = Database(engine)
    row = Organisation(name="x", external_id=NEEDLE, is_employer=True)
    with database.writing() as session:
        session.add(row)
    with database.writing() as session:
        session.delete(session.get_one(Organisation, row.id))
    assert NEEDLE.encode() in bytes_of(engine)


def test_nothing_is_left(engine: Engine) -> None:
    put_and_delete(engine)
    with capture_logs() as logs:
        scrub(engine)
    assert logs == []
    assert NEEDLE.encode() not in bytes_of(engine)


def test_who_still_reads_makes_it_wait_for_the_next_time(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "_BUSY_SECONDS", 0)
    put_and_delete(engine)
    with Database(engine).reading() as session, capture_logs() as logs:
        session.exec(select(Organisation)).all()
        scrub(engine)
    assert [each["event"] for each in logs] == ["not scrubbed"]
    scrub(engine)
    assert NEEDLE.encode() not in bytes_of(engine)


def test_who_writes_makes_it_wait_too(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "_BUSY_SECONDS", 0)
    with Database(engine).writing() as session, capture_logs() as logs:
        session.exec(select(Organisation)).all()
        scrub(engine)
    assert [each["log_level"] for each in logs] == ["warning"]
