"""Adding somebody whom the ranking did not list, by a coach who knows them."""

from uuid import UUID

from matching.ranking import Entry as Ranked
from models import Entry, EntrySubject
from service.engine.ranking import entry_stored, vacancy_from
from service.errors import ConflictError, NotFoundError, RefusedError
from service.reasons import reasons_for
from service.reviews import repository
from service.reviews.schemas import EntryAdd
from service.reviews.service import in_review
from service.shortlists.repository import Listed
from service.stops.service import require_running
from service.words import AuditKind, Decision
from service.work import Work

__all__ = ["add"]


def add(work: Work, id_: UUID, body: EntryAdd) -> UUID:
    """Add a candidate of one's own to a list; the entry is approved.

    They are scored by what is known of them now, for the vacancy as it was ranked. The audit log
    keeps the version of the data.

    Raises:
        StoppedError: The stop switch is on.
        NotFoundError: There is no such list, or no such candidate of one's own.
        ConflictError: The list is not under review, or they stand on it.
        RefusedError: not_eligible, with the conditions that are not met.
    """
    require_running(work)
    listed = in_review(work, id_)
    who = body.candidate_id
    if not repository.own(work.session, work.who, [who]):
        raise NotFoundError("candidate")
    if repository.stands_on(work.session, id_, who):
        raise ConflictError("expected a candidate who is not on this list, found one who is")
    ranked, version = _ranked(work, listed, who)
    entry = _entry(work, listed, ranked, body)
    work.session.add(entry)
    work.session.flush()
    work.session.add(
        EntrySubject(
            entry_id=entry.id,
            shortlist_id=id_,
            candidate_id=who,
            score=ranked.score,
            explanation=entry_stored(ranked),
            note=body.note,
        )
    )
    work.record(
        AuditKind.OVERRIDE,
        "entry",
        entry.id,
        candidate_id=who,
        what="added",
        reason=body.reason,
        shortlist=id_,
        data_version=version,
    )
    return entry.id


def _ranked(work: Work, listed: Listed, who: UUID) -> tuple[Ranked, int]:
    """The candidate ranked alone, which gives the same score as among others."""
    snapshot, matcher = work.pool.current(work.session), work.pool.matcher
    if str(who) not in snapshot.index.ids:
        raise RefusedError(
            "not_eligible",
            "expected a candidate who looks for work, found one who does not; change that first",
            subject=listed.shortlist.id,
        )
    record = repository.ranking_of(work.session, listed.shortlist.ranking_id)
    index = matcher.index([snapshot.profiles[str(who)]])
    ranking = matcher.rank(vacancy_from(record.vacancy), index, k=1, seed=record.seed)
    if not ranking.entries:
        reasons = reasons_for(work)
        found = "; ".join(reasons.check(each) for each in ranking.not_eligible[0].reasons)
        raise RefusedError(
            "not_eligible",
            f"expected a candidate who meets all conditions, found: {found}",
            subject=listed.shortlist.id,
        )
    return ranking.entries[0], snapshot.version


def _entry(work: Work, listed: Listed, ranked: Ranked, body: EntryAdd) -> Entry:
    id_ = listed.shortlist.id
    return Entry(
        shortlist_id=id_,
        place=max(each.place for each in repository.entries(work.session, id_)) + 1,
        ranked_place=None,
        band=_band(work, id_, ranked.score),
        decision=Decision.APPROVED,
        reason=body.reason,
        decided_by_id=work.who.known,
        decided_at=work.now,
        created_at=work.now,
        updated_at=work.now,
    )


def _band(work: Work, id_: UUID, score: int) -> int:
    """The first band whose best score is not better by as much as the noise; or one after all."""
    bands = repository.scores_by_band(work.session, id_)
    noise = work.pool.matcher.config.noise
    last = max(bands, default=0)
    return next((band for band, found in bands.items() if score > max(found) - noise), last + 1)
