"""What is decided about a candidate's rights: disagreeing, taking along, being erased."""

from collections.abc import Mapping
from uuid import UUID

from models import AuditEvent, Claim, Contact
from service.access.candidates import find_candidate
from service.claims.taught import store_taught
from service.errors import ConflictError, NotFoundError
from service.paging import Page, Slice
from service.people.repository import contacts_of
from service.privacy import erasing, repository
from service.privacy.export import export
from service.privacy.profile import own
from service.privacy.schemas import DisputeRead, PersonExport
from service.words import AuditKind, ClaimState
from service.work import Work

__all__ = [
    "dispute_own",
    "disputed_of",
    "disputes",
    "erase_candidate",
    "erase_own",
    "export_candidate",
    "export_own",
    "open_disputes",
]


_ALL = Slice(limit=1000)


def dispute_own(work: Work, claim_id: UUID) -> None:
    """Take a skill out of one's own profile; one's word is enough, and coaches hear of it.

    Raises:
        NotFoundError: There is no such claim of this user.
        ConflictError: It does not count already.
    """
    candidate = own(work)
    claim = repository.claim_of(work.session, candidate.id, claim_id)
    if claim is None:
        claim = store_taught(work, candidate.id, claim_id)
    if claim is None:
        raise NotFoundError("claim")
    if claim.state is ClaimState.REJECTED:
        raise ConflictError("expected a claim that counts, found one that does not; leave it so")
    claim.state, claim.updated_at = ClaimState.REJECTED, work.now
    work.session.flush()
    work.record(
        AuditKind.CHANGE,
        repository.DISPUTED,
        claim.id,
        candidate_id=candidate.id,
        what="disputed",
        skill=claim.skill,
    )


def disputes(work: Work, part: Slice, candidate_id: UUID | None = None) -> Page[DisputeRead]:
    """What candidates took out of their profiles, newest first, for their coaches.

    Args:
        work: The work.
        part: Of the list.
        candidate_id: Whose; default: of all whom the user may see.
    """
    rows = repository.disputes(work.session, work.who, part, candidate_id)
    claims = repository.claims_by_id(work.session, [event.subject for event, _ in rows])
    names = contacts_of(work.session, {each.candidate_id for each in claims.values()})
    page = part.page(
        rows,
        lambda row: _dispute(work, row[0], claims[row[0].subject], names),
        lambda row: (row[0].at, UUID(int=row[0].sequence)),
    )
    for candidate_id in {each.candidate_id for each in page.items}:
        work.record(
            AuditKind.VIEW,
            "candidate",
            candidate_id,
            candidate_id=candidate_id,
            what="disputes",
            fields=["skills"],
        )
    return page


def disputed_of(work: Work, candidate_id: UUID) -> set[UUID]:
    """The claims that a candidate ever took out, for who saw the candidate just now.

    Nothing where the user may not see the candidate.
    """
    rows = repository.disputes(work.session, work.who, _ALL, candidate_id)
    return {event.subject for event, _ in rows if event.subject is not None}


def open_disputes(work: Work) -> int:
    """How many skills own candidates took out and no coach put back; nobody is shown."""
    return repository.count_disputes(work.session, work.who)


def export_candidate(work: Work, candidate_id: UUID) -> PersonExport:
    """All that is kept about a candidate, for their coach to hand over.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
    """
    if find_candidate(work.session, work.who, candidate_id) is None:
        raise NotFoundError("candidate")
    return _exported(work, candidate_id, is_own=False)


def export_own(work: Work) -> PersonExport:
    """All that is kept about the user.

    Raises:
        NotFoundError: The user is no candidate.
    """
    return _exported(work, own(work).id, is_own=True)


def erase_candidate(work: Work, candidate_id: UUID) -> None:
    """Erase a candidate on their behalf.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
    """
    if find_candidate(work.session, work.who, candidate_id) is None:
        raise NotFoundError("candidate")
    erasing.erase(work, candidate_id)


def erase_own(work: Work) -> None:
    """Erase all about the user, and their account.

    Raises:
        NotFoundError: The user is no candidate.
    """
    erasing.erase(work, own(work).id)


def _exported(work: Work, candidate_id: UUID, *, is_own: bool) -> PersonExport:
    made = export(work, candidate_id, is_own=is_own)
    work.record(
        AuditKind.EXPORT,
        "candidate",
        candidate_id,
        candidate_id=candidate_id,
        what="export",
        fields=[each.table for each in made.tables if each.rows],
    )
    return made


def _dispute(
    work: Work, event: AuditEvent, claim: Claim, names: Mapping[UUID, Contact]
) -> DisputeRead:
    known = work.pool.matcher.taxonomy.skills.get(claim.skill)
    return DisputeRead(
        at=event.at,
        candidate_id=claim.candidate_id,
        name=names[claim.candidate_id].name,
        claim_id=claim.id,
        skill=claim.skill,
        label=known.label(work.who.language) if known else claim.skill,
        state=claim.state,
    )
