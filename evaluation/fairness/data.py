"""What an audit reads: a ranking dataset, with or without judgments, and marks beside it.

`vacancies.jsonl`, `candidates.jsonl` and perhaps `programmes.jsonl`, `qrels.txt`, `ineligible.txt`
(`vacancy candidate reason`: pairs that people said break a condition) and `partners.jsonl` (`id`
and `name`, where vacancies give the id of a partner and programmes the name of a provider).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets import ranking
from evaluation.datasets.files import fingerprint, json_lines, need_file
from evaluation.datasets.ranking import read_ineligible
from evaluation.errors import DatasetError
from matching.reading.interchange import known_programme, read_records
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord

__all__ = ["Audience", "load"]

_OPTIONAL = ("programmes.jsonl", "qrels.txt", "ineligible.txt", "partners.jsonl")


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Vacancies, candidates and what is known of pairs of them.

    Attributes:
        name: Names the set.
        vacancies: Those of the split that was asked, judged or not.
        candidates: All.
        programmes: By id.
        judgments: Vacancy to candidate to grade; empty without qrels.txt.
        relevant_from: The least grade that is qualified.
        ineligible: Pairs (vacancy, candidate) that people said break a condition.
        partners: Id of a partner to its name.
        fingerprint: Changes whenever a file does.
    """

    name: str
    vacancies: tuple[VacancyRecord, ...]
    candidates: tuple[CandidateRecord, ...]
    programmes: Mapping[str, ProgrammeRecord]
    judgments: Mapping[str, Mapping[str, int]]
    relevant_from: int
    ineligible: frozenset[tuple[str, str]]
    partners: Mapping[str, str]
    fingerprint: str


def load(folder: Path, *, split: str = "all") -> Audience:
    """Read a folder.

    Args:
        folder: Where the files lie.
        split: dev, test or all.

    Raises:
        DatasetError: A file is missing or not in its form, or the split is empty.
        InterchangeError: Lines of an interchange file cannot be read.
    """
    vacancy_file = need_file(folder / "vacancies.jsonl", "vacancies")
    candidate_file = need_file(folder / "candidates.jsonl", "candidates")
    there = [folder / name for name in _OPTIONAL if (folder / name).is_file()]
    programme_file = folder / "programmes.jsonl"
    programmes = read_records(programme_file, ProgrammeRecord) if programme_file in there else []
    known = known_programme(programmes) if programmes else None
    vacancies = read_records(vacancy_file, VacancyRecord)
    candidates = read_records(candidate_file, CandidateRecord, known)
    judged = ranking.load(folder, split="all") if folder / "qrels.txt" in there else None
    return Audience(
        name=f"{folder.name} ({split})",
        vacancies=_of_split(vacancy_file, vacancies, split),
        candidates=tuple(candidates),
        programmes={each.id: each for each in programmes},
        judgments=judged.judgments if judged else {},
        relevant_from=judged.relevant_from if judged else 0,
        ineligible=read_ineligible(folder / "ineligible.txt"),
        partners=_partners(folder / "partners.jsonl"),
        fingerprint=fingerprint([vacancy_file, candidate_file, *there]),
    )


def _of_split(path: Path, vacancies: list[VacancyRecord], split: str) -> tuple[VacancyRecord, ...]:
    wanted = [each for each in vacancies if split in ("all", (each.model_extra or {}).get("split"))]
    if not wanted:
        raise DatasetError(
            path,
            expected="vacancies" if split == "all" else f'vacancies with "split": "{split}"',
            found="none",
            way_out="mark them, or ask for --split all",
        )
    return tuple(wanted)


def _partners(path: Path) -> Mapping[str, str]:
    if not path.is_file():
        return {}
    rows = (found for _, found in json_lines(path, {"id": str, "name": str}))
    return {str(each["id"]): str(each["name"]) for each in rows}
