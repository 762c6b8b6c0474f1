"""Organisations: employers, schools and public bodies; one can be several of these."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Tracked
from models.checks import check, sized, within

__all__ = ["Organisation"]


class Organisation(Tracked, table=True):
    """A member of the alliance. `lists_per_day` is how many new shortlists it may ask for."""

    __tablename__ = "organisations"
    __table_args__ = (
        UniqueConstraint("name"),
        UniqueConstraint("external_id"),
        sized("name", 200),
        sized("external_id", 200),
        within("lists_per_day", 0, 1000),
        check("kind_any", "is_employer OR is_school OR is_public_body"),
    )

    external_id: str | None = None
    name: str
    is_employer: bool = False
    is_school: bool = False
    is_public_body: bool = False
    is_active: bool = True
    lists_per_day: int = Field(default=20)
