"""Runs of the evaluation over HTTP."""

from typing import Literal

from fastapi import APIRouter, Response

from service.evaluations import comparing, service
from service.evaluations.schemas import (
    ComparisonRead,
    EvaluationItem,
    EvaluationRead,
    EvaluationStart,
    RankingRead,
)
from service.web.deps import Reading, Visiting, Writing
from service.web.downloads import attachment
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/evaluations", tags=["evaluations"])


@router.get("", operation_id="list_evaluations")
def list_evaluations(work: Reading) -> list[EvaluationItem]:
    """All runs, newest first, with the key figures of each."""
    return service.page(work.services.settings)


@router.post("", operation_id="start_evaluation", status_code=201, responses=answers(409))
def start_evaluation(body: EvaluationStart, work: Writing) -> EvaluationRead:
    """Start a run; one at a time. Read it again to see how far it is."""
    return service.read(work.services.settings, service.start(work, body))


@router.get("/{run_id}", operation_id="read_evaluation")
def read_evaluation(run_id: str, work: Reading) -> EvaluationRead:
    """A run with all its figures, or how far it is, or why it failed."""
    return service.read(work.services.settings, run_id)


@router.post("/{run_id}/stop", operation_id="stop_evaluation", responses=answers(409))
def stop_evaluation(run_id: str, work: Writing) -> EvaluationRead:
    """Have a run end that goes on."""
    service.stop(work, run_id)
    return service.read(work.services.settings, run_id)


@router.get("/{run_id}/vacancies/{query_id}", operation_id="read_evaluation_ranking")
def read_evaluation_ranking(run_id: str, query_id: str, work: Reading) -> RankingRead:
    """How ours ranked for one judged vacancy, with the parts of each score."""
    return service.ranking(work, run_id, query_id)


@router.get(
    "/{run_id}/against/{other_id}", operation_id="compare_evaluations", responses=answers(409)
)
def compare_evaluations(run_id: str, other_id: str, visit: Visiting) -> ComparisonRead:
    """Two runs side by side, the other one minus the first, with intervals and verdicts."""
    return comparing.compare(visit.services.settings, run_id, other_id)


@router.get(
    "/{run_id}/report",
    operation_id="read_evaluation_report",
    response_class=Response,
    responses=answers(409),
)
def read_evaluation_report(
    run_id: str, visit: Visiting, language: Literal["nl", "en"] = "nl"
) -> Response:
    """The report of a run: one file of HTML, to keep or print."""
    return attachment(comparing.report(visit.services.settings, run_id, language), "report.html")
