"""Programmes with their modules, outcomes and the skills they teach; and who coaches in them."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Identified, Row, Tracked
from models.checks import LEVEL, check, sized, within

__all__ = ["Module", "ModuleSkill", "Outcome", "Programme", "ProgrammeCoach"]


class Programme(Tracked, table=True):
    """A retraining programme; `education_level` is the EQF level that its graduates have."""

    __tablename__ = "programmes"
    __table_args__ = (
        UniqueConstraint("external_id"),
        UniqueConstraint("provider_id", "name"),
        sized("external_id", 200),
        sized("name", 200),
        within("education_level", 1, 8),
    )

    external_id: str | None = None
    provider_id: UUID = Field(foreign_key="organisations.id", ondelete="RESTRICT")
    name: str
    description: str = ""
    education_level: int | None = None
    is_active: bool = True


class Module(Identified, table=True):
    """A part of a programme; `hours` is its study load."""

    __tablename__ = "modules"
    __table_args__ = (
        UniqueConstraint("programme_id", "position"),
        UniqueConstraint("programme_id", "name"),
        sized("name", 200),
        within("position", 1, 1000),
        check("hours_positive", "hours > 0"),
    )

    programme_id: UUID = Field(foreign_key="programmes.id", ondelete="CASCADE")
    position: int
    name: str
    hours: float | None = None


class Outcome(Identified, table=True):
    """What a student can do after a module, in words."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("module_id", "position"),
        within("position", 1, 1000),
        sized("wording", 2000),
    )

    module_id: UUID = Field(foreign_key="modules.id", ondelete="CASCADE")
    position: int
    wording: str


class ModuleSkill(Row, table=True):
    """A skill of the taxonomy that a module teaches and tests, and up to which level."""

    __tablename__ = "module_skills"
    __table_args__ = (sized("skill", 200), within("level", *LEVEL))

    module_id: UUID = Field(primary_key=True, foreign_key="modules.id", ondelete="CASCADE")
    skill: str = Field(primary_key=True, index=True)
    level: int | None = None


class ProgrammeCoach(Row, table=True):
    """A coach sees the candidates of these programmes, and no others."""

    __tablename__ = "programme_coaches"

    programme_id: UUID = Field(primary_key=True, foreign_key="programmes.id", ondelete="CASCADE")
    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE", index=True)
