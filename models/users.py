"""Users and their roles.

A user who did something is blanked, not deleted: see docs/decisions/0009-erasing-a-person.md.
"""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Identified, Tracked, word
from models.checks import check, exactly_when, one_of, only_when, sized

__all__ = ["Role", "User", "UserRole", "UserState"]


class Role(StrEnum):
    """What somebody comes for."""

    PARTNER = "partner"
    COACH = "coach"
    EVALUATOR = "evaluator"
    PROGRAMME_MANAGER = "programme_manager"
    CANDIDATE = "candidate"
    ADMIN = "admin"


class UserState(StrEnum):
    """Whether somebody may log in: only when active."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"
    ERASED = "erased"


class User(Tracked, table=True):
    """An account. An erased one keeps its id and nothing about the person."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email"),
        one_of("state", UserState),
        one_of("language", ("nl", "en")),
        sized("email", 254),
        sized("name", 200),
        check("email_lower", "email = lower(email)"),
        exactly_when("email", "state <> 'erased'", name="email_erased"),
        only_when("name", "state <> 'erased'", name="name_erased"),
        only_when("password_hash", "state <> 'erased'", name="password_erased"),
    )

    email: str | None
    name: str | None = None
    password_hash: str | None = None
    state: UserState = Field(default=UserState.INVITED, sa_type=word(UserState))
    language: str = "nl"


class UserRole(Identified, table=True):
    """A role of a user; a partner has it for one organisation, others need none.

    Somebody may be a partner for several organisations, and have several roles.
    """

    __tablename__ = "user_roles"
    __table_args__ = (
        one_of("role", Role),
        exactly_when("organisation_id", "role = 'partner'", name="organisation_of_partner"),
        Index(
            "uq_user_roles_user_id_role",
            "user_id",
            "role",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
        UniqueConstraint("user_id", "organisation_id", "role"),
    )

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    role: Role = Field(sa_type=word(Role))
    organisation_id: UUID | None = Field(
        default=None, foreign_key="organisations.id", ondelete="RESTRICT", index=True
    )
