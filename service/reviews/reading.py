"""A list under review as one coach sees it."""

from collections.abc import Sequence
from uuid import UUID

from matching.ranking.reasons import Reasons
from models import Entry
from service.audit.chain import Part, Parts
from service.engine.ranking import entry_from
from service.errors import NotFoundError
from service.reasons import reasons_for
from service.reviews import repository
from service.reviews.reasons import checks_of, contributions_of
from service.reviews.repository import Reviewed
from service.reviews.schemas import (
    AboveRead,
    ContributionRead,
    EntryExplained,
    GapRead,
    ReviewEntry,
    ReviewRead,
    SubjectRead,
)
from service.reviews.warnings import warnings_of
from service.shortlists import repository as shortlists
from service.shortlists.repository import Listed
from service.words import AuditKind, Decision
from service.work import Work

__all__ = ["explain", "found_list", "read", "undecided"]

_FIELDS = ("name", "skills", "score", "conditions")
"""What a coach sees of each."""


def found_list(work: Work, id_: UUID, *, lock: bool = False) -> Listed:
    """A list that a coach may review.

    Raises:
        NotFoundError: There is none.
    """
    found = shortlists.find(work.session, work.who, id_, lock=lock)
    if found is None:
        raise NotFoundError("shortlist")
    return found


def read(work: Work, id_: UUID, *, about: UUID | None = None) -> ReviewRead:
    """A list with all entries; those about own candidates with who they are and why.

    Args:
        work: By a coach.
        id_: Of the list.
        about: The one entry that is to be shown; nobody else is, and no view of them recorded.

    Raises:
        NotFoundError: There is none.
    """
    listed = found_list(work, id_)
    row, version = listed.shortlist, listed.version
    own = repository.reviewed(work.session, work.who, id_, entry_id=about)
    _record_views(work, id_, [*own.values()], is_whole=about is None)
    return ReviewRead(
        id=row.id,
        vacancy_id=listed.vacancy.id,
        version_id=version.id,
        title=version.title,
        positions=version.positions,
        state=row.state,
        requested_at=row.created_at,
        review_started_at=row.review_started_at,
        reviewer_id=row.reviewer_id,
        is_reviewer=row.reviewer_id == work.who.user_id,
        undecided=undecided(work, id_),
        entries=_shown(work, repository.entries(work.session, id_), own),
    )


def undecided(work: Work, id_: UUID) -> int:
    """How many entries wait for a decision; those about nobody, or who left, need none."""
    there = shortlists.present(work.session, [id_])
    rows = repository.entries(work.session, id_)
    return sum(row.decision is Decision.PENDING and row.id in there for row in rows)


def explain(work: Work, id_: UUID, entry_id: UUID) -> EntryExplained:
    """Why an entry about an own candidate is where it is, and not higher.

    Raises:
        NotFoundError: There is none.
    """
    found_list(work, id_)
    own = repository.reviewed(work.session, work.who, id_)
    if entry_id not in own:
        raise NotFoundError("entry")
    shown = _shown(work, repository.entries(work.session, id_), own)
    number = next(number for number, each in enumerate(shown) if each.id == entry_id)
    entry = shown[number]
    above = next((each for each in reversed(shown[:number]) if each.subject), None)
    _record_views(work, id_, [own[each.id] for each in (entry, above) if each is not None])
    return EntryExplained(
        entry=entry,
        lost=_lost(entry),
        above=None if above is None else _compared(entry, above),
    )


def _shown(work: Work, rows: Sequence[Entry], own: dict[UUID, Reviewed]) -> list[ReviewEntry]:
    reasons = reasons_for(work)
    there = shortlists.present(work.session, [each.shortlist_id for each in rows[:1]])
    return [
        ReviewEntry(
            id=row.id,
            place=place,
            band=row.band,
            decision=row.decision,
            reason=row.reason,
            move_reason=row.move_reason,
            revision=row.revision,
            ranked_place=row.ranked_place,
            is_present=row.id in there,
            subject=_subject(work, own[row.id], reasons) if row.id in own else None,
        )
        for place, row in enumerate(rows, start=1)
    ]


def _subject(work: Work, found: Reviewed, reasons: Reasons) -> SubjectRead:
    entry = entry_from(found.subject.explanation)
    return SubjectRead(
        candidate_id=found.subject.candidate_id,
        name=found.name,
        alias=found.alias,
        score=found.subject.score,
        contributions=contributions_of(entry, reasons),
        checks=checks_of(entry, reasons),
        warnings=warnings_of(found, entry, work.now),
        note=found.subject.note,
    )


def _record_views(
    work: Work, id_: UUID, seen: Sequence[Reviewed], *, is_whole: bool = False
) -> None:
    """Keep that a coach saw these on a list; of a whole list that is as it was, only that again."""
    people = sorted(each.subject.candidate_id for each in seen)
    about = {"what": "review", "shortlist": id_, "fields": _FIELDS}

    def parts() -> Parts:
        return Parts([Part(each, about) for each in people])

    kept, key = work.pool.current(work.session).kept, ("review", id_, work.who.user_id)
    told = kept.get(key, people, parts) if is_whole else parts()
    work.record_each(AuditKind.VIEW, "shortlist", id_, told)


def _lost(entry: ReviewEntry) -> list[ContributionRead]:
    parts = entry.subject.contributions if entry.subject else []
    short = [each for each in parts if each.points < each.most]
    return sorted(short, key=lambda each: each.points - each.most)


def _compared(entry: ReviewEntry, above: ReviewEntry) -> AboveRead:
    """Part by part: both were ranked for one version, so they have the same parts in one order."""
    assert entry.subject is not None
    assert above.subject is not None
    pairs = zip(entry.subject.contributions, above.subject.contributions, strict=True)
    gaps = [
        GapRead(words=own.words, points=own.points, points_above=other.points)
        for own, other in pairs
        if own.points != other.points
    ]
    return AboveRead(
        id=above.id,
        place=above.place,
        is_same_band=above.band == entry.band,
        points=above.subject.score - entry.subject.score,
        gaps=sorted(gaps, key=lambda each: -abs(each.points_above - each.points)),
    )
