"""What a file says of being put on lists. It takes consent away, and never overrules a person."""

from uuid import UUID

from models import Consent
from service.words import AuditKind, ConsentKind, ConsentState
from service.work import Work

__all__ = ["WORDING", "bring_consent"]

WORDING = "import-1"
"""The words behind a consent that a file brought: who sends it attests that it was given."""


def bring_consent(work: Work, candidate_id: UUID, last: Consent | None, *, agrees: bool) -> None:
    """Have the consent of a candidate be what a file says, as far as a file can say it.

    Args:
        work: The work.
        candidate_id: Of whom.
        last: Their last answer.
        agrees: What the file says.
    """
    if agrees:
        if last is None or (last.wording == WORDING and last.state is ConsentState.REFUSED):
            _answer(work, candidate_id, ConsentState.GIVEN)
    elif last is None:
        _answer(work, candidate_id, ConsentState.REFUSED)
    elif last.state is ConsentState.ASKED:
        last.state, last.answered_at = ConsentState.REFUSED, work.now
        _record(work, last)
    elif last.state is ConsentState.GIVEN:
        last.state, last.withdrawn_at = ConsentState.WITHDRAWN, work.now
        _record(work, last)


def _answer(work: Work, candidate_id: UUID, state: ConsentState) -> None:
    row = Consent(
        candidate_id=candidate_id,
        kind=ConsentKind.POOL,
        state=state,
        wording=WORDING,
        asked_at=work.now,
        answered_at=work.now,
        recorded_by_id=work.who.user_id,
    )
    work.session.add(row)
    _record(work, row)


def _record(work: Work, row: Consent) -> None:
    work.record(
        AuditKind.CONSENT,
        "consent",
        row.id,
        candidate_id=row.candidate_id,
        what=row.kind,
        state=row.state,
        wording=row.wording,
    )
