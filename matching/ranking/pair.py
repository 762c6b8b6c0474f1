"""One candidate and one vacancy: why, and why not, also where a constraint excludes them."""

from dataclasses import dataclass

from matching.config import MatchingConfig
from matching.ranking.explain import Explainer
from matching.ranking.index import CandidateIndex
from matching.ranking.results import ConstraintCheck, Explanation
from matching.ranking.scoring import assess
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile, VacancyProfile

__all__ = ["Pair", "explain_pair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What a ranking says of one candidate; `eligible` tells whether no constraint excludes."""

    vacancy: str
    candidate: str
    score: int
    eligible: bool
    explanation: Explanation
    checks: tuple[ConstraintCheck, ...]


def explain_pair(
    vacancy: VacancyProfile,
    candidate: CandidateProfile,
    taxonomy: Taxonomy,
    config: MatchingConfig,
) -> Pair:
    """Score and explain one candidate for one vacancy, with the score that a ranking gives.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation of a profile.
    """
    index = CandidateIndex.build([candidate], taxonomy, config)
    plan = index.planner.plan(vacancy)
    assessed = assess(plan, index)
    explainer = Explainer(plan, index, [0])
    return Pair(
        vacancy=vacancy.id,
        candidate=candidate.id,
        score=int(assessed.scores[0]),
        eligible=bool(assessed.eligible[0]),
        explanation=explainer.explain(0),
        checks=explainer.checks(0),
    )
