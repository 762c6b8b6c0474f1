"""The best of those who meet the conditions, against the obvious version, in whatever order."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, blocks, joining, rank, search
from matching.ranking.columns import Columns
from matching.ranking.storage import load_index, save_index
from matching.types import (
    CandidateProfile,
    Conditions,
    Importance,
    Requirement,
    VacancyProfile,
    WorkMode,
)
from tests.matching.ranking import oracle
from tests.matching.ranking.strategies import (
    OCCUPATIONS,
    PLACES,
    SKILLS,
    World,
    candidates,
    claim,
    conditions,
    configs,
    examples,
    flat_taxonomy,
    taxonomies,
    vacancies,
)

pytest.importorskip("numba")
CONFIG = MatchingConfig()
WAYS = {"sifted": 1 << 13, "given up": -(1 << 13), "given up on the way": 0}

alike = st.builds(
    CandidateProfile,
    id=st.text("abcd", min_size=1, max_size=3),
    claims=st.sampled_from([(), (claim(SKILLS[0]),), (claim(SKILLS[0]), claim(SKILLS[1]))]),
    conditions=conditions,
)
crowds = st.lists(alike | candidates, min_size=1, max_size=10, unique_by=lambda each: each.id)
crowded = st.builds(World, taxonomies(), configs, vacancies, crowds)
going = st.sets(st.text("abcd", min_size=1, max_size=3), max_size=6)


def obvious(world: World, pool: list[CandidateProfile]) -> list[tuple[str, int]]:
    """All who are eligible, best first, of equal scores the smaller id."""
    vacancy, config = world.vacancy, world.config
    found = [
        (each.id, oracle.score(vacancy, each, world.taxonomy, config))
        for each in pool
        if all(
            verdict != oracle.NOT_MET
            for _, verdict in oracle.verdicts(vacancy.conditions, each.conditions, config)
        )
    ]
    return sorted(found, key=lambda each: (-each[1], each[0]))


@examples
@given(st.sampled_from(sorted(WAYS)), crowded, crowds, going, st.integers(0, 9))
def test_the_best_are_those_of_the_obvious_version(
    way: str, world: World, coming: list[CandidateProfile], without: set[str], k: int
) -> None:
    there = {each.id: each for each in world.pool if each.id not in without}
    there |= {each.id: each for each in coming}
    expected = obvious(world, list(there.values()))
    with patch.object(blocks, "BLOCK", 5), patch.object(joining, "BLOCK", 9):
        index = world.index().changed(coming, without=without)
    with patch.object(search, "MOST_MORE", WAYS[way]):
        plan = index.planner.plan(world.vacancy)
        shard = index.whole
        assert list(shard.rank(plan, k).best) == expected[:k]
        counted = shard.rank(plan, k, count=True)
        assert (list(counted.best), counted.eligible) == (expected[:k], len(expected))
        assert shard.rank(plan, k, count=True, compiled=False) == counted


@examples
@given(crowded, crowds, going)
def test_an_index_of_many_blocks_is_in_the_order_of_ids_and_stays_so_on_disk(
    world: World, coming: list[CandidateProfile], without: set[str]
) -> None:
    there = {each.id: each for each in world.pool if each.id not in without}
    there |= {each.id: each for each in coming}
    with patch.object(blocks, "BLOCK", 5), patch.object(joining, "_MUCH_LARGER", 0):
        index = world.index().changed(coming, without=without)
    fresh = CandidateIndex.build(there.values(), world.taxonomy, world.config)
    with TemporaryDirectory() as parent:
        save_index(index, Path(parent) / "index")
        loaded = load_index(
            Path(parent) / "index", world.taxonomy, world.config, find=there.__getitem__
        )
        for each in (index, loaded):
            assert each.ids == tuple(sorted(there))
            assert each.profiles == tuple(there[id_] for id_ in sorted(there))
            rows = range(len(there))
            assert [each.profile_at(row).id for row in rows] == [each.id_at(row) for row in rows]
            assert repr(rank(world.vacancy, each, k=5)) == repr(rank(world.vacancy, fresh, k=5))


@examples
@given(st.lists(conditions, min_size=1, max_size=30))
def test_rows_by_place_are_in_runs_of_falling_travel(some: list[Conditions]) -> None:
    columns = Columns.of(some)
    placed = columns.take(columns.by_place())
    assert sorted(columns.by_place().tolist()) == list(range(len(some)))
    ends = [*placed.runs()[1:, 1].tolist(), len(some)]
    for (place, first), end in zip(placed.runs().tolist(), ends, strict=True):
        assert (placed.place[first:end] == place).all()
        travel = placed.travel_m[first:end].astype(np.uint32)
        assert (travel[1:] <= travel[:-1]).all()
    places = placed.runs()[:, 0].tolist()
    assert len(set(places)) == len(places)
    nowhere = placed.directions.shape[1] - 1
    assert nowhere not in places[:-1]


def test_blocks_are_of_places_that_are_near_each_other() -> None:
    pool = [
        CandidateProfile(id=f"{i}", conditions=Conditions(location=PLACES[i % 4]))
        for i in range(16)
    ]
    with patch.object(blocks, "BLOCK", 4), patch.object(joining, "_MUCH_LARGER", 0):
        index = CandidateIndex.build(pool, flat_taxonomy(), CONFIG)
    assert [len(block.runs) for block in index.blocks] == [1, 1, 1, 1]


@dataclass(frozen=True)
class Many:
    """Candidates in several strips, of whom many are alike."""

    index: CandidateIndex

    @classmethod
    def drawn(cls) -> "Many":
        random = np.random.default_rng(3)
        n = 17_000
        drawn = random.integers(0, 60, (n, 6)).tolist()
        modes = [frozenset(), {WorkMode.REMOTE}, {WorkMode.HYBRID}, set(WorkMode)]
        pool = [
            CandidateProfile(
                id=f"{i * 7919 % n:06}",
                claims=tuple(
                    claim(SKILLS[j], level=1 + (mine + j) % 4)
                    for j in range(len(SKILLS))
                    if (mine * (j + 3)) % 13 < 13 - 2 * j
                ),
                wants=(OCCUPATIONS[mine % 3],) if mine % 4 == 0 else (),
                conditions=Conditions(
                    location=None if town == 0 else PLACES[town % 5],
                    max_travel_km=None if travel % 9 == 0 else float(travel),
                    work_modes=frozenset(modes[mode % 4]),
                    hours=None if hours < 9 else (8.0 + hours % 30, 16.0 + hours % 30),
                    start=None if start < 9 else date(2027, 1, 1 + start % 28),
                    languages={} if start % 3 == 0 else {"nl": ("A1", "B2", "C1")[hours % 3]},
                    education_level=None if town % 7 == 0 else 1 + travel % 8,
                ),
            )
            for i, (mine, town, travel, mode, hours, start) in enumerate(drawn)
        ]
        return cls(CandidateIndex.build(pool, flat_taxonomy(), CONFIG))


@pytest.fixture(scope="module")
def many() -> Many:
    return Many.drawn()


@pytest.fixture(scope="module")
def in_blocks() -> Many:
    with patch.object(blocks, "BLOCK", 3_000), patch.object(joining, "_MUCH_LARGER", 0):
        return Many.drawn()


ASKED = [
    Conditions(location=PLACES[0]),
    Conditions(location=PLACES[1], hours=(16, 24), start=date(2027, 1, 9), education_level=5),
    Conditions(location=PLACES[2], work_modes=frozenset({WorkMode.HYBRID}), languages={"nl": "B2"}),
    Conditions(location=PLACES[2], work_modes=frozenset({WorkMode.HYBRID, WorkMode.REMOTE})),
    Conditions(location=PLACES[3], work_modes=frozenset({WorkMode.REMOTE}), hours=(8, 9)),
    Conditions(languages={"nl": "C2", "fr": "A1"}),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("way", WAYS)
def test_the_kernel_finds_in_many_strips_whom_the_plain_way_finds(
    many: Many, asked: Conditions, way: str
) -> None:
    vacancy = VacancyProfile(
        id="v",
        requirements=tuple(Requirement(skill=each, level=3) for each in SKILLS),
        occupations=(OCCUPATIONS[0],),
        conditions=asked,
    )
    index = many.index.changed(without=[f"{i:06}" for i in range(0, 6_000, 3)])
    plan = index.planner.plan(vacancy)
    plain = index.whole.rank(plan, 300, compiled=False)
    with patch.object(search, "MOST_MORE", WAYS[way]):
        assert index.whole.rank(plan, 300) == plain


@pytest.mark.parametrize("k", [1, 20, 300])
@pytest.mark.parametrize("asked", [Conditions(), *ASKED])
def test_what_earlier_blocks_found_hides_nobody_of_later_ones(
    in_blocks: Many, asked: Conditions, k: int
) -> None:
    index = in_blocks.index
    vacancy = VacancyProfile(
        id="v",
        requirements=tuple(
            Requirement(skill=each, level=3, importance=importance)
            for each, importance in zip(SKILLS, [*Importance] * 3, strict=True)
        ),
        occupations=(OCCUPATIONS[0],),
        conditions=asked,
    )
    plan = index.planner.plan(vacancy)
    assert len(index.blocks) > 4
    assert index.whole.rank(plan, k) == index.whole.rank(plan, k, compiled=False)


def test_who_would_travel_just_so_far_is_near_enough() -> None:
    there = PLACES[1]
    metres = oracle.metres_between(PLACES[0], there) or 0
    pool = [
        CandidateProfile(
            id=f"{metres + more}",
            conditions=Conditions(location=there, max_travel_km=(metres + more) / 1000),
        )
        for more in (-2, -1, 0, 1)
    ]
    vacancy = VacancyProfile(
        id="v",
        requirements=(Requirement(skill=SKILLS[0]),),
        conditions=Conditions(location=PLACES[0]),
    )
    index = CandidateIndex.build(pool, flat_taxonomy(), CONFIG)
    found = index.whole.rank(index.planner.plan(vacancy), 9).best
    assert sorted(id_ for id_, _ in found) == [f"{metres}", f"{metres + 1}"]
