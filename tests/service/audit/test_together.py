"""What several requests did is kept in one transaction, before each of them goes on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import cast

import pytest
from sqlalchemy import Connection, event
from sqlmodel import Session

from service.audit.chain import Happening
from service.audit.together import Recorder
from service.audit.verify import verify
from service.db import Database
from service.words import AuditKind
from tests.databases import Backend, opened


@dataclass
class Slow:
    """A database whose first commit lasts until it may end, and in which commits can fail."""

    database: Database
    may_end: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    fails: bool = False

    @contextmanager
    def adding(self) -> Iterator[Connection]:
        with self.database.adding() as connection:
            yield connection
            self.begun.set()
            assert self.may_end.wait(10)
            if self.fails:
                raise OSError("no space")

    def kept(self) -> int:
        """How many events there are."""
        with Session(self.database.engine) as session:
            verdict = verify(session)
        assert not verdict.problems
        return verdict.events


@pytest.fixture
def slow(sqlite_backend: Backend) -> Iterator[Slow]:
    with opened(sqlite_backend.migrated()) as engine:
        yield Slow(Database(engine))


def seen() -> list[Happening]:
    return [
        Happening(
            kind=AuditKind.VIEW,
            at=datetime(2026, 11, 28, tzinfo=UTC),
            actor=None,
            actor_role="partner",
            subject_type="entry",
            subject=None,
        )
    ]


def kept_by(database: Slow, requests: int) -> list[Exception | None]:
    """Have requests keep an event each, all but the first while that one commits."""
    recorder = Recorder(cast("Database", database))
    with ThreadPoolExecutor(requests) as threads:
        first = threads.submit(recorder.keep, seen())
        assert database.begun.wait(10)
        others = [threads.submit(recorder.keep, seen()) for _ in range(requests - 1)]
        while len(recorder._waiting) < requests - 1:
            pass
        database.may_end.set()
        return [cast("Exception | None", each.exception()) for each in (first, *others)]


def test_who_waits_for_a_commit_shares_the_next_one(slow: Slow) -> None:
    commits: list[None] = []
    event.listen(slow.database.engine, "commit", lambda _connection: commits.append(None))
    assert kept_by(slow, 6) == [None] * 6
    assert (len(commits), slow.kept()) == (2, 6)


def test_everybody_hears_that_nothing_was_kept(slow: Slow) -> None:
    slow.fails = True
    failed = kept_by(slow, 3)
    assert [type(each) for each in failed] == [OSError] * 3
    assert slow.kept() == 0


def test_nothing_to_keep_begins_no_transaction(slow: Slow) -> None:
    Recorder(cast("Database", slow)).keep([])
    assert not slow.begun.is_set()


def test_after_a_failure_the_next_one_is_kept(slow: Slow) -> None:
    slow.fails = True
    slow.may_end.set()
    recorder = Recorder(cast("Database", slow))
    with pytest.raises(OSError, match="no space"):
        recorder.keep(seen())
    slow.fails = False
    recorder.keep(seen())
    assert slow.kept() == 1
