from dataclasses import replace

import pytest

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, rank
from matching.taxonomy import Taxonomy
from matching.types import (
    CandidateProfile,
    Conditions,
    Kind,
    Location,
    Requirement,
    Skill,
    VacancyProfile,
)

ROTTERDAM = Location(name="Rotterdam", latitude=51.92, longitude=4.48)
DELFT = Location(name="Delft", latitude=52.01, longitude=4.36)
TAXONOMY = Taxonomy([Skill(id="sql", kind=Kind.TECHNOLOGY, label_nl="SQL", label_en="SQL")], [])


def eligible(home: Location, work: Location, *, travels: float) -> int:
    conditions = Conditions(location=home, max_travel_km=travels)
    candidate = CandidateProfile(id="c", conditions=conditions)
    vacancy = VacancyProfile(
        id="v", requirements=(Requirement(skill="sql"),), conditions=Conditions(location=work)
    )
    return rank(vacancy, CandidateIndex.build([candidate], TAXONOMY, MatchingConfig())).eligible


@pytest.mark.parametrize(("travels", "expected"), [(20, 1), (5, 0)])
def test_an_exact_place_excludes_by_its_distance(travels: float, expected: int) -> None:
    assert eligible(ROTTERDAM, DELFT, travels=travels) == expected


def test_a_place_that_may_be_nearer_excludes_nobody_who_may_live_near_enough() -> None:
    about = replace(ROTTERDAM, precision_km=15)
    assert eligible(about, DELFT, travels=5) == 1
    assert eligible(DELFT, about, travels=5) == 1
    assert eligible(about, replace(DELFT, longitude=5.5), travels=5) == 0
