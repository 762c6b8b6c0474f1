"""What is decided about consents. Everything that needs one reads it each time it is needed."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, delete

from models import Consent, SurveyAnswer
from service.access.candidates import find_candidate, own_candidate
from service.consents import repository
from service.consents.schemas import ConsentAnswer, ConsentAsk, ConsentRead, ConsentRecord
from service.consents.wordings import find as find_wording
from service.consents.wordings import newest
from service.errors import ConflictError, NotFoundError
from service.paging import Page, Slice
from service.words import AuditKind, ConsentKind, ConsentState
from service.work import Work

__all__ = [
    "answer_own",
    "ask",
    "ask_for",
    "own_page",
    "page",
    "read",
    "record",
    "shown",
    "shown_of",
    "withdraw_own",
]

_ALL = Slice(limit=1000)
_NEXT = {
    ConsentState.GIVEN: ConsentState.ASKED,
    ConsentState.REFUSED: ConsentState.ASKED,
    ConsentState.WITHDRAWN: ConsentState.GIVEN,
}
"""For each answer, what it is an answer to."""
_ENDED = (ConsentState.REFUSED, ConsentState.WITHDRAWN)


def page(work: Work, candidate_id: UUID, part: Slice) -> Page[ConsentRead]:
    """Consents of a candidate, for their coach.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
    """
    _require_candidate(work, candidate_id)
    work.record(
        AuditKind.VIEW,
        "candidate",
        candidate_id,
        candidate_id=candidate_id,
        what="consents",
        fields=["consents"],
    )
    return _page(work, candidate_id, part)


def shown_of(work: Work, candidate_id: UUID) -> list[ConsentRead]:
    """All of them, newest first, for who saw the candidate just now, which was recorded.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
    """
    _require_candidate(work, candidate_id)
    return _page(work, candidate_id, _ALL).items


def own_page(work: Work, part: Slice) -> Page[ConsentRead]:
    """One's own consents.

    Raises:
        NotFoundError: The user is no candidate.
    """
    return _page(work, _own(work), part)


def ask(work: Work, candidate_id: UUID, body: ConsentAsk) -> UUID:
    """Ask a candidate something.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
        ConflictError: It is asked or given already.
    """
    _require_candidate(work, candidate_id)
    return ask_for(work, candidate_id, body.kind).id


def ask_for(
    work: Work, candidate_id: UUID, kind: ConsentKind, vacancy_id: UUID | None = None
) -> Consent:
    """Put the question in today's words; for whom and by whom was decided before.

    Raises:
        ConflictError: It is asked or given already.
    """
    _require_none(work, candidate_id, kind, vacancy_id)
    row = Consent(
        candidate_id=candidate_id,
        kind=kind,
        vacancy_id=vacancy_id,
        wording=newest(kind).id,
        asked_at=work.now,
    )
    return _added(work, row)


def read(work: Work, candidate_id: UUID, id_: UUID) -> ConsentRead:
    """One consent of a candidate.

    Raises:
        NotFoundError: There is none, or not for a candidate that this user may see.
    """
    _require_candidate(work, candidate_id)
    return shown(work, [_found(work, candidate_id, id_)])[0]


def record(work: Work, candidate_id: UUID, id_: UUID, body: ConsentRecord) -> ConsentRead:
    """Keep an answer that was given on paper.

    Raises:
        NotFoundError: There is none, or not for a candidate that this user may see.
        ConflictError: It is no answer to how the question stands.
    """
    _require_candidate(work, candidate_id)
    row = _found(work, candidate_id, id_)
    row.recorded_by_id = work.who.known
    return _answered(work, row, body.answer)


def answer_own(work: Work, id_: UUID, body: ConsentAnswer) -> ConsentRead:
    """Answer a question; who refused or withdrew may still agree to the same words.

    Raises:
        NotFoundError: There is no such question for this user.
        ConflictError: It is answered so already, or its words are not those of today.
    """
    row = _found(work, _own(work), id_)
    if row.state in _ENDED and body.answer is ConsentState.GIVEN:
        return _given_again(work, row)
    row.recorded_by_id = None
    return _answered(work, row, body.answer)


def withdraw_own(work: Work, id_: UUID) -> ConsentRead:
    """Take back a consent; it holds from now on, everywhere.

    Raises:
        NotFoundError: There is no such consent of this user.
        ConflictError: It was not given.
    """
    row = _found(work, _own(work), id_)
    row.recorded_by_id = None
    return _answered(work, row, ConsentState.WITHDRAWN)


def shown(work: Work, rows: Iterable[Consent]) -> Sequence[ConsentRead]:
    """Consents with their texts in the language of who reads."""
    rows = list(rows)
    names = repository.named(work.session, (each.vacancy_id for each in rows))
    last = repository.last_of_each(work.session, {each.candidate_id for each in rows})
    return [_shown(row, names, work.who.language, is_last=row.id in last) for row in rows]


def _answered(work: Work, row: Consent, state: ConsentState) -> ConsentRead:
    if row.state is not _NEXT[state]:
        raise ConflictError(
            f"expected a consent that is {_NEXT[state]}, found one that is {row.state}; read it "
            f"again"
        )
    row.state = state
    if state is ConsentState.WITHDRAWN:
        row.withdrawn_at = work.now
    else:
        row.answered_at = work.now
    work.session.flush()
    if row.kind is ConsentKind.BIAS_SURVEY and state is ConsentState.WITHDRAWN:
        mine = col(SurveyAnswer.candidate_id) == row.candidate_id
        work.session.exec(delete(SurveyAnswer).where(mine))
    _record(work, row)
    return shown(work, [row])[0]


def _given_again(work: Work, row: Consent) -> ConsentRead:
    if row.wording != newest(row.kind).id:
        raise ConflictError(
            f"expected a question in today's words, found {row.wording}; have your coach ask again"
        )
    _require_none(work, row.candidate_id, row.kind, row.vacancy_id)
    given = Consent(
        candidate_id=row.candidate_id,
        kind=row.kind,
        vacancy_id=row.vacancy_id,
        state=ConsentState.GIVEN,
        wording=row.wording,
        asked_at=work.now,
        answered_at=work.now,
    )
    return shown(work, [_added(work, given)])[0]


def _added(work: Work, row: Consent) -> Consent:
    work.session.add(row)
    work.session.flush()
    _record(work, row)
    return row


def _record(work: Work, row: Consent) -> None:
    work.record(
        AuditKind.CONSENT,
        "consent",
        row.id,
        candidate_id=row.candidate_id,
        what=row.kind,
        state=row.state,
        wording=row.wording,
        vacancy=row.vacancy_id,
    )


def _require_none(
    work: Work, candidate_id: UUID, kind: ConsentKind, vacancy_id: UUID | None
) -> None:
    stands = repository.standing(work.session, candidate_id, kind, vacancy_id)
    if stands is not None:
        raise ConflictError(
            f"expected no consent of this kind that stands, found one that is {stands.state}; "
            f"wait for the answer, or leave it as it is"
        )


def _require_candidate(work: Work, candidate_id: UUID) -> None:
    if find_candidate(work.session, work.who, candidate_id) is None:
        raise NotFoundError("candidate")


def _own(work: Work) -> UUID:
    found = own_candidate(work.session, work.who)
    if found is None:
        raise NotFoundError("profile")
    return found.id


def _found(work: Work, candidate_id: UUID, id_: UUID) -> Consent:
    row = repository.find(work.session, candidate_id, id_)
    if row is None:
        raise NotFoundError("consent")
    return row


def _page(work: Work, candidate_id: UUID, part: Slice) -> Page[ConsentRead]:
    rows = repository.page(work.session, candidate_id, part)
    texts = {each.id: each for each in shown(work, rows)}
    return part.page(rows, lambda row: texts[row.id], lambda row: (row.asked_at, row.id))


def _shown(
    row: Consent, known: dict[UUID, repository.Named], language: str, *, is_last: bool
) -> ConsentRead:
    wording, today = find_wording(row.wording), newest(row.kind)
    named = known.get(row.vacancy_id) if row.vacancy_id else None
    names = named._asdict() if named else {}
    return ConsentRead(
        id=row.id,
        kind=row.kind,
        state=row.state,
        vacancy_id=row.vacancy_id,
        vacancy=named.vacancy if named else None,
        organisation=named.organisation if named else None,
        wording=row.wording,
        text=wording.said(language, **names) if wording else None,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        withdrawn_at=row.withdrawn_at,
        can_agree=is_last and row.state in _ENDED and row.wording == today.id,
        is_recorded=row.recorded_by_id is not None,
    )
