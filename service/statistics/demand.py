"""What open vacancies ask, against what programmes teach and people in the pool have."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from uuid import UUID

from matching.taxonomy import Taxonomy
from service.engine.changes import read_programmes
from service.engine.holders import count_holders
from service.statistics import repository
from service.statistics.cells import rounded_cell
from service.statistics.schemas import DemandRead, SkillDemand
from service.statistics.suppression import LEAST
from service.taxonomy.known import skill_label
from service.words import Importance
from service.work import Work

__all__ = ["read_demand"]


@dataclass
class _Asked:
    vacancies: Counter[Importance] = field(default_factory=Counter)
    organisations: set[UUID] = field(default_factory=set)


def read_demand(work: Work, *, limit: int, only_uncovered: bool) -> DemandRead:
    """Demand, with what no programme teaches first.

    Args:
        work: Of somebody who may see it.
        limit: How many skills at most.
        only_uncovered: Leave out what a programme teaches.
    """
    taxonomy = work.pool.matcher.taxonomy
    rows = repository.asked(work.session)
    asked = _asked(rows, taxonomy)
    taught = count_holders(_taught(work), taxonomy)
    had = work.pool.current(work.session).holders
    order = sorted(asked, key=lambda skill: _urgency(skill, asked[skill], taught[skill]))
    uncovered = [skill for skill in order if not taught[skill]]
    shown = (uncovered if only_uncovered else order)[:limit]
    return DemandRead(
        vacancies=len({each.vacancy_id for each in rows}),
        least=LEAST,
        skills=len(asked),
        uncovered=len(uncovered),
        items=[_item(work, each, asked[each], taught[each], had[each]) for each in shown],
    )


def _asked(rows: Iterable[repository.Need], taxonomy: Taxonomy) -> dict[str, _Asked]:
    found: dict[str, _Asked] = {}
    for each in rows:
        if each.skill in taxonomy.skills:
            one = found.setdefault(each.skill, _Asked())
            one.vacancies[each.importance] += 1
            one.organisations.add(each.organisation_id)
    return found


def _taught(work: Work) -> Iterable[Set[str]]:
    """What each active programme teaches."""
    ids = repository.active_programmes(work.session)
    for record in read_programmes(work.session, ids).values():
        yield {claim.skill for claim in work.pool.builder.read_programme(record)}


def _urgency(skill: str, asked: _Asked, programmes: int) -> tuple[bool, int, int, str]:
    must, nice = asked.vacancies[Importance.MUST], asked.vacancies[Importance.NICE]
    return (programmes > 0, -must, -nice, skill)


def _item(work: Work, skill: str, asked: _Asked, programmes: int, candidates: int) -> SkillDemand:
    taxonomy = work.pool.matcher.taxonomy
    return SkillDemand(
        skill=skill,
        label=skill_label(taxonomy, skill, work.who.language),
        kind=taxonomy.skill(skill).kind,
        vacancies=asked.vacancies.total(),
        must=asked.vacancies[Importance.MUST],
        nice=asked.vacancies[Importance.NICE],
        organisations=len(asked.organisations),
        programmes=programmes,
        candidates=rounded_cell(candidates),
    )
