"""Rows of vacancies and versions as answers show them."""

from typing import Any

from matching.taxonomy import Taxonomy
from models import Requirement, Vacancy, VacancyVersion
from models.checks import WHOLE
from service.engine.rows import VersionRows
from service.vacancies.schemas import (
    LanguageItem,
    RequirementRead,
    VacancyRead,
    VacancySummary,
    VersionRead,
    VersionSummary,
    Warned,
)
from service.work import Work

__all__ = [
    "show_requirement",
    "show_vacancy",
    "show_vacancy_summary",
    "show_version",
    "show_version_summary",
    "warn",
]


def show_requirement(taxonomy: Taxonomy, row: Requirement) -> RequirementRead:
    """A requirement with the labels of its skill; one that the taxonomy lost shows its id."""
    skill = taxonomy.skills.get(row.skill)
    return RequirementRead(
        skill=row.skill,
        label_nl=skill.label_nl if skill else row.skill,
        label_en=skill.label_en if skill else row.skill,
        importance=row.importance,
        level=row.level,
        certainty=row.certainty / WHOLE,
        probable=row.certainty < WHOLE,
        origin=row.origin,
        quote=row.quote,
        start=row.span_start,
        end=row.span_end,
    )


def show_version_summary(version: VacancyVersion, newest: int) -> VersionSummary:
    """A version; `newest` is the number of the newest one of its vacancy."""
    return VersionSummary(
        id=version.id,
        number=version.number,
        title=version.title,
        positions=version.positions,
        created_at=version.created_at,
        is_newest=version.number == newest,
        approved_at=version.approved_at,
        returned_at=version.returned_at,
        return_reason=version.return_reason,
    )


def show_version(work: Work, rows: VersionRows, newest: int) -> VersionRead:
    """A version with all that it asks."""
    version, taxonomy = rows.version, work.pool.matcher.taxonomy
    return VersionRead(
        **show_version_summary(version, newest).model_dump(),
        text=version.description,
        place=version.place,
        work_modes=[each.mode for each in rows.work_modes],
        hours_min=version.hours_min,
        hours_max=version.hours_max,
        education_level=version.education_level,
        languages=[LanguageItem(code=each.code, cefr=each.cefr) for each in rows.languages],
        licence_to_work=version.licence_to_work,
        start_by=version.start_by,
        requirements=[show_requirement(taxonomy, each) for each in rows.requirements],
        warnings=warn(work, len(rows.requirements), version.place),
    )


def show_vacancy_summary(vacancy: Vacancy, version: VacancyVersion) -> VacancySummary:
    """A vacancy with its newest version."""
    newest = show_version_summary(version, version.number)
    return VacancySummary(**_head(vacancy), newest=newest)


def show_vacancy(work: Work, vacancy: Vacancy, rows: VersionRows) -> VacancyRead:
    """A vacancy with all that its newest version asks."""
    return VacancyRead(**_head(vacancy), newest=show_version(work, rows, rows.version.number))


def warn(work: Work, requirements: int, place: str | None) -> list[Warned]:
    """What stands in the way of a list: no or too few skills, a place that nobody knows."""
    found = []
    least = work.services.settings.least_requirements
    if not requirements:
        found.append(
            Warned(
                code="no_skill_recognised",
                detail="expected a text that names skills, found none; name what is asked",
            )
        )
    elif requirements < least:
        found.append(
            Warned(
                code="too_few_requirements",
                detail=f"expected {least} requirements or more, found {requirements}; add some",
            )
        )
    if place is not None and work.pool.matcher.places.locate(place) is None:
        found.append(
            Warned(
                code="place_unknown",
                detail="expected a place in the Netherlands, found one that is not known; "
                "distances are not reckoned",
            )
        )
    return found


def _head(vacancy: Vacancy) -> dict[str, Any]:
    return {name: getattr(vacancy, name) for name in _HEAD}


_HEAD = ("id", "organisation_id", "external_id", "state", "created_at", "ended_at", "revision")
