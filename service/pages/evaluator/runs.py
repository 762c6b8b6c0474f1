"""The pages of runs: all of them, one that goes on, its figures, and two side by side."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import ConflictError, InvalidError
from service.evaluations import comparing, service
from service.evaluations.kinds import (
    EvaluationHalf,
    EvaluationSize,
    EvaluationState,
    EvaluationSystems,
)
from service.evaluations.schemas import EvaluationStart, RankedRead
from service.pages.bars import FULL, Part, parts_of
from service.pages.evaluator.words import METRICS, SWAPS, TASKS, VERDICTS
from service.pages.forms import Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.web.downloads import attachment
from service.words import Role

__all__ = ["router"]

router = page_router("/evaluator", Role.EVALUATOR)

_WORDS: Mapping[str, Any] = {
    "metrics": METRICS,
    "tasks": TASKS,
    "verdicts": VERDICTS,
    "swaps": SWAPS,
}
_FIRST = Form.showing(
    task="ranking",
    systems=EvaluationSystems.BASELINES,
    half=EvaluationHalf.DEV,
    size=EvaluationSize.WHOLE,
)


@router.get("")
def runs(view: Viewing) -> HTMLResponse:
    """All runs, what goes on, and the way to start one."""
    return _runs(view, _FIRST)


@router.post("/runs")
def start(view: Viewing, form: Posted) -> Response:
    """Start a run."""
    try:
        body = body_of(EvaluationStart, form.given("task", "systems", "half", "size"))
        with view.writing() as work:
            run_id = service.start(work, body)
    except InvalidError as error:
        return _runs(view, form.failing(error), status=422)
    except ConflictError as error:
        return _runs(view, form, conflict=str(error), status=409)
    return view.go(f"/evaluator/runs/{run_id}", done="run_started")


@router.get("/runs/{run_id}")
def run(view: Viewing, run_id: str) -> HTMLResponse:
    """A run with its figures, or how far it is, or why it failed."""
    found = service.read(view.services.settings, run_id)
    return view.show("evaluator/run.html", run=found, states=EvaluationState, **_WORDS)


@router.get("/runs/{run_id}/progress")
def progress(view: Viewing, run_id: str) -> Response:
    """How far a run is; the whole page where it is not asked for as a part."""
    if not view.is_partial:
        return view.go(f"/evaluator/runs/{quote(run_id)}")
    found = service.read(view.services.settings, run_id)
    return view.show("evaluator/progress.html", run=found, states=EvaluationState)


@router.post("/runs/{run_id}/stop")
def stop(view: Viewing, run_id: str) -> Response:
    """Have a run end."""
    with view.writing() as work:
        service.stop(work, run_id)
    return view.go(f"/evaluator/runs/{run_id}", done="run_stopped")


@router.get("/runs/{run_id}/report")
def report(view: Viewing, run_id: str) -> Response:
    """The report as a file, in the language of the page."""
    content = comparing.report(view.services.settings, run_id, view.language)
    return attachment(content, "report.html")


@router.get("/runs/{run_id}/vacancies/{query_id}")
def vacancy(view: Viewing, run_id: str, query_id: str) -> HTMLResponse:
    """Who was ranked for one vacancy, with grades, and why."""
    with view.reading() as work:
        found = service.ranking(work, run_id, query_id)
    return view.show(
        "evaluator/vacancy.html",
        run_id=run_id,
        ranking=found,
        parts_of=_parts,
        full=FULL,
        **_WORDS,
    )


@router.get("/compare")
def compare(view: Viewing, a: str = "", b: str = "") -> HTMLResponse:
    """Two runs side by side; without two the choice of them."""
    settings = view.services.settings
    context: dict[str, Any] = {
        "runs": [each for each in service.page(settings) if each.tasks],
        "form": Form.showing(a=a, b=b),
        "found": None,
        "conflict": None,
    }
    status = 200
    if a and b:
        try:
            context["found"] = comparing.compare(settings, a, b)
        except ConflictError as error:
            context["conflict"], status = str(error), 409
    return view.show("evaluator/compare.html", status=status, **context, **_WORDS)


def _runs(
    view: View, form: Form, *, conflict: str | None = None, status: int = 200
) -> HTMLResponse:
    settings = view.services.settings
    found = service.page(settings)
    going_on = next((each for each in found if each.state is EvaluationState.RUNNING), None)
    return view.show(
        "evaluator/runs.html",
        status=status,
        runs=found,
        run=service.read(settings, going_on.id) if going_on else None,
        startable=service.tasks(settings),
        systems=EvaluationSystems,
        halves=EvaluationHalf,
        sizes=EvaluationSize,
        states=EvaluationState,
        form=form,
        conflict=conflict,
        **_WORDS,
    )


def _parts(entry: RankedRead) -> list[Part]:
    return parts_of([(each.label, each.points, each.most) for each in entry.parts])
