import numpy as np
import pytest

from evaluation.fairness.simulate import WORLDS, World, self_check, simulate


def test_a_planted_bias_is_found_and_none_is_found_where_there_is_none() -> None:
    fair, unfair, unread, leaking = self_check(
        [World(name="fair", runs=60), World(name="unfair", bias=0.6, runs=20)], seed=4
    )
    assert fair.right
    assert fair.found < 0.15
    assert fair.ratio == pytest.approx(1, abs=0.05)
    assert unfair.right
    assert unfair.found > 0.8
    assert (unfair.ratio or 1) < 0.9
    assert unread.found == 0
    assert leaking.found > 0
    assert unread.right
    assert leaking.right


def test_an_advantage_of_own_programmes_is_found() -> None:
    fair, unfair, *_ = self_check(
        [
            World(name="fair", partner=True, runs=40),
            World(name="unfair", partner=True, bias=1.0, runs=20),
        ]
    )
    assert fair.right
    assert unfair.right
    assert (unfair.ratio or 0) > 1.2


def test_the_same_seed_gives_the_same_rows() -> None:
    worlds = [World(name="small", people=200, runs=5)]
    assert self_check(worlds, seed=2) == self_check(worlds, seed=2)
    assert self_check(worlds, seed=2) != self_check(worlds, seed=3)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_has_people_enough_to_test(world: World) -> None:
    enough = [simulate(world, np.random.default_rng(run)).enough for run in range(5)]
    assert sum(enough) >= 4


def test_only_uneven_worlds_have_pools_of_unlike_groups() -> None:
    def spread(world: World) -> float:
        design = simulate(world, np.random.default_rng(1)).design
        return float(np.std(design.sums(design.members[None])[0] / design.sizes))

    assert spread(World(name="uneven", uneven=True)) > 2 * spread(World(name="even"))
