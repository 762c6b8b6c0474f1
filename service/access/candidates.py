"""Which candidates somebody may see: coaches those of their programmes, admins all."""

from uuid import UUID

from sqlalchemy import ColumnElement, false
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlmodel import Session, col, select

from models import Candidate, Enrolment, ProgrammeCoach
from service.access.principal import Principal
from service.words import Role

__all__ = ["find_candidate", "own_candidate", "within_reach"]


def within_reach(who: Principal, candidate: SQLCoreOperations[UUID]) -> ColumnElement[bool]:
    """A condition on ids of candidates: those whom somebody may see because of their work."""
    if who.has(Role.ADMIN):
        return candidate.is_not(None)
    if not who.has(Role.COACH):
        return false()
    coached = (
        select(Enrolment.candidate_id)
        .join(ProgrammeCoach, col(ProgrammeCoach.programme_id) == col(Enrolment.programme_id))
        .where(col(ProgrammeCoach.user_id) == who.user_id)
    )
    return candidate.in_(coached)


def find_candidate(session: Session, who: Principal, id_: UUID) -> Candidate | None:
    """A candidate whom somebody may see because of their work."""
    mine = within_reach(who, col(Candidate.id))
    return session.exec(select(Candidate).where(col(Candidate.id) == id_, mine)).first()


def own_candidate(session: Session, who: Principal) -> Candidate | None:
    """The candidate that somebody is."""
    return session.get(Candidate, who.candidate_id) if who.candidate_id else None
