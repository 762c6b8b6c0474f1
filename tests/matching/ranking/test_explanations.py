from collections.abc import Iterable
from unittest.mock import patch

import pytest
from hypothesis import given

from matching.config import MatchingConfig
from matching.ranking import (
    SCALE,
    CandidateIndex,
    Constraint,
    Entry,
    OccupationTie,
    Verdict,
    explain,
    rank,
    scores,
)
from matching.ranking.reasons import Reasons
from matching.ranking.results import CheckValue, ConstraintCheck
from matching.types import (
    CandidateProfile,
    Conditions,
    EvidenceKind,
    Location,
    Requirement,
    VacancyProfile,
)
from tests.matching.ranking.strategies import (
    OCCUPATIONS,
    SKILLS,
    World,
    claim,
    examples,
    flat_taxonomy,
    worlds,
)

VACANCY = VacancyProfile(
    id="v",
    requirements=(Requirement(skill=SKILLS[0], level=3),),
    occupations=(OCCUPATIONS[0],),
)


def said(
    name: Constraint, verdict: Verdict, *, asked: CheckValue = None, found: CheckValue = None
) -> ConstraintCheck:
    return ConstraintCheck(
        name=name, verdict=verdict, asked=asked, found=found, km=None, limit_km=None
    )


def entries(vacancy: VacancyProfile, *pool: CandidateProfile) -> dict[str, Entry]:
    index = CandidateIndex.build(pool, flat_taxonomy(), MatchingConfig())
    return {entry.id: entry for entry in rank(vacancy, index).entries}


@examples
@given(worlds)
def test_contributions_add_up_to_the_score_exactly(world: World) -> None:
    index = world.index()
    found = dict(zip(index.ids, scores(world.vacancy, index).tolist(), strict=True))
    for entry in rank(world.vacancy, index, k=len(index)).entries:
        assert entry.explanation.total == entry.score == found[entry.id]
        assert sum(part.points for part in entry.explanation) == entry.score


@examples
@given(worlds)
def test_every_contribution_follows_from_its_factors_and_its_claim(world: World) -> None:
    claims = {profile.id: profile.claims for profile in world.pool}
    for entry in rank(world.vacancy, world.index()).entries:
        for part in entry.explanation.skills:
            product = part.relatedness * part.level_factor * part.strength * part.certainty
            assert part.fulfilment == product // SCALE**3
            assert part.points == part.weight * part.fulfilment // SCALE
            assert (part.claim is None) == (part.fulfilment == 0)
            shown = {*part.also, part.claim} - {None}
            assert shown <= set(claims[entry.id])
            assert len(shown) == len(part.also) + (part.claim is not None)


@examples
@given(worlds)
def test_weights_shown_add_up_to_a_full_score(world: World) -> None:
    for entry in rank(world.vacancy, world.index()).entries:
        assert _sum(part.weight for part in entry.explanation) == SCALE
        preferences = entry.explanation.preferences
        assert _sum(part.weight for part in preferences.parts) == preferences.weight
        assert _sum(part.points for part in preferences.parts) == preferences.points


def _sum(numbers: Iterable[int]) -> int:
    return sum(numbers)


def test_the_best_claim_is_shown_and_the_others_support_it() -> None:
    told = claim(SKILLS[0], kind=EvidenceKind.SELF)
    taught = claim(SKILLS[0], kind=EvidenceKind.MODULE)
    pool = CandidateProfile(id="a", claims=(told, taught, told))
    (part,) = entries(VACANCY, pool)["a"].explanation.skills
    assert part.claim == taught
    assert part.also == (told,)
    assert (part.level_asked, part.level_held) == (3, 4)


def test_of_equal_claims_the_strongest_evidence_is_shown() -> None:
    sure = claim(SKILLS[0], kind=EvidenceKind.SELF, certainty=1.0)
    unsure = claim(SKILLS[0], kind=EvidenceKind.COACH, certainty=0.8)
    (part,) = entries(VACANCY, CandidateProfile(id="a", claims=(sure, unsure)))[
        "a"
    ].explanation.skills
    assert part.claim == unsure


def test_a_wanted_occupation_counts_for_more_than_one_held() -> None:
    found = entries(
        VACANCY,
        CandidateProfile(id="held", held=(OCCUPATIONS[0],)),
        CandidateProfile(id="neither", wants=(OCCUPATIONS[1],)),
        CandidateProfile(id="both", wants=(OCCUPATIONS[0],), held=(OCCUPATIONS[0],)),
    )
    parts = {name: entry.explanation.occupation for name, entry in found.items()}
    assert [(name, part and part.points) for name, part in sorted(parts.items())] == [
        ("both", 1200),
        ("held", 960),
        ("neither", 0),
    ]
    assert parts["both"] is not None
    assert parts["both"].tie is OccupationTie.WANTED
    assert parts["neither"] is not None
    assert parts["neither"].occupation is None


def test_an_unknown_preference_counts_for_a_half() -> None:
    preferences = entries(VACANCY, CandidateProfile(id="a"))["a"].explanation.preferences
    assert preferences.weight == 300
    assert [part.points for part in preferences.parts] == [50, 50, 50]


def test_where_somebody_lives_decides_nothing_unless_they_say_how_far_they_travel() -> None:
    rotterdam = Location(name="Rotterdam", latitude=51.9225, longitude=4.4792)
    delft = Location(name="Delft", latitude=52.0116, longitude=4.3571)
    vacancy = VacancyProfile(
        id="v", requirements=VACANCY.requirements, conditions=Conditions(location=rotterdam)
    )

    def points(place: Location | None, most: float | None) -> int:
        conditions = Conditions(location=place, max_travel_km=most)
        entry = entries(vacancy, CandidateProfile(id="a", conditions=conditions))["a"]
        return entry.explanation.preferences.parts[0].points

    assert points(delft, None) == points(rotterdam, None) == points(None, 20.0) == 50
    assert points(rotterdam, 20.0) == 100
    assert 50 < points(delft, 20.0) < points(delft, 40.0) < 100


@pytest.mark.parametrize(
    ("check", "dutch", "english"),
    [
        (
            said(Constraint.LANGUAGE, Verdict.MET, asked=("nl", "B2"), found=("nl", "C1")),
            "taal: gevraagd Nederlands B2, heeft Nederlands C1",
            "language: asked Dutch B2, has Dutch C1",
        ),
        (
            said(Constraint.LANGUAGE, Verdict.UNKNOWN, asked=("en", "B1")),
            "taal onbekend: gevraagd Engels B1",
            "language unknown: asked English B1",
        ),
        (said(Constraint.CONSENT, Verdict.MET, found=True), "toestemming: ja", "consent: yes"),
        (
            said(Constraint.HOURS, Verdict.NOT_MET, asked=(32.0, 40.0), found=(16.0, 24.0)),
            "uren: gevraagd 32–40, heeft 16–24",
            "hours: asked 32–40, has 16–24",
        ),
        (said(Constraint.START, Verdict.UNKNOWN), "startdatum onbekend", "start date unknown"),
    ],
)
def test_a_condition_is_said_in_words_that_a_reader_knows(
    check: ConstraintCheck, dutch: str, english: str
) -> None:
    taxonomy = flat_taxonomy()
    assert Reasons(taxonomy, "nl").check(check) == dutch
    assert Reasons(taxonomy, "en").check(check) == english


@examples
@given(worlds)
def test_how_many_are_judged_together_changes_no_reason(world: World) -> None:
    index = world.index()
    at_once = repr(rank(world.vacancy, index, k=9))
    with patch.object(explain, "_AT_ONCE", 2):
        assert repr(rank(world.vacancy, index, k=9)) == at_once
