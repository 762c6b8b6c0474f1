from datetime import date

import pytest

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, Constraint, ConstraintCheck, Verdict, rank
from matching.ranking.columns import Columns
from matching.types import (
    CandidateProfile,
    Conditions,
    Location,
    Requirement,
    VacancyProfile,
    WorkMode,
)
from tests.matching.ranking.strategies import PLACES, SKILLS, flat_taxonomy

ROTTERDAM, DEN_HAAG, LEIDEN, GRONINGEN, _ = PLACES
ONSITE, HYBRID, REMOTE = (frozenset({mode}) for mode in WorkMode)
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def check(
    name: Constraint, asked: Conditions, having: Conditions, *others: Conditions
) -> ConstraintCheck | None:
    """The check of the first candidate, with others beside them."""
    pool = [
        CandidateProfile(id=f"{i}", conditions=each) for i, each in enumerate((having, *others))
    ]
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill=SKILLS[0]),), conditions=asked)
    index = CandidateIndex.build(pool, flat_taxonomy(), MatchingConfig())
    ranking = rank(vacancy, index, k=len(pool))
    shown = {entry.id: entry.checks for entry in ranking.entries}
    shown |= {each.id: each.reasons for each in ranking.not_eligible}
    return next((found for found in shown["0"] if found.name is name), None)


def place(
    at: Location | None, km: float | None, modes: frozenset[WorkMode] = frozenset()
) -> Conditions:
    return Conditions(location=at, max_travel_km=km, work_modes=modes)


@pytest.mark.parametrize(
    ("asked", "having", "verdict"),
    [
        (place(ROTTERDAM, None), place(DEN_HAAG, 25.0), MET),
        (place(ROTTERDAM, None), place(DEN_HAAG, 15.0), NOT_MET),
        (place(ROTTERDAM, None), place(ROTTERDAM, 0.0), MET),
        (place(ROTTERDAM, None), place(LEIDEN, None), MET),
        (place(ROTTERDAM, None), place(GRONINGEN, None), UNKNOWN),
        (place(ROTTERDAM, None), place(None, 15.0), UNKNOWN),
        (place(None, None), place(DEN_HAAG, 15.0), UNKNOWN),
        (place(ROTTERDAM, None, REMOTE), place(GRONINGEN, 15.0, ONSITE | REMOTE), MET),
        (place(ROTTERDAM, None, REMOTE), place(None, None), MET),
        (place(ROTTERDAM, None, ONSITE | REMOTE), place(GRONINGEN, 15.0, REMOTE), MET),
        (place(ROTTERDAM, None, ONSITE | REMOTE), place(GRONINGEN, 15.0, ONSITE), NOT_MET),
        (place(ROTTERDAM, None, ONSITE | REMOTE), place(GRONINGEN, 15.0), UNKNOWN),
        (place(ROTTERDAM, None, ONSITE | REMOTE), place(DEN_HAAG, 25.0), MET),
    ],
)
def test_a_place_is_met_within_the_distance_that_is_travelled_or_from_home(
    asked: Conditions, having: Conditions, verdict: Verdict
) -> None:
    found = check(Constraint.PLACE, asked, having)
    assert found is not None
    assert found.verdict is verdict


def test_a_place_that_is_too_far_says_where_and_how_far() -> None:
    found = check(Constraint.PLACE, place(ROTTERDAM, None), place(DEN_HAAG, 15.0))
    assert found is not None
    assert (found.asked, found.found, found.limit_km) == ("Rotterdam", "Den Haag", 15.0)
    assert found.km == pytest.approx(20.5, abs=0.3)


def test_distances_are_great_circles() -> None:
    pole, equator = (Location(name="", latitude=each, longitude=0.0) for each in (90.0, 0.0))
    columns = Columns.of([Conditions(location=each) for each in (pole, equator, None)])
    assert columns.metres_to(equator).tolist() == [10_007_557, 0, -1]


@pytest.mark.parametrize(
    ("asked", "having", "verdict"),
    [
        ((32, 40), (24, 32), MET),
        ((32, 40), (24.0, 31.99), NOT_MET),
        ((36, 36), (32, 40), MET),
        ((36, 36), None, UNKNOWN),
        (None, (32, 40), UNKNOWN),
    ],
)
def test_hours_are_met_where_the_ranges_overlap(
    asked: tuple[float, float] | None, having: tuple[float, float] | None, verdict: Verdict
) -> None:
    found = check(Constraint.HOURS, Conditions(hours=asked), Conditions(hours=having))
    assert found is not None
    assert (found.verdict, found.asked, found.found) == (verdict, asked, having)


@pytest.mark.parametrize(("day", "verdict"), [(1, MET), (2, MET), (3, NOT_MET), (0, UNKNOWN)])
def test_who_is_available_by_the_last_day_to_start_can_start(day: int, verdict: Verdict) -> None:
    available = date(2027, 3, day) if day else None
    asked = Conditions(start=date(2027, 3, 2))
    found = check(Constraint.START, asked, Conditions(start=available))
    assert found is not None
    assert (found.verdict, found.found) == (verdict, available)


@pytest.mark.parametrize(
    ("held", "verdict"), [("B1", NOT_MET), ("B2", MET), ("C2", MET), (None, UNKNOWN)]
)
def test_a_language_is_met_from_the_level_asked_and_unknown_when_not_listed(
    held: str | None, verdict: Verdict
) -> None:
    having = Conditions(languages={"nl": held} if held else {"en": "C2"})
    found = check(Constraint.LANGUAGE, Conditions(languages={"nl": "B2"}), having)
    assert found is not None
    assert found.verdict is verdict
    assert found.asked == ("nl", "B2")
    assert found.found == (("nl", held) if held else None)


@pytest.mark.parametrize(("held", "verdict"), [(4, NOT_MET), (5, MET), (6, MET), (None, UNKNOWN)])
def test_education_is_met_from_the_level_asked(held: int | None, verdict: Verdict) -> None:
    asked, having = Conditions(education_level=5), Conditions(education_level=held)
    found = check(Constraint.EDUCATION, asked, having)
    assert found is not None
    assert found.verdict is verdict


def test_what_a_vacancy_does_not_ask_of_education_and_languages_is_not_checked() -> None:
    having = Conditions(education_level=1, languages={"nl": "A1"})
    assert check(Constraint.EDUCATION, Conditions(), having) is None
    assert check(Constraint.LANGUAGE, Conditions(), having) is None


@pytest.mark.parametrize(
    ("asked", "having", "verdict"),
    [
        (True, True, MET),
        (True, False, NOT_MET),
        (True, None, UNKNOWN),
        (None, False, NOT_MET),
        (False, False, NOT_MET),
    ],
)
def test_who_may_not_work_is_excluded_whatever_the_vacancy_says(
    asked: bool | None, having: bool | None, verdict: Verdict
) -> None:
    found = check(
        Constraint.LICENCE, Conditions(licence_to_work=asked), Conditions(licence_to_work=having)
    )
    assert found is not None
    assert found.verdict is verdict


def test_a_licence_that_is_not_asked_is_not_mentioned_because_of_others() -> None:
    lacking = Conditions(licence_to_work=False)
    assert check(Constraint.LICENCE, Conditions(), Conditions(), lacking) is None


@pytest.mark.parametrize(("consent", "verdict"), [(True, MET), (False, NOT_MET), (None, UNKNOWN)])
def test_who_refused_consent_is_on_no_list(consent: bool | None, verdict: Verdict) -> None:
    found = check(Constraint.CONSENT, Conditions(), Conditions(consent=consent))
    assert found is not None
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("asked", "having", "verdict"),
    [
        (ONSITE | HYBRID, HYBRID | REMOTE, MET),
        (ONSITE, HYBRID | REMOTE, NOT_MET),
        (ONSITE, frozenset[WorkMode](), UNKNOWN),
        (frozenset[WorkMode](), HYBRID, UNKNOWN),
    ],
)
def test_one_shared_way_of_working_is_enough(
    asked: frozenset[WorkMode], having: frozenset[WorkMode], verdict: Verdict
) -> None:
    found = check(Constraint.WORK_MODE, Conditions(work_modes=asked), Conditions(work_modes=having))
    assert found is not None
    assert found.verdict is verdict
