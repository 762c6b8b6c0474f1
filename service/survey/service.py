"""What is decided about the survey. Nothing outside this folder reads a single answer."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import col, delete, select

from models import SurveyAnswer
from service.access.candidates import own_candidate
from service.consents.repository import standing
from service.errors import BadField, InvalidError, NotFoundError, RefusedError
from service.survey.questions import QUESTIONS, Question
from service.survey.schemas import SurveyAnswers, SurveyChoice, SurveyQuestion, SurveyRead
from service.words import AuditKind, ConsentKind, ConsentState
from service.work import Work

__all__ = ["answer", "read"]


def read(work: Work) -> SurveyRead:
    """The questions, with the user's answers.

    Raises:
        NotFoundError: The user is no candidate.
    """
    own = _own(work)
    question = select(SurveyAnswer).where(SurveyAnswer.candidate_id == own)
    answers = {each.question: each.answer for each in work.session.exec(question)}
    language = work.who.language
    return SurveyRead(
        is_open=_agrees(work, own),
        questions=[_shown(code, each, answers, language) for code, each in QUESTIONS.items()],
    )


def answer(work: Work, body: SurveyAnswers) -> SurveyRead:
    """Keep these answers instead of earlier ones; the log keeps only that it was done.

    Raises:
        NotFoundError: The user is no candidate.
        RefusedError: They did not agree to the survey.
        InvalidError: There is no such question or answer.
    """
    own = _own(work)
    if not _agrees(work, own):
        raise RefusedError(
            "survey_consent",
            "expected your consent to the survey, found none; give it first, or leave the "
            "questions be",
        )
    _require_known(body.answers)
    work.session.exec(delete(SurveyAnswer).where(col(SurveyAnswer.candidate_id) == own))
    for question, said in body.answers.items():
        row = SurveyAnswer(candidate_id=own, question=question, answer=said, answered_at=work.now)
        work.session.add(row)
    work.session.flush()
    work.record(AuditKind.CHANGE, "survey", own, candidate_id=own, what="survey")
    return read(work)


def _own(work: Work) -> UUID:
    found = own_candidate(work.session, work.who)
    if found is None:
        raise NotFoundError("profile")
    return found.id


def _agrees(work: Work, candidate_id: UUID) -> bool:
    consent = standing(work.session, candidate_id, ConsentKind.BIAS_SURVEY)
    return consent is not None and consent.state is ConsentState.GIVEN


def _require_known(answers: Mapping[str, str]) -> None:
    bad = [
        BadField(f"/answers/{code}", f"expected {_choices(code)}, found {said}")
        for code, said in answers.items()
        if code not in QUESTIONS or said not in QUESTIONS[code].answers
    ]
    if bad:
        raise InvalidError(bad)


def _choices(code: str) -> str:
    if code not in QUESTIONS:
        return f"a question of {', '.join(QUESTIONS)}"
    return f"one of {', '.join(QUESTIONS[code].answers)}"


def _shown(
    code: str, question: Question, answers: Mapping[str, str], language: str
) -> SurveyQuestion:
    is_english = language == "en"
    return SurveyQuestion(
        code=code,
        text=question.en if is_english else question.nl,
        choices=[
            SurveyChoice(code=each, text=words[is_english])
            for each, words in question.answers.items()
        ],
        answer=answers.get(code),
    )
