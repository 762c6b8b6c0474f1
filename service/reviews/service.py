"""What coaches decide of a list under review: about their own candidates, until release."""

from uuid import UUID

from models import Entry
from service.errors import ConflictError, InvalidError, NotFoundError
from service.reviews import repository
from service.reviews.reading import found_list
from service.reviews.repository import Reviewed
from service.reviews.schemas import EntryDecide, EntryDecided, EntryMove
from service.revisions import require_revision
from service.shortlists.repository import Listed
from service.words import AuditKind, Decision, DecisionReason, ShortlistState
from service.work import MOVED, Work

__all__ = ["decide", "in_review", "move", "read_entry", "start"]

_FREE = 10_000
"""A place that no entry has: where one waits while others change places."""
_KINDS = {
    Decision.APPROVED: AuditKind.APPROVAL,
    Decision.EXCLUDED: AuditKind.OVERRIDE,
    Decision.PENDING: AuditKind.CHANGE,
}


def start(work: Work, id_: UUID, *, take_over: bool) -> None:
    """Become the reviewer of a list; done again by the same coach it changes nothing.

    Raises:
        NotFoundError: There is no such list.
        ConflictError: It is past review, or another coach reviews it and is not to be relieved.
    """
    row = found_list(work, id_, lock=True).shortlist
    if row.state not in (ShortlistState.DRAFT, ShortlistState.IN_REVIEW):
        raise ConflictError(
            f"expected a shortlist that waits for review, found one that is {row.state}"
        )
    before = row.reviewer_id
    if before == work.who.known:
        return
    if before is not None and not take_over:
        raise ConflictError(
            "expected a shortlist that nobody reviews, found that another coach does; take it over"
        )
    row.state, row.reviewer_id, row.review_started_at = (
        ShortlistState.IN_REVIEW,
        work.who.known,
        work.now,
    )
    work.session.flush()
    kind = AuditKind.CHANGE if before is None else AuditKind.OVERRIDE
    work.record(kind, "shortlist", id_, what="review_started", before=before)


def decide(
    work: Work, id_: UUID, entry_id: UUID, body: EntryDecide, if_match: str | None
) -> EntryDecided:
    """Approve or exclude an entry, or take that back.

    Raises:
        NotFoundError: There is no such entry about a candidate of one's own.
        ConflictError: The list is not under review.
        NoPreconditionError, StaleError: The decision is on another revision.
        InvalidError: A reason lacks, or is too much.
    """
    found = _own_entry(work, in_review(work, id_), entry_id)
    row = found.entry
    require_revision(if_match, row.revision)
    _require_reason(row, body)
    is_open = body.decision is Decision.PENDING
    row.decision, row.reason = body.decision, body.reason
    row.decided_by_id = None if is_open else work.who.known
    row.decided_at = None if is_open else work.now
    found.subject.note = body.note
    work.session.flush()
    work.record(
        _KINDS[body.decision],
        "entry",
        entry_id,
        candidate_id=found.subject.candidate_id,
        what=body.decision,
        reason=body.reason,
        shortlist=id_,
    )
    return _decided(work, row)


def move(
    work: Work, id_: UUID, entry_id: UUID, body: EntryMove, if_match: str | None
) -> EntryDecided:
    """Give an entry another place in its band; those between move up or down by one.

    Raises:
        NotFoundError: There is no such entry about a candidate of one's own.
        ConflictError: The list is not under review.
        NoPreconditionError, StaleError: The move is of another revision.
        InvalidError: The place is not one of its band.
    """
    found = _own_entry(work, in_review(work, id_), entry_id)
    require_revision(if_match, found.entry.revision)
    rows = list(repository.entries(work.session, id_))
    band = [place for place, row in enumerate(rows, 1) if row.band == found.entry.band]
    if body.place not in band:
        raise InvalidError.of(
            "/place",
            f"expected a place from {band[0]} to {band[-1]} (its band), found {body.place}: "
            f"between bands the scores decide",
        )
    inside = [row for row in rows if row.band == found.entry.band]
    if inside[body.place - band[0]] is found.entry:
        return _decided(work, found.entry)
    inside.remove(found.entry)
    inside.insert(body.place - band[0], found.entry)
    _place(work, found.entry, inside, body.reason)
    work.record(
        AuditKind.OVERRIDE,
        MOVED,
        entry_id,
        candidate_id=found.subject.candidate_id,
        what="moved",
        reason=body.reason,
        shortlist=id_,
    )
    return _decided(work, found.entry)


def in_review(work: Work, id_: UUID) -> Listed:
    """A list that is under review, locked until the transaction ends.

    Raises:
        NotFoundError: There is no such list.
        ConflictError: It is not under review.
    """
    listed = found_list(work, id_, lock=True)
    state = listed.shortlist.state
    if state is not ShortlistState.IN_REVIEW:
        way_out = "; start the review" if state is ShortlistState.DRAFT else ""
        raise ConflictError(
            f"expected a shortlist that is in review, found one that is {state}{way_out}"
        )
    return listed


def read_entry(work: Work, id_: UUID, entry_id: UUID) -> EntryDecided:
    """An entry about an own candidate.

    Raises:
        NotFoundError: There is none.
    """
    return _decided(work, _own_entry(work, found_list(work, id_), entry_id).entry)


def _decided(work: Work, row: Entry) -> EntryDecided:
    order = [each.id for each in repository.entries(work.session, row.shortlist_id)]
    return EntryDecided(
        id=row.id,
        place=order.index(row.id) + 1,
        band=row.band,
        decision=row.decision,
        reason=row.reason,
        move_reason=row.move_reason,
        revision=row.revision,
    )


def _own_entry(work: Work, listed: Listed, entry_id: UUID) -> Reviewed:
    own = repository.reviewed(work.session, work.who, listed.shortlist.id, entry_id=entry_id)
    if entry_id not in own:
        raise NotFoundError("entry")
    return own[entry_id]


def _require_reason(row: Entry, body: EntryDecide) -> None:
    was_added = row.ranked_place is None
    is_needed = body.decision is Decision.EXCLUDED or was_added
    if is_needed and body.reason is None:
        why = "of an entry that a coach added" if was_added else "why it is left out"
        raise InvalidError.of("/reason", f"expected a reason ({why}), found none; give one")
    if not is_needed and body.reason is not None:
        raise InvalidError.of(
            "/reason", "expected no reason with this decision, found one; leave it out"
        )


def _place(work: Work, moved: Entry, order: list[Entry], reason: DecisionReason) -> None:
    """Give entries the places that they have together, in this order, one statement at a time.

    No two may have one place in between, so each goes where the one before it was.
    """
    places = sorted(each.place for each in order)
    wanted = dict(zip((each.id for each in order), places, strict=True))
    free = moved.place
    moved.place, moved.move_reason = _FREE, reason
    work.session.flush()
    while free != wanted[moved.id]:
        step = next(each for each in order if wanted[each.id] == free)
        free, step.place = step.place, free
        _explain(step, step.move_reason or reason)
        work.session.flush()
    moved.place = free
    _explain(moved, reason)
    work.session.flush()


def _explain(row: Entry, reason: DecisionReason) -> None:
    """Why an entry is not where the ranking had it; nothing where it is there again."""
    row.move_reason = None if row.place == row.ranked_place else reason
