"""Counts of the pool agree with counting candidate by candidate, and pairs with rankings."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.config import MatchingConfig
from matching.errors import NoSkillRecognisedError
from matching.ranking import (
    ENOUGH,
    RELAXABLE,
    CandidateIndex,
    Constraint,
    Pair,
    Relaxation,
    RelaxationKind,
    Verdict,
    count_pool,
    explain_pair,
    rank,
)
from matching.types import (
    CandidateProfile,
    Conditions,
    Importance,
    Requirement,
    VacancyProfile,
    WorkMode,
)
from tests.data.sample import Sample
from tests.matching.ranking.strategies import (
    PLACES,
    SKILLS,
    World,
    claim,
    examples,
    flat_taxonomy,
    worlds,
)


def pairs(world: World, vacancy: VacancyProfile | None = None) -> list[Pair]:
    return [
        explain_pair(vacancy or world.vacancy, each, world.taxonomy, world.config)
        for each in world.pool
    ]


def is_eligible(pair: Pair, without: set[Constraint]) -> bool:
    return all(each.verdict is not Verdict.NOT_MET or each.name in without for each in pair.checks)


def is_qualified(pair: Pair, without: set[Constraint], wished: str | None = None) -> bool:
    needs = [
        each
        for each in pair.explanation.skills
        if each.requirement.importance is Importance.MUST and each.requirement.skill != wished
    ]
    earned = sum(each.weight * each.fulfilment for each in needs)
    enough = earned >= ENOUGH * sum(each.weight for each in needs)
    return is_eligible(pair, without) and enough


def with_level(vacancy: VacancyProfile, skill: str, level: int) -> VacancyProfile:
    return replace(
        vacancy,
        requirements=tuple(
            replace(each, level=level) if each.skill == skill else each
            for each in vacancy.requirements
        ),
    )


def slowly(world: World, step: Relaxation) -> int:
    if step.kind is RelaxationKind.CONSTRAINT:
        assert step.constraint is not None
        return sum(is_qualified(each, {step.constraint}) for each in pairs(world))
    if step.kind is RelaxationKind.WISH:
        return sum(is_qualified(each, set(), step.skill) for each in pairs(world))
    assert step.skill is not None
    assert step.level is not None
    lower = with_level(world.vacancy, step.skill, step.level)
    return sum(is_qualified(each, set()) for each in pairs(world, lower))


@examples
@given(worlds)
def test_counts_agree_with_the_obvious_version(world: World) -> None:
    found = count_pool(world.vacancy, world.index())
    assert found.pool == len(world.pool)
    assert found.eligible == sum(is_eligible(each, set()) for each in pairs(world))
    assert found.qualified == sum(is_qualified(each, set()) for each in pairs(world))
    assert found.reasons == rank(world.vacancy, world.index()).reasons
    for step in found.relaxations:
        assert step.qualified == slowly(world, step)
        assert step.qualified > found.qualified
    assert [each.qualified for each in found.relaxations] == sorted(
        (each.qualified for each in found.relaxations), reverse=True
    )


@examples
@given(worlds)
def test_a_constraint_that_is_not_asked_excludes_nobody(world: World) -> None:
    everything = frozenset(RELAXABLE)
    found = count_pool(world.vacancy, world.index(), without=everything)
    assert found.eligible == sum(is_eligible(each, set(everything)) for each in pairs(world))
    assert not everything & found.reasons.keys()


@examples
@given(worlds)
def test_a_pair_is_explained_as_a_ranking_explains_it(world: World) -> None:
    ranking = rank(world.vacancy, world.index(), k=len(world.pool))
    by_id = {each.candidate: each for each in pairs(world)}
    for entry in ranking.entries:
        pair = by_id.pop(entry.id)
        shown = (entry.score, entry.explanation, entry.checks)
        assert (pair.score, pair.explanation, pair.checks) == shown
        assert pair.eligible
    for each in ranking.not_eligible:
        pair = by_id.pop(each.id)
        assert not pair.eligible
        assert pair.explanation.total == pair.score
        assert set(each.reasons) <= set(pair.checks)
    assert not by_id


def index_of(*pool: CandidateProfile) -> CandidateIndex:
    return CandidateIndex.build(pool, flat_taxonomy(), MatchingConfig())


def asking(*requirements: Requirement, conditions: Conditions | None = None) -> VacancyProfile:
    return VacancyProfile(
        id="v", requirements=requirements, conditions=conditions or Conditions(education_level=6)
    )


def test_relaxations_name_the_step_and_what_it_brings() -> None:
    low = Conditions(education_level=4)
    pool = [
        CandidateProfile(id="a", claims=(claim(SKILLS[0]), claim(SKILLS[1]))),
        CandidateProfile(id="b", claims=(claim(SKILLS[0]), claim(SKILLS[1])), conditions=low),
        CandidateProfile(id="c", claims=(claim(SKILLS[0]),)),
        CandidateProfile(id="d", claims=(claim(SKILLS[0], level=1),)),
    ]
    asked = [Requirement(skill=each, level=4) for each in SKILLS[:3]]
    found = count_pool(asking(*asked), index_of(*pool))
    assert (found.pool, found.eligible, found.qualified) == (4, 3, 1)
    assert found.reasons == {Constraint.EDUCATION: 1}
    steps = [(each.kind.value, each.constraint, each.skill) for each in found.relaxations]
    assert steps == [
        ("constraint", Constraint.EDUCATION, None),
        ("wish", None, SKILLS[1]),
        ("wish", None, SKILLS[2]),
    ]


def test_the_licence_and_consent_cannot_be_relaxed() -> None:
    refused = Conditions(licence_to_work=False, consent=False)
    pool = CandidateProfile(id="a", claims=(claim(SKILLS[0]),), conditions=refused)
    found = count_pool(asking(Requirement(skill=SKILLS[0])), index_of(pool))
    assert found.relaxations == ()
    assert set(found.reasons) == {Constraint.LICENCE, Constraint.CONSENT}


def test_relaxing_the_way_of_working_never_makes_a_place_stricter() -> None:
    rotterdam, groningen = PLACES[0], PLACES[3]
    far = Conditions(location=groningen, max_travel_km=10, work_modes=frozenset({WorkMode.REMOTE}))
    pool = CandidateProfile(id="a", claims=(claim(SKILLS[0]),), conditions=far)
    from_home = Conditions(
        location=rotterdam, work_modes=frozenset({WorkMode.REMOTE, WorkMode.ONSITE})
    )
    vacancy = asking(Requirement(skill=SKILLS[0]), conditions=from_home)
    relaxed = count_pool(vacancy, index_of(pool), without={Constraint.WORK_MODE})
    assert relaxed.qualified == count_pool(vacancy, index_of(pool)).qualified == 1


def test_where_nothing_must_be_had_whoever_is_eligible_is_qualified() -> None:
    wish = Requirement(skill=SKILLS[0], importance=Importance.NICE)
    found = count_pool(asking(wish), index_of(CandidateProfile(id="a")))
    assert (found.qualified, found.relaxations) == (1, ())


def test_a_vacancy_without_skills_is_not_counted() -> None:
    with pytest.raises(NoSkillRecognisedError):
        count_pool(asking(), index_of())


def test_a_level_lower_can_be_enough() -> None:
    pool = CandidateProfile(id="a", claims=(claim(SKILLS[0], level=1),))
    found = count_pool(asking(Requirement(skill=SKILLS[0], level=4)), index_of(pool))
    level = next(each for each in found.relaxations if each.kind is RelaxationKind.LEVEL)
    assert (found.qualified, level.skill, level.level, level.qualified) == (0, SKILLS[0], 3, 1)


def test_ten_relaxations_at_most_are_named(sample: Sample) -> None:
    found = [count_pool(each, sample.index).relaxations for each in list(sample.jobs.values())[:20]]
    assert max(map(len, found)) == 10
    assert sum(map(bool, found)) >= 15
