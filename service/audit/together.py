"""Events of several requests in one transaction: who reads need not wait for others' commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from service.audit.chain import Happening, write
from service.db import Database

__all__ = ["Recorder"]


@dataclass(kw_only=True)
class _Told:
    """What one request did, and what became of the transaction that was to keep it."""

    happenings: Sequence[Happening]
    is_done: bool = False
    error: Exception | None = None


class Recorder:
    """Keeps what reading requests did, before they answer.

    While one commits, others wait; whoever is next writes for all who wait. A commit waits for the
    disk, so that a database which takes one at a time would else answer no faster than its disk.

    Args:
        database: Where to.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = Lock()
        self._turn = Lock()
        self._waiting: list[_Told] = []

    def keep(self, happenings: Sequence[Happening]) -> None:
        """Have these events kept when this returns; if not, it fails as the commit did."""
        if not happenings:
            return
        mine = _Told(happenings=happenings)
        with self._guard:
            self._waiting.append(mine)
        with self._turn:
            if not mine.is_done:
                self._keep_waiting()
        if mine.error is not None:
            raise mine.error

    def _keep_waiting(self) -> None:
        with self._guard:
            several, self._waiting = self._waiting, []
        error: Exception | None = None
        try:
            with self._database.adding() as connection:
                write(connection, [each for told in several for each in told.happenings])
        except Exception as failed:
            error = failed
        for each in several:
            each.is_done, each.error = True, error
