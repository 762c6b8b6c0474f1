"""Ranking side by side with other libraries, in one run: `python -m bench.ranking`.

Candidates and vacancies are made by a seeded generator over 14,000 skills: 40 claims each, and 15
requirements with some 150 related skills. Times are of CPU, medians over vacancies that nobody has
seen; every system ranks a vacancy before the next one, so that each finds the caches of the
processor full of the others' data. The plan of a vacancy is made before, and so are the queries'
terms of the others. `--full` adds a million candidates, for which it takes ten minutes and 5 GB.

Schakel takes the best claim for each requirement, with its level and evidence, and adds what
preferences add; its results are compared with those of a plain numpy version. The others give a
linear score.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.ranking_peers import (
    Bm25s,
    Data,
    Duckdb,
    NumpyMask,
    Scipy,
    Tantivy,
    keyword_match,
    set_score,
)
from bench.ranking_pool import Generator, invented_taxonomy
from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, rank
from matching.ranking.plan import Plan
from matching.ranking.planner import Planner
from matching.taxonomy import Relatedness
from matching.types import VacancyProfile

N_CLAIMS, N_REQUIREMENTS = 40, 15
Row = dict[str, Any]
Search_ = Callable[[Plan], object]


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU time of one call in milliseconds."""
    start = time.process_time_ns()
    work()
    return (time.process_time_ns() - start) / 1e6


def in_turns(systems: Mapping[str, Search_], plans: Sequence[Plan]) -> dict[str, float]:
    """Median CPU time of each system over plans, one plan after another."""
    times: dict[str, list[float]] = {name: [] for name in systems}
    for number, plan in enumerate(plans):
        for name, search in systems.items():
            took = cpu_ms(partial(search, plan))
            if number:
                times[name].append(took)
    return {name: statistics.median(each) for name, each in times.items()}


class Pool:
    """Candidates of one number, with the vacancies that are ranked for them."""

    def __init__(self, n: int, seed: int) -> None:
        taxonomy, config = invented_taxonomy(14_000, 10), MatchingConfig()
        self.made = Generator(taxonomy, seed)
        gc.disable()
        self.candidates = list(self.made.candidates(n, N_CLAIMS))
        gc.enable()
        gc.freeze()
        start = time.process_time()
        self.index = CandidateIndex.build(self.candidates, taxonomy, config)
        self.built_s = time.process_time() - start
        self.data = Data.of(self.candidates, self.index.columns, self.index.planner)
        self.bytes = sum(block.nbytes for block in self.index.blocks) / n
        self._number = 0

    def vacancies(self, n: int, *, conditions: bool) -> list[VacancyProfile]:
        """New vacancies."""
        self._number += n
        return [
            self.made.vacancy(self._number + i, N_REQUIREMENTS, conditions=conditions)
            for i in range(n)
        ]

    def plans(self, n: int, *, conditions: bool) -> list[Plan]:
        """Plans of new vacancies."""
        plan = Planner(self.index.taxonomy, self.index.config, most_plans=n).plan
        return [plan(each) for each in self.vacancies(n, conditions=conditions)]

    def ours(self, plan: Plan, k: int) -> object:
        """The k best."""
        return self.index.whole.rank(plan, k)

    def touched(self, plan: Plan) -> int:
        """Postings of what a vacancy asks."""
        concepts = plan.related[:, 0].tolist()
        return sum([each.postings.n_pairs(one) for each in self.index.blocks for one in concepts])


def check(pool: Pool, plans: Sequence[Plan], k: int) -> None:
    """Refuse to report times of results that are wrong."""
    for plan in plans:
        shard = pool.index.whole
        plain, found = shard.rank(plan, k, compiled=False), shard.rank(plan, k)
        assert plain.best == found.best, (plain.best[:3], found.best[:3])
        counted = [shard.rank(plan, k, count=True, compiled=each) for each in (False, True)]
        assert counted[0] == counted[1]
        assert counted[0].best == found.best


def ratios(task: str, n: int, times: Mapping[str, float]) -> list[Row]:
    """Rows of a table: CPU ms, and how many times that of Schakel."""
    ours = times["Schakel"]
    return [
        {"task": task, "candidates": n, "system": name, "cpu_ms": took, "times": took / ours}
        for name, took in times.items()
    ]


def one_vacancy(pool: Pool, n_plans: int, k: int) -> list[Row]:
    """One vacancy at a time, without conditions and with such as one in fifty meets."""
    n, data = len(pool.index), pool.data
    open_, choosy = (pool.plans(n_plans, conditions=each) for each in (False, True))
    check(pool, [*open_[:2], *choosy[:2]], k)
    ours = {"Schakel": partial(pool.ours, k=k)}
    rows = []
    scipy = Scipy(data, k)
    linear: dict[str, Any] = {"scipy, CSR × vector": scipy, "duckdb": Duckdb(data, k)}
    same(linear, open_[:2])
    peers = {**linear, "bm25s, numba": Bm25s(data, k)}
    if n <= 100_000:
        peers["bm25s, default"] = Bm25s(data, k, backend="numpy")
    searches = {**ours, **{name: each.search for name, each in peers.items()}}
    tantivy = Tantivy(data, k)
    searches["tantivy"] = tantivy.search
    rows += ratios("no conditions", n, in_turns(searches, open_))
    peers["bm25s, numba"].filtered = peers["duckdb"].filtered = tantivy.filtered = True
    searches = {
        **ours,
        "numpy, the mask alone": NumpyMask(data, k).search,
        "duckdb": peers["duckdb"].search,
        "bm25s, numba": peers["bm25s, numba"].search,
        "tantivy": tantivy.search,
    }
    counted = partial(pool.index.whole.rank, k=k, count=True)
    rows += ratios("conditions", n, in_turns({**searches, "Schakel, counted": counted}, choosy))
    rows += [_bound(pool, open_, rows)]
    return rows


def _bound(pool: Pool, plans: Sequence[Plan], rows: Sequence[Row]) -> Row:
    """How long memory takes to give the postings touched, two bytes each."""
    much = np.ones(40_000_000, np.int64)
    seconds = min(cpu_ms(much.sum) for _ in range(5)) / 1e3
    touched = statistics.median(map(pool.touched, plans))
    bound = 2 * touched / (much.nbytes / seconds) * 1e3
    task = f"memory bound: {touched:.0f} postings at {much.nbytes / seconds / 1e9:.1f} GB/s"
    return {
        "task": task,
        "candidates": len(pool.index),
        "system": "Schakel is this many times the bound",
        "cpu_ms": bound,
        "times": rows[0]["cpu_ms"] / bound,
    }


def same(linear: Mapping[str, Any], plans: Sequence[Plan]) -> None:
    """Refuse to compare with systems that give other scores than each other."""
    for plan in plans:
        scores = [[score for _, score in each.search(plan)] for each in linear.values()]
        assert np.allclose(scores[0], scores[1], rtol=1e-4)


def explained(pool: Pool, n_plans: int) -> list[Row]:
    """A vacancy that is asked for the first time, with the reasons of the first 20."""

    def read(vacancy: VacancyProfile) -> object:
        return [(each.explanation, each.checks) for each in rank(vacancy, pool.index, k=20).entries]

    pool.index.prepare()
    vacancies = pool.vacancies(n_plans, conditions=False)
    read(vacancies[0])
    took = statistics.median([cpu_ms(partial(read, each)) for each in vacancies[1:]])
    return ratios("20 explained, first ask", len(pool.index), {"Schakel": took})


def many_vacancies(pool: Pool, n_plans: int, k: int) -> list[Row]:
    """Many vacancies at once."""
    plans = pool.plans(n_plans, conditions=False)
    scipy = Scipy(pool.data, k)
    bm25s = Bm25s(pool.data, k)
    scipy.search_topn(plans[:2])
    works: dict[str, Callable[[], object]] = {
        "Schakel": lambda: [pool.ours(plan, k) for plan in plans],
        "bm25s, numba": lambda: [bm25s.search(plan) for plan in plans],
        "scipy, chunked": lambda: scipy.search_all(plans),
        "sparse_dot_topn": lambda: scipy.search_topn(plans),
    }
    times, peaks = {}, {}
    for name, work in works.items():
        before = _reset_peak()
        times[name] = cpu_ms(work)
        peaks[name] = _peak_mb() - before
    own = {"Schakel": pool.bytes * len(pool.index), "scipy, chunked": 8 * pool.data.concepts.size}
    rows = ratios(f"{n_plans} vacancies", len(pool.index), times)
    for row in rows:
        row["peak_mb"] = peaks[row["system"]] + own.get(row["system"], 0) / 1e6
    return rows


def _reset_peak() -> float:
    """Forget the most memory that the process had; what it has now, in MB."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return _peak_mb()


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1e3


def pairs(pool: Pool, n_plans: int) -> list[Row]:
    """One candidate and one vacancy at a time, against all at once."""
    vacancies, some = pool.vacancies(n_plans, conditions=False), pool.candidates[:200]
    plans = [pool.index.planner.plan(each) for each in vacancies]
    related = Relatedness(pool.index.taxonomy, pool.index.config).to_skill
    words = [[each.skill for each in vacancy.requirements] for vacancy in vacancies]
    texts = [" ".join(f"worked with {claim.skill};" for claim in each.claims) for each in some]
    for vacancy in vacancies:
        set_score(vacancy, some[0], related)
    n = len(some) * n_plans
    whole = cpu_ms(lambda: [pool.ours(plan, 10) for plan in plans])
    times = {
        "Schakel": whole / len(pool.index) / n_plans,
        "plain Python, sets": cpu_ms(
            lambda: [set_score(each, one, related) for each in vacancies for one in some]
        )
        / n,
        "keywords, one search each": cpu_ms(
            lambda: [keyword_match(each, text) for each in words for text in texts]
        )
        / n,
    }
    return ratios("a pair", len(pool.index), times)


def growth(pool: Pool, n_plans: int, k: int) -> list[Row]:
    """Bytes a candidate, and time against postings touched."""
    plans = pool.plans(n_plans, conditions=False)
    times = in_turns({"Schakel": partial(pool.ours, k=k)}, plans)
    touched = statistics.median(map(pool.touched, plans))
    return [
        {
            "task": f"growth: {pool.bytes:.0f} bytes a candidate, {touched:.0f} postings touched, "
            f"{times['Schakel'] * 1e6 / touched:.2f} ns each, built in {pool.built_s:.0f} s",
            "candidates": len(pool.index),
            "system": "Schakel",
            "cpu_ms": times["Schakel"],
            "times": 1.0,
        }
    ]


def show(rows: Sequence[Row]) -> None:
    """Print a table in Markdown."""
    print(
        "| task | candidates | system | CPU ms | × Schakel | peak MB |\n|---|---|---|---|---|---|"
    )
    for row in rows:
        peak = f"{row['peak_mb']:.0f}" if "peak_mb" in row else ""
        print(
            f"| {row['task']} | {row['candidates']:,} | {row['system']} | {row['cpu_ms']:.4g} | "
            f"{row['times']:.2f} | {peak} |"
        )


def main() -> None:
    """Make profiles, check the results, measure and print."""
    options = _options()
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
    sizes = options.sizes or ([3_000, 100_000, 1_000_000] if options.full else [3_000, 100_000])
    rows: list[Row] = []
    for n in sizes:
        pool = Pool(n, options.seed)
        n_plans = 101 if n <= 3_000 else 31 if n <= 100_000 else 16
        some = one_vacancy(pool, n_plans, options.k)
        show(some)
        some += explained(pool, n_plans) if n <= 3_000 else []
        some += pairs(pool, 20) if n <= 3_000 else []
        some += many_vacancies(pool, options.vacancies, options.k) if n == 100_000 else []
        show(some)
        rows += [*some, *(growth(pool, n_plans, options.k))]
    if options.full:
        rows += growth(Pool(10_000, options.seed), 31, options.k)
    print()
    show(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.ranking", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also a million candidates")
    parser.add_argument("--sizes", type=int, nargs="*", help="other numbers of candidates")
    parser.add_argument("--vacancies", type=int, default=500, help="ranked at once")
    parser.add_argument("--k", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="file for the rows")
    return parser.parse_args()


if __name__ == "__main__":
    main()
