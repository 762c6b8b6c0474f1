"""Ranking: profiles to scores, bands and explanations.

Build a `CandidateIndex` once, then `rank` it for each vacancy; `rank_vacancies` goes the other
way. A score is a whole number in 0..`SCALE`, the exact sum of the contributions that explain it.
"""

from matching.ranking.credit import SCALE
from matching.ranking.engine import best, rank, rank_vacancies, scores
from matching.ranking.errors import DuplicateIdError, LengthError
from matching.ranking.index import CandidateIndex
from matching.ranking.results import (
    Band,
    Constraint,
    ConstraintCheck,
    Entry,
    Explanation,
    NotEligible,
    OccupationContribution,
    OccupationTie,
    PreferenceContribution,
    PreferencePart,
    Ranking,
    SkillContribution,
    VacancyRanking,
    Verdict,
)
from matching.ranking.top_k import top_k

__all__ = [
    "SCALE",
    "Band",
    "CandidateIndex",
    "Constraint",
    "ConstraintCheck",
    "DuplicateIdError",
    "Entry",
    "Explanation",
    "LengthError",
    "NotEligible",
    "OccupationContribution",
    "OccupationTie",
    "PreferenceContribution",
    "PreferencePart",
    "Ranking",
    "SkillContribution",
    "VacancyRanking",
    "Verdict",
    "best",
    "rank",
    "rank_vacancies",
    "scores",
    "top_k",
]
