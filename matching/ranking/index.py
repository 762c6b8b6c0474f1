"""Candidates as arrays, made once and ranked many times."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.columns import Columns
from matching.ranking.credit import FULL, LEVELS, SCALE, Factors, quantise_relatedness
from matching.ranking.errors import refuse_duplicates
from matching.ranking.postings import Holders, Postings
from matching.taxonomy import Relatedness, Taxonomy
from matching.types import CandidateProfile

__all__ = ["CandidateIndex"]

_HELD, _WANTED = 0, 1


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
            if self._rows + len(holders.rows) > self._most_rows:
                self._known, self._rows = {}, 0
            self._known[asked] = holders
            self._rows += len(holders.rows)
        return holders


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
        skills: Rows by skill; a code is a level with the strength and certainty of its evidence.
        occupations: Rows by occupation, held or wanted.
    """

    taxonomy: Taxonomy
    config: MatchingConfig
    profiles: tuple[CandidateProfile, ...]
    ids: tuple[str, ...]
    columns: Columns
    factors: Factors
    skills: Postings
    occupations: Postings
    _worth: NDArray[np.int64]
    _relatedness: Relatedness
    _holders: Memory = field(default_factory=Memory)
    _related_skills: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _related_occupations: dict[str, Mapping[str, int]] = field(default_factory=dict)

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
        claims, codes = _code_claims(known, factors)
        ties = [
            (occupation, code, row)
            for row, profile in enumerate(known)
            for code, of_profile in ((_HELD, profile.held), (_WANTED, profile.wants))
            for occupation in of_profile
        ]
        for skill in {skill for skill, _, _ in claims}:
            taxonomy.skill(skill)
        for occupation in {occupation for occupation, _, _ in ties}:
            taxonomy.occupation(occupation)
        return cls(
            taxonomy=taxonomy,
            config=config,
            profiles=known,
            ids=tuple(profile.id for profile in known),
            columns=Columns.of([profile.conditions for profile in known]),
            factors=factors,
            skills=Postings(claims, len(known)),
            occupations=Postings(ties, len(known)),
            _worth=_worth(codes, factors),
            _relatedness=Relatedness(taxonomy, config),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<CandidateIndex of {len(self)} candidates>"

    def related_skills(self, skill: str) -> Mapping[str, int]:
        """Skill to relatedness to the one asked, in 1..10,000; only that one itself has 10,000.

        Raises:
            UnknownConceptError: The taxonomy has no such skill.
        """
        if skill not in self._related_skills:
            related = quantise_relatedness(skill, self._relatedness.to_skill(skill))
            self._related_skills[skill] = related
        return self._related_skills[skill]

    def related_occupations(self, occupation: str) -> Mapping[str, int]:
        """The same for occupations.

        Raises:
            UnknownConceptError: The taxonomy has no such occupation.
        """
        if occupation not in self._related_occupations:
            related = quantise_relatedness(occupation, self._relatedness.to_occupation(occupation))
            self._related_occupations[occupation] = related
        return self._related_occupations[occupation]

    def prepare(self) -> None:
        """Work out beforehand who brings something of any skill, at any level asked.

        Without it the first vacancies that ask a skill wait for that; scores are the same. Stops
        where the memory is half full, so that it does not push out what it made.
        """
        for skill in self.taxonomy.skills:
            for level in LEVELS:
                if self._holders.is_half_full:
                    return
                self.holders_of_skill(skill, level)

    def holders_of_skill(self, skill: str, level: int) -> Holders:
        """Who brings something of a skill asked at `level` (1-4), and how much."""
        return self._holders.get(
            (skill, level),
            lambda: self.skills.holders(self.related_skills(skill), self._worth[level - 1], FULL),
        )

    def holders_of_occupation(self, occupations: tuple[str, ...]) -> Holders:
        """Who wants or held one of the occupations, or one like it, and how much that counts."""
        return self._holders.get(occupations, lambda: self._find_occupations(occupations))

    def _find_occupations(self, occupations: Iterable[str]) -> Holders:
        best: dict[str, int] = {}
        for asked in occupations:
            for other, related in self.related_occupations(asked).items():
                best[other] = max(best.get(other, 0), related)
        worth = np.array([self.factors.occupation_held, SCALE], np.int64)
        return self.occupations.holders(best, worth, SCALE)


def _code_claims(
    profiles: Iterable[CandidateProfile], factors: Factors
) -> tuple[list[tuple[str, int, int]], list[tuple[int, int]]]:
    """Claims as (skill, code, row), and what each code stands for: (level, trust)."""
    codes: dict[tuple[int, int], int] = {}
    claims = [
        (
            claim.skill,
            codes.setdefault((factors.level_held(claim), factors.trust(claim)), len(codes)),
            row,
        )
        for row, profile in enumerate(profiles)
        for claim in profile.claims
    ]
    return claims, list(codes)


def _worth(codes: Iterable[tuple[int, int]], factors: Factors) -> NDArray[np.int64]:
    """(4, codes): level factor × trust for each level asked, in 0..10,000³."""
    table = [
        [factors.level_factor(asked, held) * trust for held, trust in codes] for asked in LEVELS
    ]
    return np.array(table, np.int64).reshape(len(LEVELS), -1)
