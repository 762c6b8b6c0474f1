"""Ranking candidates for a vacancy, and vacancies for a candidate, by the same arithmetic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.bands import cut_bands, members
from matching.ranking.errors import refuse_duplicates
from matching.ranking.explain import Explainer
from matching.ranking.index import CandidateIndex
from matching.ranking.lazy import Excluded, LazyEntry, Refused
from matching.ranking.results import Constraint, NotEligible, Ranking, VacancyRanking
from matching.ranking.scoring import Assessment, assess
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile, VacancyProfile

__all__ = ["best", "rank", "rank_vacancies", "scores"]


def scores(vacancy: VacancyProfile, index: CandidateIndex) -> NDArray[np.int64]:
    """Score every candidate, also those that are not eligible.

    Returns:
        (n,), in 0..10,000, in the order of `index.ids`.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
    """
    return assess(index.planner.plan(vacancy), index).scores.astype(np.int64)


def best(vacancy: VacancyProfile, index: CandidateIndex, *, k: int = 10) -> list[tuple[str, int]]:
    """The k eligible candidates with the highest scores, best first, ties by smaller id.

    Returns:
        (id, score) pairs, at most k. Bands and their rotation play no part.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
        ValueError: `k` is negative.
    """
    _refuse_negative(k)
    plan = index.planner.plan(vacancy)
    return list(index.whole.rank(plan, k, compiled=index.uses_kernel()).best)


def rank(vacancy: VacancyProfile, index: CandidateIndex, *, k: int = 10, seed: int = 0) -> Ranking:
    """Rank the eligible candidates for a vacancy and explain the first k.

    Args:
        vacancy: What is asked.
        index: The candidates.
        k: How many entries to make, at least 0; there can be fewer.
        seed: Any whole number. It decides the order inside a band; over as many seeds in a row as
            a band has members, each has every place in it once.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
        ValueError: `k` is negative.
    """
    _refuse_negative(k)
    plan = index.planner.plan(vacancy)
    assessed = assess(plan, index)
    scores, eligible, compiled = assessed.scores, assessed.eligible, index.uses_kernel()
    bands = cut_bands(scores, eligible, index.config.noise, k, compiled=compiled)
    rows = members(scores, eligible, bands, of=vacancy.id, seed=seed, compiled=compiled).tolist()
    n_eligible = sum([band.size for band in bands])
    refused = Refused(plan, index, eligible)
    explainer = Explainer(plan, index, rows)
    numbers = [band.number for band in bands for _ in range(band.shown)]
    return Ranking(
        vacancy=vacancy.id,
        seed=seed,
        entries=tuple(
            [
                LazyEntry(explainer, place, index.id_at(row), int(scores[row]), band, place + 1)
                for place, (row, band) in enumerate(zip(rows, numbers, strict=True))
            ]
        ),
        bands=bands,
        not_eligible=Excluded(refused, range(len(index) - n_eligible)),
        pool=len(index),
        eligible=n_eligible,
        reasons=assessed.excluded,
    )


def rank_vacancies(
    candidate: CandidateProfile,
    vacancies: Iterable[VacancyProfile],
    taxonomy: Taxonomy,
    config: MatchingConfig,
    *,
    k: int = 10,
    seed: int = 0,
) -> VacancyRanking:
    """Rank vacancies for a candidate and explain the first k.

    A vacancy has the score, reasons and verdicts here that the candidate has in its ranking.

    Args:
        candidate: Whose vacancies they are.
        vacancies: In any order; those without requirements are set apart.
        taxonomy: That of the profiles.
        config: Weights and thresholds.
        k: How many entries to make, at least 0; there can be fewer.
        seed: As for `rank`.

    Raises:
        DuplicateIdError: Two vacancies have one id.
        UnknownConceptError: The taxonomy does not have a skill or occupation of a profile.
        ValueError: `k` is negative.
    """
    _refuse_negative(k)
    index = CandidateIndex.build([candidate], taxonomy, config)
    known = sorted(vacancies, key=lambda vacancy: vacancy.id)
    refuse_duplicates("vacancy", [vacancy.id for vacancy in known])
    assessed = [assess(index.planner.plan(each), index) for each in known if each.requirements]
    eligible = np.array([each.eligible[0] for each in assessed], np.bool_)
    scores = np.array([each.scores[0] for each in assessed], np.uint16)
    compiled = index.uses_kernel()
    bands = cut_bands(scores, eligible, config.noise, k, compiled=compiled)
    rows = members(scores, eligible, bands, of=candidate.id, seed=seed, compiled=compiled).tolist()
    numbers = [band.number for band in bands for _ in range(band.shown)]
    excluded = [assessed[row] for row in np.flatnonzero(~eligible)]
    reasons = Counter(name for each in excluded for name in each.excluded)
    return VacancyRanking(
        candidate=candidate.id,
        seed=seed,
        entries=tuple(
            [
                _entry(assessed[row], band, place)
                for place, (row, band) in enumerate(zip(rows, numbers, strict=True), start=1)
            ]
        ),
        bands=bands,
        not_eligible=Excluded(partial(_not_eligible, excluded), range(len(excluded))),
        pool=len(known),
        eligible=len(assessed) - len(excluded),
        reasons={name: reasons[name] for name in Constraint if reasons[name]},
        no_skills=tuple(each.id for each in known if not each.requirements),
    )


def _refuse_negative(k: int) -> None:
    if k < 0:
        raise ValueError(f"expected k of at least 0, found {k}")


def _entry(one: Assessment, band: int, place: int) -> LazyEntry:
    """The entry of a vacancy, of which the only candidate was assessed."""
    explainer = Explainer(one.plan, one.index, [0])
    return LazyEntry(explainer, 0, one.plan.vacancy.id, int(one.scores[0]), band, place)


def _not_eligible(excluded: Sequence[Assessment], place: int) -> NotEligible:
    plan, index = excluded[place].plan, excluded[place].index
    return NotEligible(id=plan.vacancy.id, reasons=Explainer(plan, index, [0]).not_met(0))
