"""What is decided about feedback: its order, and what each step sets going."""

from uuid import UUID

from models import Candidate, Consent, Feedback
from service.errors import ConflictError, NotFoundError
from service.feedback import repository
from service.feedback.schemas import FeedbackCreate, FeedbackRead, FeedbackSaid
from service.released import service as released
from service.released.schemas import Reveal
from service.released.showing import SeenEntry
from service.shortlists.repository import Listed
from service.words import AuditKind, CandidateState, ConsentKind, FeedbackKind, ShortlistState
from service.work import Work

__all__ = ["REVEAL_WORDING", "give", "read", "said"]

REVEAL_WORDING = "reveal-1"
"""The version of the question that a candidate is asked after interest."""

_NEEDS = {
    FeedbackKind.INTERVIEW: FeedbackKind.INTEREST,
    FeedbackKind.HIRED: FeedbackKind.INTERVIEW,
}
_LAST = (FeedbackKind.HIRED, FeedbackKind.DECLINED)


def give(work: Work, id_: UUID, entry_id: UUID, body: FeedbackCreate) -> UUID:
    """Say how far it came with somebody.

    Interest asks the candidate whether the partner may know who they are. Who is hired looks for
    work no more.

    Raises:
        NotFoundError: There is no such list of this partner's, or no such entry that they see.
        ConflictError: The list is not released, the step was said before or is not the next one,
            or the candidate did not agree to be named.
    """
    listed = released.found_own(work, id_, lock=True)
    seen = _seen(work, listed, entry_id)
    if listed.shortlist.state is not ShortlistState.RELEASED:
        raise ConflictError(
            f"expected a shortlist that is released, found one that is {listed.shortlist.state}"
        )
    _require_next(seen, body.kind)
    row = Feedback(
        entry_id=entry_id,
        kind=body.kind,
        reason=body.reason,
        given_by_id=work.who.known,
        given_at=work.now,
    )
    work.session.add(row)
    work.record(
        AuditKind.FEEDBACK,
        "entry",
        entry_id,
        candidate_id=seen.candidate_id,
        what=body.kind,
        reason=body.reason,
        organisation=listed.vacancy.organisation_id,
        shortlist=id_,
    )
    if body.kind is FeedbackKind.INTEREST:
        _ask(work, listed, seen.candidate_id)
    elif body.kind is FeedbackKind.HIRED:
        _place(work, seen.candidate_id)
    work.session.flush()
    return row.id


def read(work: Work, id_: UUID, entry_id: UUID, feedback_id: UUID) -> FeedbackRead:
    """What was given.

    Raises:
        NotFoundError: There is none that this partner sees.
    """
    listed = released.found_own(work, id_)
    entry = _seen(work, listed, entry_id)
    row = next(
        (each for each in repository.said(work.session, entry_id) if each.id == feedback_id), None
    )
    if row is None:
        raise NotFoundError("feedback")
    return FeedbackRead(id=row.id, kind=row.kind, reason=row.reason, entry=entry.read)


def said(work: Work, id_: UUID) -> list[FeedbackSaid]:
    """What was said of a list of this partner's, in order.

    Raises:
        NotFoundError: There is no such list of this partner's.
    """
    listed = released.found_own(work, id_)
    rows = repository.said_of_list(work.session, listed.shortlist.id)
    return [FeedbackSaid.model_validate(each, from_attributes=True) for each in rows]


def _seen(work: Work, listed: Listed, entry_id: UUID) -> SeenEntry:
    found = (each for each in released.entries(work, listed) if each.read.id == entry_id)
    entry = next(found, None)
    if entry is None:
        raise NotFoundError("entry")
    return entry


def _require_next(seen: SeenEntry, kind: FeedbackKind) -> None:
    said = seen.read.feedback
    if kind in said:
        raise ConflictError(f"expected a step that was not said yet, found {kind} again")
    ended = next((each for each in said if each in _LAST), None)
    if ended is not None:
        raise ConflictError(f"expected an entry that goes on, found that it ended: {ended}")
    needed = _NEEDS.get(kind)
    if needed is None:
        return
    if needed not in said:
        raise ConflictError(f"expected {needed} before {kind}, found none; say that first")
    if seen.read.reveal is not Reveal.GIVEN:
        raise ConflictError(
            f"expected a candidate who agreed to be named, found {seen.read.reveal}; wait for it"
        )


def _ask(work: Work, listed: Listed, candidate_id: UUID) -> None:
    """Ask for the name, once for a vacancy: who refused is not asked again."""
    if repository.was_asked(work.session, listed.vacancy.id, candidate_id):
        return
    row = Consent(
        candidate_id=candidate_id,
        kind=ConsentKind.REVEAL,
        vacancy_id=listed.vacancy.id,
        wording=REVEAL_WORDING,
        asked_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record(
        AuditKind.CONSENT,
        "consent",
        row.id,
        candidate_id=candidate_id,
        what="asked",
        consent=ConsentKind.REVEAL,
        vacancy=listed.vacancy.id,
    )


def _place(work: Work, candidate_id: UUID) -> None:
    who = work.session.get_one(Candidate, candidate_id)
    who.state, who.state_since = CandidateState.PLACED, work.now
