"""Small files of an alliance, and what it takes to bring them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from service.access.principal import OPERATOR
from service.imports.files import ImportFile
from service.imports.schemas import ImportRead
from service.imports.service import bring
from service.words import ImportKind
from service.work import Services, Visit

__all__ = [
    "CANDIDATES",
    "ORGANISATIONS",
    "PROGRAMMES",
    "VACANCIES",
    "bring_all",
    "bring_lines",
    "lines",
]

Rows = Iterable[Mapping[str, Any]]

ORGANISATIONS: list[dict[str, Any]] = [
    {"id": "O1", "name": "Gemeente Waalmonde", "kind": ["employer", "public body"]},
    {"id": "O2", "name": "Codehuis", "kind": "school"},
]
PROGRAMMES: list[dict[str, Any]] = [
    {
        "id": "P1",
        "name": "Java developer",
        "provider": "Codehuis",
        "text": "In zes maanden tot developer.",
        "education_level": 6,
        "modules": [
            {
                "name": "Java",
                "hours": 60,
                "outcomes": ["De student schrijft programma's in Java."],
                "skills": [{"label": "SQL", "level": 2}],
            },
            {"name": "Git", "outcomes": ["De student werkt met Git."]},
        ],
    }
]
CANDIDATES: list[dict[str, Any]] = [
    {
        "id": "C1",
        "name": "Sam Voorbeeld",
        "email": "sam@example.org",
        "text": "Vaardigheden\n- Java en SQL\n- Git\nIk spreek Engels op niveau B2.",
        "programme": "P1",
        "completed_on": "2026-06-01",
        "skills": [{"label": "Docker", "level": 2, "evidence": "work"}],
        "languages": [{"code": "nl", "cefr": "C1"}],
        "work_mode": ["hybrid", "onsite"],
        "hours": [24, 36],
        "place": "Rotterdam",
        "wants": ["data-analist"],
        "consent": True,
    },
    {"id": "C2", "programme": "P1", "consent": False},
    {"id": "C3", "programme": "P1"},
]
VACANCIES: list[dict[str, Any]] = [
    {
        "id": "V1",
        "title": "Java developer",
        "text": "Eisen\n- Goede kennis van Java en SQL\n- Git is een pré",
        "partner": "O1",
        "requirements": [{"label": "Docker", "importance": "nice", "level": 2}],
        "languages": [{"code": "nl", "cefr": "B2"}],
        "work_mode": "hybrid",
        "hours": [32, 40],
        "place": "Rotterdam",
    }
]


def lines(rows: Rows) -> bytes:
    """Rows as JSON Lines."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def bring_lines(services: Services, kind: ImportKind, rows: Rows) -> ImportRead:
    """Import rows as JSON Lines, as who runs the service."""
    file = ImportFile(kind=kind, name="rows.jsonl", content=lines(rows))
    return bring(Visit(services=services, who=OPERATOR), file).run


def bring_all(services: Services) -> None:
    """Import the files above."""
    bring_lines(services, ImportKind.ORGANISATIONS, ORGANISATIONS)
    bring_lines(services, ImportKind.PROGRAMMES, PROGRAMMES)
    bring_lines(services, ImportKind.CANDIDATES, CANDIDATES)
    bring_lines(services, ImportKind.VACANCIES, VACANCIES)
