"""The moment from which a partner sees a list: every entry decided, by people."""

from uuid import UUID

from service.errors import ConflictError, RefusedError
from service.released import service as released
from service.released.aliases import give_aliases
from service.reviews.reading import undecided
from service.reviews.service import in_review
from service.shortlists.repository import Listed
from service.stops.service import require_running
from service.words import AuditKind, ShortlistState
from service.work import Work

__all__ = ["release"]


def release(work: Work, id_: UUID) -> None:
    """Show a partner who was approved, blind.

    Raises:
        StoppedError: The stop switch is on.
        NotFoundError: There is no such list.
        ConflictError: It is not under review, or another coach reviews it.
        RefusedError: undecided, nothing_to_release.
    """
    require_running(work)
    listed = in_review(work, id_)
    row = listed.shortlist
    if row.reviewer_id != work.who.known:
        raise ConflictError(
            "expected that you review this shortlist, found that another coach does; take it over"
        )
    waiting = undecided(work, id_)
    if waiting:
        raise RefusedError(
            "undecided",
            f"expected a decision on every entry, found {waiting} without; each is decided by a "
            f"coach of that candidate's programme",
            subject=id_,
        )
    row.state, row.released_by_id, row.released_at = (
        ShortlistState.RELEASED,
        work.who.known,
        work.now,
    )
    work.session.flush()
    give_aliases(work, listed)
    _record(work, listed)


def _record(work: Work, listed: Listed) -> None:
    """Keep what the partner is shown from now on, of each candidate apart."""
    id_ = listed.shortlist.id
    shown = released.entries(work, listed)
    if not shown:
        raise RefusedError(
            "nothing_to_release",
            "expected at least one approved entry, found none that can be shown; add somebody, or "
            "withdraw the list",
            subject=id_,
        )
    work.record(
        AuditKind.RELEASE,
        "shortlist",
        id_,
        ranking=listed.shortlist.ranking_id,
        entries=[each.read.id for each in shown],
    )
    for each in shown:
        work.record(
            AuditKind.RELEASE,
            "entry",
            each.read.id,
            candidate_id=each.candidate_id,
            what="released_list",
            fields=each.fields,
            organisation=listed.vacancy.organisation_id,
            shortlist=id_,
            shown=each.read.model_dump(mode="json", exclude={"person", "feedback"}),
        )
