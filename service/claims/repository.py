"""Questions about claims."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Claim, Enrolment
from service.access.candidates import within_reach
from service.access.principal import Principal
from service.words import ClaimState, EvidenceKind

__all__ = ["enrolments_of", "find", "followers", "of_candidate", "siblings", "spoken"]


def find(session: Session, who: Principal, candidate_id: UUID, id_: UUID) -> Claim | None:
    """A claim of a candidate whom somebody may see."""
    mine = within_reach(who, col(Claim.candidate_id))
    question = select(Claim).where(Claim.id == id_, Claim.candidate_id == candidate_id, mine)
    return session.exec(question).first()


def of_candidate(session: Session, candidate_id: UUID) -> Sequence[Claim]:
    """All claims of a candidate."""
    return session.exec(select(Claim).where(Claim.candidate_id == candidate_id)).all()


def spoken(session: Session, claim: Claim) -> Claim | None:
    """The claim of the same skill, kind and source that cites no text."""
    question = _alike(claim).where(col(Claim.span_start).is_(None))
    return session.exec(question).first()


def siblings(session: Session, claim: Claim) -> Sequence[Claim]:
    """Proposed claims of the same skill, kind and source: the same said elsewhere."""
    question = _alike(claim).where(
        col(Claim.state) == ClaimState.PROPOSED, col(Claim.id) != claim.id
    )
    return session.exec(question).all()


def followers(session: Session, claim: Claim, implied: Sequence[str]) -> Sequence[Claim]:
    """Claims of implied skills that stand on the same words, unless a coach vouched for them."""
    question = select(Claim).where(
        Claim.candidate_id == claim.candidate_id,
        col(Claim.skill).in_(implied),
        Claim.kind == EvidenceKind.CERTIFICATE,
        Claim.source == claim.source,
        col(Claim.span_start).is_not_distinct_from(claim.span_start),
        col(Claim.state) != ClaimState.REJECTED,
        col(Claim.verified_at).is_(None),
    )
    return session.exec(question).all()


def enrolments_of(session: Session, candidate_id: UUID) -> Sequence[Enrolment]:
    """The programmes that a candidate follows or followed."""
    mine = select(Enrolment).where(Enrolment.candidate_id == candidate_id)
    return session.exec(mine.order_by(col(Enrolment.programme_id))).all()


def _alike(claim: Claim) -> SelectOfScalar[Claim]:
    return select(Claim).where(
        Claim.candidate_id == claim.candidate_id,
        Claim.skill == claim.skill,
        Claim.kind == claim.kind,
        Claim.source == claim.source,
    )
