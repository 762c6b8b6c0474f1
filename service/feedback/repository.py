"""Questions about what was said of an entry, and whether its candidate was asked for their name."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from models import Consent, Entry, Feedback
from service.words import ConsentKind

__all__ = ["said", "said_of_list", "was_asked"]


def said(session: Session, entry_id: UUID) -> Sequence[Feedback]:
    """What was said of an entry, in order."""
    rows = select(Feedback).where(Feedback.entry_id == entry_id)
    return session.exec(rows.order_by(col(Feedback.given_at))).all()


def said_of_list(session: Session, shortlist_id: UUID) -> Sequence[Feedback]:
    """What was said of all entries of a list, in order."""
    rows = select(Feedback).join(Entry, col(Entry.id) == col(Feedback.entry_id))
    ordered = rows.where(Entry.shortlist_id == shortlist_id).order_by(col(Feedback.given_at))
    return session.exec(ordered).all()


def was_asked(session: Session, vacancy_id: UUID, candidate_id: UUID) -> bool:
    """Whether a candidate was ever asked to be named to the partner of a vacancy."""
    asked = select(Consent.id).where(
        Consent.kind == ConsentKind.REVEAL,
        Consent.vacancy_id == vacancy_id,
        Consent.candidate_id == candidate_id,
    )
    return session.exec(asked).first() is not None
