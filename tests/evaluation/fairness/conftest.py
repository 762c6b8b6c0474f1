"""A small world to audit: forty people in four programmes, eight vacancies of two partners."""

from pathlib import Path

import pytest

from tests.evaluation.conftest import write_lines

SKILLS = ("Java", "Python", "Linux", "React")
PROVIDERS = ("School A", "School B", "School B", "School C")


@pytest.fixture
def fair_folder(tmp_path: Path) -> Path:
    """Four classes of ten, who all can do what their programme taught; partner R1 is School A."""
    folder = tmp_path / "fair"
    write_lines(
        folder / "programmes.jsonl",
        [
            {
                "id": f"P{number}",
                "name": f"Traject {number}",
                "provider": provider,
                "modules": [{"name": "Module", "skills": [{"label": skill, "level": 3}]}],
            }
            for number, (skill, provider) in enumerate(zip(SKILLS, PROVIDERS, strict=True))
        ],
    )
    write_lines(
        folder / "vacancies.jsonl",
        [
            {
                "id": f"V{number}",
                "title": "Medewerker",
                "text": f"Ervaring met {SKILLS[number % 4]} is vereist.",
                "partner": f"R{1 + number % 2}",
                "split": "test" if number > 5 else "dev",
            }
            for number in range(8)
        ],
    )
    write_lines(
        folder / "candidates.jsonl",
        [
            {"id": f"C{number:02}", "programme": f"P{number % 4}", "text": "Ik leer graag."}
            for number in range(40)
        ],
    )
    write_lines(
        folder / "partners.jsonl",
        [{"id": "R1", "name": "School A"}, {"id": "R2", "name": "Bakkerij"}],
    )
    lines = [
        f"V{vacancy} 0 C{candidate:02} {3 if vacancy % 4 == candidate % 4 else 0}\n"
        for vacancy in range(8)
        for candidate in range(40)
    ]
    (folder / "qrels.txt").write_text("".join(lines))
    return folder


@pytest.fixture
def traits_file(tmp_path: Path) -> Path:
    """Half of each class is of group A."""
    rows = [f"C{number:02},sex,{'AB'[number // 4 % 2]}\n" for number in range(40)]
    path = tmp_path / "traits.csv"
    path.write_text("candidate,trait,group\n" + "".join(rows))
    return path
