"""Each line of «Meaning of a score» in the design, as a property."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import assume, given
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.ranking import SCALE, CandidateIndex, rank, scores
from matching.ranking.plan import merge_requirements
from matching.ranking.planner import Planner
from matching.types import (
    CandidateProfile,
    Claim,
    Conditions,
    Evidence,
    EvidenceKind,
    Importance,
    Requirement,
    VacancyProfile,
)
from tests.matching.ranking.strategies import (
    SKILLS,
    World,
    claim,
    claims,
    examples,
    flat_taxonomy,
    requirements,
    worlds,
)

CONFIG = MatchingConfig()
T = TypeVar("T")


def score(world: World, profile: CandidateProfile) -> int:
    return int(scores(world.vacancy, world.index(profile))[0])


def skill_points(world: World, profile: CandidateProfile) -> int:
    everywhere = replace(profile, conditions=Conditions())
    plain = replace(world.vacancy, conditions=Conditions())
    ranking = rank(plain, world.index(everywhere))
    return sum(part.points for part in ranking.entries[0].explanation.skills)


def with_claims(profile: CandidateProfile, *found: Claim) -> CandidateProfile:
    return replace(profile, claims=found)


@examples
@given(worlds)
def test_scores_are_whole_numbers_from_0_to_10_000(world: World) -> None:
    found = scores(world.vacancy, world.index())
    assert found.dtype.kind == "i"
    assert all(0 <= each <= SCALE for each in found.tolist())


@examples
@given(worlds)
def test_who_has_all_that_is_asked_at_its_level_has_all_points_for_skills(world: World) -> None:
    everything = with_claims(
        world.pool[0], *(claim(each.skill) for each in world.vacancy.requirements)
    )
    plan = Planner(world.taxonomy, world.config).plan(world.vacancy)
    assert skill_points(world, everything) == sum(each.weight for each in plan.skills)


@examples
@given(worlds)
def test_a_perfect_fit_scores_10_000(world: World) -> None:
    ideal = CandidateProfile(
        id="ideal",
        claims=tuple(claim(each.skill) for each in world.vacancy.requirements),
        wants=world.vacancy.occupations,
    )
    config = replace(world.config, preference_share=0.0)
    assert score(replace(world, config=config), ideal) == SCALE


@examples
@given(worlds)
def test_the_weights_add_up_to_10_000(world: World) -> None:
    plan = Planner(world.taxonomy, world.config).plan(world.vacancy)
    for_skills = sum(each.weight for each in plan.skills)
    assert for_skills + plan.occupation_weight + sum(plan.preference_weights) == SCALE


@examples
@given(worlds)
def test_the_share_of_an_occupation_goes_to_skills_where_none_is_named(world: World) -> None:
    plan = Planner(world.taxonomy, world.config).plan(replace(world.vacancy, occupations=()))
    assert sum(each.weight for each in plan.skills) == SCALE - sum(plan.preference_weights)


@examples
@given(worlds, claims)
def test_adding_a_claim_never_lowers_a_score(world: World, extra: Claim) -> None:
    profile = world.pool[0]
    more = with_claims(profile, *profile.claims, extra)
    assert score(world, more) >= score(world, profile)


@examples
@given(worlds, claims, st.integers(1, 4), st.integers(1, 4))
def test_raising_the_level_of_a_claim_never_lowers_a_score(
    world: World, one: Claim, first: int, second: int
) -> None:
    low, high = sorted((first, second))
    rest = world.pool[0].claims
    lower = with_claims(world.pool[0], *rest, replace(one, level=low))
    higher = with_claims(world.pool[0], *rest, replace(one, level=high))
    assert score(world, higher) >= score(world, lower)


@examples
@given(worlds, claims, st.lists(st.sampled_from(EvidenceKind), min_size=2, max_size=2))
def test_stronger_evidence_for_a_level_never_lowers_a_score(
    world: World, one: Claim, kinds: list[EvidenceKind]
) -> None:
    weak, strong = sorted(kinds, key=lambda kind: world.config.evidence_strength[kind])
    at = replace(one, level=one.level or 2)
    weaker = with_claims(world.pool[0], replace(at, kind=weak))
    stronger = with_claims(world.pool[0], replace(at, kind=strong))
    assert score(world, stronger) >= score(world, weaker)


@examples
@given(worlds, claims, st.floats(0, 1), st.floats(0, 1))
def test_a_more_certain_claim_never_lowers_a_score(
    world: World, one: Claim, first: float, second: float
) -> None:
    low, high = sorted((first, second))
    less = with_claims(world.pool[0], replace(one, certainty=low))
    more = with_claims(world.pool[0], replace(one, certainty=high))
    assert score(world, more) >= score(world, less)


@examples
@given(worlds, st.integers(2, 4))
def test_repeating_claims_changes_nothing(world: World, times: int) -> None:
    profile = world.pool[0]
    repeated = with_claims(profile, *(profile.claims * times))
    once, often = (world.index(each, *world.pool[1:]) for each in (profile, repeated))
    assert repr(rank(world.vacancy, often)) == repr(rank(world.vacancy, once))


@examples
@given(worlds, st.integers(2, 4))
def test_repeating_requirements_changes_nothing(world: World, times: int) -> None:
    repeated = replace(world.vacancy, requirements=world.vacancy.requirements * times)
    assert scores(repeated, world.index()).tolist() == scores(world.vacancy, world.index()).tolist()


@examples
@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(world: World, random: Random) -> None:
    def shuffled(items: Sequence[T]) -> tuple[T, ...]:
        return tuple(random.sample(items, len(items)))

    pool = [
        replace(
            each,
            claims=shuffled(each.claims),
            wants=shuffled(each.wants),
            held=shuffled(each.held),
        )
        for each in shuffled(world.pool)
    ]
    vacancy = replace(
        world.vacancy,
        requirements=shuffled(world.vacancy.requirements),
        occupations=shuffled(world.vacancy.occupations),
    )
    expected = rank(world.vacancy, world.index(), k=5)
    assert repr(rank(vacancy, world.index(*pool), k=5)) == repr(expected)


@examples
@given(worlds)
def test_the_same_input_gives_the_same_bytes(world: World) -> None:
    first = rank(world.vacancy, world.index(), seed=3)
    second = rank(world.vacancy, world.index(), seed=3)
    assert repr(first).encode() == repr(second).encode()
    assert first == second


@examples
@given(worlds)
def test_what_is_unknown_never_excludes(world: World) -> None:
    unknown = replace(world.pool[0], conditions=Conditions())
    ranking = rank(world.vacancy, world.index(unknown))
    assert [entry.id for entry in ranking.entries] == [unknown.id]


@examples
@given(worlds)
def test_a_vacancy_that_asks_no_condition_excludes_only_by_consent_and_licence(
    world: World,
) -> None:
    ranking = rank(replace(world.vacancy, conditions=Conditions()), world.index())
    assert set(ranking.reasons) <= {"consent", "licence"}


@examples
@given(worlds, requirements, st.sampled_from(SKILLS))
def test_a_need_weighs_more_than_a_wish_for_the_same_kind_of_skill(
    world: World, asked: Requirement, other: str
) -> None:
    assume(asked.skill != other and asked.certainty > 0.01)
    must = replace(asked, importance=Importance.MUST)
    nice = replace(asked, importance=Importance.NICE, skill=other)
    vacancy = VacancyProfile(id="v", requirements=(must, nice))
    plan = Planner(flat_taxonomy(), world.config).plan(vacancy)
    weight = {each.requirement.skill: each.weight for each in plan.skills}
    assert weight[must.skill] > weight[nice.skill] > 0


@examples
@given(worlds, st.integers(0, 5))
def test_a_requirement_in_the_title_never_weighs_less_than_elsewhere(
    world: World, which: int
) -> None:
    asked = merge_requirements(world.vacancy.requirements, world.config)
    one = asked[which % len(asked)]

    def weight(*sources: str) -> int:
        evidence = tuple(Evidence(source=each, text="") for each in sources)
        others = [each for each in asked if each is not one]
        requirements = (*others, replace(one, evidence=evidence))
        vacancy = VacancyProfile(id="v", requirements=requirements)
        plan = Planner(world.taxonomy, world.config).plan(vacancy)
        return next(x.weight for x in plan.skills if x.requirement.skill == one.skill)

    assert weight("text", "title") == weight("title") >= weight("text") == weight()


def test_what_the_title_names_weighs_half_as_much_again() -> None:
    titled = Requirement(skill=SKILLS[0], evidence=(Evidence(source="title", text="x"),))
    vacancy = VacancyProfile(id="v", requirements=(titled, Requirement(skill=SKILLS[1])))
    first, second = Planner(flat_taxonomy(), CONFIG).plan(vacancy).skills
    assert (first.requirement.skill, first.weight, second.weight) == (SKILLS[0], 5820, 3880)


@examples
@given(worlds, claims, st.sampled_from(SKILLS))
def test_another_skill_never_earns_what_the_skill_itself_does(
    world: World, one: Claim, other: str
) -> None:
    assume(one.skill != other and one.certainty > 0.01)
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill=one.skill, level=1),))
    world = replace(world, vacancy=vacancy, config=CONFIG)
    itself = with_claims(world.pool[0], one)
    instead = with_claims(world.pool[0], replace(one, skill=other))
    assert skill_points(world, instead) < skill_points(world, itself)


@examples
@given(worlds, st.floats(0, 1), st.floats(0, 1))
def test_a_more_certain_requirement_never_weighs_less(
    world: World, first: float, second: float
) -> None:
    low, high = sorted((first, second))

    def weight(certainty: float) -> int:
        asked = (Requirement(skill=SKILLS[0], certainty=certainty), Requirement(skill=SKILLS[1]))
        plan = Planner(world.taxonomy, world.config).plan(
            VacancyProfile(id="v", requirements=asked)
        )
        return next(x.weight for x in plan.skills if x.requirement.skill == SKILLS[0])

    assert weight(low) <= weight(high)


@examples
@given(worlds)
def test_the_id_changes_no_score(world: World) -> None:
    renamed = replace(world.pool[0], id="another")
    assert score(world, renamed) == score(world, world.pool[0])


def test_repeated_skills_are_asked_once_with_the_highest_level_and_the_most_weight() -> None:
    vacancy = VacancyProfile(
        id="v",
        requirements=(
            Requirement(skill=SKILLS[0], importance=Importance.NICE, level=3),
            Requirement(skill=SKILLS[0], importance=Importance.MUST, level=1),
            Requirement(skill=SKILLS[0], importance=Importance.MUST, certainty=0.5),
        ),
    )
    (asked,) = Planner(flat_taxonomy(), CONFIG).plan(vacancy).skills
    assert asked.level == 3
    assert asked.requirement.importance is Importance.MUST
    assert asked.requirement.certainty == 1.0


def test_all_evidence_of_a_repeated_skill_is_kept_in_one_order() -> None:
    found = [Evidence(source="text", text="x", start=i, end=i + 1) for i in range(6)]
    vacancy = VacancyProfile(
        id="v",
        requirements=tuple(Requirement(skill=SKILLS[0], evidence=(each,)) for each in found[::-1]),
    )
    (asked,) = Planner(flat_taxonomy(), CONFIG).plan(vacancy).skills
    assert asked.requirement.evidence == tuple(found)


def test_two_wishes_do_not_outweigh_one_need() -> None:
    wishes = [Requirement(skill=skill, importance=Importance.NICE) for skill in SKILLS[1:3]]
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill=SKILLS[0]), *wishes))
    needy = CandidateProfile(id="a", claims=(claim(SKILLS[0]),))
    wishful = CandidateProfile(id="b", claims=tuple(map(claim, SKILLS[1:3])))
    index = CandidateIndex.build([needy, wishful], flat_taxonomy(), CONFIG)
    first, second = scores(vacancy, index).tolist()
    assert first > second
