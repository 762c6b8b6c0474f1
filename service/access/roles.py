"""The roles that users have, as people are shown them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from models import Organisation, UserRole
from service.words import Role

__all__ = ["RoleRead", "roles_of"]


class RoleRead(BaseModel):
    """A role of a user; a partner has it for one organisation."""

    id: UUID
    role: Role
    organisation_id: UUID | None
    organisation: str | None = Field(description="Its name.")


def roles_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, list[RoleRead]]:
    """The roles of users, by user."""
    question = (
        select(UserRole, Organisation.name)
        .outerjoin(Organisation, col(Organisation.id) == col(UserRole.organisation_id))
        .where(col(UserRole.user_id).in_(list(user_ids)))
        .order_by(col(UserRole.role), col(Organisation.name), col(UserRole.id))
    )
    found: dict[UUID, list[RoleRead]] = defaultdict(list)
    for row, name in session.exec(question):
        found[row.user_id].append(
            RoleRead(
                id=row.id,
                role=row.role,
                organisation_id=row.organisation_id,
                organisation=name,
            )
        )
    return found
