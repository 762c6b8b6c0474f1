"""Rows to profiles, the one place; and what reading a text gives, to be stored as rows.

A CV or vacancy is read once, when it comes in; what was found stands in rows that people correct.
What a programme teaches is not copied to its graduates: it is read from the programme each time,
but where somebody judged that of one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import RLock
from uuid import UUID

from matching.matcher import Matcher
from matching.reading.records import (
    CandidateRecord,
    LanguageItem,
    ModuleRecord,
    ProgrammeRecord,
    SkillItem,
    VacancyRecord,
)
from matching.types import (
    CandidateProfile,
    Claim,
    Evidence,
    EvidenceKind,
    Importance,
    Mention,
    Requirement,
    Section,
    VacancyProfile,
    WorkMode,
)
from models import (
    CandidateLanguage,
    VersionLanguage,
)
from models import Claim as ClaimRow
from models import Requirement as RequirementRow
from models.checks import WHOLE
from service.engine.rows import CandidateRows, VersionRows
from service.engine.taught import judged_skills

__all__ = [
    "ProfileBuilder",
    "claim_from",
]

_MOST_HOURS = 80.0
TEXT, TITLE = "text", "title"
"""Sources whose offsets count in the CV or the description, and in the title."""


class ProfileBuilder:
    """Makes profiles on one day, with one matcher; one thread at a time, others wait.

    Args:
        matcher: Reads texts and links titles.
        day: Programmes that end later count less.
    """

    def __init__(self, matcher: Matcher, day: date) -> None:
        self._matcher = matcher.on(day)
        self._programmes: dict[ProgrammeRecord, ProgrammeRecord] = {}
        self._taught: dict[ProgrammeRecord, CandidateProfile] = {}
        self._lock = RLock()

    def candidate(
        self, rows: CandidateRows, programmes: Mapping[UUID, ProgrammeRecord]
    ) -> CandidateProfile:
        """The profile of a candidate; the programme that ends last gives the conditions.

        Args:
            rows: The candidate.
            programmes: At least those in which they are enrolled.
        """
        order = sorted(
            rows.enrolments,
            key=lambda each: (each.completed_on or date.max, each.programme_id),
            reverse=True,
        )
        followed = [
            (self._kept(programmes[each.programme_id]), each.completed_on) for each in order
        ]
        first = followed[0] if followed else (None, None)
        profile = self._read(_record(rows, *first), first[0])
        for programme, completed_on in followed[1:]:
            profile = _joined(profile, self._read(_bare(rows, programme, completed_on), programme))
        judged = judged_skills((*rows.claims, *rows.rejected))
        taught = [each for each in profile.claims if each.skill not in judged]
        claims = dict.fromkeys((*taught, *map(claim_from, rows.claims)))
        held = dict.fromkeys((*profile.held, *(each.occupation for each in rows.occupations)))
        return replace(profile, claims=tuple(claims), held=tuple(held))

    def read_cv(self, text: str, skills: Sequence[SkillItem]) -> CandidateProfile:
        """What a CV says and what was given beside it: claims, occupations held, languages."""
        return self._read(CandidateRecord(id="cv", text=text, skills=tuple(skills)), None)

    def read_programme(self, programme: ProgrammeRecord) -> tuple[Claim, ...]:
        """What a programme teaches: the skills given, and those that its texts name."""
        with self._lock:
            return self._matcher.reader.taught(self._kept(programme))

    def read_outcome(self, wording: str, hours: float | None) -> tuple[Claim, ...]:
        """What one outcome of a module of so many hours teaches, with offsets in its words."""
        module = ModuleRecord(name="module", hours=hours, outcomes=(wording,))
        with self._lock:
            return self._matcher.reader.taught(
                ProgrammeRecord(id="outcome", name="outcome", modules=(module,))
            )

    def taught(self, programme: ProgrammeRecord, completed_on: date | None) -> tuple[Claim, ...]:
        """What a programme teaches those who end it on a day; None: who ended it."""
        record = CandidateRecord(id="taught", programme=programme.id, completed_on=completed_on)
        return self._read(record, self._kept(programme)).claims

    def read_vacancy(self, record: VacancyRecord) -> VacancyProfile:
        """What a vacancy asks, with the words that say so."""
        with self._lock:
            return self._matcher.vacancy(record)

    def read_vacancies(self, records: Sequence[VacancyRecord]) -> list[VacancyProfile]:
        """What several vacancies ask; faster than one by one, and others wait for all of them."""
        with self._lock:
            return self._matcher.vacancies(records)

    def read_mentions(self, title: str, text: str) -> tuple[list[Mention], list[Mention]]:
        """Every skill that a title and a text name, also where it is not asked."""
        with self._lock:
            in_title = self._matcher.extract(title, section=Section.TITLE)
            return in_title, self._matcher.extract(text)

    def taught_by(self, programme: ProgrammeRecord) -> CandidateProfile:
        """The profile of somebody who completed a programme and did nothing else."""
        with self._lock:
            if programme not in self._taught:
                record = CandidateRecord(id=programme.id, programme=programme.id)
                self._taught[programme] = self._read(record, programme)
            return self._taught[programme]

    def vacancy(self, rows: VersionRows) -> VacancyProfile:
        """The profile of a version: its rows, and the occupations that its title names."""
        version = rows.version
        titled = self.read_vacancy(
            VacancyRecord(
                id=str(version.id),
                title=version.title,
                text="",
                place=version.place,
                work_mode=tuple(WorkMode(each.mode) for each in rows.work_modes),
                hours=_hours(version.hours_min, version.hours_max),
                education_level=version.education_level,
                languages=_languages(rows.languages),
                licence_to_work=version.licence_to_work,
                start_by=version.start_by,
            )
        )
        named = {
            each.skill: [shown for shown in each.evidence if shown.source == TITLE]
            for each in titled.requirements
        }
        requirements = tuple(
            _requirement(each, named.get(each.skill, ()))
            for each in sorted(rows.requirements, key=lambda each: each.skill)
        )
        return replace(titled, requirements=requirements)

    def _read(self, record: CandidateRecord, programme: ProgrammeRecord | None) -> CandidateProfile:
        with self._lock:
            return self._matcher.candidate(record, {programme.id: programme} if programme else {})

    def _kept(self, programme: ProgrammeRecord) -> ProgrammeRecord:
        """The same object for an equal programme: what it teaches is read once for each object."""
        return self._programmes.setdefault(programme, programme)


def _record(
    rows: CandidateRows, programme: ProgrammeRecord | None, completed_on: date | None
) -> CandidateRecord:
    who = rows.candidate
    return CandidateRecord(
        id=str(who.id),
        programme=programme.id if programme else None,
        completed_on=completed_on,
        place=who.place,
        max_travel_km=who.max_travel_km,
        work_mode=tuple(WorkMode(each.mode) for each in rows.work_modes),
        hours=_hours(who.hours_min, who.hours_max),
        available_from=who.available_from,
        education_level=who.education_level,
        languages=_languages(rows.languages),
        licence_to_work=who.licence_to_work,
        wants=tuple(each.occupation for each in rows.wishes),
        consent=rows.agrees,
    )


def _bare(
    rows: CandidateRows, programme: ProgrammeRecord, completed_on: date | None
) -> CandidateRecord:
    return CandidateRecord(
        id=str(rows.candidate.id), programme=programme.id, completed_on=completed_on
    )


def _joined(profile: CandidateProfile, other: CandidateProfile) -> CandidateProfile:
    """The first, with what the second shows beside it."""
    levels = (profile.conditions.education_level, other.conditions.education_level)
    highest = max((each for each in levels if each is not None), default=None)
    return replace(
        profile,
        claims=(*profile.claims, *other.claims),
        held=(*profile.held, *other.held),
        conditions=replace(profile.conditions, education_level=highest),
    )


def _languages(
    rows: Iterable[CandidateLanguage | VersionLanguage],
) -> tuple[LanguageItem, ...]:
    return tuple(
        LanguageItem.model_validate({"code": each.code, "cefr": each.cefr}) for each in rows
    )


def _hours(least: float | None, most: float | None) -> tuple[float, float] | None:
    if least is None and most is None:
        return None
    return (least or 0.0, _MOST_HOURS if most is None else min(most, _MOST_HOURS))


def claim_from(row: ClaimRow) -> Claim:
    """The claim that a row makes."""
    return Claim(
        skill=row.skill,
        kind=EvidenceKind(row.kind.value),
        level=row.level,
        certainty=row.certainty / WHOLE,
        evidence=Evidence(
            source=row.source, text=row.quote, start=row.span_start, end=row.span_end
        ),
    )


def _requirement(row: RequirementRow, in_title: Sequence[Evidence]) -> Requirement:
    cited = row.span_start is not None
    source = TEXT if cited else "requirements"
    evidence = Evidence(
        source=source, text=row.quote or row.skill, start=row.span_start, end=row.span_end
    )
    return Requirement(
        skill=row.skill,
        importance=Importance(row.importance.value),
        level=row.level,
        certainty=row.certainty / WHOLE,
        evidence=(*in_title, evidence),
    )
