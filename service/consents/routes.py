"""Consents over HTTP: for coaches, and for candidates themselves."""

from uuid import UUID

from fastapi import APIRouter

from service.consents import service
from service.consents.schemas import ConsentAnswer, ConsentAsk, ConsentRead, ConsentRecord
from service.paging import Page
from service.web.deps import Reading, Writing
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(tags=["consents"])

_OF_CANDIDATE = "/api/candidates/{candidate_id}/consents"
_OWN = "/api/own/consents"


@router.get(_OF_CANDIDATE, operation_id="list_consents")
def list_consents(candidate_id: UUID, work: Writing, part: Paging) -> Page[ConsentRead]:
    """What a candidate was asked and answered, newest first."""
    return service.page(work, candidate_id, part)


@router.post(_OF_CANDIDATE, operation_id="ask_consent", status_code=201, responses=answers(409))
def ask_consent(candidate_id: UUID, body: ConsentAsk, work: Writing, once: Once) -> ConsentRead:
    """Ask a candidate for a consent; they answer on their own page, or on paper."""
    made = once.create(work, lambda: service.ask(work, candidate_id, body))
    return service.read(work, candidate_id, made)


@router.post(
    _OF_CANDIDATE + "/{consent_id}/answer",
    operation_id="record_consent",
    responses=answers(409),
)
def record_consent(
    candidate_id: UUID, consent_id: UUID, body: ConsentRecord, work: Writing
) -> ConsentRead:
    """Record what a candidate answered or withdrew on paper; the log keeps who recorded it."""
    return service.record(work, candidate_id, consent_id, body)


@router.get(_OWN, operation_id="list_own_consents")
def list_own_consents(work: Reading, part: Paging) -> Page[ConsentRead]:
    """What you were asked and answered, newest first, in the words that were shown."""
    return service.own_page(work, part)


@router.post(
    _OWN + "/{consent_id}/answer", operation_id="answer_own_consent", responses=answers(409)
)
def answer_own_consent(consent_id: UUID, body: ConsentAnswer, work: Writing) -> ConsentRead:
    """Answer a question. After a refusal or withdrawal, `given` agrees to it again."""
    return service.answer_own(work, consent_id, body)


@router.post(
    _OWN + "/{consent_id}/withdrawal",
    operation_id="withdraw_own_consent",
    responses=answers(409),
)
def withdraw_own_consent(consent_id: UUID, work: Writing) -> ConsentRead:
    """Take back a consent. It works at once, also on lists that were released before."""
    return service.withdraw_own(work, consent_id)
