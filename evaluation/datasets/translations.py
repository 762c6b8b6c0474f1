"""Translations: the vacancies of a ranking set in the other language, by people.

`translations.jsonl` is an interchange file of vacancies with the ids of `vacancies.jsonl` and a
field more: `into` is the language translated into, nl or en.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evaluation.errors import DatasetError
from matching.reading.interchange import read_records
from matching.reading.records import VacancyRecord

__all__ = ["LANGUAGES", "TRANSLATIONS", "read_translations"]

LANGUAGES = ("en", "nl")
TRANSLATIONS = "translations.jsonl"

_MOST_NAMED = 5


def read_translations(
    path: Path, vacancies: Sequence[VacancyRecord]
) -> Mapping[str, tuple[VacancyRecord, ...]]:
    """Vacancies as they read in the other language.

    Title, text and requirements are those of the translation; all else stays as the vacancy has it.

    Args:
        path: The file; where there is none, nothing is translated.
        vacancies: All vacancies of the set.

    Returns:
        Language to the vacancies that are translated into it, in the order of `vacancies`.

    Raises:
        DatasetError: A vacancy has no translation, or a translation no vacancy.
        InterchangeError: Lines cannot be read or do not say into which language.
    """
    if not path.is_file():
        return {}
    translated = {each.id: each for each in read_records(path, VacancyRecord, _known_language)}
    ids = [each.id for each in vacancies]
    _refuse(
        path, "a translation of each vacancy", "none of", [i for i in ids if i not in translated]
    )
    _refuse(path, "ids of vacancies.jsonl", "also", sorted(translated.keys() - set(ids)))
    return {
        language: tuple(
            _in_words_of(translated[each.id], each)
            for each in vacancies
            if _language(translated[each.id]) == language
        )
        for language in LANGUAGES
    }


def _in_words_of(translation: VacancyRecord, vacancy: VacancyRecord) -> VacancyRecord:
    return vacancy.model_copy(
        update={
            "title": translation.title,
            "text": translation.text,
            "requirements": translation.requirements,
        }
    )


def _language(translation: VacancyRecord) -> object:
    return (translation.model_extra or {}).get("into")


def _known_language(translation: VacancyRecord) -> tuple[str, str] | None:
    found = _language(translation)
    if found in LANGUAGES:
        return None
    return "into", f"expected the language translated into, en or nl, found {found!r}"


def _refuse(path: Path, expected: str, found: str, ids: Iterable[str]) -> None:
    named = list(ids)
    if named:
        raise DatasetError(
            path,
            expected=expected,
            found=f"{found} {', '.join(named[:_MOST_NAMED])} ({len(named)} in all)",
            way_out="give both files the same ids",
        )
