"""Invented candidates and vacancies for measuring: the same seed makes the same ones.

Skills are used by Zipf's law. Each skill has about ten related ones, whatever their use, as in
ESCO; a claim has one of 32 combinations of evidence, level and certainty.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from matching.taxonomy import Taxonomy
from matching.types import (
    CandidateProfile,
    Claim,
    Conditions,
    Evidence,
    EvidenceKind,
    Importance,
    Kind,
    Location,
    Occupation,
    Requirement,
    Skill,
    VacancyProfile,
    WorkMode,
)

__all__ = ["Generator", "invented_taxonomy"]

N_TOWNS = 300
_KINDS = (EvidenceKind.MODULE, EvidenceKind.SELF, EvidenceKind.WORK, EvidenceKind.PROJECT)
_LEVELS = (None, 1, 2, 3)
_AT_ONCE = 10_000
_OPEN = Conditions()


def invented_taxonomy(n_skills: int, n_related: int, seed: int = 0) -> Taxonomy:
    """Skills that are related to `n_related` others (an even number) each, and 300 occupations."""
    random = np.random.default_rng(seed)
    names = [f"skill-{i:05d}" for i in range(n_skills)]
    steps = [random.permutation(n_skills) for _ in range(n_related // 2)]
    related: list[dict[str, float]] = [{} for _ in names]
    for circle in steps:
        for one, two in zip(circle.tolist(), np.roll(circle, 1).tolist(), strict=True):
            related[one][names[two]] = float(random.integers(30, 80)) / 100
    skills = [
        Skill(id=name, label_nl=name, label_en=name, kind=Kind.TECHNOLOGY, related=links)
        for name, links in zip(names, related, strict=True)
    ]
    jobs = [f"job-{i:03d}" for i in range(300)]
    return Taxonomy(skills, [Occupation(id=each, label_nl=each, label_en=each) for each in jobs])


class Generator:
    """Makes profiles.

    Args:
        taxonomy: Whose skills they have.
        seed: Decides everything but which skills are used most.
    """

    def __init__(self, taxonomy: Taxonomy, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        by_use = np.random.default_rng(1).permutation(sorted(taxonomy.skills))
        self._skills: list[str] = by_use.tolist()
        self._occupations = [(each,) for each in sorted(taxonomy.occupations)]
        use = np.cumsum(1 / np.arange(1, len(self._skills) + 1))
        self._use = use / use[-1]
        self._towns = [
            Location(name=f"town {i}", latitude=north, longitude=east)
            for i, (north, east) in enumerate(
                self._random.uniform((51.5, 4.0), (53.0, 6.5), (N_TOWNS, 2)).tolist()
            )
        ]
        self._claims: dict[tuple[int, int], Claim] = {}

    def candidates(self, n: int, n_claims: int) -> Iterator[CandidateProfile]:
        """Candidates with claims on different skills."""
        for start in range(0, n, _AT_ONCE):
            size = min(_AT_ONCE, n - start)
            some = self._some_skills(size, n_claims)
            drawn = self._random.integers(32, size=(size, n_claims)).tolist()
            jobs = self._random.integers(len(self._occupations), size=(size, 2)).tolist()
            conditions = self._conditions(size)
            for i, (skills, kinds) in enumerate(zip(some.tolist(), drawn, strict=True)):
                yield CandidateProfile(
                    id=f"c{start + i:07d}",
                    claims=tuple(map(self._claim, skills, kinds)),
                    wants=self._occupations[jobs[i][0]],
                    held=self._occupations[jobs[i][1]],
                    conditions=conditions[i],
                )

    def vacancy(self, number: int, n_requirements: int, *, conditions: bool) -> VacancyProfile:
        """A vacancy with requirements on different skills, half of them wishes.

        With conditions about one candidate in fifty meets all of them.
        """
        levels = self._random.integers(3, size=n_requirements).tolist()
        skills = self._some_skills(1, n_requirements)[0].tolist()
        requirements = [
            Requirement(
                skill=self._skills[skill],
                importance=Importance.MUST if i % 2 == 0 else Importance.NICE,
                level=(None, 2, 3)[level],
            )
            for i, (skill, level) in enumerate(zip(skills, levels, strict=True))
        ]
        town = int(self._random.integers(N_TOWNS))
        asked = Conditions(
            location=self._towns[town],
            work_modes=frozenset({WorkMode.HYBRID}),
            hours=(32.0, 40.0),
            start=date(2027, 1, 31),
            languages={"nl": "B2"},
            education_level=5,
        )
        return VacancyProfile(
            id=f"v{number:04d}",
            requirements=tuple(requirements),
            occupations=self._occupations[int(self._random.integers(len(self._occupations)))],
            conditions=asked if conditions else _OPEN,
        )

    def _some_skills(self, size: int, n: int) -> NDArray[np.int64]:
        """Different ones for each, drawn one after another by how much they are used, (size, n)."""
        found = np.empty((size, n), np.int64)
        todo, width = np.arange(size), 3 * n
        while len(todo):
            drawn = np.searchsorted(self._use, self._random.random((len(todo), width)))
            order = np.argsort(drawn, axis=1, kind="stable")
            rising = np.take_along_axis(drawn, order, axis=1)
            again = np.zeros(drawn.shape, np.bool_)
            np.put_along_axis(again, order[:, 1:], rising[:, 1:] == rising[:, :-1], axis=1)
            enough = width - again.sum(axis=1) >= n
            first = np.argsort(again, axis=1, kind="stable")[:, :n]
            found[todo[enough]] = np.take_along_axis(drawn, first, axis=1)[enough]
            todo, width = todo[~enough], 2 * width
        return found

    def _claim(self, skill: int, drawn: int) -> Claim:
        """One of 32 claims on a skill, made once."""
        known = self._claims.get((skill, drawn))
        if known is None:
            name = self._skills[skill]
            known = self._claims[skill, drawn] = Claim(
                skill=name,
                kind=_KINDS[drawn % len(_KINDS)],
                evidence=Evidence(source="text", text=name),
                level=_LEVELS[drawn // len(_KINDS) % 4],
                certainty=1.0 if drawn < 16 else 0.8,
            )
        return known

    def _conditions(self, size: int) -> list[Conditions]:
        drawn = self._random.integers((N_TOWNS, 65, 4, 90, 4, 4), size=(size, 6)).tolist()
        first = date(2027, 1, 1)
        return [
            Conditions(
                location=self._towns[town],
                max_travel_km=15.0 + travel,
                work_modes=_MODES[mode],
                hours=((8.0, 24.0), (24.0, 32.0), (32.0, 40.0), (36.0, 40.0))[hours],
                start=first + timedelta(days=days),
                languages=_LANGUAGES[language],
                education_level=4 + mode,
                consent=True,
            )
            for town, travel, hours, days, mode, language in drawn
        ]


_MODES = (
    frozenset({WorkMode.HYBRID}),
    frozenset({WorkMode.ONSITE, WorkMode.HYBRID}),
    frozenset({WorkMode.REMOTE}),
    frozenset({WorkMode.HYBRID, WorkMode.REMOTE}),
)
_LANGUAGES = ({"nl": "A2"}, {"nl": "B2"}, {"nl": "C1"}, {"en": "C1"})
