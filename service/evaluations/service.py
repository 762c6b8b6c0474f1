"""What is decided about runs: what is measured, by whom, one at a time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from matching.taxonomy import data_folder
from service.errors import ConflictError, NotFoundError
from service.evaluations import process, repository
from service.evaluations.kinds import (
    EvaluationHalf,
    EvaluationSize,
    EvaluationState,
    EvaluationSystems,
    EvaluationTask,
)
from service.evaluations.repository import Run
from service.evaluations.schemas import (
    EvaluationItem,
    EvaluationRead,
    EvaluationStart,
    RankingRead,
    TaskLine,
)
from service.evaluations.showing import (
    began,
    show_asked,
    show_fairness,
    show_progress,
    show_ranking,
    show_tasks,
    show_vacancies,
)
from service.reasons import reasons_for
from service.settings import Settings
from service.words import AuditKind
from service.work import Work

__all__ = ["BASELINES", "page", "ranking", "read", "start", "stop", "tasks"]

BASELINES: Mapping[EvaluationTask, tuple[str, ...]] = {
    EvaluationTask.RANKING: (
        *("random", "jaccard", "token-set", "bm25"),
        *("vectors", "word-tfidf", "char-tfidf"),
    ),
    EvaluationTask.TRAPS: ("every-name", "silent"),
}
"""The systems beside ours, of tasks that have any."""
_OURS = "ours"
_DATA: Mapping[EvaluationTask, tuple[str, str]] = {
    EvaluationTask.RANKING: ("match", "qrels.txt"),
    EvaluationTask.FAIRNESS: ("match", "vacancies.jsonl"),
    EvaluationTask.TRAPS: ("traps", "."),
}
"""The folder of its data, and what must be there."""
_TRIAL = 5
_MOST_LINES = 30


def page(settings: Settings) -> list[EvaluationItem]:
    """All runs, newest first."""
    goes_on = process.running(settings.runs)
    found = [_item(each, goes_on) for each in repository.all_of(settings.runs)]
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def read(settings: Settings, run_id: str) -> EvaluationRead:
    """A run with all its figures.

    Raises:
        NotFoundError: There is none.
    """
    run = repository.find(settings.runs, run_id)
    item = _item(run, process.running(settings.runs))
    goes_on, has_failed = (
        item.state is each for each in (EvaluationState.RUNNING, EvaluationState.FAILED)
    )
    return EvaluationRead(
        **item.model_dump(exclude={"tasks"}),
        tasks=show_tasks(run),
        by_id=run.state.get("by_id"),
        ended_at=None if goes_on else run.written_at,
        progress=show_progress(run) if goes_on else None,
        log=_told(run) if has_failed else [],
        vacancies=show_vacancies(run),
        fairness=show_fairness(run),
        has_report=run.has_results and not goes_on,
    )


def ranking(work: Work, run_id: str, query_id: str) -> RankingRead:
    """How ours ranked for one vacancy of a run.

    Raises:
        NotFoundError: There is no such run, or it says nothing of this vacancy.
    """
    run = repository.find(work.services.settings.runs, run_id)
    found = show_ranking(run, query_id, reasons_for(work))
    if found is None:
        raise NotFoundError("ranked vacancy")
    return found


def tasks(settings: Settings) -> list[EvaluationTask]:
    """The tasks whose data are there."""
    return [each for each in EvaluationTask if _has_data(settings, each)]


def start(work: Work, body: EvaluationStart) -> str:
    """Start a run; gives its id.

    Raises:
        ConflictError: One is going on, or the data of the task are not there.
    """
    settings, asked = work.services.settings, body.model_dump(mode="json")
    _require_startable(settings, body)
    by = str(work.who.user_id) if work.who.user_id else None
    run = repository.make(
        settings.runs,
        f"{work.now:%Y%m%d-%H%M%S}-{body.task.value}",
        {"asked": asked, "by_id": by, "started_at": work.now.isoformat()},
    )
    try:
        process.begin(settings.runs, run.id, _words(settings, run.id, body))
    except ConflictError:  # somebody else was first, a moment ago
        run.discard()
        raise
    work.record(AuditKind.CHANGE, "evaluation", None, run=run.id, asked=asked)
    return run.id


def stop(work: Work, run_id: str) -> None:
    """Have a run end.

    Raises:
        NotFoundError: There is none.
        ConflictError: It is not going on.
    """
    runs = work.services.settings.runs
    run = repository.find(runs, run_id)
    if process.running(runs) != run.id:
        raise ConflictError("expected a run that goes on, found one that has ended")
    run.keep(stopped_at=work.now.isoformat())
    process.end(runs)
    work.record(AuditKind.CHANGE, "evaluation", None, run=run.id, stopped=True)


def _item(run: Run, goes_on: str | None) -> EvaluationItem:
    return EvaluationItem(
        id=run.id,
        state=_state(run, goes_on),
        at=began(run) or run.written_at or datetime.fromtimestamp(0, UTC),
        asked=show_asked(run),
        tasks=[TaskLine(**each.model_dump()) for each in show_tasks(run)],
    )


def _state(run: Run, goes_on: str | None) -> EvaluationState:
    if run.id == goes_on:
        return EvaluationState.RUNNING
    if run.state.get("stopped_at"):
        return EvaluationState.STOPPED
    is_done = run.summary is not None or not run.state
    return EvaluationState.DONE if is_done else EvaluationState.FAILED


def _require_startable(settings: Settings, body: EvaluationStart) -> None:
    going_on = process.running(settings.runs)
    if going_on is not None:
        raise ConflictError(f"expected no run to be going on, found {going_on}; wait or stop it")
    if not _has_data(settings, body.task):
        raise ConflictError(
            f"expected judged data of {body.task.value}, found none; name their folder with "
            f"SCHAKEL_GOLD"
        )


def _has_data(settings: Settings, task: EvaluationTask) -> bool:
    folder, needed = _DATA[task]
    return (_gold(settings) / folder / needed).exists()


def _gold(settings: Settings) -> Path:
    return (settings.gold or data_folder() / "gold").resolve()


def _words(settings: Settings, run_id: str, body: EvaluationStart) -> list[str]:
    """The command; all in it is ours."""
    words = [body.task.value, "--data", str(_gold(settings) / _DATA[body.task][0])]
    if body.task is not EvaluationTask.TRAPS:
        words += ["--split", EvaluationHalf(body.half).value]
    if body.task is not EvaluationTask.FAIRNESS:
        words += _systems(body)
        words += ["--limit", str(_TRIAL)] if body.size is EvaluationSize.TRIAL else []
    if body.task is EvaluationTask.RANKING:
        words += ["--config", str(settings.config.resolve())] if settings.config else []
        words += ["--no-stability"] if body.size is EvaluationSize.TRIAL else []
    words += ["--taxonomy", str(settings.taxonomy.resolve())] if settings.taxonomy else []
    return [*words, "--out", run_id]


def _systems(body: EvaluationStart) -> list[str]:
    if body.systems is EvaluationSystems.ALL:
        return []
    with_others = body.systems is EvaluationSystems.BASELINES
    names = (_OURS, *(BASELINES[body.task] if with_others else ()))
    return [word for name in names for word in ("--system", name)]


def _told(run: Run) -> list[str]:
    """The end of what a run said, without its progress."""
    return [line for line in run.said if not line.startswith("{")][-_MOST_LINES:]
