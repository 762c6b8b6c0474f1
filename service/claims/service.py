"""What is decided about claims: what is added to them, corrected, rejected and verified."""

from uuid import UUID

from matching.reading.records import SkillItem
from matching.types import EvidenceKind as ReadKind
from models import Claim
from models.checks import WHOLE
from service.claims import repository
from service.claims.naming import require_skills
from service.claims.reading import claim_of, strength_of
from service.claims.schemas import ClaimCreate, ClaimRead, ClaimUpdate
from service.claims.settling import FoundClaim
from service.claims.taught import store_taught, taught_of
from service.errors import BadField, ConflictError, InvalidError, NotFoundError
from service.people.service import found as found_candidate
from service.revisions import require_revision
from service.words import AuditKind, ClaimState, EvidenceKind, Role
from service.work import Work

__all__ = ["add", "listed", "read", "shown_of", "update", "verify"]


def listed(work: Work, candidate_id: UUID) -> list[ClaimRead]:
    """All claims of a candidate by skill, with what their programmes teach; that is recorded.

    Raises:
        NotFoundError: There is no candidate that this user may see.
    """
    shown = shown_of(work, candidate_id)
    work.record(
        AuditKind.VIEW,
        "candidate",
        candidate_id,
        candidate_id=candidate_id,
        what="claims",
        fields=["skills", "cv"],
    )
    return shown


def shown_of(work: Work, candidate_id: UUID) -> list[ClaimRead]:
    """The same for who saw the candidate just now, which was recorded.

    Raises:
        NotFoundError: There is no candidate that this user may see.
    """
    found_candidate(work, candidate_id)
    rows = repository.of_candidate(work.session, candidate_id)
    taught = (_shown(work, row, is_taught=True) for row in taught_of(work, candidate_id))
    shown = [*(_shown(work, row) for row in rows), *taught]
    return sorted(shown, key=lambda each: (each.label.casefold(), each.kind, str(each.id)))


def read(work: Work, candidate_id: UUID, id_: UUID) -> ClaimRead:
    """A claim as just written by this user.

    Raises:
        NotFoundError: There is none that this user may see.
    """
    return _shown(work, _found(work, candidate_id, id_))


def add(work: Work, candidate_id: UUID, body: ClaimCreate) -> UUID:
    """Add a claim and what it implies, as confirmed by who adds it.

    Raises:
        NotFoundError: There is no candidate that this user may see.
        InvalidError: Skill, kind, date or strength cannot be used.
        ConflictError: This skill has a claim with this evidence.
    """
    found_candidate(work, candidate_id)
    (skill,) = require_skills(work.pool.matcher, [body], [""])
    _require_usable(work, body)
    main, *implied = _stated(work, body, skill)
    row = _row(work, candidate_id, main, body)
    if repository.spoken(work.session, row) is not None:
        raise ConflictError(
            "expected a skill without a claim from this source, found one, perhaps rejected; "
            "change that one"
        )
    work.session.add(row)
    for each in implied:
        follower = _row(work, candidate_id, each, body)
        if repository.spoken(work.session, follower) is None:
            work.session.add(follower)
    work.session.flush()
    _record(work, AuditKind.CHANGE, row, what="claim_added")
    return row.id


def update(
    work: Work, candidate_id: UUID, id_: UUID, body: ClaimUpdate, if_match: str | None
) -> ClaimRead:
    """Correct the level of a claim, confirm it, or reject it and what follows from it.

    Raises:
        NotFoundError: There is none that this user may see.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
        InvalidError: A reason is lacking.
    """
    row = _found(work, candidate_id, id_)
    require_revision(if_match, row.revision)
    is_corrected = body.level != row.level
    is_rejected = body.state is ClaimState.REJECTED is not row.state
    if (is_corrected or is_rejected) and body.reason is None:
        raise InvalidError.of("/reason", "expected a reason for a correction, found none; give one")
    before = {"level": row.level, "state": row.state}
    is_settled = is_corrected and body.state is ClaimState.PROPOSED
    state = ClaimState.CONFIRMED if is_settled else body.state
    rejected = _following(work, row) if is_rejected else []
    row.level = body.level
    for each, new in ((row, state), *((each, ClaimState.REJECTED) for each in rejected)):
        each.state, each.updated_at = new, work.now
    if state is ClaimState.CONFIRMED:
        row.certainty = _sure(work, row)
    work.session.flush()
    kind = AuditKind.OVERRIDE if is_corrected or is_rejected else AuditKind.CHANGE
    after = {"level": row.level, "state": row.state}
    _record(work, kind, row, what="claim", reason=body.reason, before=before, after=after)
    return _shown(work, row)


def verify(work: Work, candidate_id: UUID, id_: UUID, if_match: str | None) -> ClaimRead:
    """Have the user, a coach, stand for a claim.

    Raises:
        NotFoundError: There is none that this user may see.
        NoPreconditionError, StaleError: What was read is not what is stored.
        ConflictError: It was rejected.
    """
    row = _found(work, candidate_id, id_)
    require_revision(if_match, row.revision)
    if row.state is ClaimState.REJECTED:
        raise ConflictError(
            "expected a claim that is proposed or confirmed, found a rejected one; confirm it first"
        )
    row.state, row.updated_at = ClaimState.CONFIRMED, work.now
    row.verified_by_id, row.verified_at = work.who.known, work.now
    row.certainty = _sure(work, row)
    work.session.flush()
    _record(work, AuditKind.APPROVAL, row, what="claim_verified")
    return _shown(work, row)


def _found(work: Work, candidate_id: UUID, id_: UUID) -> Claim:
    """A claim; one that programmes taught becomes a row, to be judged."""
    row = repository.find(work.session, work.who, candidate_id, id_)
    if row is None:
        found_candidate(work, candidate_id)
        row = store_taught(work, candidate_id, id_)
    if row is None:
        raise NotFoundError("claim")
    return row


def _record(work: Work, kind: AuditKind, row: Claim, **content: object) -> None:
    said = {"skill": row.skill, "evidence": row.kind, **content}
    work.record(kind, "claim", row.id, candidate_id=row.candidate_id, **said)


def _require_usable(work: Work, body: ClaimCreate) -> None:
    bad = []
    if body.kind is EvidenceKind.COACH and not work.who.has(Role.COACH):
        bad.append(BadField("/kind", "expected another kind, found coach; ask a coach"))
    if body.dated_on is not None and body.dated_on > work.now.date():
        bad.append(BadField("/dated_on", "expected a day that has come, found a later one"))
    most = strength_of(body.kind, work.pool.matcher.config)
    if body.strength is not None and body.strength > most:
        bad.append(BadField("/strength", f"expected at most {most} for this kind, found more"))
    if bad:
        raise InvalidError(bad)


def _stated(work: Work, body: ClaimCreate, skill: str) -> list[FoundClaim]:
    """The claim as it was given, and then those of skills that it implies."""
    given = SkillItem(
        skill=skill, level=body.level, evidence=ReadKind(body.kind.value), source=body.source
    )
    read = work.pool.builder.read_cv("", [given])
    return [claim_of(each, work.pool.matcher.config) for each in read.claims]


def _row(work: Work, candidate_id: UUID, found: FoundClaim, body: ClaimCreate) -> Claim:
    """A confirmed claim. Evidence that is worth less than its kind is so much less certain."""
    is_coach = found.kind is EvidenceKind.COACH
    row = Claim(
        candidate_id=candidate_id,
        skill=found.skill,
        kind=found.kind,
        source=found.source,
        level=found.level,
        dated_on=body.dated_on,
        attester=body.attester,
        strength=min(found.strength, body.strength or found.strength),
        state=ClaimState.CONFIRMED,
        verified_by_id=work.who.known if is_coach else None,
        verified_at=work.now if is_coach else None,
        created_at=work.now,
        updated_at=work.now,
    )
    row.certainty = _sure(work, row)
    return row


def _sure(work: Work, row: Claim) -> int:
    """The certainty of a claim that a person confirmed: there is no doubt left of the reading."""
    most = strength_of(row.kind, work.pool.matcher.config)
    return max(1, WHOLE * min(row.strength, most) // most)


def _following(work: Work, row: Claim) -> list[Claim]:
    """Claims that say the same elsewhere, or hold only because this one does."""
    implied = list(work.pool.matcher.taxonomy.skill(row.skill).implies)
    return [
        *repository.siblings(work.session, row),
        *repository.followers(work.session, row, implied),
    ]


def _shown(work: Work, row: Claim, *, is_taught: bool = False) -> ClaimRead:
    label = _label(work, row.skill)
    return ClaimRead(**row.model_dump(), label=label, is_taught=is_taught)


def _label(work: Work, skill: str) -> str:
    """The name of a skill; its id where another taxonomy had it."""
    known = work.pool.matcher.taxonomy.skills.get(skill)
    return known.label(work.who.language) if known else skill
