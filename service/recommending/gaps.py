"""What somebody lacks for the vacancies that are near, and which module teaches it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from matching.ranking import ENOUGH, Entry, SkillContribution
from matching.ranking.reasons import Reasons
from matching.types import Importance
from service.engine.curriculum import Curriculum, Taught, read_curriculum
from service.reasons import reasons_for
from service.recommending import repository
from service.recommending.schemas import (
    GapsRead,
    LackRead,
    MatchesRead,
    NearRead,
    TeacherRead,
    TeachingRead,
)
from service.recommending.service import find_subject, matches_of, ranked_for
from service.recommending.showing import skill_label
from service.work import Work

__all__ = ["advise", "find_gaps"]

_TEACHERS = 5
_SHOWN = 10
_Teaching = tuple[UUID, str, str | None]
"""Programme, its name, and the module; None for all of them."""
_Need = tuple[str, str]
"""Version and skill."""


def find_gaps(work: Work, candidate_id: UUID, limit: int) -> GapsRead:
    """What a candidate lacks for the vacancies that are best for them, and who teaches it.

    A skill that must be had is lacking where less than half of the need is fulfilled; a module
    teaches it where it would fulfil half or more.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
        StoppedError: The stop switch is on.
    """
    subject = find_subject(work, candidate_id)
    return _gaps_of(work, ranked_for(work, subject, limit, "gaps").ranking.entries)


def advise(work: Work, candidate_id: UUID, limit: int) -> tuple[MatchesRead, GapsRead]:
    """The best vacancies for a candidate with what they lack for these, by one ranking.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
        StoppedError: The stop switch is on.
    """
    ranked = ranked_for(work, find_subject(work, candidate_id), limit, "vacancies")
    return matches_of(work, ranked), _gaps_of(work, ranked.ranking.entries)


def _gaps_of(work: Work, entries: Sequence[Entry]) -> GapsRead:
    curriculum = read_curriculum(work.pool, work.session)
    found = _Gaps(reasons_for(work), curriculum)
    of = repository.vacancies_of(work.session, [UUID(each.id) for each in entries])
    near = [
        NearRead(
            vacancy_id=of[UUID(entry.id)][0].id,
            title=of[UUID(entry.id)][1].title,
            score=entry.score,
            band=entry.band,
            lacking=found.lacking(entry),
        )
        for entry in entries
    ]
    modules, programmes = found.teaching()
    return GapsRead(vacancies=near, modules=modules, programmes=programmes)


class _Gaps:
    """Collects what is lacking, and what each module and programme would bring of it."""

    def __init__(self, reasons: Reasons, curriculum: Curriculum) -> None:
        self._reasons = reasons
        self._curriculum = curriculum
        self._brought: dict[_Teaching, set[_Need]] = defaultdict(set)

    def lacking(self, entry: Entry) -> list[LackRead]:
        """What is lacking for one vacancy, most points first."""
        lacks = [part for part in entry.explanation.skills if _is_lacking(part)]
        lacks.sort(key=lambda part: part.points - part.weight)
        return [self._lack(entry, part) for part in lacks]

    def teaching(self) -> tuple[list[TeachingRead], list[TeachingRead]]:
        """What modules and whole programmes would bring."""
        shown = [_shown(each, needs) for each, needs in self._brought.items()]
        shown.sort(key=lambda each: (-each.needs, each.programme, each.module or ""))
        modules = [each for each in shown if each.module is not None]
        programmes = [each for each in shown if each.module is None]
        return modules[:_SHOWN], programmes[:_SHOWN]

    def _lack(self, entry: Entry, part: SkillContribution) -> LackRead:
        skill = part.requirement.skill
        teachers = self._curriculum.teachers(skill, part.level_asked, ENOUGH)
        for taught, _ in teachers:
            for teaching in _teachings(taught):
                self._brought[teaching].add((entry.id, skill))
        return LackRead(
            skill=skill,
            label=skill_label(self._reasons, skill),
            level_asked=part.level_asked,
            to_gain=part.weight - part.points,
            reason=self._reasons.skill(part),
            taught_by=[
                TeacherRead(
                    programme_id=taught.programme_id,
                    programme=taught.programme,
                    module=taught.module,
                    fulfilment=credit,
                )
                for taught, credit in teachers[:_TEACHERS]
            ],
        )


def _is_lacking(part: SkillContribution) -> bool:
    return part.requirement.importance is Importance.MUST and part.fulfilment < ENOUGH


def _teachings(taught: Taught) -> Iterable[_Teaching]:
    yield taught.programme_id, taught.programme, taught.module
    yield taught.programme_id, taught.programme, None


def _shown(teaching: _Teaching, needs: set[_Need]) -> TeachingRead:
    programme_id, programme, module = teaching
    return TeachingRead(
        programme_id=programme_id,
        programme=programme,
        module=module,
        needs=len(needs),
        vacancies=len({version for version, _ in needs}),
        skills=sorted({skill for _, skill in needs}),
    )
