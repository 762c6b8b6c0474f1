"""Candidates as answers show them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from models import Candidate
from service.duplicates import repository as duplicates
from service.engine.changes import read_programmes
from service.engine.rows import CandidateRows, read_candidate_rows
from service.people import repository
from service.people.evidence import is_thin
from service.people.schemas import (
    CandidateItem,
    CandidateRead,
    ClaimCounts,
    ConsentShown,
    ContactFields,
    DuplicateShown,
    EnrolmentShown,
    LanguageFields,
    OccupationShown,
    OutsidePool,
)
from service.words import CandidateState, ClaimState
from service.work import Work

__all__ = ["STALE_AFTER", "items", "shown"]

STALE_AFTER = timedelta(days=90)
"""A profile that nobody changed for so long may not be true any more."""


def items(work: Work, candidates: Sequence[Candidate]) -> dict[UUID, CandidateItem]:
    """Candidates as they stand in a list, by id."""
    ids = [each.id for each in candidates]
    found = list(read_candidate_rows(work.session, ids))
    programmes = read_programmes(work.session, _followed(found))
    contacts = repository.contacts_of(work.session, ids)
    listed = repository.last_listed(work.session, ids)
    return {
        rows.candidate.id: CandidateItem(
            id=rows.candidate.id,
            name=contacts[rows.candidate.id].name,
            external_id=rows.candidate.external_id,
            state=rows.candidate.state,
            programmes=[each.programme_id for each in rows.enrolments],
            in_pool=not _outside(rows),
            outside_pool=_outside(rows),
            last_listed_at=listed.get(rows.candidate.id),
            updated_at=_updated(rows),
            stale=_updated(rows) < work.now - STALE_AFTER,
            thin=is_thin(work.pool.builder.candidate(rows, programmes)),
            unchecked=sum(each.state is ClaimState.PROPOSED for each in rows.claims),
            available_from=rows.candidate.available_from,
        )
        for rows in found
    }


def shown(work: Work, row: Candidate) -> CandidateRead:
    """A candidate as their coach sees them."""
    item = items(work, [row])[row.id]
    (rows,) = read_candidate_rows(work.session, [row.id])
    names = repository.programme_names(work.session)
    contact = repository.contacts_of(work.session, [row.id])[row.id]
    return CandidateRead(
        **item.model_dump(),
        **row.model_dump(include=_PLAIN),
        contact=ContactFields.model_validate(contact),
        enrolments=[
            EnrolmentShown(
                programme_id=each.programme_id,
                programme=names[each.programme_id],
                completed_on=each.completed_on,
            )
            for each in rows.enrolments
        ],
        work_modes=[each.mode for each in rows.work_modes],
        languages=[LanguageFields.model_validate(each) for each in rows.languages],
        wishes=[each.occupation for each in rows.wishes],
        occupations=_occupations(work, rows),
        claims=_counts(work, rows),
        consents=[
            ConsentShown.model_validate(each)
            for each in repository.consents_of(work.session, row.id)
        ],
        possible_duplicates=_duplicates(work, row.id),
    )


_PLAIN = {
    "state_since",
    "place",
    "max_travel_km",
    "hours_min",
    "hours_max",
    "education_level",
    "licence_to_work",
    "cv_text",
    "created_at",
    "revision",
}
"""What a candidate's own row has, and answers show as it is."""


def _followed(found: Iterable[CandidateRows]) -> set[UUID]:
    return {each.programme_id for rows in found for each in rows.enrolments}


def _outside(rows: CandidateRows) -> list[OutsidePool]:
    reasons = {
        OutsidePool.NO_PROGRAMME: not rows.enrolments,
        OutsidePool.NOT_LOOKING: rows.candidate.state is not CandidateState.LOOKING,
        OutsidePool.NO_CONSENT: not rows.agrees,
    }
    return [reason for reason, holds in reasons.items() if holds]


def _updated(rows: CandidateRows) -> datetime:
    return max(each.updated_at for each in (rows.candidate, *rows.claims))


def _occupations(work: Work, rows: CandidateRows) -> list[OccupationShown]:
    known = work.pool.matcher.taxonomy.occupations
    return [
        OccupationShown(id=each.occupation, label=known[each.occupation].label(work.who.language))
        for each in rows.occupations
        if each.occupation in known
    ]


def _counts(work: Work, rows: CandidateRows) -> ClaimCounts:
    by_state = repository.counts_of(work.session, rows.candidate.id)
    return ClaimCounts(
        proposed=by_state.get(ClaimState.PROPOSED, 0),
        confirmed=by_state.get(ClaimState.CONFIRMED, 0),
        rejected=by_state.get(ClaimState.REJECTED, 0),
        skills=len({each.skill for each in rows.claims}),
    )


def _duplicates(work: Work, id_: UUID) -> list[DuplicateShown]:
    return [
        DuplicateShown(
            id=flag.id,
            candidate_id=flag.second_id if flag.first_id == id_ else flag.first_id,
            reasons=flag.reason.split("+"),
        )
        for flag in duplicates.open_of(work.session, work.who, id_)
    ]
