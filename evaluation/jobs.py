"""From what a command was given to results: which dataset a task reads, and where it lies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.datasets import (
    esco_skills,
    melo,
    mentions,
    ranking,
    skillspan,
    title_text,
    traps,
    vdab,
)
from evaluation.datasets.types import most_queries
from evaluation.outcomes import Job, Outcome
from evaluation.tasks import run_mentions, run_ranking, run_retrieval, run_spans, run_traps
from matching.taxonomy import data_folder

__all__ = ["TASKS", "Source", "sources"]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a dataset lies, and what of it is measured; see the options of the commands."""

    data: Path
    esco: Path | None = None
    texts: Path | None = None
    split: str | None = None
    only: tuple[str, ...] = ()
    limit: int | None = None
    stability: bool = True


def _ranking(job: Job, source: Source) -> Iterator[Outcome]:
    found = ranking.load(source.data, split=source.split, only=source.only, limit=source.limit)
    return run_ranking(job, found, stable=source.stability)


def _occupation_linking(job: Job, source: Source) -> Iterator[Outcome]:
    return run_retrieval(job, most_queries([melo.load(source.data)], source.limit))


def _skill_linking(job: Job, source: Source) -> Iterator[Outcome]:
    sets = vdab.load(source.data, source.esco or source.data)
    return run_retrieval(job, most_queries(sets, source.limit))


def _skill_extraction(job: Job, source: Source) -> Iterator[Outcome]:
    return run_retrieval(job, most_queries(esco_skills.load(source.data), source.limit))


def _title_text(job: Job, source: Source) -> Iterator[Outcome]:
    return run_retrieval(job, most_queries(title_text.load(source.data), source.limit))


def _spans(job: Job, source: Source) -> Iterator[Outcome]:
    sets = skillspan.load(source.data)
    cut = [replace(each, sentences=each.sentences[: source.limit]) for each in sets]
    return run_spans(job, cut)


def _traps(job: Job, source: Source) -> Iterator[Outcome]:
    found = traps.load(source.data)
    return run_traps(job, replace(found, traps=found.traps[: source.limit]))


def _mentions(job: Job, source: Source) -> Iterator[Outcome]:
    found = mentions.load(
        source.data,
        source.texts or source.data,
        skills=job.matcher.taxonomy.skills,
        named=job.matcher.skill_named,
        split=source.split,
        limit=source.limit,
    )
    return run_mentions(job, found)


TASKS: Mapping[str, Callable[[Job, Source], Iterator[Outcome]]] = {
    "ranking": _ranking,
    "traps": _traps,
    "mentions": _mentions,
    "occupation-linking": _occupation_linking,
    "skill-linking": _skill_linking,
    "skill-extraction": _skill_extraction,
    "title-text": _title_text,
    "spans": _spans,
}
"""Task to what reads its data and runs it; data are read before the first system runs."""

_GOLD = {"ranking": "match", "traps": "traps", "mentions": "mentions_nl"}
_FOLDERS = {
    "occupation-linking": "melo_bel",
    "skill-linking": "vdab_competences",
    "skill-extraction": "skill_extraction",
    "title-text": "vacancies_nl",
    "spans": "skillspan",
}


def sources(
    data: Path, *, gold: Path | None = None, limit: int | None = None
) -> tuple[dict[str, Source], dict[str, Path]]:
    """All tasks whose data are there.

    Args:
        data: A folder of datasets, each in the folder of its name (melo_bel, esco, …).
        gold: The folder with match, traps and mentions_nl; None: the project's own.
        limit: At most so many queries of each.

    Returns:
        Task to its source; and task to the folder or file that is not there.
    """
    own = gold or data_folder() / "gold"
    texts = data / _FOLDERS["title-text"]
    places = {task: own / _GOLD[task] if task in _GOLD else data / _FOLDERS[task] for task in TASKS}
    needed = {task: [path] for task, path in places.items()}
    needed["ranking"] = [places["ranking"] / "qrels.txt"]
    needed["mentions"] = [places["mentions"] / mentions.LABELS, texts]
    missing = {
        task: path
        for task, paths in needed.items()
        for path in reversed(paths)
        if not path.exists()
    }
    there = {
        task: Source(data=path, esco=data / "esco", texts=texts, limit=limit)
        for task, path in places.items()
        if task not in missing
    }
    return there, missing
