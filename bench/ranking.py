"""Ranking one vacancy, side by side with bm25s: `python -m bench.ranking`.

Candidates and vacancies are made by a seeded generator over the project's own taxonomy; skills are
used by Zipf's law. bm25s searches the same candidates as documents of skill ids, with the skills
asked and all that are related to them as the query; it gives k ids and scores. Schakel also judges
constraints, takes levels and evidence into account, makes bands and explains all k entries.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import bm25s
import numpy as np

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, best, rank, scores
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
        use = 1 / np.arange(1, len(self._skills) + 1)
        self._use = use / use.sum()
        self._towns = self._random.uniform((51.8, 4.2), (52.2, 4.8), (N_TOWNS, 2)).tolist()

    def candidate(self, number: int, n_claims: int) -> CandidateProfile:
        """A candidate with claims on different skills."""
        return CandidateProfile(
            id=f"c{number:07d}",
            claims=tuple(self._claim(skill) for skill in self._some_skills(n_claims)),
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

    def _some_skills(self, n: int) -> list[str]:
        chosen = self._random.choice(len(self._skills), size=n, replace=False, p=self._use)
        return [self._skills[i] for i in chosen]

    def _some_occupations(self) -> tuple[str, ...]:
        if not self._occupations:
            return ()
        return (self._occupations[int(self._random.integers(len(self._occupations)))],)

    def _claim(self, skill: str) -> Claim:
        kind = KINDS[int(self._random.integers(len(KINDS)))]
        return Claim(
            skill=skill,
            kind=kind,
            evidence=Evidence(source="text", text=skill),
            level=[None, 1, 2, 3][int(self._random.integers(4))],
            certainty=1.0 if self._random.random() < 0.9 else 0.8,
        )

    def _conditions(self, travel: float | None) -> Conditions:
        north, east = self._towns[int(self._random.integers(N_TOWNS))]
        days = int(self._random.integers(0, 60))
        return Conditions(
            location=Location(name="somewhere", latitude=north, longitude=east),
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


def related_skills(vacancy: VacancyProfile, relatedness: Relatedness) -> set[str]:
    """The skills asked and those related to them."""
    related = (relatedness.to_skill(each.skill) for each in vacancy.requirements)
    return {skill for some in related for skill in some}


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU time of one call in milliseconds."""
    start = time.process_time_ns()
    work()
    return (time.process_time_ns() - start) / 1e6


def compare(
    systems: dict[str, Run], warm_up: Sequence[VacancyProfile], measured: Sequence[VacancyProfile]
) -> None:
    """Print median CPU times over vacancies that each system sees once, in turns."""
    for vacancy in warm_up:
        for run in systems.values():
            run(vacancy)
    times: dict[str, list[float]] = {name: [] for name in systems}
    for vacancy in measured:
        for name, run in systems.items():
            times[name].append(cpu_ms(lambda run=run, vacancy=vacancy: run(vacancy)))  # type: ignore[misc]
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    bm25s_numba = medians["bm25s, numba"]
    print(f"{'':34}{'CPU ms':>8}{'p95':>8}{'/ bm25s numba':>15}")
    for name, median in medians.items():
        p95 = sorted(times[name])[int(len(times[name]) * 0.95)]
        print(f"{name:34}{median:8.3f}{p95:8.3f}{median / bm25s_numba:14.2f}x")


def check(index: CandidateIndex, vacancies: Sequence[VacancyProfile], k: int) -> None:
    """Refuse to report times of results that are wrong."""
    for vacancy in vacancies:
        ranking, found = rank(vacancy, index, k=k), scores(vacancy, index)
        assert ranking.entries, "expected somebody to be eligible"
        assert found.min() >= 0
        assert found.max() <= 10_000
        for entry in ranking.entries:
            assert entry.explanation.total == entry.score == found[index.ids.index(entry.id)]
        assert ranking.bands[0].highest == max(
            entry.score for entry in rank(vacancy, index, k=ranking.bands[0].size).entries
        )


def first_times(
    candidates: Sequence[CandidateProfile], taxonomy: Taxonomy, vacancies: Sequence[VacancyProfile]
) -> tuple[float, float, float]:
    """Median CPU ms to build an index, to rank with one that is new, and to prepare it."""
    builds, ranks, prepares = [], [], []
    for vacancy in vacancies:
        start = time.process_time_ns()
        index = CandidateIndex.build(candidates, taxonomy, MatchingConfig())
        builds.append((time.process_time_ns() - start) / 1e6)
        ranks.append(cpu_ms(lambda index=index, vacancy=vacancy: rank(vacancy, index)))  # type: ignore[misc]
        prepares.append(cpu_ms(index.prepare))
    return statistics.median(builds), statistics.median(ranks), statistics.median(prepares)


def read_all(vacancy: VacancyProfile, index: CandidateIndex, k: int) -> object:
    """Rank, and read every explanation and check."""
    return [(entry.explanation, entry.checks) for entry in rank(vacancy, index, k=k).entries]


def _systems(candidates: Sequence[CandidateProfile], taxonomy: Taxonomy, k: int) -> dict[str, Run]:
    """What is compared, each with an index of its own, so that none profits from another."""
    config = MatchingConfig()
    ours: dict[str, Callable[..., object]] = {
        "Schakel, k best": lambda vacancy, index: best(vacancy, index, k=k),
        "Schakel, bands, k ranked": lambda vacancy, index: rank(vacancy, index, k=k),
        "Schakel, k explanations read": lambda vacancy, index: read_all(vacancy, index, k),
    }
    systems: dict[str, Run] = {}
    for name, run in ours.items():
        index = CandidateIndex.build(candidates, taxonomy, MatchingConfig())
        index.prepare()
        systems[name] = partial(run, index=index)
    for name, backend in (("bm25s, default (numpy)", "numpy"), ("bm25s, numba", "numba")):
        systems[name] = Bm25s(candidates, Relatedness(taxonomy, config), backend, k).search
    return systems


def main() -> None:
    """Make profiles, check the results, measure and print."""
    options = _options()
    taxonomy, config, k = load_taxonomy(options.taxonomy), MatchingConfig(), options.k
    made = Generator(taxonomy, options.seed)
    candidates = [made.candidate(i, options.claims) for i in range(options.candidates)]
    vacancies = [made.vacancy(i, options.requirements) for i in range(2 * options.vacancies)]
    check(CandidateIndex.build(candidates, taxonomy, config), vacancies[:5], k)
    systems = _systems(candidates, taxonomy, k)
    index, query = CandidateIndex.build(candidates, taxonomy, config), Relatedness(taxonomy, config)
    eligible = statistics.median(rank(each, index).eligible for each in vacancies[:20])
    terms = statistics.median(len(related_skills(each, query)) for each in vacancies)
    print(
        f"{len(candidates)} candidates × {options.claims} claims ({eligible:.0f} eligible), "
        f"{options.requirements} requirements, {terms:.0f} skills with the related ones of "
        f"{len(taxonomy.skills)}, k {k}; {options.vacancies} vacancies, once each, after as many "
        f"others"
    )
    compare(systems, vacancies[options.vacancies :], vacancies[: options.vacancies])
    build, first, prepare = first_times(candidates, taxonomy, vacancies[:5])
    print(
        f"building the index {build:.0f} ms, preparing it {prepare:.0f} ms; "
        f"the first vacancy on one that is not prepared {first:.1f} ms"
    )


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
