"""The moment from which a partner sees a list: every entry decided, by people."""

from collections import Counter
from uuid import UUID

from service.errors import ConflictError, RefusedError
from service.released import service as released
from service.released.aliases import give_aliases
from service.reviews import repository
from service.reviews.reading import found_list, undecided
from service.reviews.schemas import ReleasePreview
from service.reviews.service import in_review
from service.shortlists.repository import Listed, OwnCount, own_counts, present
from service.stops.service import require_running
from service.words import AuditKind, Decision, ShortlistState
from service.work import Work

__all__ = ["preview", "release"]


def preview(work: Work, id_: UUID) -> ReleasePreview:
    """What a release would do, in numbers; nobody is shown.

    Raises:
        NotFoundError: There is no such list.
    """
    listed = found_list(work, id_)
    row, there = listed.shortlist, present(work.session, [id_])
    decisions = Counter(
        each.decision for each in repository.entries(work.session, id_) if each.id in there
    )
    own = own_counts(work.session, work.who, [id_]).get(id_, OwnCount())
    return ReleasePreview(
        id=id_,
        title=listed.version.title,
        state=row.state,
        organisation=repository.organisation_named(work.session, listed.vacancy.organisation_id),
        is_reviewer=row.reviewer_id == work.who.user_id,
        approved=decisions[Decision.APPROVED],
        excluded=decisions[Decision.EXCLUDED],
        undecided=decisions[Decision.PENDING],
        own_undecided=own.undecided,
    )


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
