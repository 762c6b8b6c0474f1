"""What-if: how many there are for a vacancy, and would be if it asked less."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from matching.ranking import Constraint, PoolCount, Relaxation, count_pool
from matching.ranking.reasons import Reasons
from matching.types import Importance, Requirement, VacancyProfile
from service.reasons import reasons_for
from service.recommending.schemas import PoolChanges, PoolRead, RelaxationRead
from service.recommending.showing import show_counts
from service.stops.service import require_running
from service.vacancies.reading import require_known, version_rows
from service.vacancies.schemas import RequirementWrite, VersionCreate
from service.vacancies.service import newest_of
from service.work import Work

__all__ = ["count", "count_draft"]


def count(work: Work, vacancy_id: UUID, changes: PoolChanges) -> PoolRead:
    """Count for the newest version of a vacancy, with changes.

    Raises:
        InvalidError: An unknown skill.
        NoSkillRecognisedError: Nothing is asked.
        NotFoundError: There is no such vacancy that this user may see.
        StoppedError: The stop switch is on.
    """
    require_running(work)
    require_known(changes.ask, work.pool.matcher.taxonomy.skills, "/ask")
    version = newest_of(work, vacancy_id)
    profile = work.pool.vacancies.of(work.session, [version.id])[version.id]
    changed = _changed(profile, changes) if changes.drop or changes.ask else profile
    return _counted(work, changed, map(Constraint, changes.relax))


def count_draft(work: Work, body: VersionCreate) -> PoolRead:
    """Count for what is not stored yet.

    Raises:
        InvalidError: An unknown skill.
        NoSkillRecognisedError: Nothing is asked.
        StoppedError: The stop switch is on.
    """
    require_running(work)
    return _counted(work, work.pool.builder.vacancy(version_rows(work, body)), ())


def _changed(profile: VacancyProfile, changes: PoolChanges) -> VacancyProfile:
    asked = {each.skill: each for each in profile.requirements}
    for skill in changes.drop:
        asked.pop(skill, None)
    for each in changes.ask:
        asked[each.skill] = _asked(each, asked.get(each.skill))
    return replace(profile, requirements=tuple(asked.values()))


def _asked(said: RequirementWrite, before: Requirement | None) -> Requirement:
    """A requirement as somebody says; where the title names it, it still does."""
    return Requirement(
        skill=said.skill,
        importance=Importance(said.importance.value),
        level=said.level,
        evidence=before.evidence if before else (),
    )


def _counted(work: Work, profile: VacancyProfile, without: Iterable[Constraint]) -> PoolRead:
    snapshot = work.pool.current(work.session)
    found = count_pool(profile, snapshot.index, without=frozenset(without))
    reasons = reasons_for(work)
    return PoolRead(
        pool=found.pool,
        eligible=found.eligible,
        qualified=found.qualified,
        reasons=show_counts(reasons, found.reasons),
        relaxations=[_shown(reasons, each, found) for each in found.relaxations],
    )


def _shown(reasons: Reasons, step: Relaxation, found: PoolCount) -> RelaxationRead:
    return RelaxationRead(
        kind=step.kind.value,
        skill=step.skill,
        level=step.level,
        constraint=step.constraint.value if step.constraint else None,
        eligible=step.eligible,
        qualified=step.qualified,
        text=reasons.step(step, found.qualified),
    )
