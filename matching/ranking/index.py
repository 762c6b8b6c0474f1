"""Candidates as arrays, made once and ranked many times."""

import sys
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.errors import UnknownConceptError
from matching.ranking.columns import Columns
from matching.ranking.credit import FULL, LEVELS, SCALE, Factors
from matching.ranking.errors import refuse_duplicates
from matching.ranking.planner import Planner, shared_planner
from matching.ranking.postings import Concept, Holders, Postings, Spans
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile, EvidenceKind

__all__ = ["CandidateIndex"]

_TIES = (0, 1)
"""Codes of an occupation held and of one wanted; those of claims follow."""

_KERNEL = "matching.ranking.kernel"
_WORTH_LOADING = 1 << 15
"""Candidates from which loading the kernel takes little beside making their index."""

_SKILL, _OCCUPATION = "skill", "occupation"


class Memory:
    """Holders of what was asked before, up to a number of rows; past that it starts afresh."""

    def __init__(self, most_rows: int = 1 << 24) -> None:
        self._most_rows = most_rows
        self._rows = 0
        self._known: dict[tuple[str | int, ...], Holders] = {}

    @property
    def is_half_full(self) -> bool:
        """Whether it holds more than half of the rows that it may."""
        return 2 * self._rows > self._most_rows

    def get(self, asked: tuple[str | int, ...], find: Callable[[], Holders]) -> Holders:
        """The holders of what is asked, found if they are not remembered."""
        holders = self._known.get(asked)
        if holders is None:
            holders = find()
            if self._rows + len(holders) > self._most_rows:
                self._known, self._rows = {}, 0
            self._known[asked] = holders
            self._rows += len(holders)
        return holders


@cache
def _load_kernel() -> bool:
    try:
        import_module("matching.ranking.order")
        import_module(_KERNEL)
    except ImportError:
        return False
    return True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CandidateIndex:
    """n candidates, sorted by id, ready to be scored; make one with `build`.

    What it says never changes, but it remembers what it worked out for what was asked before.

    Attributes:
        taxonomy, config: What the index was made with and scores with.
        profiles: (n,), sorted by id.
        ids: (n,), those of `profiles`; a row of every array is a place in it.
        columns: Conditions of the candidates.
        factors: Those of the config in whole numbers.
        postings: Rows by skill, where a code is a level with the strength and certainty of its
            evidence; and by occupation, where a code is held or wanted.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        planner: Plans of vacancies, and relatedness.
    """

    taxonomy: Taxonomy
    config: MatchingConfig
    profiles: tuple[CandidateProfile, ...]
    ids: tuple[str, ...]
    columns: Columns
    factors: Factors
    postings: Postings
    worth: NDArray[np.uint64]
    planner: Planner
    _holders: Memory = field(default_factory=Memory)

    @classmethod
    def build(
        cls, profiles: Iterable[CandidateProfile], taxonomy: Taxonomy, config: MatchingConfig
    ) -> "CandidateIndex":
        """Index candidates; their order and that of their claims make no difference.

        Raises:
            DuplicateIdError: Two profiles have one id.
            UnknownConceptError: A claim or occupation is not in the taxonomy.
        """
        known = tuple(sorted(profiles, key=lambda profile: profile.id))
        refuse_duplicates("candidate", [profile.id for profile in known])
        factors = Factors.of(config)
        postings, worth = _postings(known, factors)
        _refuse_unknown(known, postings.groups.keys(), taxonomy)
        return cls(
            taxonomy=taxonomy,
            config=config,
            profiles=known,
            ids=tuple(profile.id for profile in known),
            columns=Columns.of([profile.conditions for profile in known]),
            factors=factors,
            postings=postings,
            worth=worth,
            planner=shared_planner(taxonomy, config),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<CandidateIndex of {len(self)} candidates>"

    def uses_kernel(self) -> bool:
        """Whether the compiled kernel scores these candidates; the results are the same.

        Loading it takes longer than many small rankings do. So it is used where something loaded
        it already, such as `prepare`, or where there are so many candidates that it pays.
        """
        return _KERNEL in sys.modules or (len(self) >= _WORTH_LOADING and _load_kernel())

    def prepare(self) -> None:
        """Load the kernel, and work out beforehand who brings something of any skill.

        Without it the first vacancies that ask a skill wait for that; scores are the same. Stops
        where the memory is half full, so that it does not push out what it made.
        """
        _load_kernel()
        if self.uses_kernel():
            _ = self.spans
            return
        for skill in self.taxonomy.skills:
            for level in LEVELS:
                if self._holders.is_half_full:
                    return
                self.holders_of_skill(skill, level)

    @cached_property
    def spans(self) -> tuple[Spans, NDArray[np.int64]]:
        """Groups that bring something of each concept, by its number in `planner`; for the kernel.

        Returns:
            (s, 3) and (concepts + 1,): the spans, and where those of each concept begin.
        """
        related, begin = self.planner.relations
        bounds = np.zeros((len(begin) - 1, 2), np.int64)
        for (kind, concept), groups in self.postings.groups.items():
            bounds[self.planner.numbers(kind)[concept]] = groups
        spans = np.column_stack([bounds[related[:, 0]], related[:, 1]])
        is_held = spans[:, 0] < spans[:, 1]
        return spans[is_held], np.concatenate([[0], np.cumsum(is_held)])[begin]

    def _spans_of_skill(self, skill: str) -> Spans:
        return self.postings.spans(_SKILL, self.planner.related_skills(skill))

    def _spans_of_occupation(self, occupation: str) -> Spans:
        return self.postings.spans(_OCCUPATION, self.planner.related_occupations(occupation))

    def holders_of_skill(self, skill: str, level: int) -> Holders:
        """Who brings something of a skill asked at `level` (1-4), and how much."""
        return self._holders.get(
            (skill, level),
            lambda: self.postings.holders(self._spans_of_skill(skill), self.worth[level - 1]),
        )

    def holders_of_occupation(self, occupations: tuple[str, ...]) -> Holders:
        """Who wants or held one of the occupations, or one like it, and how much that counts."""
        return self._holders.get(
            occupations,
            lambda: self.postings.holders(
                np.concatenate([self._spans_of_occupation(each) for each in occupations]),
                self.worth[0],
            ),
        )


def _postings(
    profiles: Sequence[CandidateProfile], factors: Factors
) -> tuple[Postings, NDArray[np.uint64]]:
    """Postings of claims and occupations, and what their codes are worth at each level asked."""
    claimed, of_claims = _claims(profiles)
    tied, of_ties = _ties(profiles)
    codes: dict[tuple[int, int], int] = {}
    keys: list[tuple[Concept, int]] = [((_OCCUPATION, each), code) for each, code in tied]
    for skill, kind, level, certainty in claimed:
        worth = factors.level_held(kind, level), factors.trust(kind, certainty)
        keys.append(((_SKILL, skill), codes.setdefault(worth, len(codes) + len(_TIES))))
    rows = np.arange(len(profiles))
    n_ties = [len(profile.held) + len(profile.wants) for profile in profiles]
    n_claims = [len(profile.claims) for profile in profiles]
    postings = Postings(
        keys,
        np.concatenate([of_ties, of_claims + len(tied)]),
        np.concatenate([np.repeat(rows, n_ties), np.repeat(rows, n_claims)]),
        len(profiles),
    )
    return postings, _worth(codes, factors)


def _claims(
    profiles: Iterable[CandidateProfile],
) -> tuple[Iterable[tuple[str, EvidenceKind, int | None, float]], NDArray[np.int64]]:
    """All that differs between claims and decides credit; and which of those each claim is."""
    number: dict[tuple[str, EvidenceKind, int | None, float], int] = {}
    add = number.setdefault
    found = np.fromiter(
        (
            add((claim.skill, claim.kind, claim.level, claim.certainty), len(number))
            for profile in profiles
            for claim in profile.claims
        ),
        np.int64,
    )
    return number, found


def _ties(
    profiles: Iterable[CandidateProfile],
) -> tuple[Sequence[tuple[str, int]], NDArray[np.int64]]:
    """All (occupation, code) that there are, and which of them each tie is."""
    number: dict[tuple[str, int], int] = {}
    found = [
        number.setdefault((occupation, code), len(number))
        for profile in profiles
        for code, some in zip(_TIES, (profile.held, profile.wants), strict=True)
        for occupation in some
    ]
    return list(number), np.array(found, np.int64)


def _refuse_unknown(
    profiles: Iterable[CandidateProfile], concepts: Set[Concept], taxonomy: Taxonomy
) -> None:
    """Name the first candidate with an unknown concept; look for them only if there is one."""
    known = {(_SKILL, each) for each in taxonomy.skills}
    strange = concepts - known - {(_OCCUPATION, each) for each in taxonomy.occupations}
    for profile in profiles if strange else ():
        skills = [(_SKILL, claim.skill) for claim in profile.claims]
        occupations = [(_OCCUPATION, each) for each in (*profile.wants, *profile.held)]
        for kind, name in (*skills, *occupations):
            if (kind, name) in strange:
                raise UnknownConceptError(name, kind=kind, of=f"candidate {profile.id}")


def _worth(codes: Iterable[tuple[int, int]], factors: Factors) -> NDArray[np.uint64]:
    """(4, codes): of ties, then level factor × trust for each level asked; in 0..10,000³."""
    ties = [factors.occupation_held * SCALE**2, FULL]
    table = [
        [*ties, *(factors.level_factor(asked, held) * trust for held, trust in codes)]
        for asked in LEVELS
    ]
    return np.array(table, np.uint64)
