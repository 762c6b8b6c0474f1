import json
from pathlib import Path
from typing import Any

import pytest

from matching.errors import TaxonomyError, UnknownConceptError
from matching.taxonomy import Taxonomy, load_taxonomy
from matching.taxonomy.tokens import fold, label_key, split_tokens
from matching.types import Kind, Needs, Skill
from tests.matching.taxonomy.small import OCCUPATIONS, SKILLS, write


@pytest.fixture
def taxonomy(tmp_path: Path) -> Taxonomy:
    return load_taxonomy(write(tmp_path))


def test_concepts_are_read_with_all_their_fields(taxonomy: Taxonomy) -> None:
    postgresql = taxonomy.skill("postgresql")
    assert (postgresql.id, postgresql.kind) == ("postgresql", Kind.TECHNOLOGY)
    assert postgresql.labels() == ("PostgreSQL", "Postgres")
    assert (postgresql.broader, postgresql.related) == (("sql",), {"mysql": 0.7})
    assert taxonomy.skill("dp-900").implies == {"sql": 1}
    assert taxonomy.skill("dutch").code == "nl"
    dba = taxonomy.occupation("dba")
    assert (dba.essential, dba.optional, dba.stage) == (("sql",), ("postgresql",), "start")
    assert set(taxonomy.skills) == set(SKILLS)
    assert set(taxonomy.occupations) == set(OCCUPATIONS)


def test_labels_come_preferred_first_and_in_the_language_asked() -> None:
    concept = Skill(
        id="x",
        kind=Kind.SKILL,
        label_nl="testen",
        label_en="testing",
        aliases=("QA", "testing"),
        aliases_nl=("keuren",),
        aliases_en=("checking",),
    )
    assert concept.labels() == ("testen", "testing", "QA", "keuren", "checking")
    assert concept.labels("nl") == ("testen", "QA", "testing", "keuren")
    assert concept.labels("en") == ("testing", "QA", "checking")
    assert (concept.label("nl"), concept.label("en")) == ("testen", "testing")


@pytest.mark.parametrize("method", ["skill", "occupation"])
def test_an_unknown_id_is_an_error_that_says_which_and_what_to_do(
    taxonomy: Taxonomy, method: str
) -> None:
    with pytest.raises(UnknownConceptError, match=rf"{method}.*'cobal'.*taxonomy search") as caught:
        getattr(taxonomy, method)("cobal")
    assert caught.value.name == "cobal"


def test_what_hangs_right_below_a_concept_is_known(taxonomy: Taxonomy) -> None:
    assert set(taxonomy.narrower["sql"]) == {"postgresql", "mysql"}
    assert "mariadb" not in taxonomy.narrower


def test_the_narrower_a_concept_the_more_it_says(taxonomy: Taxonomy) -> None:
    says = taxonomy.specificity
    assert says["data"] == pytest.approx(0)
    assert says["mariadb"] == says["postgresql"] == says["dp-900"] == 1
    assert says["data"] < says["databases"] < says["sql"] < says["mysql"] < says["mariadb"]
    assert all(0 <= each <= 1 for each in says.values())


def test_a_concept_below_two_others_counts_once(tmp_path: Path) -> None:
    twice = {**SKILLS, "mariadb": {**SKILLS["mariadb"], "broader": ["mysql", "postgresql"]}}
    says = load_taxonomy(write(tmp_path, twice)).specificity
    assert says["sql"] == load_taxonomy(write(tmp_path)).specificity["sql"]
    assert says["mysql"] == says["postgresql"]


def test_json_lines_mean_the_same_as_toml(tmp_path: Path) -> None:
    toml = load_taxonomy(write(tmp_path / "toml"))
    for name, blocks in (("skills", SKILLS), ("occupations", OCCUPATIONS)):
        folder = tmp_path / "jsonl" / name
        folder.mkdir(parents=True)
        lines = (json.dumps({"id": each, **fields}) + "\n" for each, fields in blocks.items())
        (folder / "concepts.jsonl").write_text("".join(lines), encoding="utf-8")
    found = load_taxonomy(tmp_path / "jsonl")
    assert (found.skills, found.occupations) == (toml.skills, toml.occupations)
    assert found.fingerprint == toml.fingerprint


def test_the_order_of_blocks_and_fields_never_matters(tmp_path: Path) -> None:
    def backwards(blocks: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        return {name: dict(reversed(fields.items())) for name, fields in reversed(blocks.items())}

    one = load_taxonomy(write(tmp_path / "one"))
    other = load_taxonomy(write(tmp_path / "other", backwards(SKILLS), backwards(OCCUPATIONS)))
    assert one.fingerprint == other.fingerprint
    assert one.specificity == other.specificity


@pytest.mark.parametrize(
    ("concept", "field", "value"),
    [
        ("sql", "nl", "SQL-taal"),
        ("sql", "aliases", ["sequel"]),
        ("postgresql", "related", {"mysql": 0.6}),
        ("dp-900", "implies", {"sql": 2}),
    ],
)
def test_the_fingerprint_changes_whenever_a_concept_does(
    tmp_path: Path, concept: str, field: str, value: Any
) -> None:
    before = load_taxonomy(write(tmp_path)).fingerprint
    changed = {**SKILLS, concept: {**SKILLS[concept], field: value}}
    assert load_taxonomy(write(tmp_path, changed)).fingerprint != before


def test_an_ordinary_label_needs_context_where_nothing_is_said(tmp_path: Path) -> None:
    marked = {**SKILLS["sql"], "ordinary": {"labels": ["SQL"]}}
    found = load_taxonomy(write(tmp_path, {**SKILLS, "sql": marked})).skill("sql")
    assert found.ordinary is not None
    assert (found.ordinary.labels, found.ordinary.needs) == (("SQL",), Needs.CONTEXT)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.toml", "[a\n", "expected TOML in UTF-8"),
        ("x.toml", 'a = "b"\n', "expected blocks"),
        ("x.toml", '[a]\nnl = "a"\n', r"x\.toml: \[a\]"),
        ("x.jsonl", "{}\n", "1: expected a JSON object with an id"),
        ("x.jsonl", '\n{"id": "a"', "expected a JSON object"),
        ("x.jsonl", "[1]\n", "expected a JSON object"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    write(tmp_path)
    (tmp_path / "skills" / name).write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=words) as caught:
        load_taxonomy(tmp_path)
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["x.toml", "x.jsonl"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    line = '{"id": "a", "nl": "één"}' if name.endswith("jsonl") else '[a]\nnl = "één"'
    (tmp_path / "skills" / name).write_bytes(line.encode("cp1252"))
    with pytest.raises(TaxonomyError, match=name):
        load_taxonomy(tmp_path)


def test_a_folder_without_a_taxonomy_is_an_error_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"expected a taxonomy .* found none"):
        load_taxonomy(tmp_path)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Front-end ontwikkelaar", ("front", "end", "ontwikkelaar")),
        ("C#", ("c#",)),
        ("C++", ("c++",)),
        (".NET", (".net",)),
        ("CI/CD", ("ci", "cd")),
        ("Café", ("cafe",)),
        ("--", ()),
    ],
)
def test_a_label_is_compared_by_its_folded_tokens(label: str, key: tuple[str, ...]) -> None:
    assert label_key(label) == key
    assert "".join(split_tokens(label)) == label
    assert all(fold(token) == token for token in key)
