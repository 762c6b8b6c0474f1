"""From a title and text to what is asked: for a preview, and as rows of a version."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from matching.reading.records import LanguageItem as LanguageRecord
from matching.reading.records import VacancyRecord
from matching.types import Mention, VacancyProfile
from matching.types import Requirement as Read
from models import Requirement, VacancyVersion, VersionLanguage, VersionWorkMode
from models.checks import WHOLE
from service.engine.profiles import TEXT
from service.engine.rows import VersionRows
from service.errors import BadField, InvalidError
from service.vacancies.schemas import (
    Asked,
    LanguageItem,
    MentionRead,
    OccupationRead,
    PreviewRead,
    RequirementWrite,
    VersionCreate,
)
from service.vacancies.showing import show_requirement, warn
from service.words import CefrLevel, Importance, RequirementOrigin, WorkMode
from service.work import Work

__all__ = ["file_rows", "preview", "require_known", "version_rows"]

_OF_VERSION = {
    *("title", "place", "hours_min", "hours_max", "education_level", "licence_to_work"),
    *("start_by", "positions"),
}
_GIVEN = "requirements"  # the source of what a line gives beside its text
_NOTHING = UUID(int=0)  # the id of what is never stored
_ISO_639_1 = 2  # letters; tables have no other codes, the taxonomy has a few


def preview(work: Work, body: Asked) -> PreviewRead:
    """What would be asked, with all words that name skills; nothing is stored."""
    profile, taxonomy = _read(work, body), work.pool.matcher.taxonomy
    in_title, in_text = work.pool.builder.read_mentions(body.title, body.text)
    requirements = _requirements(work, _NOTHING, None, profile, {})
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
        languages=_languages(profile),
        located=location.name if location else None,
        warnings=warn(work, len(requirements), body.place),
    )


def version_rows(
    work: Work,
    body: VersionCreate,
    *,
    vacancy_id: UUID = _NOTHING,
    before: VersionRows | None = None,
) -> VersionRows:
    """The rows of a version that is not stored yet.

    Args:
        work: The work.
        body: What is asked.
        vacancy_id: Of its vacancy, if it is to be stored.
        before: The version that it follows.

    Raises:
        InvalidError: A skill is unknown, or asked twice.
    """
    profile = _read(work, body)
    version = VacancyVersion(
        vacancy_id=vacancy_id,
        number=before.version.number + 1 if before else 1,
        description=body.text,
        created_at=work.now,
        created_by_id=work.who.known,
        **body.model_dump(include=_OF_VERSION),
    )
    quoted = _still_there(before, body.text) if before else {}
    languages = body.languages if body.requirements is not None else _languages(profile)
    return VersionRows(
        version=version,
        requirements=_requirements(work, version.id, body.requirements, profile, quoted),
        languages=[
            VersionLanguage(version_id=version.id, code=each.code, cefr=each.cefr)
            for each in languages
        ],
        work_modes=[
            VersionWorkMode(version_id=version.id, mode=each) for each in set(body.work_modes)
        ],
    )


def file_rows(
    record: VacancyRecord,
    profile: VacancyProfile,
    *,
    vacancy_id: UUID,
    number: int,
    now: datetime,
) -> VersionRows:
    """The rows of a version that a file brings, which no person made.

    Args:
        record: The line.
        profile: What was read of it: the skills that it gives beside those in its words.
        vacancy_id: Of its vacancy.
        number: Of the version.
        now: This moment.
    """
    least, most = record.hours or (None, None)
    version = VacancyVersion(
        vacancy_id=vacancy_id,
        number=number,
        title=record.title,
        description=record.text,
        positions=record.positions,
        start_by=record.start_by,
        place=record.place,
        hours_min=least,
        hours_max=most,
        education_level=record.education_level,
        licence_to_work=record.licence_to_work,
        created_at=now,
    )
    return VersionRows(
        version=version,
        requirements=[_row(version.id, each, _origin(each)) for each in profile.requirements],
        languages=[
            VersionLanguage(version_id=version.id, code=each.code, cefr=each.cefr)
            for each in _languages(profile)
        ],
        work_modes=[
            VersionWorkMode(version_id=version.id, mode=WorkMode(each.value))
            for each in dict.fromkeys(record.work_mode)
        ],
    )


def require_known(
    given: Sequence[RequirementWrite], known: Iterable[str], pointer: str = "/requirements"
) -> None:
    """Go on only where each skill is one of the taxonomy, and named once.

    Raises:
        InvalidError: Some are not; all of them are named.
    """
    skills, seen, bad = set(known), set[str](), []
    for place, each in enumerate(given):
        where = f"{pointer}/{place}/skill"
        if each.skill not in skills:
            bad.append(BadField(where, "expected a skill of the taxonomy, found none; search it"))
        elif each.skill in seen:
            bad.append(BadField(where, "expected each skill once, found it twice; leave one out"))
        seen.add(each.skill)
    if bad:
        raise InvalidError(bad)


def _read(work: Work, body: Asked) -> VacancyProfile:
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


def _languages(profile: VacancyProfile) -> list[LanguageItem]:
    """The languages that are asked, with their levels, as far as ISO 639-1 has codes."""
    asked = sorted(profile.conditions.languages.items())
    return [
        LanguageItem(code=code, cefr=CefrLevel(level))
        for code, level in asked
        if len(code) == _ISO_639_1
    ]


def _requirements(
    work: Work,
    version_id: UUID,
    given: Sequence[RequirementWrite] | None,
    profile: VacancyProfile,
    quoted: Mapping[str, tuple[str, int]],
) -> list[Requirement]:
    """The requirements that a person gives, or else those that were read of the same text.

    `quoted` is skill to words and their offset, for skills that are not read in the text.
    """
    found = {each.skill: each for each in profile.requirements}
    if given is None:
        return [_row(version_id, each, RequirementOrigin.TEXT) for each in found.values()]
    require_known(given, work.pool.matcher.taxonomy.skills.keys())
    rows = [_corrected(version_id, each, found.get(each.skill)) for each in given]
    for row in rows:
        if row.span_start is None and row.skill in quoted:
            row.quote, row.span_start = quoted[row.skill]
            row.span_end = row.span_start + len(row.quote)
    return rows


def _still_there(before: VersionRows, text: str) -> dict[str, tuple[str, int]]:
    """Skill to the words of the version before and where they stand now, if they do."""
    found = {}
    for each in before.requirements:
        start = each.span_start
        if not each.quote or start is None:
            continue
        if text[start : start + len(each.quote)] != each.quote:
            start = text.find(each.quote)
        if start >= 0:
            found[each.skill] = (each.quote, start)
    return found


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


def _origin(found: Read) -> RequirementOrigin:
    """A person gave what the file says and the words of the vacancy do not."""
    is_given = all(each.source == _GIVEN for each in found.evidence)
    return RequirementOrigin.PERSON if is_given else RequirementOrigin.TEXT


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
