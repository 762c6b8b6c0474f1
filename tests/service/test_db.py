"""Sessions: what is committed stays, nobody overwrites unseen, readers do not write or wait."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import URL, Engine, func
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError, StatementError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import col, select

from models import Module, Organisation, Programme
from models.base import utc_now
from service.db import Database, after_commit, create, open_engine
from tests.databases import Backend, opened

fork = multiprocessing.get_context("fork")


@pytest.fixture
def database(engine: Engine) -> Database:
    return Database(engine)


@pytest.fixture
def sqlite(sqlite_backend: Backend) -> Iterator[Database]:
    with opened(sqlite_backend.migrated()) as engine:
        yield Database(engine)


def employer(name: str, **more: object) -> Organisation:
    return Organisation.model_validate({"name": name, "is_employer": True, **more})


def settled(database: Database, name: str = "Waalmonde") -> UUID:
    organisation = employer(name)
    with database.writing() as session:
        session.add(organisation)
    return organisation.id


def count(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count(col(Organisation.id)))).one()


def test_sqlite_keeps_the_promises_of_the_design(sqlite: Database) -> None:
    promises = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "busy_timeout": 30_000,
    }
    with sqlite.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in promises}
    assert found == promises


def add_and_fail(database: Database) -> None:
    with database.writing() as session:
        session.add(employer("Waalmonde"))
        session.flush()
        raise ZeroDivisionError


def add_while_reading(database: Database) -> None:
    with database.reading() as session:
        session.add(employer("Waalmonde"))
        session.flush()


def test_a_block_that_fails_changes_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(database)
    assert count(database) == 0


def test_what_waits_for_the_commit_is_done_once_and_only_then(database: Database) -> None:
    done: list[Engine] = []
    do = done.append
    with suppress(ZeroDivisionError), database.writing() as session:
        after_commit(session, do)
        _ = 1 / 0
    assert done == []
    with database.writing() as session:
        for _ in range(2):
            after_commit(session, do)
        session.add(Organisation(name="Gemeente", is_employer=True))
        assert done == []
    assert done == [database.engine]


def test_a_reading_session_cannot_write_and_spoils_nothing(database: Database) -> None:
    with pytest.raises((OperationalError, InternalError)):
        add_while_reading(database)
    settled(database)
    assert count(database) == 1


def test_an_edit_of_what_changed_since_is_refused(database: Database) -> None:
    id = settled(database)
    copies = []
    for name in ("First", "Second"):
        with database.reading() as session:
            copy = session.get_one(Organisation, id)
            session.expunge(copy)
        copy.name = name
        copies.append(copy)
    with database.writing() as session:
        session.add(copies[0])
    with pytest.raises(StaleDataError), database.writing() as session:
        session.add(copies[1])
    with database.reading() as session:
        kept = session.get_one(Organisation, id)
        assert (kept.name, kept.revision) == ("First", 2)


def test_moments_come_back_as_they_went_in_whatever_the_zone(database: Database) -> None:
    amsterdam = timezone(timedelta(hours=2))
    made = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=amsterdam)
    id = settled(database)
    with database.writing() as session:
        session.get_one(Organisation, id).created_at = made
    with database.reading() as session:
        found = session.get_one(Organisation, id).created_at
    assert found == made
    assert found.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = utc_now().replace(tzinfo=None)
    with pytest.raises(StatementError, match="use UTC"), database.writing() as session:
        session.add(employer("Waalmonde", created_at=naive))


def test_foreign_keys_are_on(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), database.writing() as session:
        session.add(Module(programme_id=UUID(int=1), position=1, name="SQL"))


def test_a_reader_sees_one_state_and_does_not_wait_for_a_writer(sqlite: Database) -> None:
    settled(sqlite)
    with sqlite.writing() as writer:
        writer.add(employer("Rijnhaven"))
        writer.flush()
        assert count(sqlite) == 1
    assert count(sqlite) == 2


def test_writers_wait_their_turn_and_lose_nothing(sqlite: Database) -> None:
    id = settled(sqlite)
    threads, rounds = 8, 12

    def raise_budget(_: int) -> None:
        for _ in range(rounds):
            with sqlite.writing() as session:  # read, then write: the hard order for SQLite
                organisation = session.get_one(Organisation, id)
                organisation.lists_per_day += 1

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(raise_budget, range(threads)))
    with sqlite.reading() as session:
        start = Organisation(name="A").lists_per_day
        assert session.get_one(Organisation, id).lists_per_day == start + threads * rounds


def test_many_threads_write_side_by_side(database: Database) -> None:
    def add(number: int) -> None:
        for part in range(5):
            settled(database, f"{number}-{part}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    assert count(database) == 40


def add_until_killed(url: URL, acknowledged: Pipe) -> None:
    """Commit an organisation with its programme again and again, and tell after each commit."""
    database = Database(open_engine(url))
    for number in range(10_000):
        with database.writing() as session:
            organisation = employer(str(number))
            session.add(organisation)
            session.flush()
            if number == 30:
                os.kill(os.getpid(), signal.SIGKILL)
            session.add(Programme(provider_id=organisation.id, name="P"))
        acknowledged.send(number)


def test_a_killed_process_loses_nothing_committed_and_leaves_no_half(backend: Backend) -> None:
    url = backend.migrated()
    ours, theirs = fork.Pipe()
    child = fork.Process(target=add_until_killed, args=(url, theirs))
    child.start()
    child.join()
    theirs.close()
    told = [ours.recv() for _ in range(30)]
    with opened(url) as engine, Database(engine).reading() as session:
        names = set(session.exec(select(Organisation.name)))
        programmes = len(session.exec(select(Programme)).all())
    assert names == {str(number) for number in told}
    assert programmes == len(told) == 30


def test_a_new_file_is_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "schakel.db"
    create(URL.create("sqlite", database=str(file)))
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
