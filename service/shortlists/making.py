"""Making a draft: the ranking of this moment, recorded, and an entry for each who is on it."""

from uuid import UUID

from matching.types import VacancyProfile
from models import Entry, EntrySubject, Shortlist
from service.engine.pool import Snapshot
from service.engine.profiles import VersionRows
from service.engine.ranking import Ranked, entry_stored, rank_for, record_of
from service.shortlists.controls import Drafted, is_due, plant, unsuitable
from service.words import AuditKind
from service.work import Work

__all__ = ["Draft", "seed_of"]

_SEED_BYTES = 6


def seed_of(version_id: UUID) -> int:
    """What decides the order inside a band: the same each time for a version."""
    return int.from_bytes(version_id.bytes[:_SEED_BYTES])


class Draft:
    """A list for a version, ranked but not stored; rules may still refuse it.

    Args:
        work: In which it is made.
        rows: The version with all that it asks.
    """

    def __init__(self, work: Work, rows: VersionRows) -> None:
        self._work = work
        self._version = rows.version
        self._vacancy: VacancyProfile = work.pool.builder.vacancy(rows)
        self._snapshot: Snapshot = work.pool.current(work.session)
        self._ranked: Ranked = rank_for(
            work.pool.matcher,
            self._snapshot,
            self._vacancy,
            k=work.services.settings.list_length,
            seed=seed_of(rows.version.id),
        )

    @property
    def eligible(self) -> int:
        """How many can be considered."""
        return self._ranked.ranking.eligible

    def store(self) -> Shortlist:
        """Store the ranking and the list."""
        work, now = self._work, self._work.now
        record = record_of(work.pool, self._snapshot, self._version.id, self._vacancy, self._ranked)
        record.made_at = now
        work.session.add(record)
        work.session.flush()
        work.record(
            AuditKind.RANKING,
            "ranking",
            record.id,
            version=self._version.id,
            data_version=record.data_version,
            seed=record.seed,
            result=record.result,
        )
        made = Shortlist(
            version_id=self._version.id, ranking_id=record.id, created_at=now, updated_at=now
        )
        work.session.add(made)
        work.session.flush()
        self._store_entries(made.id)
        return made

    def _store_entries(self, shortlist_id: UUID) -> None:
        rows = [
            (_entry(self._work, shortlist_id, place, each), each)
            for place, each in enumerate(self._drafted(), start=1)
        ]
        self._work.session.add_all(row for row, _ in rows)
        self._work.session.flush()
        self._work.session.add_all(
            EntrySubject(
                entry_id=row.id,
                shortlist_id=shortlist_id,
                candidate_id=UUID(each.entry.id),
                score=each.entry.score,
                explanation=entry_stored(each.entry),
            )
            for row, each in rows
        )

    def _drafted(self) -> list[Drafted]:
        ranking = self._ranked.ranking
        entries = [Drafted(entry=each, band=each.band) for each in ranking.entries]
        if not is_due(self._work):
            return entries
        control = unsuitable(self._work.pool.matcher, self._snapshot, self._vacancy, ranking)
        return entries if control is None else plant(entries, control)


def _entry(work: Work, shortlist_id: UUID, place: int, drafted: Drafted) -> Entry:
    return Entry(
        shortlist_id=shortlist_id,
        place=place,
        ranked_place=place,
        band=drafted.band,
        is_control=drafted.is_control,
        created_at=work.now,
        updated_at=work.now,
    )
