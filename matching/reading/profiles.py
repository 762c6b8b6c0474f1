"""Profiles: records to what the ranking may see, and to nothing else.

A profile holds claims or requirements with their evidence, occupations and conditions. Names,
ages, years, photos and addresses have no place in it, so they cannot count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from matching.config import MatchingConfig
from matching.reading.choices import open_choices
from matching.reading.conditions import (
    candidate_conditions,
    cefr_of,
    level_of,
    vacancy_conditions,
)
from matching.reading.cv import practised, quoted, told
from matching.reading.extraction import Extractor
from matching.reading.implicit import ImplicitReader
from matching.reading.labels import SkillLabels
from matching.reading.linking import Linkers
from matching.reading.occupations import OccupationReader
from matching.reading.programmes import ProgrammeReader
from matching.reading.records import CandidateRecord, ProgrammeRecord, SkillItem, VacancyRecord
from matching.reading.wording import Wording
from matching.taxonomy import Taxonomy
from matching.taxonomy.places import Places
from matching.types import (
    CandidateProfile,
    Claim,
    Evidence,
    EvidenceKind,
    Importance,
    Kind,
    Mention,
    Requirement,
    Section,
    VacancyProfile,
)

__all__ = ["ProfileReader"]

_GENERAL = frozenset({Kind.TRANSVERSAL, Kind.LANGUAGE})


class ProfileReader:
    """Reads records into profiles.

    Args:
        taxonomy: The skills and occupations.
        extractor: Finds the skills in texts.
        linkers: To the skills and occupations.
        implicit: Finds the skills that texts describe without naming them.
        places: Where places are.
        wording: The words around skills that matter.
        config: Thresholds of reading.
        as_of: The day on which a programme must be completed for its modules to count in full;
            None counts all of them in full.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        extractor: Extractor,
        linkers: Linkers,
        implicit: ImplicitReader,
        places: Places,
        wording: Wording,
        config: MatchingConfig,
        *,
        as_of: date | None = None,
    ) -> None:
        self._taxonomy = taxonomy
        self._places = places
        self._config = config
        self._as_of = as_of
        self._extractor = extractor
        self._implicit = implicit
        self._occupations = OccupationReader(taxonomy, linkers.occupations, wording, config)
        self.labels = SkillLabels(taxonomy, linkers.skills)
        self._programmes = ProgrammeReader(self._extractor, self.labels, wording, config)
        self._language_skills = {
            skill.code: skill.id for skill in taxonomy.skills.values() if skill.code
        }
        self._taught: dict[str, tuple[ProgrammeRecord, tuple[Claim, ...]]] = {}

    def vacancy(self, record: VacancyRecord) -> VacancyProfile:
        """The profile of a vacancy; it has no requirements where no skill was recognised.

        Requirements that are given stand beside those that title and text name. Where these are
        few, the occupation's essential skills join them as probable ones. A language that must be
        spoken is a condition, so that who did not list it is unknown and not lacking; one of
        several to choose from is not.
        """
        return self.vacancies([record])[0]

    def vacancies(self, records: Sequence[VacancyRecord]) -> list[VacancyProfile]:
        """The profiles of many vacancies at once, which is faster; some dozens are many."""
        titled = self._occupations.of_each([each.title for each in records])
        named = [(each.text, self._extractor.extract(each.text)) for each in records]
        probable = self._implicit.find_all(named)
        return [
            self._vacancy(record, occupations, (*mentions, *more))
            for record, occupations, (_, mentions), more in zip(
                records, titled, named, probable, strict=True
            )
        ]

    def _vacancy(
        self, record: VacancyRecord, occupations: tuple[str, ...], mentions: Sequence[Mention]
    ) -> VacancyProfile:
        in_title = self._extractor.extract(record.title, section=Section.TITLE)
        mentions = open_choices(mentions, record.text, self._language_skills.values())
        found = [
            *self._given(record),
            *_asked(in_title, "title"),
            *_asked(mentions, "text"),
        ]
        professional = {
            each.skill for each in found if self._taxonomy.skill(each.skill).kind not in _GENERAL
        }
        if len(professional) < self._config.probable_below:
            found.extend(self._probable(occupations, {each.skill for each in found}))
        merged = _by_skill(found)
        spoken = [each for each in merged if self._is_asked_language(each)]
        return VacancyProfile(
            id=record.id,
            title=record.title,
            requirements=tuple(each for each in merged if each not in spoken),
            occupations=occupations,
            conditions=vacancy_conditions(
                record,
                {self._code(each.skill): cefr_of(each.level) for each in spoken},
                self._places,
            ),
        )

    def candidate(
        self, record: CandidateRecord, programmes: Mapping[str, ProgrammeRecord]
    ) -> CandidateProfile:
        """The profile of a candidate; a programme that is not in `programmes` says nothing."""
        programme = programmes.get(record.programme) if record.programme else None
        career = self._occupations.of_cv(record.text)
        claims = [
            *self._structured(record.skills),
            *self._languages(record),
            *(self._taught_by(programme, record.completed_on) if programme else ()),
            *told(record.text, self._extractor, self._config),
            *practised(career, self._taxonomy, self._config),
        ]
        claims += self._implied(claims)
        trained = self._occupations.of_title(programme.name) if programme else ()
        return CandidateProfile(
            id=record.id,
            claims=tuple(_distinct(claims)),
            wants=_union(self._occupations.of_titles(record.wants), career.wants),
            held=_union(trained, career.held),
            conditions=candidate_conditions(record, programme, self._spoken(claims), self._places),
        )

    def taught(self, programme: ProgrammeRecord) -> tuple[Claim, ...]:
        """What those have who completed a programme; read once for each object."""
        known = self._taught.get(programme.id)
        if known is None or known[0] is not programme:
            known = (programme, tuple(_distinct(self._taught_in(programme))))
            self._taught[programme.id] = known
        return known[1]

    def _is_asked_language(self, requirement: Requirement) -> bool:
        return requirement.importance is Importance.MUST and bool(self._code(requirement.skill))

    def _code(self, skill: str) -> str:
        """The code of a language; empty for other skills and for languages without one."""
        return self._taxonomy.skill(skill).code or ""

    def _spoken(self, claims: Sequence[Claim]) -> dict[str, str]:
        """Languages that claims name a level of, the highest level of each, by code."""
        levels: dict[str, int] = {}
        for claim in claims:
            code = self._code(claim.skill)
            if code and claim.level:
                levels[code] = max(claim.level, levels.get(code, 0))
        return {code: cefr_of(level) for code, level in levels.items()}

    def _languages(self, record: CandidateRecord) -> Iterator[Claim]:
        for item in record.languages:
            skill = self._language_skills.get(item.code)
            if skill:
                yield Claim(
                    skill=skill,
                    kind=EvidenceKind.SELF,
                    level=level_of(item.cefr),
                    evidence=Evidence(source="languages", text=f"{item.code} {item.cefr}"),
                )

    def _given(self, record: VacancyRecord) -> Iterator[Requirement]:
        for item in record.requirements:
            skill = self.labels.resolve(item)
            if skill is not None:
                yield Requirement(
                    skill=skill,
                    importance=item.importance,
                    level=item.level,
                    evidence=(Evidence(source="requirements", text=item.label or skill),),
                )

    def _probable(self, occupations: Sequence[str], known: set[str]) -> Iterator[Requirement]:
        for occupation_id in occupations:
            occupation = self._taxonomy.occupation(occupation_id)
            for skill in occupation.essential:
                if skill not in known:
                    yield Requirement(
                        skill=skill,
                        certainty=self._config.probable_certainty,
                        evidence=(Evidence(source="occupation", text=occupation_id),),
                    )

    def _structured(self, items: Sequence[SkillItem]) -> Iterator[Claim]:
        for item in items:
            skill = self.labels.resolve(item)
            if skill is not None:
                source = item.source or "skills"
                yield Claim(
                    skill=skill,
                    kind=item.evidence or EvidenceKind.SELF,
                    level=item.level,
                    evidence=Evidence(source=source, text=item.label or skill),
                )

    def _taught_by(self, programme: ProgrammeRecord, completed_on: date | None) -> Iterator[Claim]:
        running = self._as_of is not None and (completed_on or self._as_of) > self._as_of
        for claim in self.taught(programme):
            if running:
                certainty = claim.certainty * self._config.in_progress_strength
                yield replace(claim, certainty=certainty)
            else:
                yield claim

    def _taught_in(self, programme: ProgrammeRecord) -> list[Claim]:
        """What the modules teach; one that prepares for an exam teaches what the exam asks."""
        claims = self._programmes.claims(programme)
        prepared = [replace(claim, kind=EvidenceKind.MODULE) for claim in self._implied(claims)]
        return [
            claim
            for claim in (*claims, *prepared)
            if self._taxonomy.skill(claim.skill).kind is not Kind.CERTIFICATE
        ]

    def _implied(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        for claim in claims:
            for skill, level in self._taxonomy.skill(claim.skill).implies.items():
                yield replace(claim, skill=skill, level=level, kind=EvidenceKind.CERTIFICATE)


def _asked(mentions: Iterable[Mention], source: str) -> Iterator[Requirement]:
    for mention in mentions:
        if not (mention.negated or mention.intent):
            yield Requirement(
                skill=mention.skill,
                importance=mention.importance,
                level=mention.level,
                certainty=mention.certainty,
                evidence=(quoted(mention, source),),
            )


def _by_skill(found: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Requirements on one skill as one: must before nice, the highest level, all evidence."""
    merged: dict[str, Requirement] = {}
    for each in found:
        known = merged.setdefault(each.skill, each)
        if known is each:
            continue
        must = Importance.MUST in (known.importance, each.importance)
        levels = [level for level in (known.level, each.level) if level is not None]
        merged[each.skill] = replace(
            known,
            importance=Importance.MUST if must else Importance.NICE,
            level=max(levels, default=None),
            certainty=max(known.certainty, each.certainty),
            evidence=(*known.evidence, *each.evidence),
        )
    return tuple(merged.values())


def _distinct(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that say something new: of one skill, evidence and level the first stays."""
    seen: set[tuple[str, EvidenceKind, int | None, str, float]] = set()
    for claim in claims:
        key = (claim.skill, claim.kind, claim.level, claim.evidence.source, claim.certainty)
        if key not in seen:
            seen.add(key)
            yield claim


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
