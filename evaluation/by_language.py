"""How systems do in each language, and ours against the best baseline of each.

By the originals in that language, and by originals and translations together: then each vacancy
counts once in either language, with the same candidates and judgments.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain

from evaluation.datasets.types import RankingSet
from evaluation.metrics import per_query
from evaluation.ranking_systems import ABLATIONS, RankingSystem
from evaluation.results import Result
from evaluation.significance import Difference, Verdict, compare_paired, holm, verdicts
from evaluation.systems import OURS

__all__ = [
    "Contrast",
    "contrasts",
    "of_languages",
    "of_originals",
    "of_translations",
    "with_contrasts",
]

_LANGUAGES = ("nl", "en")
_TRANSLATED = "-all"
_ALL = tuple(f"{language}{_TRANSLATED}" for language in _LANGUAGES)
_LEVEL = 0.05


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """Our system against the baseline that has the highest mean on the vacancies of a language.

    Attributes:
        language: nl or en.
        translated: Whether translations into it count beside the originals in it.
        vacancies: How many are in that language.
        ours: Our mean of the key metric over them, in [0, 1].
        best: The name of the baseline; of equal ones the first by name.
        theirs: Its mean.
        difference: Ours minus theirs.
        interval: 95 % interval of the difference, by bootstrap over vacancies.
        p_value: Of no difference, two-sided, by paired randomisation; in (0, 1].
        corrected: The same, corrected for all languages being asked at once (Holm).
        verdict: On ours, by `corrected`, at 5 %.
    """

    language: str
    translated: bool
    vacancies: int
    ours: float
    best: str
    theirs: float
    difference: float
    interval: tuple[float, float]
    p_value: float
    corrected: float
    verdict: Verdict

    @property
    def least_p(self) -> float:
        """The least that p can be with so many vacancies: all differ, and all the same way."""
        return 0.5 ** (self.vacancies - 1)

    @property
    def too_few(self) -> bool:
        """Whether there are too few vacancies for any difference to be significant."""
        return self.least_p >= _LEVEL


def of_translations(
    system: RankingSystem, data: RankingSet, metric: str
) -> dict[str, dict[str, float]]:
    """Rank the translations of all vacancies, and measure the rankings.

    Returns:
        Language translated into to vacancy to the value of the metric; none without translations.
    """
    if not data.translations:
        return {}
    translated = replace(data, vacancies=tuple(chain.from_iterable(data.translations.values())))
    values = per_query(
        system.run(translated), data.judgments, [metric], relevant_from=data.relevant_from
    )[metric]
    return {
        language: {each.id: values[each.id] for each in vacancies}
        for language, vacancies in data.translations.items()
    }


def of_languages(
    metric: str,
    values: Mapping[str, float],
    languages: Mapping[str, str],
    translated: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, float]]:
    """The values of a metric by the language of the vacancy.

    Args:
        metric: Its name.
        values: Vacancy to value.
        languages: Vacancy to language.
        translated: Language translated into to vacancy to the value of the translation; empty
            where nothing is translated.

    Returns:
        «nl.metric» and «en.metric» to vacancy to value; with translations also
        «nl-all.metric» and «en-all.metric», where a vacancy that is both has the
        value of the original. Only languages of which there are any.

    >>> of_languages("mrr", {"a": 1.0, "b": 0.5}, {"a": "en", "b": "nl"}, {"nl": {"a": 0.8}})
    {'nl.mrr': {'b': 0.5}, 'en.mrr': {'a': 1.0}, 'nl-all.mrr': {'a': 0.8, 'b': 0.5}, \
'en-all.mrr': {'a': 1.0}}
    """
    originals = {
        language: {each: value for each, value in values.items() if languages.get(each) == language}
        for language in _LANGUAGES
    }
    found = {f"{language}.{metric}": of_one for language, of_one in originals.items()}
    if translated:
        found |= {
            f"{language}{_TRANSLATED}.{metric}": {**translated.get(language, {}), **of_one}
            for language, of_one in originals.items()
        }
    return {name: of_one for name, of_one in found.items() if of_one}


def of_originals(result: Result) -> list[str]:
    """The names of its metrics that are of the original vacancies of one language."""
    return _named(result, _LANGUAGES)


def _named(result: Result, parts: Container[str]) -> list[str]:
    return [name for name in result.per_query if name.partition(".")[0] in parts]


def contrasts(results: Sequence[Result]) -> list[Contrast]:
    """Ours against the best baseline of each language; none without ours or without baselines.

    First by the originals, then with translations, each corrected for both languages.
    """
    by_name = {each.system: each for each in sorted(results, key=lambda each: each.system)}
    ours = by_name.pop(OURS, None)
    baselines = [each for name, each in by_name.items() if name not in ABLATIONS]
    if ours is None or not baselines:
        return []
    kinds = [of_originals(ours), _named(ours, _ALL)]
    return [each for metrics in kinds for each in _contrasts(ours, baselines, metrics)]


def _contrasts(
    ours: Result, baselines: Sequence[Result], metrics: Iterable[str]
) -> Iterator[Contrast]:
    best = {
        metric: max(baselines, key=lambda each: each.metrics[metric])
        for metric in metrics
        if all(metric in each.metrics for each in baselines)
    }
    found = [
        compare_paired(each.per_query[metric], ours.per_query[metric], seed=ours.seed)
        for metric, each in best.items()
    ]
    corrected = holm([each.p_value for each in found])
    said = zip(best.items(), found, corrected, verdicts(found), strict=True)
    for (metric, each), difference, p_value, verdict in said:
        yield _contrast(metric, ours, each, difference, (p_value, verdict))


def _contrast(
    metric: str, ours: Result, best: Result, found: Difference, said: tuple[float, Verdict]
) -> Contrast:
    corrected, verdict = said
    language = metric.partition(".")[0]
    return Contrast(
        language=language.removesuffix(_TRANSLATED),
        translated=language.endswith(_TRANSLATED),
        vacancies=found.queries,
        ours=ours.metrics[metric],
        best=best.system,
        theirs=best.metrics[metric],
        difference=found.mean,
        interval=found.interval,
        p_value=found.p_value,
        corrected=corrected,
        verdict=verdict,
    )


def with_contrasts(results: Sequence[Result]) -> list[Result]:
    """The same results, ours with what `contrasts` says in its details as «languages»."""
    rows = [asdict(each) for each in contrasts(results)]
    return [
        replace(each, details={**each.details, "languages": rows})
        if rows and each.system == OURS
        else each
        for each in results
    ]
