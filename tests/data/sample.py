"""The invented sample, read once for all tests that need it."""

from dataclasses import dataclass
from functools import cached_property

from matching.matcher import Matcher
from matching.ranking import CandidateIndex
from matching.reading.interchange import read_records
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from matching.taxonomy import data_folder
from matching.types import CandidateProfile, VacancyProfile

FOLDER = data_folder() / "sample"


@dataclass(frozen=True)
class Sample:
    """The records of data/sample, and their profiles once these are asked for."""

    matcher: Matcher
    programmes: dict[str, ProgrammeRecord]
    candidates: list[CandidateRecord]
    vacancies: list[VacancyRecord]

    @property
    def texts(self) -> list[str]:
        """The texts of all candidates and then of all vacancies."""
        return [*(each.text for each in self.candidates), *(each.text for each in self.vacancies)]

    @cached_property
    def people(self) -> dict[str, CandidateProfile]:
        """The candidates' profiles by id."""
        found = [self.matcher.candidate(each, self.programmes) for each in self.candidates]
        return {each.id: each for each in found}

    @cached_property
    def jobs(self) -> dict[str, VacancyProfile]:
        """The vacancies' profiles by id."""
        return {each.id: self.matcher.vacancy(each) for each in self.vacancies}

    @cached_property
    def index(self) -> CandidateIndex:
        """All candidates, ready to rank."""
        return self.matcher.index(self.people.values())


def read_sample(matcher: Matcher) -> Sample:
    """Read the three files of the sample."""
    programmes = read_records(FOLDER / "programmes.jsonl", ProgrammeRecord)
    return Sample(
        matcher=matcher,
        programmes={each.id: each for each in programmes},
        candidates=read_records(FOLDER / "candidates.jsonl", CandidateRecord),
        vacancies=read_records(FOLDER / "vacancies.jsonl", VacancyRecord),
    )
