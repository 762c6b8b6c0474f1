"""Deleting a candidate erases all about the person, and nothing else. See decision 9."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, delete, func, select

from models import metadata
from tests.databases import Backend, opened
from tests.models.world import CANARY, CANDIDATE, ENTRY, NEIGHBOUR, WORLD, settle

PERSONAL = {
    "contacts",
    "enrolments",
    "candidate_languages",
    "candidate_work_modes",
    "candidate_wishes",
    "candidate_occupations",
    "candidate_profiles",
    "duplicate_flags",
    "claims",
    "consents",
    "survey_answers",
    "entry_subjects",
    "pseudonyms",
    "audit_openings",
}


def erase(engine: Engine) -> None:
    candidates = metadata.tables["candidates"]
    with engine.begin() as connection:
        connection.execute(delete(candidates).where(candidates.c.id == CANDIDATE))


@pytest.fixture
def erased(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        settle(connection)
    erase(engine)
    with engine.connect() as connection:
        yield connection


def test_everything_personal_goes_and_nothing_else(erased: Connection) -> None:
    left = {
        name: erased.scalar(select(func.count()).select_from(table))
        for name, table in metadata.tables.items()
    }
    expected = {name: 0 if name in PERSONAL else len(rows) for name, rows in WORLD.items()}
    assert left == {**expected, "candidates": 1}


def test_the_neighbour_stays(erased: Connection) -> None:
    candidates = metadata.tables["candidates"]
    assert erased.scalars(select(candidates.c.id)).all() == [NEIGHBOUR]


@pytest.mark.parametrize("gone", [CANDIDATE, NEIGHBOUR], ids=["first", "second"])
def test_a_suspected_pair_goes_with_either(world: Connection, gone: UUID) -> None:
    candidates, flags = metadata.tables["candidates"], metadata.tables["duplicate_flags"]
    world.execute(delete(candidates).where(candidates.c.id == gone))
    assert world.scalar(select(func.count()).select_from(flags)) == 0


def test_no_word_about_the_person_is_left_in_any_table(erased: Connection) -> None:
    for table in metadata.sorted_tables:
        for row in erased.execute(table.select()):
            assert CANARY.lower() not in repr(row).lower()


def test_only_the_audit_log_keeps_the_id(erased: Connection) -> None:
    holding = {
        table.name
        for table in metadata.sorted_tables
        for row in erased.execute(table.select())
        if CANDIDATE in row
    }
    assert holding == {"audit_events"}


def test_the_decision_stays_without_the_person(erased: Connection) -> None:
    entries = metadata.tables["entries"]
    row = erased.execute(entries.select()).mappings().one()
    kept = WORLD["entries"][0]
    assert (row["id"], row["place"], row["decision"], row["reason"]) == (
        ENTRY,
        kept["place"],
        kept["decision"],
        kept["reason"],
    )


def test_the_audit_chain_is_as_it_was(erased: Connection) -> None:
    events = metadata.tables["audit_events"]
    assert [dict(row) for row in erased.execute(events.select()).mappings()] == (
        WORLD["audit_events"]
    )


def test_no_byte_about_the_person_is_left_in_the_file(sqlite_backend: Backend) -> None:
    url = sqlite_backend.migrated()
    file = Path(str(url.database))
    with opened(url) as engine:
        with engine.begin() as connection:
            settle(connection)
        assert CANARY.encode() in bytes_of(file)
        erase(engine)
        with closing(sqlite3.connect(file)) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert CANARY.lower().encode() not in bytes_of(file).lower()


def bytes_of(file: Path) -> bytes:
    """The database with its write-ahead log."""
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
