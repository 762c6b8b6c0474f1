"""Concepts as answers show them."""

from pydantic import BaseModel, ConfigDict, Field

from matching.types import Kind

__all__ = ["ConceptFound", "NamedSkill", "RelatedSkill", "SkillFound", "SkillRead"]


class ConceptFound(BaseModel):
    """A concept that some words may mean."""

    id: str = Field(examples=["postgresql"])
    label: str = Field(description="Its preferred name, in your language.")
    matched: str = Field(description="The name that the words resemble.", examples=["Postgres"])


class SkillFound(ConceptFound):
    """A skill that some words may mean."""

    kind: Kind


class NamedSkill(BaseModel):
    """A skill by id and name."""

    id: str
    label: str


class RelatedSkill(NamedSkill):
    """A skill that brings something of another."""

    strength: float = Field(description="How much, in (0, 1).")


class SkillRead(BaseModel):
    """A skill with all that the taxonomy says of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "mariadb",
                    "kind": "technology",
                    "label_nl": "MariaDB",
                    "label_en": "MariaDB",
                    "aliases": ["Maria DB"],
                    "aliases_nl": [],
                    "aliases_en": [],
                    "broader": [{"id": "mysql", "label": "MySQL"}],
                    "narrower": [],
                    "related": [],
                    "implies": [],
                    "esco": None,
                }
            ]
        }
    )

    id: str
    kind: Kind
    label_nl: str
    label_en: str
    aliases: list[str] = Field(description="Other names in both languages.")
    aliases_nl: list[str]
    aliases_en: list[str]
    broader: list[NamedSkill]
    narrower: list[NamedSkill]
    related: list[RelatedSkill]
    implies: list[NamedSkill] = Field(description="What who has this certificate knows too.")
    esco: str | None = Field(description="The URI of the same concept in ESCO.")
