"""Making a draft: the ranking of this moment, recorded, and an entry for each who is on it."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from matching.types import VacancyProfile
from models import Entry, EntrySubject, Shortlist
from service.engine.pool import Snapshot
from service.engine.ranking import Ranked, rank_for, record_of, seed_of
from service.engine.rows import VersionRows
from service.shortlists.controls import Drafted, is_due, plant, unsuitable
from service.words import AuditKind, Decision
from service.work import Work

__all__ = ["Draft"]


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
        """All entries at once: making each an object first would take longer than the ranking."""
        drafted = self._drafted()
        ids = [uuid4() for _ in drafted]
        entries = [
            _entry(self._work, id_, shortlist_id, place, each)
            for place, (id_, each) in enumerate(zip(ids, drafted, strict=True), start=1)
        ]
        subjects = [
            {
                "entry_id": id_,
                "shortlist_id": shortlist_id,
                "candidate_id": UUID(each.entry.id),
                "score": each.entry.score,
                "explanation": each.stored,
            }
            for id_, each in zip(ids, drafted, strict=True)
        ]
        if drafted:
            self._work.session.execute(insert(Entry), entries)
            self._work.session.execute(insert(EntrySubject), subjects)

    def _drafted(self) -> list[Drafted]:
        ranking, stored = self._ranked.ranking, self._ranked.stored
        entries = [
            Drafted(entry=each, stored=form, band=each.band)
            for each, form in zip(ranking.entries, stored, strict=True)
        ]
        if not is_due(self._work):
            return entries
        control = unsuitable(self._work.pool.matcher, self._snapshot, self._vacancy, ranking)
        return entries if control is None else plant(entries, control)


def _entry(
    work: Work, id_: UUID, shortlist_id: UUID, place: int, drafted: Drafted
) -> dict[str, Any]:
    return {
        "id": id_,
        "shortlist_id": shortlist_id,
        "place": place,
        "ranked_place": place,
        "band": drafted.band,
        "is_control": drafted.is_control,
        "decision": Decision.PENDING,
        "created_at": work.now,
        "updated_at": work.now,
        "revision": 1,
    }
