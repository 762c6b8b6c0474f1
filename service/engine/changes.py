"""Keeping profiles true: whatever a transaction changes of a candidate, their profile follows.

A session is watched for changed rows; before it commits, the profiles of those whom they concern
are made again and stored under the next version of the data. So no code that changes a candidate
can forget it, a ranking can be made again from the profiles as they were, and every worker can
tell whether what it holds is current.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import event, update
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, col, select

from matching.reading.records import ProgrammeRecord
from matching.types import CandidateProfile
from models import (
    Candidate,
    CandidateLanguage,
    CandidateOccupation,
    CandidateWish,
    CandidateWorkMode,
    Claim,
    Consent,
    DataState,
    Enrolment,
    Module,
    ModuleSkill,
    Outcome,
    Programme,
    StoredProfile,
)
from service.engine.profiles import ProfileBuilder
from service.engine.rows import ProgrammeRows, group_modules, read_candidate_rows

__all__ = ["ProfileKeeper", "profile_from", "read_programmes", "watch"]

_CHANGED = "changed_candidates"
_TAUGHT = "changed_programmes"
_MODULES = "changed_modules"
_OF_CANDIDATE = (
    CandidateLanguage,
    CandidateOccupation,
    CandidateWish,
    CandidateWorkMode,
    Claim,
    Consent,
    Enrolment,
)
_PROFILE = TypeAdapter(CandidateProfile)


def profile_from(stored: Mapping[str, Any]) -> CandidateProfile:
    """The profile that was stored."""
    return _PROFILE.validate_python(stored, strict=False)


def watch(session: Session) -> None:
    """Remember whom the changes of this session concern."""
    event.listen(session, "after_flush", _remember)


def read_programmes(session: Session, ids: Iterable[UUID]) -> dict[UUID, ProgrammeRecord]:
    """Programmes with all that they teach."""
    wanted = sorted(set(ids))
    modules = session.exec(select(Module).where(col(Module.programme_id).in_(wanted))).all()
    of_modules = [each.id for each in modules]
    outcomes = session.exec(select(Outcome).where(col(Outcome.module_id).in_(of_modules))).all()
    taught = select(ModuleSkill).where(col(ModuleSkill.module_id).in_(of_modules))
    grouped = group_modules(modules, outcomes, session.exec(taught).all())
    programmes = session.exec(select(Programme).where(col(Programme.id).in_(wanted)))
    return {
        each.id: ProgrammeRows(programme=each, modules=grouped.get(each.id, [])).record()
        for each in programmes
    }


class ProfileKeeper:
    """Makes and stores the profiles of those who changed.

    Args:
        builder_on: Gives the builder for a day.
        today: Gives the day.
    """

    def __init__(
        self, builder_on: Callable[[date], ProfileBuilder], today: Callable[[], date]
    ) -> None:
        self._builder_on = builder_on
        self._today = today

    def write(self, session: Session) -> None:
        """Store new profiles for what this session changed; before its commit."""
        changed: set[UUID] = session.info.pop(_CHANGED, set())
        taught: set[UUID] = session.info.pop(_TAUGHT, set())
        of_modules: set[UUID] = session.info.pop(_MODULES, set())
        if not (changed or taught or of_modules):
            return
        changed |= _taught_by(session, taught, of_modules)
        self._store(session, changed)

    def write_all(self, session: Session) -> None:
        """Store new profiles for all candidates: the taxonomy, weights or code changed."""
        self._store(session, session.exec(select(Candidate.id)).all())

    def is_new_day(self, session: Session) -> bool:
        """Whether the profiles were last made on an earlier day."""
        as_of = self._as_of(session)
        return as_of is not None and as_of < self._today()

    def turn_day(self, session: Session) -> None:
        """Store the profiles that a new day changes: whose programme ended meanwhile."""
        as_of = self._as_of(session)
        if as_of is None or as_of >= self._today():
            return
        ended = select(Enrolment.candidate_id).where(
            col(Enrolment.completed_on) > as_of,
            col(Enrolment.completed_on) <= self._today(),
        )
        self._store(session, session.exec(ended).all())

    def _store(self, session: Session, ids: Iterable[UUID]) -> None:
        version = self._next_version(session)
        found = list(read_candidate_rows(session, list(ids)))
        enrolled = {each.programme_id for rows in found for each in rows.enrolments}
        programmes = read_programmes(session, enrolled)
        builder = self._builder_on(self._today())
        for rows in found:
            profile = builder.candidate(rows, programmes)
            session.add(
                StoredProfile(
                    candidate_id=rows.candidate.id,
                    version=version,
                    in_pool=rows.in_pool,
                    profile=_PROFILE.dump_python(profile, mode="json"),
                )
            )
        session.flush()

    def _as_of(self, session: Session) -> date | None:
        state = session.exec(select(DataState)).first()
        return state.as_of if state else None

    def _next_version(self, session: Session) -> int:
        """Count on; whoever does it at the same time waits, so that versions follow commits."""
        counted = update(DataState).values(version=col(DataState.version) + 1, as_of=self._today())
        version = session.execute(counted.returning(col(DataState.version))).scalar()
        if version is None:
            session.add(DataState(version=1, as_of=self._today()))
            session.flush()
            return 1
        return int(version)


def _remember(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        for key, id_ in _concerned(row):
            session.info.setdefault(key, set()).add(id_)


def _concerned(row: object) -> Iterator[tuple[str, UUID]]:
    if isinstance(row, Candidate):
        yield _CHANGED, row.id
    elif isinstance(row, _OF_CANDIDATE):
        yield _CHANGED, row.candidate_id
    elif isinstance(row, Programme):
        yield _TAUGHT, row.id
    elif isinstance(row, Module):
        yield _TAUGHT, row.programme_id
    elif isinstance(row, Outcome | ModuleSkill):
        yield _MODULES, row.module_id


def _taught_by(
    session: Session, programmes: Iterable[UUID], modules: Sequence[UUID] | set[UUID]
) -> set[UUID]:
    """Who follows one of these programmes, or one that these modules belong to."""
    owners = select(Module.programme_id).where(col(Module.id).in_(modules))
    wanted = {*programmes, *session.exec(owners)}
    followers = select(Enrolment.candidate_id).where(col(Enrolment.programme_id).in_(wanted))
    return set(session.exec(followers))
