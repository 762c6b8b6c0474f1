"""The candidates in memory, ready to rank: always those of the newest committed version.

A snapshot never changes; a newer one takes its place at once, so that readers never wait. A
question about the version in the database comes before every ranking, so all workers agree.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Event, Lock, Thread

import structlog
from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from matching.matcher import Matcher
from matching.ranking import CandidateIndex
from matching.reading.records import VacancyRecord
from matching.types import CandidateProfile
from models import DataState, StoredProfile
from service.db import Database
from service.engine.changes import ProfileKeeper, profile_from
from service.engine.holders import count_holders
from service.engine.kept import Kept
from service.engine.profiles import ProfileBuilder
from service.engine.versions import VersionProfiles

__all__ = ["Pool", "Refresher", "Snapshot"]

_log = structlog.get_logger()
_VERSION = select_columns(col(DataState.version))


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All candidates at one version of the data.

    Attributes:
        version: Of the data; 0 before there is any.
        profiles: Of all candidates, by id as text.
        index: Those who are in the pool.
        kept: Answers that were made of this version.
    """

    version: int
    profiles: dict[str, CandidateProfile]
    index: CandidateIndex
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

    @cached_property
    def holders(self) -> Counter[str]:
        """How many who agree to be put on lists have each skill, or a narrower one."""
        agreeing = (each for each in self.index.profiles if each.conditions.consent)
        return count_holders(
            ({claim.skill for claim in each.claims} for each in agreeing), self.index.taxonomy
        )


class Pool:
    """Holds the newest snapshot, what reads and ranks, and the profiles of vacancies' versions.

    Args:
        matcher: With taxonomy and weights; its day is not used.
        clock_day: Gives the day.
    """

    def __init__(self, matcher: Matcher, clock_day: Callable[[], date]) -> None:
        self.matcher = matcher
        self._day = clock_day
        self._loading = Lock()
        self._building = Lock()
        self._builders: dict[date, ProfileBuilder] = {}
        self._current: Snapshot | None = None
        self.vacancies = VersionProfiles(lambda: self.builder)

    @property
    def today(self) -> date:
        """The day by which programmes are completed or not."""
        return self._day()

    @cached_property
    def keeper(self) -> ProfileKeeper:
        """What stores the profiles of those who changed."""
        return ProfileKeeper(self.builder_on, self._day)

    @property
    def builder(self) -> ProfileBuilder:
        """What reads texts and makes profiles today."""
        return self.builder_on(self.today)

    def builder_on(self, day: date) -> ProfileBuilder:
        """The builder for a day; the last one is kept."""
        with self._building:
            if day not in self._builders:
                self._builders = {day: ProfileBuilder(self.matcher, day)}
            return self._builders[day]

    def warm(self) -> None:
        """Load now what reading and linking need, so that no request waits for it."""
        self.matcher.prepare()
        self.builder.read_vacancy(VacancyRecord(id="warm", title="Java developer", text="SQL"))

    def current(self, session: Session) -> Snapshot:
        """The snapshot of the version that this session sees; loads what changed, if anything."""
        version = session.connection().execute(_VERSION).scalar() or 0
        held = self._current
        if held is not None and held.version >= version:
            return held
        with self._loading:
            held = self._current
            if held is None or held.version < version:
                held = self._loaded(session, held, version, self.matcher)
                self._current = held
        return held

    def as_it_was(self, session: Session, version: int, matcher: Matcher) -> Snapshot:
        """The snapshot of an earlier version, of those who are still there; it is not kept."""
        return self._loaded(session, None, version, matcher)

    def _loaded(
        self, session: Session, held: Snapshot | None, version: int, matcher: Matcher
    ) -> Snapshot:
        since = held.version if held else 0
        profiles = dict(held.profiles) if held else {}
        coming: dict[str, CandidateProfile] = {}
        going: set[str] = set()
        for stored in session.exec(_newest(since, version)):
            id_ = str(stored.candidate_id)
            profiles[id_] = profile_from(stored.profile)
            if stored.in_pool:
                coming[id_] = profiles[id_]
            else:
                going.add(id_)
        there = {str(each) for each in session.exec(select(StoredProfile.candidate_id).distinct())}
        erased = profiles.keys() - there
        for id_ in erased:
            del profiles[id_]
        index = held.index if held else matcher.index([])
        changed = index.changed(
            [each for id_, each in coming.items() if id_ in there], without=going | erased
        )
        return Snapshot(version=version, profiles=profiles, index=changed)


class Refresher:
    """Keeps the pool current in the background, so that requests seldom load anything.

    Args:
        pool: What to keep current.
        database: Where from.
        seconds: Between two looks.
    """

    def __init__(self, pool: Pool, database: Database, seconds: float) -> None:
        self._pool = pool
        self._database = database
        self._seconds = seconds
        self._ended = Event()
        self._thread = Thread(target=self._run, name="schakel-refresh", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait until it has."""
        self._ended.set()
        self._thread.join()

    def refresh(self) -> None:
        """Look once: turn the day where it is a new one, and load what changed."""
        with self._database.reading() as session:
            is_new_day = self._pool.keeper.is_new_day(session)
        if is_new_day:
            with self._database.writing() as session:
                self._pool.keeper.turn_day(session)
        with self._database.reading() as session:
            self._pool.current(session).index.prepare()

    def _run(self) -> None:
        while not self._ended.wait(self._seconds):
            try:
                self.refresh()
            except SQLAlchemyError as error:
                _log.error("refresh failed", error=type(error).__name__)


def _newest(since: int, version: int) -> SelectOfScalar[StoredProfile]:
    """A question for the newest profile of each candidate in (since, version]."""
    of = col(StoredProfile.candidate_id)
    number = col(StoredProfile.version)
    newest = (
        select(of.label("candidate_id"), func.max(number).label("version"))
        .where(number > since, number <= version)
        .group_by(of)
        .subquery()
    )
    return select(StoredProfile).join(
        newest, (of == newest.c.candidate_id) & (number == newest.c.version)
    )
