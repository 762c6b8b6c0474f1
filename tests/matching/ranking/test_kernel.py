import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, best, rank, scores
from matching.ranking import index as index_module
from matching.ranking.planner import Planner
from matching.ranking.postings import BLOCK
from matching.ranking.scoring import assess_compiled, assess_plainly
from matching.types import CandidateProfile, Conditions, Requirement, VacancyProfile
from tests.matching.ranking.strategies import (
    OCCUPATIONS,
    PLACES,
    SKILLS,
    World,
    claim,
    examples,
    flat_taxonomy,
    plainly,
    worlds,
)

pytest.importorskip("numba")
CONFIG = MatchingConfig()
many = examples


@many
@given(worlds)
def test_the_kernel_gives_the_scores_and_verdicts_of_the_plain_way(world: World) -> None:
    index = world.index()
    plan = index.planner.plan(world.vacancy)
    plain, compiled = assess_plainly(plan, index), assess_compiled(plan, index)
    assert compiled.scores.tolist() == plain.scores.tolist()
    assert compiled.eligible.tolist() == plain.eligible.tolist()
    assert list(compiled.excluded.items()) == list(plain.excluded.items())


@examples
@given(worlds, st.integers(0, 9), st.integers())
def test_a_ranking_is_the_same_to_the_byte_with_and_without_the_kernel(
    world: World, k: int, seed: int
) -> None:
    compiled = (
        repr(rank(world.vacancy, world.index(), k=k, seed=seed)),
        best(world.vacancy, world.index(), k=k),
    )
    with plainly():
        plain = (
            repr(rank(world.vacancy, world.index(), k=k, seed=seed)),
            best(world.vacancy, world.index(), k=k),
        )
    assert compiled == plain


def test_candidates_in_many_blocks_score_what_they_score_in_one() -> None:
    random = np.random.default_rng(0)
    kinds = [
        CandidateProfile(
            id="",
            claims=tuple(
                claim(SKILLS[i], level=int(level)) for i, level in enumerate(levels) if level
            ),
            wants=(OCCUPATIONS[levels[0] % 3],),
            conditions=Conditions(location=PLACES[levels[1] % 5], max_travel_km=30.0),
        )
        for levels in random.integers(0, 5, (40, len(SKILLS)))
    ]
    drawn = random.integers(0, len(kinds), BLOCK + 2_000)
    pool = [
        CandidateProfile(
            id=f"{i:06}", claims=kind.claims, wants=kind.wants, conditions=kind.conditions
        )
        for i, kind in enumerate(kinds[each] for each in drawn)
    ]
    vacancy = VacancyProfile(
        id="v",
        requirements=tuple(Requirement(skill=each, level=3) for each in SKILLS[:4]),
        occupations=(OCCUPATIONS[0], OCCUPATIONS[1]),
        conditions=Conditions(location=PLACES[0]),
    )
    index = CandidateIndex.build(pool, flat_taxonomy(), CONFIG)
    small = CandidateIndex.build(pool[:1_000], index.taxonomy, CONFIG)
    plan = index.planner.plan(vacancy)
    plain, compiled = assess_plainly(plan, index), assess_compiled(plan, index)
    assert np.array_equal(plain.scores, compiled.scores)
    assert np.array_equal(plain.eligible, compiled.eligible)
    assert plain.scores[:1_000].tolist() == scores(vacancy, small).tolist()
    alike = [plain.scores[drawn == each] for each in range(len(kinds))]
    assert all((each == each[0]).all() for each in alike if len(each))


def test_importing_ranking_does_not_import_numba() -> None:
    code = "import sys, matching.ranking; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_ranking_works_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matching.ranking.order", None)
    monkeypatch.delitem(sys.modules, "matching.ranking.kernel")
    index_module._load_kernel.cache_clear()
    index = CandidateIndex.build([CandidateProfile(id="a")], flat_taxonomy(), CONFIG)
    vacancy = VacancyProfile(id="v", requirements=(Requirement(skill=SKILLS[0]),))
    index.prepare()
    assert not index.uses_kernel()
    assert [entry.id for entry in rank(vacancy, index).entries] == ["a"]
    index_module._load_kernel.cache_clear()


def test_a_small_index_loads_no_kernel_for_one_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "matching.ranking.kernel")
    index = CandidateIndex.build([CandidateProfile(id="a")], flat_taxonomy(), CONFIG)
    assert not index.uses_kernel()


def test_plans_say_the_same_to_the_kernel_as_to_the_plain_way() -> None:
    vacancy = VacancyProfile(
        id="v",
        requirements=(Requirement(skill=SKILLS[1]), Requirement(skill=SKILLS[0], level=4)),
        occupations=(OCCUPATIONS[2], OCCUPATIONS[1]),
    )
    plan = Planner(flat_taxonomy(), CONFIG).plan(vacancy)
    assert plan.numbers.tolist() == [0, 1, 7, 8]
    assert plan.asked[:, 0].tolist() == [4, 2, 1, 1]
    assert plan.asked[:, 1].tolist() == [*(each.weight for each in plan.skills), 1200, 1200]
    assert plan.asked[:, 2].tolist() == [1, 1, 0, 1]
