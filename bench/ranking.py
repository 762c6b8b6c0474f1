"""Ranking one vacancy, side by side with bm25s and scipy: `python -m bench.ranking`.

Candidates and vacancies are made by a seeded generator over the project's own taxonomy; skills are
used by Zipf's law. bm25s searches the same candidates as documents of skill ids, with the skills
asked and all that are related to them as the query; scipy multiplies a matrix of candidates ×
skills by what the vacancy asks, a linear score. Both give k ids and scores. Schakel also judges
constraints, takes the best claim for each requirement with its level and evidence, and makes bands;
explanations are made when they are read.

In a row: one system ranks all vacancies, then the next. In turns: every system ranks a vacancy
before the next one, so that each finds the caches of the processor full of the others' data.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import bm25s
import numpy as np
from scipy.sparse import csr_array

from matching.config import MatchingConfig
from matching.ranking import SCALE, CandidateIndex, best, rank, top_k
from matching.ranking.index import Memory
from matching.ranking.planner import Planner
from matching.ranking.scoring import assess_compiled, assess_plainly
from matching.taxonomy import Relatedness, Taxonomy, load_taxonomy
from matching.types import (
    CandidateProfile,
    Claim,
    Conditions,
    Evidence,
    EvidenceKind,
    Importance,
    Location,
    Requirement,
    VacancyProfile,
    WorkMode,
)

N_TOWNS = 300
Run = Callable[[VacancyProfile], object]
KINDS = (EvidenceKind.MODULE, EvidenceKind.SELF, EvidenceKind.WORK, EvidenceKind.PROJECT)


class Generator:
    """Makes profiles; the same seed makes the same ones."""

    def __init__(self, taxonomy: Taxonomy, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._skills = self._random.permutation(sorted(taxonomy.skills)).tolist()
        self._occupations = sorted(taxonomy.occupations)
        use = np.cumsum(1 / np.arange(1, len(self._skills) + 1))
        self._use = use / use[-1]
        self._places = [
            Location(name="somewhere", latitude=north, longitude=east)
            for north, east in self._random.uniform((51.8, 4.2), (52.2, 4.8), (N_TOWNS, 2)).tolist()
        ]
        self._claims: dict[tuple[str, int], Claim] = {}

    def candidate(self, number: int, n_claims: int) -> CandidateProfile:
        """A candidate with claims on different skills."""
        return CandidateProfile(
            id=f"c{number:07d}",
            claims=tuple(map(self._claim, self._some_skills(n_claims), self._draw(32, n_claims))),
            wants=self._some_occupations(),
            held=self._some_occupations(),
            conditions=self._conditions(travel=float(self._random.integers(15, 80))),
        )

    def vacancy(self, number: int, n_requirements: int) -> VacancyProfile:
        """A vacancy with requirements on different skills, half of them wishes."""
        requirements = [
            Requirement(
                skill=skill,
                importance=Importance.MUST if i % 2 == 0 else Importance.NICE,
                level=[None, 2, 3][int(self._random.integers(3))],
            )
            for i, skill in enumerate(self._some_skills(n_requirements))
        ]
        return VacancyProfile(
            id=f"v{number:03d}",
            requirements=tuple(requirements),
            occupations=self._some_occupations(),
            conditions=self._conditions(travel=None),
        )

    def _draw(self, n: int, size: int) -> list[int]:
        drawn: list[int] = self._random.integers(n, size=size).tolist()
        return drawn

    def _some_skills(self, n: int) -> list[str]:
        """Different ones, drawn one after another by how much they are used."""
        chosen: dict[int, None] = {}
        while len(chosen) < n:
            chosen.update(
                dict.fromkeys(np.searchsorted(self._use, self._random.random(2 * n)).tolist())
            )
        return [self._skills[i] for i in list(chosen)[:n]]

    def _some_occupations(self) -> tuple[str, ...]:
        if not self._occupations:
            return ()
        return (self._occupations[int(self._random.integers(len(self._occupations)))],)

    def _claim(self, skill: str, drawn: int) -> Claim:
        """One of 32 claims on a skill."""
        if (skill, drawn) not in self._claims:
            self._claims[skill, drawn] = Claim(
                skill=skill,
                kind=KINDS[drawn % len(KINDS)],
                evidence=Evidence(source="text", text=skill),
                level=[None, 1, 2, 3][drawn // len(KINDS) % 4],
                certainty=1.0 if drawn < 16 else 0.8,
            )
        return self._claims[skill, drawn]

    def _conditions(self, travel: float | None) -> Conditions:
        days = int(self._random.integers(0, 60))
        return Conditions(
            location=self._places[int(self._random.integers(N_TOWNS))],
            max_travel_km=travel,
            work_modes=frozenset({WorkMode.HYBRID}),
            hours=(24.0, 32.0) if travel and self._random.random() < 0.5 else (32.0, 40.0),
            start=date(2027, 1, 1) + timedelta(days=days if travel else 45),
            languages={"nl": "B2"},
            education_level=5,
            consent=True if travel else None,
        )


class Bm25s:
    """bm25s over the skills of candidates."""

    def __init__(
        self, candidates: Sequence[CandidateProfile], relatedness: Relatedness, backend: str, k: int
    ) -> None:
        self._relatedness = relatedness
        self._k = k
        self._model = bm25s.BM25(backend=backend)
        documents = [[claim.skill for claim in each.claims] for each in candidates]
        self._model.index(documents, show_progress=False)
        self._known = {skill for document in documents for skill in document}

    def search(self, vacancy: VacancyProfile) -> object:
        """The k best documents."""
        query = sorted(related_skills(vacancy, self._relatedness) & self._known)
        return self._model.retrieve([query], k=self._k, show_progress=False, n_threads=0)


class Scipy:
    """A sparse matrix of candidates × skills, times what is asked of each skill."""

    def __init__(
        self, candidates: Sequence[CandidateProfile], relatedness: Relatedness, k: int
    ) -> None:
        self._relatedness = relatedness
        self._k = k
        self._number: dict[str, int] = {}
        add = self._number.setdefault
        columns = np.fromiter(
            (add(x.skill, len(self._number)) for each in candidates for x in each.claims), np.int32
        )
        ends = np.cumsum([0, *(len(each.claims) for each in candidates)])
        held = np.ones(len(columns), np.float32)
        self._matrix = csr_array((held, columns, ends), (len(candidates), len(self._number)))

    def search(self, vacancy: VacancyProfile) -> object:
        """The k highest scores."""
        asked = np.zeros(len(self._number), np.float32)
        for requirement in vacancy.requirements:
            for skill, related in self._relatedness.to_skill(requirement.skill).items():
                if skill in self._number:
                    asked[self._number[skill]] += related
        found = self._matrix @ asked
        most = np.argpartition(found, -self._k)[-self._k :]
        return most[np.argsort(-found[most])]


def related_skills(vacancy: VacancyProfile, relatedness: Relatedness) -> set[str]:
    """The skills asked and those related to them."""
    related = (relatedness.to_skill(each.skill) for each in vacancy.requirements)
    return {skill for some in related for skill in some}


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU time of one call in milliseconds."""
    start = time.process_time_ns()
    work()
    return (time.process_time_ns() - start) / 1e6


def in_a_row(
    systems: dict[str, Run], vacancies: Sequence[VacancyProfile]
) -> dict[str, list[float]]:
    """CPU times of each system over all vacancies, one system after another."""
    return {
        name: [cpu_ms(partial(run, vacancy)) for vacancy in vacancies]
        for name, run in systems.items()
    }


def in_turns(
    systems: dict[str, Run], vacancies: Sequence[VacancyProfile]
) -> dict[str, list[float]]:
    """CPU times of each system over all vacancies, one vacancy after another."""
    times: dict[str, list[float]] = {name: [] for name in systems}
    for vacancy in vacancies:
        for name, run in systems.items():
            times[name].append(cpu_ms(partial(run, vacancy)))
    return times


def compare(systems: dict[str, Run], parts: Sequence[Sequence[VacancyProfile]]) -> None:
    """Print median CPU times over vacancies that no system has seen; the first part warms up."""
    in_turns(systems, parts[0])
    row, turns = in_a_row(systems, parts[1]), in_turns(systems, parts[2])
    print(
        f"{'':34}{'in a row: CPU ms':>17}{'p95':>8}{'ratio':>7}{'in turns: CPU ms':>18}{'ratio':>7}"
    )
    base = [statistics.median(times["bm25s, numba"]) for times in (row, turns)]
    for name in systems:
        one, two = statistics.median(row[name]), statistics.median(turns[name])
        p95 = sorted(row[name])[int(len(row[name]) * 0.95)]
        print(
            f"{name:34}{one:17.3f}{p95:8.3f}{one / base[0]:6.2f}x{two:18.3f}{two / base[1]:6.2f}x"
        )


def check(index: CandidateIndex, vacancies: Sequence[VacancyProfile], k: int) -> None:
    """Refuse to report times of results that are wrong."""
    for vacancy in vacancies:
        plan = index.planner.plan(vacancy)
        plain, compiled = assess_plainly(plan, index), assess_compiled(plan, index)
        assert np.array_equal(plain.scores, compiled.scores)
        assert np.array_equal(plain.eligible, compiled.eligible)
        assert plain.excluded == compiled.excluded
        assert compiled.scores.max() <= SCALE
        ranking, row = rank(vacancy, index, k=k), {x: i for i, x in enumerate(index.ids)}
        assert ranking.entries, "expected somebody to be eligible"
        for entry in ranking.entries:
            assert entry.explanation.total == entry.score == plain.scores[row[entry.id]]
        found = best(vacancy, index, k=k)
        rows = np.flatnonzero(plain.eligible)
        expected = rows[top_k(plain.scores[rows], [index.ids[i] for i in rows], k)]
        assert [(index.ids[i], plain.scores[i]) for i in expected] == found
        assert ranking.bands[0].highest == found[0][1]


def cpu_times(
    candidates: Sequence[CandidateProfile], taxonomy: Taxonomy, repeat: int
) -> tuple[float, float]:
    """Median CPU ms to build an index and to prepare it."""
    builds, prepares = [], []
    for _ in range(repeat):
        start = time.process_time_ns()
        index = CandidateIndex.build(candidates, taxonomy, MatchingConfig())
        builds.append((time.process_time_ns() - start) / 1e6)
        prepares.append(cpu_ms(index.prepare))
    return statistics.median(builds), statistics.median(prepares)


def read_all(vacancy: VacancyProfile, index: CandidateIndex, k: int) -> object:
    """Rank, and read every explanation and check."""
    return [(entry.explanation, entry.checks) for entry in rank(vacancy, index, k=k).entries]


def _systems(index: CandidateIndex, again: Sequence[VacancyProfile], k: int) -> dict[str, Run]:
    """What is compared; each has plans and arrays of its own, to profit from no other."""
    ours: dict[str, Callable[..., object]] = {
        "Schakel, k best": lambda vacancy, index: best(vacancy, index, k=k),
        "Schakel, k best, asked again": lambda vacancy, index: best(vacancy, index, k=k),
        "Schakel, bands, k ranked": lambda vacancy, index: rank(vacancy, index, k=k),
        "Schakel, k explanations read": lambda vacancy, index: read_all(vacancy, index, k),
    }
    systems: dict[str, Run] = {}
    for name, run in ours.items():
        most = len(again) + 1
        planner = Planner(index.taxonomy, index.config, most_plans=most)
        own = replace(
            index,
            planner=planner,
            postings=deepcopy(index.postings),
            columns=deepcopy(index.columns),
            _holders=Memory(),
        )
        own.prepare()
        if "again" in name:
            for vacancy in again:
                planner.plan(vacancy)
        systems[name] = partial(run, index=own)
    relatedness = Relatedness(index.taxonomy, index.config)
    for name, backend in (("bm25s, default (numpy)", "numpy"), ("bm25s, numba", "numba")):
        systems[name] = Bm25s(index.profiles, relatedness, backend, k).search
    systems["scipy, CSR matvec"] = Scipy(index.profiles, relatedness, k).search
    return systems


def main() -> None:
    """Make profiles, check the results, measure and print."""
    options = _options()
    taxonomy, config, k = load_taxonomy(options.taxonomy), MatchingConfig(), options.k
    made = Generator(taxonomy, options.seed)
    candidates = [made.candidate(i, options.claims) for i in range(options.candidates)]
    n = options.vacancies
    vacancies = [made.vacancy(i, options.requirements) for i in range(3 * n)]
    build, prepare = cpu_times(candidates, taxonomy, repeat=5 if len(candidates) < 10_000 else 1)
    index = CandidateIndex.build(candidates, taxonomy, config)
    index.prepare()
    check(index, vacancies[:5], k)
    eligible = statistics.median(rank(each, index).eligible for each in vacancies[:20])
    terms = [len(related_skills(each, Relatedness(taxonomy, config))) for each in vacancies[:20]]
    print(
        f"{len(candidates)} candidates × {options.claims} claims ({eligible:.0f} eligible), "
        f"{options.requirements} requirements, {statistics.median(terms):.0f} skills with the "
        f"related ones of {len(taxonomy.skills)}, k {k}; {n} vacancies, once each, after as many "
        f"others"
    )
    systems = _systems(index, vacancies, k)
    compare(systems, [vacancies[:n], vacancies[n : 2 * n], vacancies[2 * n :]])
    postings = index.postings
    size = (postings.low.nbytes + postings.edges.nbytes + index.columns.wide.nbytes) / 1e6
    print(f"building the index {build:.0f} ms ({size:.1f} MB), preparing it {prepare:.0f} ms")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.ranking", description=__doc__)
    parser.add_argument("--candidates", type=int, default=3000)
    parser.add_argument("--claims", type=int, default=40)
    parser.add_argument("--requirements", type=int, default=15)
    parser.add_argument("--vacancies", type=int, default=300)
    parser.add_argument("--k", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--taxonomy", type=Path, help="folder of another taxonomy")
    return parser.parse_args()


if __name__ == "__main__":
    main()
