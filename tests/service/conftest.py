"""The command as a user runs it, and small files to run it on."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from service.access import secrets
from service.cli import main
from tests.matching.taxonomy.small import write


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Schakel = Callable[..., Done]


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write rows as JSON Lines, and give the path back."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def schakel(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Schakel:
    """Runs `schakel` with arguments in this process, as its entry point does."""

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["schakel", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        written = capsys.readouterr()
        return Done(status, written.out, written.err)

    return run


@pytest.fixture
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with the least work, for tests that try many passwords."""
    light = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(secrets, "_PASSWORDS", light)
    monkeypatch.setattr(secrets, "_NOBODYS", light.hash("nobody"))


@pytest.fixture(scope="session")
def taxonomy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a taxonomy of a few concepts, that loads at once."""
    return write(tmp_path_factory.mktemp("taxonomy"))


@dataclass(frozen=True)
class Files:
    """The three files of a ranking, the options that name them, and where results may go."""

    folder: Path
    vacancies: Path
    candidates: Path
    programmes: Path
    options: tuple[object, ...]


@pytest.fixture
def files(tmp_path: Path, taxonomy: Path) -> Files:
    vacancies: list[dict[str, Any]] = [
        {
            "id": "V1",
            "title": "Databasebeheerder (m/v)",
            "text": "Eisen\n- Goede kennis van SQL\n- PostgreSQL\n- MySQL is een pré",
            "hours": [32, 40],
        },
        {"id": "V2", "title": "Iets leuks", "text": "Een fijne plek om te zijn."},
        {"id": "V3", "title": "Data-engineer", "text": "Requirements\n- SQL\n- MariaDB"},
    ]
    candidates: list[dict[str, Any]] = [
        {"id": "c1", "text": "Vaardigheden\n- SQL (gevorderd), PostgreSQL", "hours": [32, 36]},
        {"id": "c2", "text": "Ik werk met MySQL.", "consent": True},
        {"id": "c3", "programme": "P1", "completed_on": "2026-06-01"},
        {"id": "c4", "programme": "P1", "completed_on": "2026-06-01"},
        {"id": "c5", "text": "Ik lees graag."},
        {"id": "c6", "text": "SQL, PostgreSQL", "consent": False},
        {"id": "c7", "text": "SQL, PostgreSQL", "hours": [4, 8]},
    ]
    programmes: list[dict[str, Any]] = [
        {"id": "P1", "name": "Data", "modules": [{"name": "SQL", "skills": [{"label": "SQL"}]}]}
    ]
    paths = {
        "vacancies": write_lines(tmp_path / "vacancies.jsonl", vacancies),
        "candidates": write_lines(tmp_path / "candidates.jsonl", candidates),
        "programmes": write_lines(tmp_path / "programmes.jsonl", programmes),
    }
    options = [part for name, path in paths.items() for part in (f"--{name}", path)]
    return Files(folder=tmp_path, **paths, options=(*options, "--taxonomy", taxonomy))
