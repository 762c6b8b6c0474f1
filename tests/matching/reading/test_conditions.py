from datetime import date
from typing import Any

import pytest

from matching.reading.conditions import (
    candidate_conditions,
    cefr_of,
    level_of,
    vacancy_conditions,
)
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from matching.taxonomy.places import Places
from matching.types import CEFR, Conditions, WorkMode

PLACES = Places.load()
PROGRAMME = ProgrammeRecord(id="P", name="Data", education_level=5)


def of_candidate(programme: ProgrammeRecord | None = None, **fields: Any) -> Conditions:
    record = CandidateRecord.model_validate({"id": "a", **fields})
    return candidate_conditions(record, programme, {}, PLACES)


def of_vacancy(asked: dict[str, str] | None = None, **fields: Any) -> Conditions:
    record = VacancyRecord.model_validate({"id": "v", "title": "", "text": "", **fields})
    return vacancy_conditions(record, asked or {}, PLACES)


def test_what_nobody_said_is_unknown() -> None:
    assert of_candidate() == of_vacancy() == Conditions()


def test_fields_become_conditions() -> None:
    found = of_candidate(
        place="Delft",
        max_travel_km=25,
        work_mode=["hybrid", "remote"],
        hours=[24, 32],
        available_from="2026-03-01",
        education_level=6,
        languages=[{"code": "nl", "cefr": "B2"}],
        licence_to_work=True,
        consent=False,
    )
    assert found.location == PLACES.locate("Delft")
    assert found == Conditions(
        location=found.location,
        max_travel_km=25,
        work_modes=frozenset({WorkMode.HYBRID, WorkMode.REMOTE}),
        hours=(24, 32),
        start=date(2026, 3, 1),
        education_level=6,
        languages={"nl": "B2"},
        licence_to_work=True,
        consent=False,
    )


def test_a_place_that_is_not_known_is_unknown() -> None:
    assert of_candidate(place="Atlantis").location is None


@pytest.mark.parametrize(("own", "expected"), [(None, 5), (4, 5), (6, 6)])
def test_education_is_the_higher_of_ones_own_and_the_programmes(
    own: int | None, expected: int
) -> None:
    assert of_candidate(PROGRAMME, education_level=own).education_level == expected


def test_somebody_is_available_from_the_end_of_the_programme_unless_they_say_another_day() -> None:
    end, later = date(2026, 1, 1), date(2026, 2, 1)
    assert of_candidate(completed_on="2026-01-01").start == end
    assert of_candidate(completed_on="2026-01-01", available_from="2026-02-01").start == later


def test_of_a_language_given_twice_the_higher_level_counts() -> None:
    given = [{"code": "nl", "cefr": level} for level in ("B1", "C1", "A2")]
    assert of_candidate(languages=given).languages == {"nl": "C1"}
    assert of_vacancy(languages=given[::-1]).languages == {"nl": "C1"}


def test_a_language_in_a_field_goes_before_the_same_one_in_a_text() -> None:
    asked = {"nl": "C1", "en": "B1"}
    found = of_vacancy(asked, languages=[{"code": "nl", "cefr": "B2"}])
    assert found.languages == {"nl": "B2", "en": "B1"}


def test_the_day_to_start_by_is_the_vacancys_start() -> None:
    assert of_vacancy(start_by="2026-05-04").start == date(2026, 5, 4)


def test_levels_of_languages_and_of_skills_keep_their_order() -> None:
    assert [level_of(each) for each in CEFR] == sorted(level_of(each) for each in CEFR)
    levels = [CEFR.index(cefr_of(level)) for level in (1, 2, 3, 4)]
    assert levels == sorted(set(levels))
    assert all(level_of(cefr_of(level)) == level for level in (1, 2, 3, 4))
    assert cefr_of(None) in CEFR
