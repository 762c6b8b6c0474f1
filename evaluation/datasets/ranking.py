"""Ranking: a folder with vacancies, candidates and judgments of pairs of them.

`vacancies.jsonl`, `candidates.jsonl` and `programmes.jsonl` are interchange files, `qrels.txt` is
in TREC form: `vacancy 0 candidate grade`, grades 0-3. A vacancy may have the fields `split` and
`lang`. Pairs of `ineligible.txt`, where there is one, count as grade 0: who cannot take a job is no
answer to it. `translations.jsonl`, where there is one, has every vacancy in the other language,
which its field `into` names; so a vacancy without `lang` is known to be in the language that `into`
is not.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from evaluation.datasets.files import fingerprint, need_file, text_of
from evaluation.datasets.translations import LANGUAGES, TRANSLATIONS, read_translations
from evaluation.datasets.types import RankingSet
from evaluation.errors import DatasetError
from matching.reading.interchange import known_programme, read_records
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord

__all__ = ["HIGHEST", "SPLITS", "load", "read_ineligible"]

SPLITS = ("dev", "test", "all")
HIGHEST = 3

_QRELS = "qrels.txt"
_INELIGIBLE = "ineligible.txt"
_OTHER: Mapping[str | None, str] = {"en": "nl", "nl": "en"}


def load(
    folder: Path,
    *,
    split: str | None = None,
    only: Sequence[str] = (),
    limit: int | None = None,
) -> RankingSet:
    """Read a folder.

    Args:
        folder: Where the files lie; programmes.jsonl and translations.jsonl may be absent.
        split: dev, test or all; None is dev where vacancies are split, and all where they are
            not, so that the test half is only measured by who asks for it.
        only: Ids of some vacancies of that split; none are all of them.
        limit: At most so many vacancies, the first ones.

    Raises:
        DatasetError: A file is missing, a judgment is not in its form, the translations are not
            of these vacancies, there is no vacancy with an id, or nothing is left.
        InterchangeError: Lines of an interchange file cannot be read; all of them are named.
    """
    paths = [
        need_file(folder / "vacancies.jsonl", "vacancies"),
        need_file(folder / "candidates.jsonl", "candidates"),
        need_file(folder / _QRELS, "judgments: vacancy 0 candidate grade"),
    ]
    if (folder / "programmes.jsonl").exists():
        paths.append(folder / "programmes.jsonl")
    taught = paths[3:]
    programmes = [record for path in taught for record in read_records(path, ProgrammeRecord)]
    every = read_records(paths[0], VacancyRecord, _known_fields)
    known = known_programme(programmes) if taught else None
    candidates = read_records(paths[1], CandidateRecord, known)
    judgments = _judgments(paths[2], {each.id for each in every}, {each.id for each in candidates})
    barred = read_ineligible(folder / _INELIGIBLE)
    judgments = _without(judgments, barred)
    translated = read_translations(folder / TRANSLATIONS, every)
    paths += [folder / _INELIGIBLE] if barred else []
    paths += [folder / TRANSLATIONS] if translated else []
    chosen, of_split = _choose(folder, every, split)
    chosen = _named(folder, chosen, of_split, only)
    judged = _judged(paths[2], chosen, judgments)[:limit]
    return RankingSet(
        name=f"{folder.name} ({of_split})",
        vacancies=tuple(judged),
        candidates=tuple(candidates),
        programmes={each.id: each for each in programmes},
        judgments={each.id: judgments[each.id] for each in judged},
        fingerprint=fingerprint(paths),
        notes=_notes(len(chosen) - len(judged), limit),
        translations=_only(translated, {each.id for each in judged}),
        languages=_languages(judged, translated),
    )


def _languages(
    vacancies: Iterable[VacancyRecord], translated: Mapping[str, Iterable[VacancyRecord]]
) -> Mapping[str, str]:
    """Vacancy id to its `lang`, or else the language that it was not translated into."""
    into = {each.id: language for language, records in translated.items() for each in records}
    said = {each.id: _field_of(each, "lang") or _OTHER.get(into.get(each.id)) for each in vacancies}
    return {vacancy: str(language) for vacancy, language in said.items() if language}


def _only(
    translated: Mapping[str, Iterable[VacancyRecord]], ids: Set[str]
) -> Mapping[str, tuple[VacancyRecord, ...]]:
    kept = {
        language: tuple(each for each in records if each.id in ids)
        for language, records in translated.items()
    }
    return {language: records for language, records in kept.items() if records}


def _without(
    judgments: Mapping[str, Mapping[str, int]], barred: frozenset[tuple[str, str]]
) -> Mapping[str, Mapping[str, int]]:
    return {
        vacancy: {
            candidate: 0 if (vacancy, candidate) in barred else grade
            for candidate, grade in grades.items()
        }
        for vacancy, grades in judgments.items()
    }


def _judged(
    path: Path, vacancies: Iterable[VacancyRecord], judgments: Mapping[str, Mapping[str, int]]
) -> list[VacancyRecord]:
    judged = [each for each in vacancies if any(judgments.get(each.id, {}).values())]
    if not judged:
        raise DatasetError(
            path,
            expected="a grade above 0 for at least one vacancy",
            found="none",
            way_out="judge more pairs, or choose another --split",
        )
    return judged


def _field_of(vacancy: VacancyRecord, name: str) -> object:
    return (vacancy.model_extra or {}).get(name)


def _known_fields(vacancy: VacancyRecord) -> tuple[str, str] | None:
    for name, known in (("split", ("dev", "test")), ("lang", LANGUAGES)):
        found = _field_of(vacancy, name)
        if found is not None and found not in known:
            return name, f"expected {' or '.join(known)}, found {found!r}"
    return None


def _choose(
    folder: Path, vacancies: list[VacancyRecord], split: str | None
) -> tuple[list[VacancyRecord], str]:
    marked = {_field_of(each, "split") for each in vacancies} - {None}
    wanted = split or ("dev" if marked else "all")
    if wanted == "all":
        return vacancies, wanted
    chosen = [each for each in vacancies if _field_of(each, "split") == wanted]
    if not chosen:
        raise DatasetError(
            folder / "vacancies.jsonl",
            expected=f'vacancies with "split": "{wanted}"',
            found="none",
            way_out="mark them, or ask for --split all",
        )
    return chosen, wanted


def _named(
    folder: Path, vacancies: list[VacancyRecord], split: str, only: Sequence[str]
) -> list[VacancyRecord]:
    known = {each.id for each in vacancies}
    for id_ in only:
        if id_ not in known:
            raise DatasetError(
                folder / "vacancies.jsonl",
                expected=f"the vacancies of --only in split {split}",
                found=f"no {id_}",
                way_out="look at the ids, or choose another --split",
            )
    return [each for each in vacancies if each.id in only] if only else vacancies


def _judgments(
    path: Path, vacancies: Iterable[str], candidates: Iterable[str]
) -> Mapping[str, Mapping[str, int]]:
    known = {"vacancy": frozenset(vacancies), "candidate": frozenset(candidates)}
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        fields = line.split()
        if not fields:
            continue
        problem = _problem(fields, known, found)
        if problem:
            expected = f"vacancy 0 candidate grade, with grades 0-{HIGHEST}"
            raise DatasetError(
                path, line=number, expected=expected, found=problem, way_out="mend the line"
            )
        found.setdefault(fields[0], {})[fields[2]] = int(fields[3])
    return found


def _problem(
    fields: list[str], known: Mapping[str, frozenset[str]], found: Mapping[str, Mapping[str, int]]
) -> str:
    if len(fields) != 4:
        return f"{len(fields)} fields: {' '.join(fields)[:60]!r}"
    vacancy, _, candidate, grade = fields
    for kind, name in (("vacancy", vacancy), ("candidate", candidate)):
        if name not in known[kind]:
            return f"the {kind} {name!r}, which no file has"
    if not (grade.isascii() and grade.isdigit() and int(grade) <= HIGHEST):
        return f"the grade {grade!r}"
    if candidate in found.get(vacancy, {}):
        return f"the pair {vacancy} {candidate} again"
    return ""


def _notes(without: int, limit: int | None) -> tuple[str, ...]:
    if limit is not None:
        return (f"at most {limit} vacancies",)
    return (f"{without} vacancies without a grade above 0 left out",) if without else ()


def read_ineligible(path: Path) -> frozenset[tuple[str, str]]:
    """Pairs (vacancy, candidate) that break a condition; none where there is no such file.

    Raises:
        DatasetError: A line is not `vacancy candidate reason`.
    """
    found: set[tuple[str, str]] = set()
    if not path.is_file():
        return frozenset()
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        words = line.split()
        if len(words) not in (0, 3):
            raise DatasetError(
                path,
                line=number,
                expected="vacancy candidate reason",
                found=f"{len(words)} fields",
                way_out="mend the line",
            )
        if words:
            found.add((words[0], words[1]))
    return frozenset(found)
