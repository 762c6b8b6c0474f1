"""How systems do on the vacancies of each language, and ours against the best baseline of each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from evaluation.ranking_systems import ABLATIONS
from evaluation.results import Result
from evaluation.significance import Difference, Verdict, compare_paired, holm, verdicts
from evaluation.systems import OURS

__all__ = ["Contrast", "contrasts", "language_metrics", "of_languages", "with_contrasts"]

_LANGUAGES = ("nl", "en")
_LEVEL = 0.05


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """Our system against the baseline that has the highest mean on the vacancies of a language.

    Attributes:
        language: nl or en.
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


def of_languages(
    metric: str, values: Mapping[str, float], languages: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """The values of a metric by the language of the vacancy.

    Args:
        metric: Its name.
        values: Vacancy to value.
        languages: Vacancy to language.

    Returns:
        «nl.metric» and «en.metric» to vacancy to value; only languages of which there are any.

    >>> of_languages("mrr", {"a": 1.0, "b": 0.5, "c": 0.2}, {"a": "en", "b": "nl"})
    {'nl.mrr': {'b': 0.5}, 'en.mrr': {'a': 1.0}}
    """
    found = {
        f"{language}.{metric}": {
            vacancy: value
            for vacancy, value in values.items()
            if languages.get(vacancy) == language
        }
        for language in _LANGUAGES
    }
    return {name: of_one for name, of_one in found.items() if of_one}


def language_metrics(result: Result) -> list[str]:
    """The names of its metrics that are of the vacancies of one language."""
    return [name for name in result.per_query if name.partition(".")[0] in _LANGUAGES]


def contrasts(results: Sequence[Result]) -> list[Contrast]:
    """Ours against the best baseline of each language; none without ours or without baselines."""
    by_name = {each.system: each for each in sorted(results, key=lambda each: each.system)}
    ours = by_name.pop(OURS, None)
    baselines = [each for name, each in by_name.items() if name not in ABLATIONS]
    if ours is None or not baselines:
        return []
    best = {
        metric: max(baselines, key=lambda each: each.metrics[metric])
        for metric in language_metrics(ours)
        if all(metric in each.metrics for each in baselines)
    }
    found = [
        compare_paired(each.per_query[metric], ours.per_query[metric], seed=ours.seed)
        for metric, each in best.items()
    ]
    corrected = holm([each.p_value for each in found])
    return [
        _contrast(metric, ours, each, difference, (p_value, verdict))
        for (metric, each), difference, p_value, verdict in zip(
            best.items(), found, corrected, verdicts(found), strict=True
        )
    ]


def _contrast(
    metric: str, ours: Result, best: Result, found: Difference, said: tuple[float, Verdict]
) -> Contrast:
    corrected, verdict = said
    return Contrast(
        language=metric.partition(".")[0],
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
