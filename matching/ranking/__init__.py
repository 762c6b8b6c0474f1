"""Ranking: profiles to scores, bands and explanations.

Build a `CandidateIndex` once, then `rank` it for each vacancy; `rank_vacancies` goes the other
way. A score is a whole number in 0..`SCALE`, the exact sum of the contributions that explain it.
`explain_pair` tells of one candidate alone, `count_pool` how many there are, and would be.
"""

from matching.ranking.credit import SCALE
from matching.ranking.engine import best, rank, rank_vacancies, scores
from matching.ranking.errors import DuplicateIdError, LengthError
from matching.ranking.index import CandidateIndex
from matching.ranking.pair import Pair, explain_pair
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
from matching.ranking.what_if import (
    ENOUGH,
    RELAXABLE,
    PoolCount,
    Relaxation,
    RelaxationKind,
    count_pool,
)

__all__ = [
    "ENOUGH",
    "RELAXABLE",
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
    "Pair",
    "PoolCount",
    "PreferenceContribution",
    "PreferencePart",
    "Ranking",
    "Relaxation",
    "RelaxationKind",
    "SkillContribution",
    "VacancyRanking",
    "Verdict",
    "best",
    "count_pool",
    "explain_pair",
    "rank",
    "rank_vacancies",
    "scores",
    "top_k",
]
