"""From a title and text to what is asked: for a preview, and as rows of a version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from uuid import UUID

from matching.reading.records import LanguageItem as LanguageRecord
from matching.reading.records import VacancyRecord
from matching.types import Mention, VacancyProfile
from matching.types import Requirement as Read
from models import Requirement
from models.checks import WHOLE
from service.engine.profiles import TEXT
from service.errors import BadField, InvalidError
from service.vacancies.schemas import (
    Asked,
    LanguageItem,
    MentionRead,
    OccupationRead,
    PreviewRead,
    RequirementWrite,
)
from service.vacancies.showing import show_requirement, warn
from service.words import CefrLevel, Importance, RequirementOrigin
from service.work import Work

__all__ = ["languages_of", "preview", "read", "requirement_rows"]

_NOBODY = UUID(int=0)
_ISO_639_1 = 2  # letters; tables have no other codes, the taxonomy has a few


def read(work: Work, body: Asked) -> VacancyProfile:
    """What a title and text ask."""
    return work.pool.builder.read_vacancy(
        VacancyRecord(
            id="asked",
            title=body.title,
            text=body.text,
            place=body.place,
            languages=tuple(
                LanguageRecord(code=each.code, cefr=each.cefr.value) for each in body.languages
            ),
        )
    )


def preview(work: Work, body: Asked) -> PreviewRead:
    """What would be asked, with all words that name skills; nothing is stored."""
    profile, taxonomy = read(work, body), work.pool.matcher.taxonomy
    in_title, in_text = work.pool.builder.read_mentions(body.title, body.text)
    requirements = requirement_rows(work, _NOBODY, None, profile, {})
    location = profile.conditions.location
    occupations = [taxonomy.occupation(each) for each in profile.occupations]
    return PreviewRead(
        requirements=[show_requirement(taxonomy, each) for each in requirements],
        mentions=[
            *(_mention(work, each, "title") for each in in_title),
            *(_mention(work, each, "text") for each in in_text),
        ],
        occupations=[
            OccupationRead(occupation=each.id, label_nl=each.label_nl, label_en=each.label_en)
            for each in occupations
        ],
        languages=languages_of(profile),
        located=location.name if location else None,
        warnings=warn(work, len(requirements), body.place),
    )


def languages_of(profile: VacancyProfile) -> list[LanguageItem]:
    """The languages that are asked, with their levels, as far as ISO 639-1 has codes."""
    asked = sorted(profile.conditions.languages.items())
    return [
        LanguageItem(code=code, cefr=CefrLevel(level))
        for code, level in asked
        if len(code) == _ISO_639_1
    ]


def requirement_rows(
    work: Work,
    version_id: UUID,
    given: Sequence[RequirementWrite] | None,
    profile: VacancyProfile,
    quoted: Mapping[str, tuple[str, int]],
) -> list[Requirement]:
    """The requirements of a version.

    Args:
        work: The work.
        version_id: Of the version.
        given: By a person; None: those that were read.
        profile: What was read of the same title and text.
        quoted: Skill to words and their offset, for skills that are not read in the text.

    Raises:
        InvalidError: A skill is unknown, or asked twice.
    """
    found = {each.skill: each for each in profile.requirements}
    if given is None:
        return [_row(version_id, each, RequirementOrigin.TEXT) for each in found.values()]
    _require_known(given, work.pool.matcher.taxonomy.skills.keys())
    rows = [_corrected(version_id, each, found.get(each.skill)) for each in given]
    for row in rows:
        if row.span_start is None and row.skill in quoted:
            row.quote, row.span_start = quoted[row.skill]
            row.span_end = row.span_start + len(row.quote)
    return rows


def _corrected(version_id: UUID, said: RequirementWrite, found: Read | None) -> Requirement:
    """A row of what a person says; what equals the reading keeps its certainty."""
    if found is None:
        return Requirement(
            version_id=version_id,
            skill=said.skill,
            importance=said.importance,
            level=said.level,
            origin=RequirementOrigin.PERSON,
        )
    row = _row(version_id, found, RequirementOrigin.TEXT)
    if (said.importance, said.level) != (row.importance, row.level):
        row.importance, row.level = said.importance, said.level
        row.certainty, row.origin = WHOLE, RequirementOrigin.PERSON
    return row


def _row(version_id: UUID, found: Read, origin: RequirementOrigin) -> Requirement:
    cited = next(
        (each for each in found.evidence if each.source == TEXT and each.start is not None), None
    )
    return Requirement(
        version_id=version_id,
        skill=found.skill,
        importance=Importance(found.importance.value),
        level=found.level,
        certainty=max(1, round(found.certainty * WHOLE)),
        origin=origin,
        quote=cited.text if cited else "",
        span_start=cited.start if cited else None,
        span_end=cited.end if cited else None,
    )


def _require_known(given: Sequence[RequirementWrite], known: Iterable[str]) -> None:
    skills, seen, bad = set(known), set[str](), []
    for place, each in enumerate(given):
        pointer = f"/requirements/{place}/skill"
        if each.skill not in skills:
            bad.append(
                BadField(pointer, "expected a skill of the taxonomy, found none; search_skills")
            )
        elif each.skill in seen:
            bad.append(BadField(pointer, "expected each skill once, found it twice; leave one out"))
        seen.add(each.skill)
    if bad:
        raise InvalidError(bad)


def _mention(work: Work, found: Mention, where: Literal["title", "text"]) -> MentionRead:
    skill = work.pool.matcher.taxonomy.skill(found.skill)
    return MentionRead(
        where=where,
        start=found.start,
        end=found.end,
        quote=found.text,
        skill=found.skill,
        label_nl=skill.label_nl,
        label_en=skill.label_en,
        importance=Importance(found.importance.value),
        level=found.level,
        probable=found.probable,
        not_asked="negated" if found.negated else "intent" if found.intent else None,
    )
