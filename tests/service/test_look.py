"""`schakel taxonomy`, `schakel demo`, and the form of the whole command."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from service.cli import app
from tests.matching.taxonomy.small import OCCUPATIONS, SKILLS, write
from tests.service.conftest import Schakel

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCS = [README, *sorted((ROOT / "docs").rglob("*.md"))]
ENGINE = ("numpy", "scipy", "simplemma", "rapidfuzz", "matching.matcher", "matching.taxonomy")


def commands() -> dict[str, Any]:
    """Every command that does something, by the words that call it."""

    def below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield words, command
        for name, each in (inner or {}).items():
            yield from below(f"{words} {name}".strip(), each)

    return dict(below("", typer.main.get_command(app)))


COMMANDS = commands()


@pytest.mark.parametrize("name", ["postgresql", "PostgreSQL", "Postgres", "postgres"])
def test_show_finds_a_concept_by_its_id_and_by_any_name(
    schakel: Schakel, taxonomy: Path, name: str
) -> None:
    done = schakel("taxonomy", "show", name, "--taxonomy", taxonomy)
    assert done.status == 0
    for words in ("postgresql", "PostgreSQL", "Postgres", "technology", "sql", "mysql"):
        assert words in done.out
    (row,) = schakel("taxonomy", "show", name, "--json", "--taxonomy", taxonomy).rows
    assert (row["id"], row["kind"]) == ("postgresql", "technology")
    assert (row["broader"], row["related"]) == (["sql"], {"mysql": 0.7})


def test_show_knows_occupations_too(schakel: Schakel, taxonomy: Path) -> None:
    (row,) = schakel("taxonomy", "show", "DBA", "--json", "--taxonomy", taxonomy).rows
    assert (row["id"], row["kind"], row["essential"]) == ("dba", "occupation", ["sql"])


def test_show_of_what_is_not_there_says_what_resembles_it(schakel: Schakel, taxonomy: Path) -> None:
    done = schakel("taxonomy", "show", "postgrsql", "--taxonomy", taxonomy)
    assert (done.status, done.out) == (1, "")
    assert "'postgrsql'" in done.err
    assert "did you mean" in done.err
    assert "postgresql" in done.err.partition("did you mean")[2]


def test_search_finds_concepts_by_some_words(schakel: Schakel, taxonomy: Path) -> None:
    done = schakel("taxonomy", "search", "database", "--taxonomy", taxonomy)
    assert done.status == 0
    assert "databases" in done.out
    assert "dba" in done.out
    rows = schakel("taxonomy", "search", "database", "--json", "--taxonomy", taxonomy).rows
    assert {row["kind"] for row in rows} == {"skill", "occupation"}
    assert rows[0]["id"] == "databases"
    few = schakel("taxonomy", "search", "database", "--json", "--k", 1, "--taxonomy", taxonomy)
    assert [row["kind"] for row in few.rows] == ["skill", "occupation"]


def test_check_of_a_sound_taxonomy_ends_with_status_0(schakel: Schakel, taxonomy: Path) -> None:
    done = schakel("taxonomy", "check", "--taxonomy", taxonomy)
    assert (done.status, done.out) == (0, "")


def test_check_names_each_problem_and_ends_with_status_1(schakel: Schakel, tmp_path: Path) -> None:
    broken = {**SKILLS, "sql": {**SKILLS["sql"], "broader": ["nowhere"], "colour": "red"}}
    done = schakel("taxonomy", "check", "--taxonomy", write(tmp_path, broken, OCCUPATIONS))
    assert done.status == 1
    assert "all.toml: [sql]: " in done.out
    assert "problem" in done.err


def test_check_of_a_folder_without_a_taxonomy_is_one_message(
    schakel: Schakel, tmp_path: Path
) -> None:
    done = schakel("taxonomy", "check", "--taxonomy", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert "expected a taxonomy" in done.err


def test_the_demo_shows_explained_shortlists_of_the_invented_sample(schakel: Schakel) -> None:
    done = schakel("demo", "--vacancies", 2, "--k", 1, "--language", "en")
    assert done.status == 0
    assert "nvented" in done.out
    assert "V001" in done.out
    assert "V002" in done.out
    assert "V003" not in done.out
    assert re.search(r"\bC\d{3}\b", done.out)
    assert len(re.findall(r"^ *1 .*\bC\d{3}\b", done.out, re.MULTILINE)) == 2


def test_the_command_works_outside_the_checkout(tmp_path: Path) -> None:
    script = "from service.cli import main; main()"
    (tmp_path / "cv.txt").write_text("Ik werk met Python.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script, "extract", "cv.txt", "--json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [each["skill"] for each in json.loads(done.stdout)["mentions"]] == ["python"]
    assert done.stderr == ""


@pytest.mark.parametrize("words", ["", "taxonomy", *COMMANDS])
def test_every_command_explains_itself(schakel: Schakel, words: str) -> None:
    done = schakel(*words.split(), "--help")
    assert (done.status, done.err) == (0, "")
    assert f"schakel {words}".strip() in done.out


@pytest.mark.parametrize("words", ["", "taxonomy"])
def test_a_command_without_arguments_shows_its_help(schakel: Schakel, words: str) -> None:
    done = schakel(*words.split())
    assert "Commands" in done.out + done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_has_a_help_text(words: str) -> None:
    command = COMMANDS[words]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{words} {parameter.name}"


@pytest.mark.skipif(
    not README.exists() or len(README.read_text(encoding="utf-8")) < 200,
    reason="there is no README yet",
)
@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_is_in_the_documentation(words: str) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)
    assert f"schakel {words}" in text
    options = [option for each in COMMANDS[words].params for option in each.opts]
    missing = [each for each in options if each.startswith("--") and each not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], (*ENGINE, "pydantic")),
        ([], (*ENGINE, "pydantic")),
        (["rank", "--help"], ENGINE),
        (["taxonomy", "--help"], ENGINE),
    ],
)
def test_help_does_not_wait_for_the_engine(arguments: list[str], absent: tuple[str, ...]) -> None:
    script = (
        "import sys\n"
        "from service.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {absent!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"
