"""Each problem that docs/taxonomy.md promises to name, made on purpose."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from matching.errors import TaxonomyError
from matching.taxonomy.check import Problem, check_taxonomy
from tests.matching.taxonomy.small import OCCUPATIONS, SKILLS, write


def problems(folder: Path, concept: str, fields: Mapping[str, Any]) -> list[Problem]:
    """The problems after the fields of one concept are changed; None takes a field away."""
    changed: list[dict[str, Any]] = []
    for blocks in (SKILLS, OCCUPATIONS):
        if concept in blocks or (blocks is SKILLS and concept not in OCCUPATIONS):
            block = {**blocks.get(concept, {}), **fields}
            kept = {name: value for name, value in block.items() if value is not None}
            changed.append({**blocks, concept: kept})
        else:
            changed.append(dict(blocks))
    return check_taxonomy(write(folder, *changed))


def test_a_sound_taxonomy_has_no_problems(tmp_path: Path) -> None:
    assert check_taxonomy(write(tmp_path)) == []


@pytest.mark.parametrize(
    ("concept", "fields", "words"),
    [
        ("sql", {"colour": "red"}, ("colour",)),
        ("sql", {"kind": "gadget"}, ("kind", "gadget")),
        ("sql", {"kind": None}, ("kind",)),
        ("sql", {"nl": None}, ("nl",)),
        ("sql", {"en": None}, ("en",)),
        ("sql", {"nl": ""}, ("nl",)),
        ("sql", {"nl": " SQL"}, ("nl",)),
        ("dba", {"en": None}, ("en",)),
        ("dba", {"kind": "skill"}, ("kind",)),
        ("mysql", {"aliases": ["postgres"]}, ("postgres", "[postgresql]")),
        ("mysql", {"aliases_nl": ["Post-gres"], "nl": "My SQL", "en": "My SQL"}, ()),
        ("mysql", {"aliases": ["SQL"]}, ("'sql'", "[sql]")),
        ("data-engineer", {"aliases": ["dba"]}, ("dba", "[dba]")),
        ("sql", {"broader": ["nowhere"]}, ("broader", "[nowhere]")),
        ("sql", {"related": {"nowhere": 0.5}}, ("related", "[nowhere]")),
        ("dp-900", {"implies": {"nowhere": 1}}, ("implies", "[nowhere]")),
        ("dba", {"broader": ["nobody"]}, ("broader", "[nobody]")),
        ("dba", {"broader": ["sql"]}, ("broader", "[sql]")),
        ("dba", {"essential": ["nowhere"]}, ("essential", "[nowhere]")),
        ("dba", {"optional": ["nowhere"]}, ("optional", "[nowhere]")),
        ("sql", {"related": {"sql": 0.5}}, ("related", "itself")),
        ("databases", {"broader": ["mariadb"]}, ("broader", "circle")),
        ("administrator", {"broader": ["dba"]}, ("broader", "circle")),
        ("island", {"kind": "skill", "nl": "eiland", "en": "island"}, ("broader",)),
        ("postgresql", {"related": {"mysql": 0.05}}, ("related", "0.05")),
        ("postgresql", {"related": {"mysql": 0.9}}, ("related", "0.9")),
        ("dp-900", {"implies": {"sql": 0}}, ("implies",)),
        ("dp-900", {"implies": {"sql": 5}}, ("implies",)),
        ("sql", {"implies": {"databases": 2}}, ("implies", "certificate")),
        ("dutch", {"code": None}, ("code",)),
        ("dutch", {"code": "Dutch"}, ("code",)),
        ("sql", {"ordinary": {"labels": ["sequel"]}}, ("ordinary", "sequel")),
        ("sql", {"ordinary": {"labels": []}}, ("ordinary",)),
        ("sql", {"ordinary": {"labels": ["SQL"], "needs": "luck"}}, ("ordinary", "luck")),
        ("sql", {"ordinary": {"labels": ["SQL"], "often": []}}, ("ordinary", "often")),
        ("sql", {"aliases": ["S"]}, ("ordinary", "'s'")),
        ("sql", {"esco": "sql"}, ("esco",)),
        ("dba", {"stage": "end"}, ("stage",)),
    ],
)
def test_a_problem_is_named_with_its_file_and_concept(
    tmp_path: Path, concept: str, fields: dict[str, Any], words: tuple[str, ...]
) -> None:
    found = [str(each) for each in problems(tmp_path, concept, fields)]
    if not words:
        assert found == []
        return
    start = f"all.toml: [{concept}]: "
    assert any(
        line.startswith(start) and all(word.lower() in line.lower() for word in words)
        for line in found
    ), found


def test_one_mistake_is_one_problem(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "sql", {"related": {"nowhere": 0.5}})) == 1


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, "sql", {"broader": ["nowhere", "elsewhere"], "aliases": ["MySQL"]})
    assert len(found) == 3


def test_one_id_in_two_files_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    again = '[sql]\nkind = "technology"\nnl = "Sequel"\nen = "Sequel"\nbroader = ["data"]\n'
    (tmp_path / "skills" / "more.toml").write_text(again, encoding="utf-8")
    (problem,) = check_taxonomy(tmp_path)
    assert str(problem).startswith("more.toml: [sql]: ")
    assert "all.toml" in problem.message


def test_a_skill_and_an_occupation_may_share_an_id_and_a_label(tmp_path: Path) -> None:
    fields = {"kind": "skill", "nl": "databasebeheerder", "en": "DBA", "broader": ["data"]}
    found = check_taxonomy(write(tmp_path, {**SKILLS, "dba": fields}))
    assert found == []


def test_a_marked_letter_is_no_problem(tmp_path: Path) -> None:
    fields = {"aliases": ["S"], "ordinary": {"labels": ["S"]}}
    assert problems(tmp_path, "sql", fields) == []


def test_a_file_that_cannot_be_parsed_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "skills" / "all.toml").write_text("[", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"all\.toml"):
        check_taxonomy(tmp_path)
