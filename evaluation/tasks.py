"""Tasks: a dataset and systems in, results out, one system at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from time import monotonic

from evaluation.answers import (
    Answer,
    mention_answers,
    ranking_answers,
    retrieval_answers,
    span_answers,
    trap_answers,
)
from evaluation.by_language import of_languages, of_translations, with_contrasts
from evaluation.datasets.translations import TRANSLATIONS
from evaluation.datasets.types import (
    Documents,
    MentionSet,
    RankingSet,
    RetrievalSet,
    SpanSet,
    TrapSet,
)
from evaluation.explained import Explained, explain, read_all
from evaluation.extraction import count_spans, measure_traps, span_metrics
from evaluation.mentions import counts, mention_metrics, read, text_f1
from evaluation.metrics import calibration, means, per_query
from evaluation.outcomes import Job, Outcome, result_of
from evaluation.progress import progress
from evaluation.ranking_systems import RankingSystem
from evaluation.retrieval import Ranker
from evaluation.runs import Ranked, Run
from evaluation.stability import TRANSLATION, Stability, stability
from evaluation.systems import OURS, finders, rankers, ranking_systems

__all__ = ["run_mentions", "run_ranking", "run_retrieval", "run_spans", "run_traps"]

_DEPTH = 100
_HIGHEST_SCORE = 10_000
_BATCH = 16

RANKING_METRICS = (
    "ndcg_exp@10",
    "ndcg_exp@5",
    "map",
    "mrr",
    "p@5",
    "p@10",
    "recall@10",
    "recall@20",
    "r_precision",
)
LINKING_METRICS = ("mrr", "hit@1", "hit@5", "hit@10", "map", "recall@10")
EXTRACTION_METRICS = ("mrr", "rp@1", "rp@5", "rp@10", "r_precision", "recall@10")


def run_retrieval(job: Job, sets: Sequence[RetrievalSet]) -> Iterator[Outcome]:
    """Rank the documents of each set for its queries, by each system.

    Raises:
        UnknownSystemError: The task has no system of a name.
    """
    metrics = EXTRACTION_METRICS if job.task == "skill-extraction" else LINKING_METRICS
    for ranker in rankers(job.task, job.systems, job.matcher, job.seed):
        started = monotonic()
        memory = _Memory(ranker)
        values: dict[str, dict[str, float]] = {metric: {} for metric in metrics}
        of_sets: dict[str, float] = {}
        answers: dict[str, Answer] = {}
        for each in sets:
            run = memory.run(each)
            found = per_query(run, each.judgments, metrics)
            if each.counts:
                if ranker.name == OURS:
                    answers.update(retrieval_answers(each, run))
                for metric, of_query in found.items():
                    values[metric].update({f"{each.name}/{q}": v for q, v in of_query.items()})
            of_sets.update({f"{each.name}.{name}": mean for name, mean in means(found).items()})
        result = result_of(
            job,
            ranker.name,
            ranker.config(),
            [(each.name, each.fingerprint) for each in sets],
            key=metrics[0],
            metrics={**means(values), **(of_sets if len(sets) > 1 else {})},
            per_query=values,
            details={"answers": answers} if answers else {},
            notes=[f"{each.name}: {note}" for each in sets for note in each.notes],
        )
        yield Outcome(result=result, seconds=monotonic() - started)


class _Memory:
    """Ranks queries once for each collection of documents, and remembers the rankings."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker
        self._documents: Documents | None = None
        self._known: dict[str, Ranked] = {}

    def run(self, data: RetrievalSet) -> dict[str, Ranked]:
        """The run of one set."""
        if self._documents is not data.documents:
            self._ranker.fit(data.documents)
            self._documents, self._known = data.documents, {}
        new = [text for text in dict.fromkeys(data.queries.values()) if text not in self._known]
        batches = [new[start : start + _BATCH] for start in range(0, len(new), _BATCH)]
        for batch in progress(batches, f"{self._ranker.name}: {data.name}"):
            self._known.update(zip(batch, self._ranker.rank(batch, _DEPTH), strict=True))
        return {query: self._known[text] for query, text in data.queries.items()}


def run_ranking(job: Job, data: RankingSet, *, stable: bool = True) -> Iterator[Outcome]:
    """Rank the candidates for each vacancy, by each system; outcomes come when all have ranked.

    Args:
        job: What is asked.
        data: Vacancies, candidates and judgments.
        stable: Whether to measure the stability of our system too.

    Raises:
        UnknownSystemError: There is no system of a name.
    """
    systems = ranking_systems(job.systems, job.matcher, job.seed)
    found = [_ranked(job, data, each, stable=stable) for each in progress(systems, "ranking")]
    results = with_contrasts([each.result for each in found])
    for outcome, result in zip(found, results, strict=True):
        yield replace(outcome, result=result)


def _ranked(job: Job, data: RankingSet, system: RankingSystem, *, stable: bool) -> Outcome:
    """What one system reached."""
    started = monotonic()
    key, relevant_from = RANKING_METRICS[0], data.relevant_from
    stages = _stages(system.name, stable=stable)
    next(stages)
    run = system.run(data)
    values = per_query(run, data.judgments, RANKING_METRICS, relevant_from=relevant_from)
    translated = of_translations(system, data, key)
    values |= of_languages(key, values[key], data.languages, translated)
    details: dict[str, object] = {"relevant_from": relevant_from}
    notes = [*data.notes, *_empty(run)]
    explained: Sequence[Explained] = ()
    if system.name == OURS:
        found, explained = _looked_into(job, data, run, values[key], stages)
        details |= found
        notes += _untranslated(data) if stable else []
    next(stages, None)
    result = result_of(
        job,
        system.name,
        system.config(),
        [(data.name, data.fingerprint)],
        key=key,
        metrics=means(values),
        per_query=values,
        details=details,
        notes=notes,
    )
    return Outcome(result=result, seconds=monotonic() - started, run=run, explained=explained)


def _stages(system: str, *, stable: bool) -> Iterator[str]:
    """What is done with a system, one after another; each next one tells that the last is done."""
    looked = ("look into", *(("stability",) if stable else ())) if system == OURS else ()
    return progress(("rank", *looked), system)


def _looked_into(
    job: Job, data: RankingSet, run: Run, key: Mapping[str, float], stages: Iterator[str]
) -> tuple[dict[str, object], list[Explained]]:
    """What is measured of our system only, and why its rankings are so."""
    next(stages)
    read = read_all(data, job.matcher)
    details: dict[str, object] = {
        "calibration": _calibration(run, data),
        "answers": ranking_answers(data, run, key, read),
    }
    if next(stages, None):
        details["stability"] = _stability(data, job)
    return details, explain(data, run, read)


def _empty(run: Run) -> list[str]:
    none = [vacancy for vacancy, ranked in run.items() if not ranked]
    return [f"nobody ranked for {len(none)} vacancies: {', '.join(none[:5])}"] if none else []


def _untranslated(data: RankingSet) -> list[str]:
    return [] if data.translations else [f"{TRANSLATION} not measured: no {TRANSLATIONS}"]


def _calibration(run: Run, data: RankingSet) -> list[dict[str, object]]:
    pairs = [
        (score, data.judgments[vacancy][candidate] >= data.relevant_from)
        for vacancy, ranked in run.items()
        for candidate, score in ranked
        if candidate in data.judgments[vacancy]
    ]
    scores, relevant = [score for score, _ in pairs], [hit for _, hit in pairs]
    return [asdict(row) for row in calibration(scores, relevant, top=_HIGHEST_SCORE)]


def _stability(data: RankingSet, job: Job) -> list[dict[str, object]]:
    found: list[Stability] = list(stability(data, job.matcher, seed=job.seed))
    return [asdict(each) for each in found]


def run_spans(job: Job, sets: Sequence[SpanSet]) -> Iterator[Outcome]:
    """Find skills in sentences and compare them with the spans that people marked.

    Raises:
        UnknownSystemError: There is no system of a name.
    """
    for finder in finders(job.systems, job.matcher):
        started = monotonic()
        totals: Counter[str] = Counter()
        of_sets: dict[str, float] = {}
        per_sentence: dict[str, float] = {}
        for each in progress(sets, f"{finder.name}: spans"):
            counts, of_sentences = count_spans(finder, each)
            totals.update(counts)
            metrics = span_metrics(counts)
            of_sets.update({f"{each.name}.{name}": value for name, value in metrics.items()})
            per_sentence.update({f"{each.name}/{key}": f1 for key, f1 in of_sentences.items()})
        mean = means({"sentence_f1": per_sentence})
        result = result_of(
            job,
            finder.name,
            finder.config(),
            [(each.name, each.fingerprint) for each in sets],
            key="sentence_f1",
            metrics={**mean, **span_metrics(totals), **(of_sets if len(sets) > 1 else {})},
            per_query={"sentence_f1": per_sentence},
            details=(
                {"answers": span_answers(sets, finder, per_sentence)} if finder.name == OURS else {}
            ),
        )
        yield Outcome(result=result, seconds=monotonic() - started)


def run_mentions(job: Job, data: MentionSet) -> Iterator[Outcome]:
    """Find skills in whole texts and compare them with the labels that people gave.

    Raises:
        UnknownSystemError: There is no system of a name.
    """
    for finder in finders(job.systems, job.matcher):
        started = monotonic()
        readings = {
            each.id: read(each, finder.find(data.texts[each.id]))
            for each in progress(data.labelled, f"{finder.name}: mentions")
        }
        counted = {name: counts(each) for name, each in readings.items()}
        values = {"text_f1": {name: text_f1(each) for name, each in counted.items()}}
        total = sum(counted.values(), Counter())
        result = result_of(
            job,
            finder.name,
            finder.config(),
            [(data.name, data.fingerprint)],
            key="text_f1",
            metrics={**means(values), **mention_metrics(total)},
            per_query=values,
            details={"answers": mention_answers(readings)} if finder.name == OURS else {},
            notes=data.notes,
        )
        yield Outcome(result=result, seconds=monotonic() - started)


def run_traps(job: Job, traps: TrapSet) -> Iterator[Outcome]:
    """Find skills in the texts of traps and count which are passed.

    Raises:
        UnknownSystemError: There is no system of a name.
    """
    for finder in finders(job.systems, job.matcher):
        started = monotonic()
        metrics, passed = measure_traps(finder, traps)
        failed = [each for each, value in passed.items() if not value]
        answers = {"answers": trap_answers(traps, finder, passed)} if finder.name == OURS else {}
        result = result_of(
            job,
            finder.name,
            finder.config(),
            [("traps", traps.fingerprint)],
            key="passed",
            metrics=metrics,
            per_query={"passed": passed},
            details={"failed": failed, **answers},
        )
        yield Outcome(result=result, seconds=monotonic() - started)
