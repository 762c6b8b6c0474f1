"""Small taxonomies, profiles and vacancies for property tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex
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

examples = settings(deadline=None, max_examples=30)

SKILLS = [f"skill-{i}" for i in range(6)]
OCCUPATIONS = [f"occupation-{i}" for i in range(3)]
PLACES = [
    Location(name="Rotterdam", latitude=51.9225, longitude=4.4792),
    Location(name="Den Haag", latitude=52.0705, longitude=4.3007),
    Location(name="Leiden", latitude=52.1601, longitude=4.4970),
    Location(name="Groningen", latitude=53.2194, longitude=6.5665),
    Location(name="Paramaribo", latitude=5.8520, longitude=-55.2038),
]
CONFIGS = [
    MatchingConfig(),
    MatchingConfig(occupation_share=0.0, preference_share=0.0),
    MatchingConfig(occupation_share=0.3, preference_share=0.1234, noise=1, broader=0.7),
    MatchingConfig(narrower=0.99999, occupation_held=1.0, title_weight=1.0, default_level_asked=3),
]

configs = st.sampled_from(CONFIGS)
strengths = st.floats(0.1, 0.8)
certainties = st.sampled_from([1.0, 1.0, 1.0, 0.85, 0.8, 0.5, 0.35, 1 / 3, 0.0001])
levels = st.none() | st.integers(1, 4)
texts = st.sampled_from(["", "a", "b"])
sources = st.sampled_from(["text", "title", "b"])
offsets = st.none() | st.integers(0, 2)
evidences = st.builds(Evidence, source=sources, text=texts, start=offsets, end=offsets)
claims = st.builds(
    Claim,
    skill=st.sampled_from(SKILLS),
    kind=st.sampled_from(EvidenceKind),
    evidence=evidences,
    level=levels,
    certainty=certainties,
)
requirements = st.builds(
    Requirement,
    skill=st.sampled_from(SKILLS),
    importance=st.sampled_from(Importance),
    level=levels,
    certainty=certainties,
    evidence=st.lists(evidences, max_size=2).map(tuple),
)
truths = st.none() | st.booleans()
conditions = st.builds(
    Conditions,
    location=st.none() | st.sampled_from(PLACES),
    max_travel_km=st.none() | st.sampled_from([0.0, 0.5, 17.5, 30.0, 200.0, 1e9]),
    work_modes=st.frozensets(st.sampled_from(WorkMode)),
    hours=st.none() | st.sampled_from([(8.0, 16.0), (16, 36.0), (24.0, 32.5), (36, 36), (32, 40)]),
    start=st.none() | st.dates(date(2027, 1, 1), date(2027, 1, 5)),
    languages=st.dictionaries(
        st.sampled_from(["nl", "en", "de"]), st.sampled_from(["A1", "B1", "B2", "C2"])
    ),
    education_level=st.none() | st.integers(1, 8),
    licence_to_work=truths,
    consent=truths,
)
candidates = st.builds(
    CandidateProfile,
    id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=2),
    claims=st.lists(claims, max_size=8).map(tuple),
    wants=st.lists(st.sampled_from(OCCUPATIONS), max_size=2).map(tuple),
    held=st.lists(st.sampled_from(OCCUPATIONS), max_size=2).map(tuple),
    conditions=conditions,
)
pools = st.lists(candidates, min_size=1, max_size=8, unique_by=lambda each: each.id)
vacancies = st.builds(
    VacancyProfile,
    id=st.sampled_from(["v1", "v2", "v3"]),
    requirements=st.lists(requirements, min_size=1, max_size=6).map(tuple),
    occupations=st.lists(st.sampled_from(OCCUPATIONS), max_size=2).map(tuple),
    conditions=conditions,
)


@st.composite
def _links(draw: st.DrawFn, ids: list[str]) -> list[tuple[tuple[str, ...], dict[str, float]]]:
    """For each id: broader ones, from before it, so that there is no circle; related ones."""
    found = []
    for i, each in enumerate(ids):
        broader = draw(st.lists(st.sampled_from(ids[:i]), max_size=2, unique=True)) if i else []
        others = [other for other in ids if other != each]
        related = draw(st.dictionaries(st.sampled_from(others), strengths, max_size=2))
        found.append((tuple(broader), related))
    return found


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """All of `SKILLS` and `OCCUPATIONS`, of any kind and linked in any way."""
    kinds = draw(st.lists(st.sampled_from(Kind), min_size=len(SKILLS), max_size=len(SKILLS)))
    skills = [
        Skill(id=each, label_nl=each, label_en=each, kind=kind, broader=broader, related=related)
        for each, kind, (broader, related) in zip(SKILLS, kinds, draw(_links(SKILLS)), strict=True)
    ]
    occupations = [
        Occupation(id=each, label_nl=each, label_en=each, broader=broader, related=related)
        for each, (broader, related) in zip(OCCUPATIONS, draw(_links(OCCUPATIONS)), strict=True)
    ]
    return Taxonomy(skills, occupations)


@dataclass(frozen=True)
class World:
    """All that a ranking depends on."""

    taxonomy: Taxonomy
    config: MatchingConfig
    vacancy: VacancyProfile
    pool: list[CandidateProfile]

    def index(self, *pool: CandidateProfile) -> CandidateIndex:
        """An index of these candidates, or else of the pool."""
        return CandidateIndex.build(pool or self.pool, self.taxonomy, self.config)


worlds = st.builds(World, taxonomies(), configs, vacancies, pools)


def flat_taxonomy(*, kind: Kind = Kind.TECHNOLOGY) -> Taxonomy:
    """Skills and occupations of one kind without any links."""
    return Taxonomy(
        [Skill(id=each, label_nl=each, label_en=each, kind=kind) for each in SKILLS],
        [Occupation(id=each, label_nl=each, label_en=each) for each in OCCUPATIONS],
    )


def claim(skill: str, **fields: object) -> Claim:
    """A claim that a coach has checked, at the highest level, but for `fields`."""
    usual = {
        "kind": EvidenceKind.COACH,
        "evidence": Evidence(source="text", text=skill),
        "level": 4,
    }
    return Claim(skill=skill, **{**usual, **fields})  # type: ignore[arg-type]


@contextmanager
def plainly() -> Iterator[None]:
    """Rank with numpy, as where numba is not installed."""
    with patch.object(CandidateIndex, "uses_kernel", return_value=False):
        yield
