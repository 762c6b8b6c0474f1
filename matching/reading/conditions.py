"""Conditions: what must fit besides skills, from structured fields and from languages in texts."""

from collections.abc import Iterable, Mapping

from matching.reading.records import (
    CandidateRecord,
    LanguageItem,
    ProgrammeRecord,
    VacancyRecord,
)
from matching.taxonomy.places import Places
from matching.types import CEFR, Conditions

__all__ = ["candidate_conditions", "cefr_of", "level_of", "vacancy_conditions"]

_CEFR_OF_LEVEL = ("A2", "B1", "B2", "C1")
_ASKED_WITHOUT_LEVEL = "B1"


def cefr_of(level: int | None) -> str:
    """The CEFR level that a level of 1 to 4 stands for; without one, that of everyday work."""
    return _ASKED_WITHOUT_LEVEL if level is None else _CEFR_OF_LEVEL[level - 1]


def level_of(cefr: str) -> int:
    """The level of 1 to 4 that a CEFR level stands for."""
    return max(1, min(4, CEFR.index(cefr)))


def candidate_conditions(
    record: CandidateRecord,
    programme: ProgrammeRecord | None,
    spoken: Mapping[str, str],
    places: Places,
) -> Conditions:
    """What a candidate can and wants.

    The education level is the higher of their own and their programme's. Somebody is available
    from the day given or, without one, from the day that the programme ends. `spoken` are
    languages that the text tells of, by code; fields go before it.
    """
    levels = [
        level
        for level in (record.education_level, programme.education_level if programme else None)
        if level is not None
    ]
    return Conditions(
        location=places.locate(record.place) if record.place else None,
        max_travel_km=record.max_travel_km,
        work_modes=frozenset(record.work_mode),
        hours=record.hours,
        start=record.available_from or record.completed_on,
        languages={**spoken, **_languages(record.languages)},
        education_level=max(levels, default=None),
        licence_to_work=record.licence_to_work,
        consent=record.consent,
    )


def vacancy_conditions(
    record: VacancyRecord, asked: Mapping[str, str], places: Places
) -> Conditions:
    """What a vacancy asks; `asked` are the languages that its text asks, fields go before it."""
    return Conditions(
        location=places.locate(record.place) if record.place else None,
        work_modes=frozenset(record.work_mode),
        hours=record.hours,
        start=record.start_by,
        languages={**asked, **_languages(record.languages)},
        education_level=record.education_level,
        licence_to_work=record.licence_to_work,
    )


def _languages(items: Iterable[LanguageItem]) -> dict[str, str]:
    """The highest level of each language, by code."""
    found: dict[str, str] = {}
    for item in sorted(items, key=lambda each: (each.code, CEFR.index(each.cefr))):
        found[item.code] = item.cefr
    return found
