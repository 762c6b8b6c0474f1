"""What a piece of work has at hand: the database, who asks, the engine, and the time."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from models.base import utc_now
from service.access.principal import NOBODY, Principal
from service.audit.chain import Happening, Parts, record
from service.audit.together import Recorder
from service.db import Database
from service.engine.pool import Pool
from service.settings import Settings
from service.words import AuditKind

__all__ = ["GATE", "MOVED", "Clock", "Services", "Visit", "Work"]

GATE = "gate"
"""The subject type of audit events that tell of an organisation at the gate: its alarms."""
MOVED = "moved_entry"
"""The subject type of audit events that tell of an entry that a coach moved."""

Clock = Callable[[], datetime]
"""Gives this moment, in UTC; tests give their own."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """What lives as long as the process."""

    settings: Settings
    database: Database
    pool: Pool
    recorder: Recorder
    clock: Clock = field(default=utc_now)


@dataclass(frozen=True, kw_only=True)
class Work:
    """One transaction, for one principal. Who holds it decides; it commits when the route ends."""

    session: Session
    services: Services
    who: Principal = NOBODY

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.services.clock()

    @property
    def pool(self) -> Pool:
        """Candidates and the matcher."""
        return self.services.pool

    def record(
        self,
        kind: AuditKind,
        subject_type: str,
        subject: UUID | None,
        *,
        candidate_id: UUID | None = None,
        **content: Any,
    ) -> None:
        """Have an audit event written with this work.

        Args:
            kind: What happened.
            subject_type: What it is about: the name of a table's row.
            subject: And its id.
            candidate_id: The candidate with whom `content` is erased; give it whenever the
                content is about one.
            content: What the event binds, as values that JSON has or that have a text form.
        """
        record(self.session, self._happening(kind, subject_type, subject, candidate_id, content))

    def record_each(
        self, kind: AuditKind, subject_type: str, subject: UUID | None, parts: Parts
    ) -> None:
        """Have one audit event written that is about several candidates; none where it is nobody.

        Args:
            kind: What happened.
            subject_type: What it is about: the name of a table's row.
            subject: And its id.
            parts: What the event binds of each candidate, to be erased with them; the same object
                for the same, so that it is written out once.
        """
        if parts.each:
            about = self._happening(kind, subject_type, subject, None, {})
            record(self.session, replace(about, parts=parts))

    def _happening(
        self,
        kind: AuditKind,
        subject_type: str,
        subject: UUID | None,
        candidate_id: UUID | None,
        content: Mapping[str, Any],
    ) -> Happening:
        return Happening(
            kind=kind,
            at=self.now,
            actor=self.who.user_id,
            actor_role=self.who.role_name[:40],
            subject_type=subject_type,
            subject=subject,
            content=content,
            candidate_id=candidate_id,
        )


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody at the door, before any transaction.

    For what must not hold the database while it thinks, or must keep that it said no: signing in.

    Attributes:
        services: What lives as long as the process.
        who: Who they are so far.
        address: From where they come.
    """

    services: Services
    who: Principal = NOBODY
    address: str = "unknown"

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Work that changes nothing."""
        with self.services.database.reading() as session:
            yield Work(session=session, services=self.services, who=self.who)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Work that is committed when the block ends well."""
        with self.services.database.writing() as session:
            yield Work(session=session, services=self.services, who=self.who)
