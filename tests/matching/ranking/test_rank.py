import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import ranking as public
from matching.config import MatchingConfig
from matching.errors import MatchingError, NoSkillRecognisedError, UnknownConceptError
from matching.ranking import (
    CandidateIndex,
    DuplicateIdError,
    Entry,
    best,
    rank,
    rank_vacancies,
    scores,
)
from matching.ranking.index import Memory
from matching.ranking.planner import Planner
from matching.ranking.postings import Holders
from matching.types import CandidateProfile, Conditions, Requirement, VacancyProfile
from tests.matching.ranking.strategies import (
    OCCUPATIONS,
    SKILLS,
    World,
    claim,
    examples,
    flat_taxonomy,
    plainly,
    vacancies,
    worlds,
)

CONFIG = MatchingConfig()
VACANCY = VacancyProfile(id="v", requirements=(Requirement(skill=SKILLS[0]),))

many_vacancies = st.lists(vacancies, max_size=6).map(
    lambda found: [replace(each, id=f"v{i}") for i, each in enumerate(found)]
)


def index(*pool: CandidateProfile) -> CandidateIndex:
    return CandidateIndex.build(pool, flat_taxonomy(), CONFIG)


@examples
@given(worlds, many_vacancies)
def test_a_vacancy_has_for_a_candidate_what_the_candidate_has_in_its_ranking(
    world: World, asked: list[VacancyProfile]
) -> None:
    one = world.pool[0]
    reverse = rank_vacancies(one, asked, world.taxonomy, world.config, k=len(asked))
    entries = {entry.id: entry for entry in reverse.entries}
    excluded = {each.id: each for each in reverse.not_eligible}
    assert (reverse.pool, reverse.eligible) == (len(asked), len(entries))
    for vacancy in asked:
        forward = rank(vacancy, world.index(), k=len(world.pool))
        same = [entry for entry in forward.entries if entry.id == one.id]
        if same:
            entry = entries[vacancy.id]
            assert entry.score == same[0].score
            assert entry.explanation == same[0].explanation
            assert entry.checks == same[0].checks
        else:
            (left_out,) = (each for each in forward.not_eligible if each.id == one.id)
            assert excluded[vacancy.id].reasons == left_out.reasons


@examples
@given(worlds, many_vacancies, st.integers())
def test_the_order_of_vacancies_never_matters(
    world: World, asked: list[VacancyProfile], seed: int
) -> None:
    there, back = (
        rank_vacancies(world.pool[0], each, world.taxonomy, world.config, k=3, seed=seed)
        for each in (asked, asked[::-1])
    )
    assert repr(there) == repr(back)


def test_vacancies_without_skills_are_set_apart_and_not_scored() -> None:
    empty = VacancyProfile(id="empty")
    found = rank_vacancies(CandidateProfile(id="a"), [VACANCY, empty], flat_taxonomy(), CONFIG)
    assert found.no_skills == ("empty",)
    assert [entry.id for entry in found.entries] == ["v"]
    assert (found.pool, found.eligible) == (2, 1)


def test_a_vacancy_without_skills_is_an_error_and_not_a_score() -> None:
    with pytest.raises(NoSkillRecognisedError, match="vacancy empty"):
        rank(VacancyProfile(id="empty"), index())


def test_a_required_skill_that_the_taxonomy_lacks_is_an_error() -> None:
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill="cobal"),))
    with pytest.raises(UnknownConceptError, match=r"vacancy v: expected a skill.*'cobal'"):
        rank(vacancy, index())


def test_an_occupation_that_the_taxonomy_lacks_is_an_error() -> None:
    with pytest.raises(UnknownConceptError, match="vacancy v: expected an occupation"):
        scores(replace(VACANCY, occupations=("wizard",)), index())
    with pytest.raises(UnknownConceptError, match=r"candidate b: expected an occupation.*'wizard'"):
        index(CandidateProfile(id="a"), CandidateProfile(id="b", wants=("wizard",)))


def test_a_claim_that_the_taxonomy_lacks_is_an_error() -> None:
    known = CandidateProfile(id="a", claims=(claim(SKILLS[0]),))
    with pytest.raises(UnknownConceptError, match=r"candidate b: expected a skill.*'cobal'"):
        index(known, CandidateProfile(id="b", claims=(claim("cobal"),)))


def test_two_profiles_with_one_id_are_an_error() -> None:
    twice = [CandidateProfile(id=each) for each in ("b", "a", "b", "b")]
    with pytest.raises(DuplicateIdError, match="candidate once, found more than one with id b;"):
        index(*twice)
    with pytest.raises(DuplicateIdError, match="vacancy once, found more than one with id v;"):
        rank_vacancies(twice[0], [VACANCY, VACANCY], flat_taxonomy(), CONFIG)
    assert issubclass(DuplicateIdError, MatchingError)


@examples
@given(worlds, st.integers(0, 9))
def test_the_best_are_the_eligible_by_score_and_then_by_id(world: World, k: int) -> None:
    whole = rank(world.vacancy, world.index(), k=len(world.pool))
    by_score = sorted(whole.entries, key=lambda entry: (-entry.score, entry.id))
    expected = [(entry.id, entry.score) for entry in by_score[:k]]
    assert best(world.vacancy, world.index(), k=k) == expected


def test_a_negative_k_is_an_error() -> None:
    with pytest.raises(ValueError, match="found -1"):
        rank(VACANCY, index(CandidateProfile(id="a")), k=-1)


def test_nobody_can_be_ranked_without_candidates() -> None:
    ranking = rank(replace(VACANCY, occupations=(OCCUPATIONS[0],)), index())
    assert (ranking.entries, ranking.bands, ranking.pool) == ((), (), 0)
    assert list(ranking.not_eligible) == []
    assert rank_vacancies(CandidateProfile(id="a"), [], flat_taxonomy(), CONFIG).entries == ()


def test_a_ranking_can_be_copied_and_pickled_with_who_is_not_eligible() -> None:
    refusing = Conditions(consent=False)
    pool = [CandidateProfile(id=each, conditions=refusing) for each in "abc"]
    ranking = rank(VACANCY, index(*pool))
    for again in (copy.deepcopy(ranking), pickle.loads(pickle.dumps(ranking))):
        assert isinstance(again.not_eligible, tuple)
        assert repr(again) == repr(ranking)
        assert ranking.not_eligible == again.not_eligible
    assert [each.id for each in ranking.not_eligible[1:]] == ["b", "c"]


def test_an_entry_is_an_entry_before_and_after_its_reasons_are_read() -> None:
    first, second = (
        rank(VACANCY, index(CandidateProfile(id="a", claims=(claim(SKILLS[0]),)))).entries[0]
        for _ in range(2)
    )
    plain = Entry(**{each.name: getattr(second, each.name) for each in fields(Entry)})
    assert first == plain
    assert plain == first
    assert (hash(first), repr(first)) == (hash(plain), repr(plain))
    assert replace(first, place=2) == replace(plain, place=2)
    assert first != replace(plain, place=2)
    with pytest.raises(FrozenInstanceError):
        first.place = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="reason"):
        first.reason  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_an_entry_can_be_copied_and_pickled_before_its_reasons_are_read(
    again: Callable[[Entry], Entry],
) -> None:
    (entry,) = rank(VACANCY, index(CandidateProfile(id="a"))).entries
    (same,) = rank(VACANCY, index(CandidateProfile(id="a"))).entries
    made = again(entry)
    assert type(made) is Entry
    assert made == same


def test_a_vacancy_is_planned_once_and_its_plan_forgotten_when_others_come() -> None:
    planner = Planner(flat_taxonomy(), CONFIG, most_plans=2)
    twins = [replace(VACANCY) for _ in range(3)]
    plans = [planner.plan(each) for each in twins]
    assert [planner.plan(each) is plan for each, plan in zip(twins, plans, strict=True)] == [
        False,
        False,
        False,
    ]
    assert planner.plan(twins[2]) is planner.plan(twins[2])
    assert [plan.vacancy is each for each, plan in zip(twins, plans, strict=True)] == [True] * 3


def test_indexes_with_one_taxonomy_and_config_share_a_planner() -> None:
    taxonomy = flat_taxonomy()
    one, two = (CandidateIndex.build([], taxonomy, CONFIG) for _ in range(2))
    other = CandidateIndex.build([], taxonomy, MatchingConfig(noise=1))
    assert one.planner is two.planner
    assert one.planner is not other.planner


def test_an_index_remembers_no_more_rows_than_it_may() -> None:
    memory, made = Memory(most_rows=5), []

    def find() -> Holders:
        made.append(1)
        return Holders(np.arange(2, dtype=np.int32), np.ones(2, np.int16))

    for asked in ("a", "b", "a", "b", "c", "a"):
        memory.get((asked,), find)
    assert len(made) == 4
    assert memory.is_half_full


def test_an_index_prepares_no_more_than_half_of_what_it_may_remember() -> None:
    pool = [CandidateProfile(id=f"{i}", claims=(claim(SKILLS[0]),)) for i in range(4)]
    built = replace(index(*pool), _holders=Memory(most_rows=20))
    with plainly():
        built.prepare()
        assert built._holders.is_half_full
        assert scores(VACANCY, built).tolist() == scores(VACANCY, index(*pool)).tolist()


def test_the_public_names_are_few_and_documented() -> None:
    functions = {name for name in public.__all__ if name.islower()}
    assert functions == {
        *("best", "count_pool", "explain_pair", "rank", "rank_vacancies", "scores", "top_k")
    }
    assert all(getattr(public, name).__doc__ for name in public.__all__ if not name.isupper())
