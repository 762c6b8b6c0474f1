"""A taxonomy of a few concepts, written into a folder to be changed by a test."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Block = Mapping[str, Any]

SKILLS: dict[str, dict[str, Any]] = {
    "data": {"kind": "knowledge", "nl": "gegevens", "en": "data"},
    "databases": {"kind": "knowledge", "nl": "databases", "en": "databases", "broader": ["data"]},
    "sql": {"kind": "technology", "nl": "SQL", "en": "SQL", "broader": ["databases"]},
    "postgresql": {
        "kind": "technology",
        "nl": "PostgreSQL",
        "en": "PostgreSQL",
        "aliases": ["Postgres"],
        "broader": ["sql"],
        "related": {"mysql": 0.7},
    },
    "mysql": {"kind": "technology", "nl": "MySQL", "en": "MySQL", "broader": ["sql"]},
    "mariadb": {"kind": "technology", "nl": "MariaDB", "en": "MariaDB", "broader": ["mysql"]},
    "dp-900": {
        "kind": "certificate",
        "nl": "DP-900",
        "en": "DP-900",
        "broader": ["data"],
        "implies": {"sql": 1},
    },
    "dutch": {
        "kind": "language",
        "nl": "Nederlands",
        "en": "Dutch",
        "broader": ["data"],
        "code": "nl",
    },
}
OCCUPATIONS: dict[str, dict[str, Any]] = {
    "administrator": {"nl": "beheerder", "en": "administrator"},
    "dba": {
        "nl": "databasebeheerder",
        "en": "database administrator",
        "aliases": ["DBA"],
        "broader": ["administrator"],
        "related": {"data-engineer": 0.5},
        "essential": ["sql"],
        "optional": ["postgresql"],
        "stage": "start",
    },
    "data-engineer": {"nl": "data-engineer", "en": "data engineer", "essential": ["databases"]},
}


def toml_of(blocks: Mapping[str, Block]) -> str:
    """Blocks as TOML: JSON writes strings, numbers and lists in the same way."""
    lines: list[str] = []
    for name, fields in blocks.items():
        lines.append(f"[{name}]")
        for field, value in fields.items():
            if isinstance(value, Mapping):
                inner = ", ".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in value.items())
                lines.append(f"{field} = {{ {inner} }}")
            else:
                lines.append(f"{field} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def write(
    folder: Path,
    skills: Mapping[str, Block] = SKILLS,
    occupations: Mapping[str, Block] = OCCUPATIONS,
) -> Path:
    """Write a taxonomy into `folder`, and give the folder back."""
    for name, blocks in (("skills", skills), ("occupations", occupations)):
        (folder / name).mkdir(exist_ok=True, parents=True)
        (folder / name / "all.toml").write_text(toml_of(blocks), encoding="utf-8")
    return folder
