"""Questions about programmes. Whoever may ask about them at all may see all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from models import Module, ModuleSkill, Organisation, Outcome, Programme, ProgrammeCoach, User
from models import UserRole as Held
from service.engine.rows import ModuleRows, group_modules
from service.paging import Slice
from service.words import Role, UserState

__all__ = [
    "Wanted",
    "coach",
    "coaches",
    "coaching",
    "find",
    "modules",
    "page",
    "provider",
]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which programmes; None is all."""

    is_active: bool | None = None
    provider_id: UUID | None = None
    text: str | None = None


def find(session: Session, id_: UUID) -> Programme | None:
    """A programme."""
    return session.get(Programme, id_)


def page(session: Session, wanted: Wanted, part: Slice) -> Sequence[tuple[Programme, Organisation]]:
    """Programmes with who gives them, newest first, one more than the page holds."""
    moment, id_ = col(Programme.created_at), col(Programme.id)
    question = (
        select(Programme, Organisation)
        .join(Organisation, col(Organisation.id) == col(Programme.provider_id))
        .where(part.past(moment, id_))
    )
    if wanted.is_active is not None:
        question = question.where(col(Programme.is_active).is_(wanted.is_active))
    if wanted.provider_id is not None:
        question = question.where(Programme.provider_id == wanted.provider_id)
    if wanted.text is not None:
        fields = (Programme.name, Programme.description, Programme.external_id)
        named = (col(each).icontains(wanted.text, autoescape=True) for each in fields)
        question = question.where(or_(*named))
    return session.exec(question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)).all()


def modules(session: Session, programme_id: UUID) -> list[ModuleRows]:
    """The modules of a programme with what they teach, in order."""
    found = session.exec(select(Module).where(Module.programme_id == programme_id)).all()
    ids = [each.id for each in found]
    outcomes = session.exec(select(Outcome).where(col(Outcome.module_id).in_(ids))).all()
    skills = session.exec(select(ModuleSkill).where(col(ModuleSkill.module_id).in_(ids))).all()
    return group_modules(found, outcomes, skills).get(programme_id, [])


def provider(session: Session, id_: UUID) -> Organisation | None:
    """An organisation, for who gives a programme."""
    return session.get(Organisation, id_)


def coach(session: Session, user_id: UUID) -> User | None:
    """A user who coaches and may still come to sign in."""
    coaching_now = (
        select(User)
        .join(Held, col(Held.user_id) == col(User.id))
        .where(User.id == user_id, Held.role == Role.COACH)
        .where(col(User.state).in_((UserState.ACTIVE, UserState.INVITED)))
    )
    return session.exec(coaching_now).first()


def coaching(session: Session, programme_id: UUID, user_id: UUID) -> ProgrammeCoach | None:
    """That somebody coaches in a programme."""
    return session.get(ProgrammeCoach, (programme_id, user_id))


def coaches(session: Session, programme_id: UUID) -> Sequence[User]:
    """Who coaches in a programme, by id."""
    found = (
        select(User)
        .join(ProgrammeCoach, col(ProgrammeCoach.user_id) == col(User.id))
        .where(ProgrammeCoach.programme_id == programme_id)
        .order_by(col(User.id))
    )
    return session.exec(found).all()
