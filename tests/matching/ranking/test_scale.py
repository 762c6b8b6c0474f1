"""What a cluster gives is what one process gives, to the byte, also when workers die."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import dask
import pytest
from distributed import Client, LocalCluster

from matching.ranking import CandidateIndex, joining
from matching.ranking.index import Part, merge
from matching.ranking.plan import Plan
from matching.ranking.scale import Residents, Stored, rank_all
from matching.ranking.storage import load_shard, save_index
from tests.data.sample import Sample

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BLOCKS = 12
K = 7


@dataclass(frozen=True)
class Spread:
    """The sample's candidates in several blocks on disk, plans, and what one process finds."""

    stored: Stored
    plans: list[Plan]
    expected: list[Part]


@pytest.fixture(scope="module")
def spread(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Spread:
    candidates = list(sample.people.values())
    first = sample.matcher.index([])
    with patch.object(joining, "_MUCH_LARGER", 0):
        index: CandidateIndex = first
        for number in range(BLOCKS):
            index = index.changed(candidates[number::BLOCKS])
    assert len(index.blocks) == BLOCKS
    folder = tmp_path_factory.mktemp("scale") / "index"
    save_index(index, folder)
    plans = [index.planner.plan(each) for each in sample.jobs.values() if each.requirements]
    whole = sample.matcher.index(candidates).whole
    expected = [whole.rank(plan, K, count=True) for plan in plans]
    return Spread(Stored(folder=folder, n_blocks=BLOCKS, config=index.config), plans, expected)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 20}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def client(cluster: LocalCluster) -> Iterator[Client]:
    with Client(cluster) as made:
        yield made


def portions(plans: list[Plan], size: int) -> list[list[Plan]]:
    return [plans[at : at + size] for at in range(0, len(plans), size)]


def all_parts(found: Iterator[tuple[int, list[Part]]]) -> list[Part]:
    return [part for _, parts in sorted(found) for part in parts]


def kill_one(client: Client, *, but: int | None = None) -> None:
    """Kill the process of a worker, as the system does when memory is short."""
    pids = client.run(os.getpid)
    os.kill(sorted(pid for pid in pids.values() if pid != but)[0], signal.SIGKILL)


def test_blocks_on_disk_rank_as_the_index_does(spread: Spread) -> None:
    groups = [range(5), range(5, BLOCKS)]
    shards = [load_shard(spread.stored.folder, each, spread.stored.config) for each in groups]
    for plan, expected in zip(spread.plans, spread.expected, strict=True):
        assert merge([shard.rank(plan, K, count=True) for shard in shards], K) == expected


@pytest.mark.parametrize(("size", "blocks"), [(1, 1), (16, 5), (100, BLOCKS), (16, 100)])
def test_a_cluster_finds_what_one_process_finds(
    size: int, blocks: int, spread: Spread, client: Client
) -> None:
    found = rank_all(portions(spread.plans, size), spread.stored, K, client, blocks=blocks)
    assert all_parts(found) == spread.expected


def test_an_index_without_blocks_has_nobody(spread: Spread, client: Client) -> None:
    nobody = Stored(folder=spread.stored.folder, n_blocks=0, config=spread.stored.config)
    found = all_parts(rank_all([spread.plans[:3]], nobody, K, client))
    assert found == [Part(best=(), pool=0, eligible=0, reasons={})] * 3


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    spread: Spread, client: Client
) -> None:
    found = rank_all(portions(spread.plans, 2), spread.stored, K, client, ahead=2, blocks=1)
    seen = [next(found)]
    kill_one(client)
    assert all_parts(iter([*seen, *found])) == spread.expected
    client.wait_for_workers(2, timeout=60)


def test_residents_answer_as_one_process_does(spread: Spread, client: Client) -> None:
    residents = Residents(stored=spread.stored, client=client)
    for plan, expected in zip(spread.plans[:5], spread.expected, strict=False):
        answer = residents.rank(plan, K, seconds=60)
        assert answer.is_whole
        assert (answer.part.best, answer.part.pool) == (expected.best, expected.pool)


def test_a_deadline_that_is_over_gives_what_there_is_and_says_so(
    spread: Spread, client: Client
) -> None:
    late = iter([0.0, *[10.0] * 100])
    residents = Residents(stored=spread.stored, client=client, clock=lambda: next(late))
    answer = residents.rank(spread.plans[0], K, seconds=1e-9)
    assert answer.of == BLOCKS
    assert answer.blocks < BLOCKS
    assert not answer.is_whole


def test_blocks_of_a_lost_worker_are_missed_and_then_placed_anew(
    spread: Spread, client: Client
) -> None:
    residents = Residents(stored=spread.stored, client=client)
    assert residents.rank(spread.plans[0], K, seconds=60).is_whole
    kill_one(client)
    ends = time.monotonic() + 60
    answer = residents.rank(spread.plans[0], K, seconds=5)
    while not answer.is_whole and time.monotonic() < ends:
        assert answer.part.pool < spread.expected[0].pool
        time.sleep(0.5)
        answer = residents.rank(spread.plans[0], K, seconds=5)
    assert answer.is_whole
    assert answer.part.best == spread.expected[0].best


def test_a_block_that_is_not_there_is_an_error(spread: Spread, tmp_path: Path) -> None:
    from matching.ranking.errors import IndexFileError

    with pytest.raises(IndexFileError):
        load_shard(tmp_path, [0], spread.stored.config)
