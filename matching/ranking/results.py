"""What a ranking says, as frozen values: scores, bands, reasons and who is not eligible.

Scores, points and weights are whole numbers of 1/10,000 of a full score; so are the factors
(fulfilment, relatedness, level, strength, certainty, fit), of which 10,000 is all of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.types import Claim, Requirement

__all__ = [
    "Band",
    "CheckValue",
    "Constraint",
    "ConstraintCheck",
    "Contribution",
    "Entry",
    "Explanation",
    "NotEligible",
    "OccupationContribution",
    "OccupationTie",
    "PreferenceContribution",
    "PreferencePart",
    "Ranking",
    "SkillContribution",
    "VacancyRanking",
    "Verdict",
]

CheckValue = str | int | bool | date | tuple[float, float] | tuple[str, ...] | None
"""What was asked or found: a place, level, date, (fewest, most) hours, modes, (code, CEFR)."""


class Verdict(StrEnum):
    """Whether a constraint is met; unknown never excludes anybody."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Constraint(StrEnum):
    """What must fit besides skills."""

    PLACE = "place"
    WORK_MODE = "work_mode"
    HOURS = "hours"
    START = "start"
    LANGUAGE = "language"
    EDUCATION = "education"
    LICENCE = "licence"
    CONSENT = "consent"


class OccupationTie(StrEnum):
    """How a candidate is tied to an occupation."""

    WANTED = "wanted"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintCheck:
    """One constraint of a vacancy against one candidate; None is what nobody said.

    `km` is the distance and `limit_km` how far the candidate travels, declared or by default;
    both are of a place only. For a language `asked` and `found` are (code, CEFR level).
    """

    name: Constraint
    verdict: Verdict
    asked: CheckValue
    found: CheckValue
    km: float | None = None
    limit_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillContribution:
    """What one required skill adds to a score, and the claim that it comes from.

    `points` = `weight` × `fulfilment` / 10,000, rounded down; `fulfilment` is relatedness × level
    factor × strength × certainty of `claim`, rounded down. `level_asked` and `level_held` are in
    1..4, also where nobody named them; `level_held` is 0 where nothing fits. `also` are the other
    claims that support it, best first.
    """

    requirement: Requirement
    points: int
    weight: int
    level_asked: int
    level_held: int = 0
    fulfilment: int = 0
    relatedness: int = 0
    level_factor: int = 0
    strength: int = 0
    certainty: int = 0
    claim: Claim | None = None
    also: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationContribution:
    """What a fitting occupation adds: `occupation` is the candidate's, None where none fits.

    `fulfilment` is `relatedness`, less for an occupation held than for one wanted.
    """

    points: int
    weight: int
    asked: str
    occupation: str | None = None
    fulfilment: int = 0
    relatedness: int = 0
    tie: OccupationTie | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencePart:
    """How comfortably one condition fits: 10,000 wholly, 5,000 also where it is not known."""

    name: Constraint
    points: int
    weight: int
    fit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceContribution:
    """What fitting place, hours and way of working add; the points are those of the parts."""

    points: int
    weight: int
    parts: tuple[PreferencePart, ...]


Contribution = SkillContribution | OccupationContribution | PreferenceContribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a score comes from; `occupation` is None where the vacancy names none."""

    skills: tuple[SkillContribution, ...]
    occupation: OccupationContribution | None
    preferences: PreferenceContribution

    def __iter__(self) -> Iterator[Contribution]:
        """All contributions: skills by falling weight, occupation, preferences."""
        yield from self.skills
        if self.occupation is not None:
            yield self.occupation
        yield self.preferences

    @property
    def total(self) -> int:
        """The sum of all points: exactly the score."""
        return sum(contribution.points for contribution in self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One that is ranked: `id` of the candidate, or of the vacancy where those are ranked.

    `score` is in 0..10,000, `band` and `place` count from 1. No check is `not_met`.
    """

    id: str
    score: int
    band: int
    place: int
    explanation: Explanation
    checks: tuple[ConstraintCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEligible:
    """One that cannot be ranked, and every constraint that is not met."""

    id: str
    reasons: tuple[ConstraintCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Scores, from `highest` down to `lowest`, that differ by less than the noise.

    `shown` of its `size` members are among the entries.
    """

    number: int
    highest: int
    lowest: int
    size: int
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    seed: int
    entries: tuple[Entry, ...]
    bands: tuple[Band, ...]
    not_eligible: Sequence[NotEligible]
    pool: int
    eligible: int
    reasons: Mapping[Constraint, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(_Ranked):
    """The candidates for a vacancy, best band first, inside a band in the order of `seed`.

    `bands` are all of them, also those below the last entry. `not_eligible` is by id and made as
    it is read. `pool` counts all candidates, `eligible` those that no constraint excludes,
    `reasons` how many each constraint excludes (one candidate can count for several).
    """

    vacancy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyRanking(_Ranked):
    """The vacancies for a candidate, with the fields of `Ranking`.

    `no_skills` are ids of vacancies in which no skill was recognised: an error to show, not a
    score. They count in `pool` but not in `eligible`.
    """

    candidate: str
    no_skills: tuple[str, ...]
