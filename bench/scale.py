"""One process, workers of a Dask cluster, and a cluster of which a worker dies: the same work.

Run from the root: `python -m bench.scale`. It invents candidates, saves their index, and ranks them
for many vacancies by each; results are compared to the byte. Then it says how long a cluster of W
workers would take for as many candidates and vacancies as are asked, from the costs measured here.
"""

import argparse
import gc
import heapq
import math
import os
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import dask
from distributed import Client, LocalCluster

from bench.ranking_pool import Generator, invented_taxonomy
from matching.config import MatchingConfig
from matching.ranking import CandidateIndex
from matching.ranking.index import Part, Shard, merge
from matching.ranking.plan import Plan
from matching.ranking.postings import BLOCK
from matching.ranking.scale import AT_ONCE, FAN_IN, Residents, Stored, rank_all
from matching.ranking.storage import load_index, save_index
from matching.types import CandidateProfile

SKILLS, RELATED, CLAIMS, REQUIREMENTS = 14_000, 10, 40, 15
PORTION = 64


def main() -> None:
    """Measure, compare, and say what larger work would take."""
    options = _options()
    taxonomy, config = invented_taxonomy(SKILLS, RELATED), MatchingConfig()
    generator = Generator(taxonomy, 1)
    vacancies = [
        generator.vacancy(number, REQUIREMENTS, conditions=False)
        for number in range(options.vacancies)
    ]
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "index"
        begun = time.perf_counter()
        built = CandidateIndex.build(
            generator.candidates(options.candidates, CLAIMS), taxonomy, config
        )
        save_index(built, folder)
        print(f"{len(built)} candidates in {len(built.blocks)} blocks: {_since(begun):.0f} s")
        del built  # who ranks many vacancies has the index alone, and not all profiles
        gc.collect()
        index = load_index(folder, taxonomy, config, find=_nobody)
        plans = [index.planner.plan(each) for each in vacancies]
        index.prepare()
        gc.collect()
        gc.freeze()  # as `schakel batch` does
        stored = Stored(folder=folder, n_blocks=len(index.blocks), config=config)
        one = _one_process(index, plans, options.k)
        _in_clusters(stored, plans, options, one)
        _simulate(index, plans, options.k)


def _nobody(id_: str) -> CandidateProfile:
    raise LookupError(f"expected that nobody asks for the profile of {id_}")


def _one_process(index: CandidateIndex, plans: Sequence[Plan], k: int) -> tuple[float, list[Part]]:
    shard = index.whole
    shard.rank(plans[0], k, count=True)
    begun = time.perf_counter()
    found = [shard.rank(plan, k, count=True) for plan in plans]
    seconds = _since(begun)
    print(f"one process: {seconds:.1f} s for {len(plans)} vacancies, 1")
    return seconds, found


def _in_clusters(
    stored: Stored,
    plans: Sequence[Plan],
    options: argparse.Namespace,
    one: tuple[float, list[Part]],
) -> None:
    portions = [list(plans[at : at + PORTION]) for at in range(0, len(plans), PORTION)]
    settings = {"distributed.scheduler.allowed-failures": 20}
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=options.workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as local,
        Client(local) as client,
    ):
        _all(portions[: options.workers], stored, options.k, client)  # loads what is loaded once
        whole = _timed(lambda: _all(portions, stored, options.k, client))
        _same(whole[1], one[1])
        print(f"{options.workers} workers: {whole[0]:.1f} s, {whole[0] / one[0]:.2f}")
        killer = threading.Timer(whole[0] / 2, lambda: _kill(client))
        killer.start()
        hurt = _timed(lambda: _all(portions, stored, options.k, client))
        killer.join()
        _same(hurt[1], one[1])
        print(
            f"{options.workers} workers, one killed halfway: {hurt[0]:.1f} s, "
            f"{hurt[0] / one[0]:.2f}; the kill costs {100 * (hurt[0] / whole[0] - 1):.0f} %"
        )
        client.wait_for_workers(options.workers, timeout=120)
        _online(Residents(stored=stored, client=client), plans, options.k, one[1])


def _online(residents: Residents, plans: Sequence[Plan], k: int, expected: list[Part]) -> None:
    residents.rank(plans[0], k, seconds=60)
    times = []
    for plan, part in list(zip(plans, expected, strict=True))[:100]:
        begun = time.perf_counter()
        answer = residents.rank(plan, k, seconds=10)
        times.append(1000 * _since(begun))
        if not answer.is_whole or answer.part.best != part.best:
            raise SystemExit(f"{plan.vacancy.id}: expected the same answer, found another")
    middle, most = statistics.median(times), max(times)
    print(f"one vacancy by resident blocks: median {middle:.1f} ms, most {most:.1f} ms")


def _all(portions: Sequence[Sequence[Plan]], stored: Stored, k: int, client: Client) -> list[Part]:
    done: Iterator[tuple[int, list[Part]]] = rank_all(portions, stored, k, client)
    return [part for _, parts in sorted(done, key=lambda each: each[0]) for part in parts]


def _timed(work: Callable[[], list[Part]]) -> tuple[float, list[Part]]:
    begun = time.perf_counter()
    found = work()
    return _since(begun), found


def _kill(client: Client) -> None:
    os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def _same(found: list[Part], expected: list[Part]) -> None:
    if found != expected:
        raise SystemExit("expected the results of one process, found others")


def _simulate(index: CandidateIndex, plans: Sequence[Plan], k: int) -> None:
    """Say what larger work takes: tasks are given to whichever worker is free first."""
    sample = plans[: 4 * PORTION]
    first, whole = (_cost(each, sample, k) for each in (index.shard(0, 1), index.whole))
    more = sum(index.sizes[1:]) / BLOCK
    if more < 1:
        raise SystemExit(f"expected more than {2 * BLOCK} candidates for the model, found fewer")
    block = (whole - first) / more
    once = max(0.0, first - block * index.sizes[0] / BLOCK)
    part = [index.shard(0, 1).rank(plan, k, count=True) for plan in sample]
    begun = time.perf_counter()
    for one in part:
        merge([one] * FAN_IN, k)
    joined = _since(begun) / len(sample)
    print(
        f"a vacancy: {1000 * once:.2f} ms, and {1000 * block:.2f} for a block of {BLOCK}; merging "
        f"{FAN_IN} parts: {1e6 * joined:.0f} µs; a task of Dask: 1 ms (its own figure)"
    )
    for candidates, vacancies in ((1e6, 1e4), (1e7, 1e5), (1e7, 1e6)):
        blocks = candidates / BLOCK
        tasks = math.ceil(blocks / AT_ONCE)
        leaf = PORTION * (once + block * blocks / tasks) + 1e-3
        join = PORTION * joined + 1e-3
        portions = int(vacancies) // PORTION
        row = [
            f"{workers} workers {_makespan(portions, tasks, leaf, join, workers) / 60:.1f} min"
            for workers in (2, 16, 128, 1024)
        ]
        print(f"{candidates:.0e} candidates × {vacancies:.0e} vacancies: {', '.join(row)}")


def _cost(shard: Shard, plans: Sequence[Plan], k: int) -> float:
    """Seconds of CPU for a vacancy."""
    shard.rank(plans[0], k, count=True)
    begun = time.process_time()
    for plan in plans:
        shard.rank(plan, k, count=True)
    return (time.process_time() - begun) / len(plans)


def _makespan(portions: int, tasks: int, leaf: float, join: float, workers: int) -> float:
    """Seconds until all is done, for one in so many portions; the rest takes as long each."""
    shown = min(portions, max(50, 4 * workers // tasks))
    free = [0.0] * workers
    ends = 0.0
    for _ in range(shown):
        ready = []
        for _ in range(tasks):
            at = heapq.heappop(free) + leaf
            heapq.heappush(free, at)
            ready.append(at)
        while len(ready) > 1:
            level = []
            for at in range(0, len(ready), FAN_IN):
                done = max(max(ready[at : at + FAN_IN]), heapq.heappop(free)) + join
                heapq.heappush(free, done)
                level.append(done)
            ready = level
        ends = max(ends, *ready)
    return ends * portions / shown


def _since(begun: float) -> float:
    return time.perf_counter() - begun


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--candidates", type=int, default=200_000)
    parser.add_argument("--vacancies", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--k", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    main()
