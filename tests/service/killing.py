"""Work that is killed as by a loss of power: in a child process, at a statement or the commit."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import Any

from sqlalchemy import URL, Connection, Engine, event, inspect, text

from matching.matcher import Matcher
from service.services import open_services
from service.settings import Settings
from service.work import Services
from tests.databases import opened

__all__ = ["Deed", "Killer", "contents", "in_one_commit"]

fork = multiprocessing.get_context("fork")

Deed = Callable[[Services], Any]


def contents(url: URL) -> dict[str, list[str]]:
    """All rows of all tables, as text."""
    with opened(url) as engine, engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"'))))
            for name in inspect(engine).get_table_names()
        }


@contextmanager
def in_one_commit(engine: Engine) -> Iterator[None]:
    """What is done inside is kept at one moment, so that kills before it and after it say all."""
    commits: list[object] = []

    def count(connection: Connection) -> None:
        commits.append(connection)

    event.listen(engine, "commit", count)
    yield
    event.remove(engine, "commit", count)
    assert len(commits) == 1


@dataclass(frozen=True, kw_only=True)
class Killer:
    """Does a deed in child processes that are killed on the way.

    Attributes:
        url: The database.
        matcher: Loaded already; the children have it too.
        deed: What is done, on services of the child's own.
    """

    url: URL
    matcher: Matcher
    deed: Deed

    def statements(self) -> int:
        """How many statements there are before the commit, at which this kills; nothing is kept."""
        counted = fork.Value("i", 0)

        def count(*_: object) -> None:
            counted.value += 1

        def watch() -> None:
            event.listen(Engine, "before_cursor_execute", count)
            event.listen(Engine, "commit", _die)

        self._run(watch)
        return int(counted.value)

    def at_statements(self, kills: int) -> Iterator[int]:
        """Kill before so many statements, spread from the first to the last; yields which."""
        last = self.statements()
        for part in range(kills):
            statement = 1 + round((last - 1) * part / (kills - 1))
            self._run(lambda: _die_at(statement))  # noqa: B023 (it is called at once)
            yield statement

    def after_commit(self, seconds: float) -> None:
        """Kill when some time has gone since the commit began."""

        def watch() -> None:
            event.listen(Engine, "commit", lambda *_: Timer(seconds, _die).start())

        self._run(watch, must_die=False)

    def _run(self, watch: Callable[[], None], *, must_die: bool = True) -> None:
        child = fork.Process(target=self._do, args=(watch,))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL or (not must_die and child.exitcode == 0)

    def _do(self, watch: Callable[[], None]) -> None:
        settings = Settings(database_url=self.url, control_share=0)
        with open_services(settings, matcher=self.matcher) as services:
            watch()
            self.deed(services)


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(statement: int) -> None:
    """Die before the nth statement."""
    counted = iter(range(1, statement))

    def die(*_: object) -> None:
        if next(counted, None) is None:
            _die()

    event.listen(Engine, "before_cursor_execute", die)
