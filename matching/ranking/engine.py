"""Ranking candidates for a vacancy, and vacancies for a candidate, by the same arithmetic."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.bands import Span, cut_bands, members
from matching.ranking.errors import refuse_duplicates
from matching.ranking.explain import Excluded, Explainer
from matching.ranking.index import CandidateIndex
from matching.ranking.plan import make_plan
from matching.ranking.results import Band, Constraint, Entry, Ranking, VacancyRanking
from matching.ranking.scoring import assess
from matching.ranking.top_k import top_k
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile, VacancyProfile

__all__ = ["best", "rank", "rank_vacancies", "scores"]

Ints = NDArray[np.int64]
Rows = NDArray[np.intp]


def scores(vacancy: VacancyProfile, index: CandidateIndex) -> Ints:
    """Score every candidate, also those that are not eligible.

    Returns:
        (n,), in 0..10,000, in the order of `index.ids`.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
    """
    return assess(make_plan(vacancy, index.taxonomy, index.config), index).scores


def best(vacancy: VacancyProfile, index: CandidateIndex, *, k: int = 10) -> list[tuple[str, int]]:
    """The k eligible candidates with the highest scores, best first, ties by smaller id.

    Returns:
        (id, score) pairs, at most k. Bands and their rotation play no part.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
        UnknownConceptError: The taxonomy does not have a skill or occupation that it asks.
        ValueError: `k` is negative.
    """
    assessment = assess(make_plan(vacancy, index.taxonomy, index.config), index)
    rows = np.flatnonzero(assessment.verdicts.eligible())
    found = assessment.scores[rows]
    ids = [index.ids[row] for row in rows]
    return [(ids[place], int(found[place])) for place in top_k(found, ids, k)]


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
    assessment = assess(make_plan(vacancy, index.taxonomy, index.config), index)
    eligible = assessment.verdicts.eligible()
    rows = np.flatnonzero(eligible)
    spans, shown = _cut(rows, assessment.scores[rows], index.config, of=vacancy.id, k=k, seed=seed)
    explainer = Explainer(assessment)
    return Ranking(
        vacancy=vacancy.id,
        seed=seed,
        entries=tuple(
            _entry(explainer, row, index.ids[row], band, place)
            for place, (row, band) in enumerate(shown, start=1)
        ),
        bands=_bands(spans, shown),
        not_eligible=Excluded(explainer, index.ids, np.flatnonzero(~eligible).tolist()),
        pool=len(index),
        eligible=len(rows),
        reasons=assessment.verdicts.excluded(),
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
    index = CandidateIndex.build([candidate], taxonomy, config)
    known = sorted(vacancies, key=lambda vacancy: vacancy.id)
    refuse_duplicates("vacancy", [vacancy.id for vacancy in known])
    assessed = [
        assess(make_plan(each, taxonomy, config), index) for each in known if each.requirements
    ]
    eligible = np.array([bool(each.verdicts.eligible()[0]) for each in assessed], np.bool_)
    rows = np.flatnonzero(eligible)
    found = np.array([each.scores[0] for each in assessed], np.int64)[rows]
    spans, shown = _cut(rows, found, config, of=candidate.id, k=k, seed=seed)
    excluded = [assessed[row] for row in np.flatnonzero(~eligible)]
    reasons = Counter(name for each in excluded for name in each.verdicts.excluded())
    return VacancyRanking(
        candidate=candidate.id,
        seed=seed,
        entries=tuple(
            _entry(Explainer(assessed[row]), 0, assessed[row].plan.vacancy.id, band, place)
            for place, (row, band) in enumerate(shown, start=1)
        ),
        bands=_bands(spans, shown),
        not_eligible=tuple(
            Explainer(each).not_eligible(0, each.plan.vacancy.id) for each in excluded
        ),
        pool=len(known),
        eligible=len(rows),
        reasons={name: reasons[name] for name in Constraint if reasons[name]},
        no_skills=tuple(each.id for each in known if not each.requirements),
    )


def _cut(
    rows: Rows, found: Ints, config: MatchingConfig, *, of: str, k: int, seed: int
) -> tuple[list[Span], list[tuple[int, int]]]:
    """All bands, and the first k as (row, number of band)."""
    if k < 0:
        raise ValueError(f"expected k of at least 0, found {k}")
    spans = cut_bands(found, config.noise)
    shown: list[tuple[int, int]] = []
    for span in spans:
        if len(shown) >= k:
            break
        in_order = members(rows, found, span, of=of, seed=seed)[: k - len(shown)]
        shown += [(row, span.number) for row in in_order.tolist()]
    return spans, shown


def _bands(spans: Sequence[Span], shown: Sequence[tuple[int, int]]) -> tuple[Band, ...]:
    per_band = Counter(band for _, band in shown)
    return tuple(
        Band(
            number=span.number,
            highest=span.highest,
            lowest=span.lowest,
            size=span.size,
            shown=per_band[span.number],
        )
        for span in spans
    )


def _entry(explainer: Explainer, row: int, name: str, band: int, place: int) -> Entry:
    explanation = explainer.explain(row)
    return Entry(
        id=name,
        score=explanation.total,
        band=band,
        place=place,
        explanation=explanation,
        checks=explainer.checks(row),
    )
