"""What several requests did is kept in one transaction, before each of them goes on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import Any, cast

import pytest

from service.audit.chain import Happening, taken
from service.audit.together import Recorder
from service.db import Database
from service.words import AuditKind


@dataclass
class Session:
    info: dict[str, Any] = field(default_factory=dict)


@dataclass
class Slow:
    """A database whose first commit lasts until it may end, and in which commits can fail."""

    may_end: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    commits: list[int] = field(default_factory=list)
    fails: bool = False

    @contextmanager
    def writing(self) -> Iterator[Any]:
        session = Session()
        yield session
        self.begun.set()
        assert self.may_end.wait(10)
        if self.fails:
            raise OSError("no space")
        self.commits.append(len(taken(cast("Any", session))))


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


def test_who_waits_for_a_commit_shares_the_next_one() -> None:
    database = Slow()
    assert kept_by(database, 6) == [None] * 6
    assert database.commits == [1, 5]


def test_everybody_hears_that_nothing_was_kept() -> None:
    failed = kept_by(Slow(fails=True), 3)
    assert [type(each) for each in failed] == [OSError] * 3


def test_nothing_to_keep_begins_no_transaction() -> None:
    database = Slow()
    Recorder(cast("Database", database)).keep([])
    assert not database.begun.is_set()


def test_after_a_failure_the_next_one_is_kept() -> None:
    database = Slow(fails=True)
    database.may_end.set()
    recorder = Recorder(cast("Database", database))
    with pytest.raises(OSError, match="no space"):
        recorder.keep(seen())
    database.fails = False
    recorder.keep(seen())
    assert database.commits == [1]
