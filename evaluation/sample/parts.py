"""The hand-written building blocks, read from data/sample/parts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

Texts = tuple[str, ...]
Record = dict[str, Any]
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What the generator needs to know of a programme."""

    id: str
    name: str
    provider: str
    level: int
    taught: tuple[Record, ...]  # skills of the modules, as claims with their source


@dataclass(frozen=True, kw_only=True)
class Career:
    """A prior career; every mapping goes from language to wording."""

    level: int
    years: int | None
    title: Mapping[str, str]
    employers: Mapping[str, Texts]
    duties: Mapping[str, Texts]
    story: Mapping[str, Texts]
    school: Mapping[str, str]
    skills: tuple[Record, ...]


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A sentence that looks like a skill and is none."""

    text: str
    language: str
    not_for: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Parts:
    """All building blocks; texts are keyed by programme, then language."""

    programmes: tuple[Programme, ...]
    careers: tuple[Career, ...]
    traps: tuple[Trap, ...]
    profiles: Mapping[str, Mapping[str, list[str]]]
    skills: Mapping[str, Mapping[str, list[str]]]
    projects: Mapping[str, Mapping[str, list[str]]]
    hobbies: Mapping[str, list[str]]
    character: Mapping[str, list[str]]  # "strengths_nl", "wishes_en" and so on
    wording: Mapping[str, Mapping[str, list[str]]]
    people: Mapping[str, Any]
    written: tuple[Record, ...]


def load_parts(folder: Path) -> Parts:
    """Read programmes.jsonl and the parts below the sample folder.

    Args:
        folder: The folder data/sample.

    Raises:
        FileNotFoundError: A file of the sample is missing.
    """
    tables = {path.stem: _table(path) for path in sorted((folder / "parts").glob("*.toml"))}
    return Parts(
        programmes=tuple(_programme(row) for row in _rows(folder / "programmes.jsonl")),
        careers=tuple(_career(row) for _, row in sorted(tables["careers"].items())),
        traps=tuple(_trap(row) for row in tables["traps"]["trap"]),
        profiles=tables["profiles"],
        skills=tables["skills"],
        projects=tables["projects"],
        hobbies=tables["hobbies"],
        character=tables["character"],
        wording=tables["wording"],
        people=tables["people"],
        written=tuple(_rows(folder / "parts" / "written.jsonl")),
    )


def _table(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _programme(row: Record) -> Programme:
    taught = tuple(
        {**skill, "evidence": "module", "source": module["name"]}
        for module in row["modules"]
        for skill in module.get("skills", [])
    )
    return Programme(
        id=row["id"],
        name=row["name"],
        provider=row["provider"],
        level=row["education_level"],
        taught=taught,
    )


def _career(row: Record) -> Career:
    def texts(name: str) -> dict[str, Texts]:
        return {language: tuple(row[f"{name}_{language}"]) for language in LANGUAGES}

    return Career(
        level=row["level"],
        years=row.get("years"),
        title={language: row[f"title_{language}"] for language in LANGUAGES},
        employers=texts("employers"),
        duties=texts("duties"),
        story=texts("story"),
        school={language: row[f"school_{language}"] for language in LANGUAGES},
        skills=tuple({**skill, "evidence": "work"} for skill in row.get("skills", [])),
    )


def _trap(row: Record) -> Trap:
    return Trap(text=row["text"], language=row["lang"], not_for=frozenset(row["not_for"]))
