"""Questions about organisations."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from models import Organisation
from service.access.principal import Principal
from service.paging import Slice
from service.words import Role

__all__ = ["find", "page"]

_SEE_ALL = (Role.ADMIN, Role.COACH, Role.PROGRAMME_MANAGER)


def find(session: Session, who: Principal, id_: UUID) -> Organisation | None:
    """An organisation that somebody may see: partners see their own."""
    if not (who.has(*_SEE_ALL) or id_ in who.organisations):
        return None
    return session.get(Organisation, id_)


def page(session: Session, who: Principal, part: Slice) -> Sequence[Organisation]:
    """Organisations that somebody may see, newest first, one more than the page holds."""
    moment, id_ = col(Organisation.created_at), col(Organisation.id)
    question = select(Organisation).where(part.past(moment, id_))
    if not who.has(*_SEE_ALL):
        question = question.where(id_.in_(who.organisations))
    ordered = question.order_by(moment.desc(), id_.desc()).limit(part.limit + 1)
    return session.exec(ordered).all()
