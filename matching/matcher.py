"""The assembled pipeline: records in, explained rankings out. This is what users import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from matching.config import MatchingConfig
from matching.ranking import (
    CandidateIndex,
    Ranking,
    VacancyRanking,
    best,
    rank,
    rank_vacancies,
)
from matching.reading.extraction import Extractor
from matching.reading.implicit import ImplicitReader
from matching.reading.linking import Link, Linker, Linkers
from matching.reading.profiles import ProfileReader
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from matching.reading.similarity import VectorStore, load_similarity
from matching.reading.similarity.types import Progress, no_progress
from matching.reading.titles import Title, link_title
from matching.reading.wording import Wording, load_wording
from matching.taxonomy import Taxonomy, load_taxonomy
from matching.taxonomy.places import Places
from matching.types import CandidateProfile, Concept, Mention, Section, VacancyProfile

__all__ = ["Matcher"]


@dataclass(frozen=True, kw_only=True)
class Matcher:
    """Reads records with one taxonomy and config, and ranks by them.

    Args:
        taxonomy: The skills and occupations.
        places: Where places are.
        wording: The words around skills.
        config: Weights and thresholds.
        as_of: The day on which programmes must be completed to count in full; None: all do.
        progress: Shows how far vectors of names are, the first time that they are needed.
    """

    taxonomy: Taxonomy
    places: Places
    wording: Wording
    config: MatchingConfig = field(default_factory=MatchingConfig)
    as_of: date | None = None
    progress: Progress = no_progress

    @classmethod
    def load(
        cls,
        taxonomy: Path | None = None,
        *,
        config: MatchingConfig | None = None,
        as_of: date | None = None,
        progress: Progress = no_progress,
    ) -> "Matcher":
        """A matcher on the taxonomy in a folder, by default the project's own.

        Raises:
            TaxonomyError: The folder holds no taxonomy that can be used.
        """
        return cls(
            taxonomy=load_taxonomy(taxonomy),
            places=Places.load(taxonomy),
            wording=load_wording(taxonomy),
            config=config or MatchingConfig(),
            as_of=as_of,
            progress=progress,
        )

    def on(self, day: date) -> "Matcher":
        """This matcher on another day, which shares all that is loaded; the last one is kept."""
        other = self._days.get(day)
        if other is None:
            other = replace(self, as_of=day)
            for name in ("_linkers", "_extractors", "_implicit"):
                other.__dict__[name] = getattr(self, name)
            self._days.clear()
            self._days[day] = other
        return other

    @cached_property
    def reader(self) -> ProfileReader:
        """What turns records into profiles; its `labels` keep what could not be resolved."""
        return ProfileReader(
            self.taxonomy,
            self._extractor("auto"),
            self._linkers,
            self._implicit,
            self.places,
            self.wording,
            self.config,
            as_of=self.as_of,
        )

    def extract(
        self, text: str, *, language: str = "auto", section: Section | None = None
    ) -> list[Mention]:
        """The mentions of skills in a text, in order: named ones, and probable ones beside them.

        With `section` the whole text is of that section, such as a title, and only names count.
        """
        named = self._extractor(language).extract(text, section=section)
        probable = self._implicit.find(text, named) if section is None else ()
        return sorted((*named, *probable), key=lambda each: each.start)

    def extract_all(self, texts: Sequence[str], *, language: str = "auto") -> list[list[Mention]]:
        """The same for many texts at once, which is faster; some dozens are many."""
        extractor = self._extractor(language)
        named = [(text, extractor.extract(text)) for text in texts]
        return [
            sorted((*mentions, *more), key=lambda each: each.start)
            for (_, mentions), more in zip(named, self._implicit.find_all(named), strict=True)
        ]

    def link_skill(self, phrase: str, *, k: int = 10) -> list[Link]:
        """The skills that a phrase may mean, best first."""
        return self._linkers.skills.link(phrase, k)

    def skill_named(self, name: str) -> str | None:
        """The skill that has this name, in any form or order of its words; None if none has."""
        return self._linkers.skills.same(name)

    def link_occupation(self, title: str, *, k: int = 10) -> tuple[Title, list[Link]]:
        """A job title without its noise, and the occupations that it may mean, best first."""
        return link_title(self._linkers.occupations, title, self.wording, k)

    def prepare(self) -> None:
        """Make the vectors of all names now, where they are not on disk yet."""
        for linker in (self._linkers.skills, self._linkers.occupations):
            linker.prepare()

    def index(self, candidates: Iterable[CandidateProfile]) -> CandidateIndex:
        """Make candidates ready to rank.

        Raises:
            DuplicateIdError: Two candidates have one id.
        """
        return CandidateIndex.build(candidates, self.taxonomy, self.config)

    def candidate(
        self, record: CandidateRecord, programmes: Mapping[str, ProgrammeRecord]
    ) -> CandidateProfile:
        """The profile of one candidate."""
        return self.reader.candidate(record, programmes)

    def vacancy(self, record: VacancyRecord) -> VacancyProfile:
        """The profile of one vacancy; without requirements if no skill was recognised."""
        return self.reader.vacancy(record)

    def vacancies(self, records: Sequence[VacancyRecord]) -> list[VacancyProfile]:
        """The profiles of many vacancies, as one by one; some dozens at once are faster."""
        return self.reader.vacancies(records)

    def rank(
        self, vacancy: VacancyProfile, index: CandidateIndex, *, k: int = 10, seed: int = 0
    ) -> Ranking:
        """Rank candidates for a vacancy.

        Raises:
            NoSkillRecognisedError: The vacancy has no requirements.
        """
        return rank(vacancy, index, k=k, seed=seed)

    def best(
        self, vacancy: VacancyProfile, index: CandidateIndex, *, k: int = 10
    ) -> list[tuple[str, int]]:
        """The k eligible candidates with the highest scores, ties by smaller id, with scores.

        Unlike `rank` it explains nothing and knows no bands: the order that is evaluated.

        Raises:
            NoSkillRecognisedError: The vacancy has no requirements.
        """
        return best(vacancy, index, k=k)

    def rank_vacancies(
        self,
        candidate: CandidateProfile,
        vacancies: Sequence[VacancyProfile],
        *,
        k: int = 10,
        seed: int = 0,
    ) -> VacancyRanking:
        """Rank vacancies for a candidate, by the same scores."""
        return rank_vacancies(candidate, vacancies, self.taxonomy, self.config, k=k, seed=seed)

    @cached_property
    def _implicit(self) -> ImplicitReader:
        return ImplicitReader(
            self._linkers.skills,
            self._extractor("auto"),
            self.taxonomy.skills,
            self.wording,
            self.config,
        )

    @cached_property
    def _linkers(self) -> Linkers:
        return Linkers(
            self._linker(self.taxonomy.skills.values()),
            self._linker(self.taxonomy.occupations.values()),
        )

    def _linker(self, concepts: Iterable[Concept]) -> Linker:
        store = VectorStore(progress=self.progress)
        return Linker(concepts, similarity=load_similarity(self.config.similarity, store))

    @cached_property
    def _days(self) -> dict[date, "Matcher"]:
        return {}

    @cached_property
    def _extractors(self) -> dict[str, Extractor]:
        return {}

    def _extractor(self, language: str) -> Extractor:
        if language not in self._extractors:
            self._extractors[language] = Extractor(
                self.taxonomy, self.wording, self.config, language=language
            )
        return self._extractors[language]
