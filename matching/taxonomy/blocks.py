"""The taxonomy's files as they are written: one block a concept, checked field by field.

The form is described in docs/taxonomy.md. TOML is written by people, `concepts.jsonl` by programs;
both hold the same fields.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field

from matching.errors import TaxonomyError
from matching.types import Kind, Needs, Occupation, OrdinaryLabel, Skill

__all__ = ["ConceptKind", "OccupationBlock", "RawBlock", "SkillBlock", "read_blocks"]

ConceptKind = Literal["skill", "occupation"]
Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Id = Annotated[str, Field(min_length=1)]
Strength = Annotated[float, Field(ge=0.1, le=0.8)]
Level = Annotated[int, Field(ge=1, le=4)]

FOLDERS: dict[ConceptKind, str] = {"skill": "skills", "occupation": "occupations"}


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as it stands in a file, not yet checked."""

    path: Path
    id: str
    concept: ConceptKind
    fields: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.path}: [{self.id}]"


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    nl: Text
    en: Text
    aliases: tuple[Text, ...] = ()
    aliases_nl: tuple[Text, ...] = ()
    aliases_en: tuple[Text, ...] = ()
    broader: tuple[Id, ...] = ()
    related: dict[Id, Strength] = {}
    esco: Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/")] | None = None

    def _shared(self, concept_id: str) -> dict[str, Any]:
        return {
            "id": concept_id,
            "label_nl": self.nl,
            "label_en": self.en,
            "aliases": self.aliases,
            "aliases_nl": self.aliases_nl,
            "aliases_en": self.aliases_en,
            "broader": self.broader,
            "related": self.related,
            "esco": self.esco,
        }


class _OrdinaryBlock(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: Annotated[tuple[Text, ...], Field(min_length=1)]
    needs: Needs = Needs.CONTEXT
    near: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()


class SkillBlock(_Block):
    """The fields of a skill's block."""

    kind: Kind
    implies: dict[Id, Level] = {}
    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    ordinary: _OrdinaryBlock | None = None

    def concept(self, concept_id: str) -> Skill:
        """The skill that this block describes."""
        ordinary = OrdinaryLabel(**self.ordinary.model_dump()) if self.ordinary else None
        return Skill(
            **self._shared(concept_id),
            kind=self.kind,
            implies=self.implies,
            code=self.code,
            ordinary=ordinary,
        )


class OccupationBlock(_Block):
    """The fields of an occupation's block."""

    essential: tuple[Id, ...] = ()
    optional: tuple[Id, ...] = ()
    stage: Literal["start", "grow"] | None = None

    def concept(self, concept_id: str) -> Occupation:
        """The occupation that this block describes."""
        return Occupation(
            **self._shared(concept_id),
            essential=self.essential,
            optional=self.optional,
            stage=self.stage,
        )


def _read_toml(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        document = tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise TaxonomyError(f"{path}: expected TOML in UTF-8: {problem}") from problem
    for concept_id, fields in document.items():
        if not isinstance(fields, dict):
            raise TaxonomyError(f"{path}: expected blocks «[id]», found a field {concept_id!r}")
        yield concept_id, fields


def _read_json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            fields = json.loads(line.decode("utf-8"))
            yield fields.pop("id"), fields
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as problem:
            raise TaxonomyError(
                f"{path}:{number}: expected a JSON object with an id: {problem!r}"
            ) from problem


def _read_file(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    return _read_toml(path) if path.suffix == ".toml" else _read_json_lines(path)


def read_blocks(folder: Path) -> list[RawBlock]:
    """All blocks of the taxonomy in `folder`, by file name and then as written.

    Raises:
        TaxonomyError: The folder holds no taxonomy, or a file cannot be parsed.
    """
    found = [
        RawBlock(path, concept_id, concept, fields)
        for concept, name in FOLDERS.items()
        for path in sorted((folder / name).glob("*"))
        if path.suffix in {".toml", ".jsonl"}
        for concept_id, fields in _read_file(path)
    ]
    if not found:
        raise TaxonomyError(
            f"{folder}: expected a taxonomy (skills/*.toml and occupations/*.toml), found none; "
            f"name its folder with --taxonomy, or make one with «schakel taxonomy build»"
        )
    return found
