"""The survey over HTTP, for candidates alone."""

from fastapi import APIRouter

from service.survey import service
from service.survey.schemas import SurveyAnswers, SurveyRead
from service.web.deps import Reading, Writing
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/own/survey", tags=["survey"])


@router.get("", operation_id="read_survey")
def read_survey(work: Reading) -> SurveyRead:
    """The questions, with your answers."""
    return service.read(work)


@router.put("", operation_id="answer_survey", responses=answers(409))
def answer_survey(body: SurveyAnswers, work: Writing) -> SurveyRead:
    """Answer the questions that you want to. Only checks of fairness read it, never a ranking."""
    return service.answer(work, body)
