"""`schakel extract` and `schakel link`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.service.conftest import Done, Schakel, write_lines

TEXT = "Eisen\n- Goede kennis van SQL is vereist\n- PostgreSQL is een pré\n- geen MySQL nodig\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_extract_shows_the_mentions_of_a_file(schakel: Schakel, text: Path, taxonomy: Path) -> None:
    done = schakel("extract", text, "--taxonomy", taxonomy)
    assert (done.status, done.err) == (0, "")
    for words in ("SQL", "PostgreSQL", "MySQL", "must", "nice", "not there"):
        assert words in done.out
    start = TEXT.index("PostgreSQL")
    assert f"{start}-{start + len('PostgreSQL')}" in done.out


def test_extract_prints_one_object_for_programs(
    schakel: Schakel, text: Path, taxonomy: Path
) -> None:
    done = schakel("extract", text, "--json", "--taxonomy", taxonomy)
    mentions = json.loads(done.out)["mentions"]
    assert [
        (each["skill"], each["importance"], each["level"], each["negated"], each["intent"])
        for each in mentions
    ] == [
        ("sql", "must", 3, False, False),
        ("postgresql", "nice", None, False, False),
        ("mysql", "must", None, True, False),
    ]
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in mentions)
    assert all(each["label_nl"] and each["label_en"] and each["section"] for each in mentions)


def test_extract_reads_standard_input(schakel: Schakel, text: Path, taxonomy: Path) -> None:
    options = ("--json", "--taxonomy", taxonomy)
    from_file = schakel("extract", text, *options)
    from_input = schakel("extract", "-", *options, stdin=TEXT.encode())
    assert (from_input.status, from_input.out) == (0, from_file.out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_extract_reads_text_of_windows_too(schakel: Schakel, taxonomy: Path, encoding: str) -> None:
    raw = "Één PostgreSQL is een pré\r\nSQL".encode(encoding)
    done = schakel("extract", "-", "--json", "--taxonomy", taxonomy, stdin=raw)
    mentions = json.loads(done.out)["mentions"]
    assert [(each["start"], each["importance"]) for each in mentions] == [(4, "nice"), (27, "must")]


def test_a_text_without_a_skill_says_so(schakel: Schakel, taxonomy: Path) -> None:
    options = ("--taxonomy", taxonomy)
    done = schakel("extract", "-", *options, stdin=b"Een fijne plek.")
    assert done.status == 0
    assert "No skill was recognised" in done.out
    as_json = schakel("extract", "-", "--json", *options, stdin=b"Een fijne plek.")
    assert json.loads(as_json.out) == {"mentions": []}


def test_each_line_gets_an_answer_with_its_id(
    schakel: Schakel, tmp_path: Path, taxonomy: Path
) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "text": "SQL"},
        {"id": 7, "text": "niets"},
        {"id": "c", "text": "é\u2028 MySQL", "title": "kept out"},
    ]
    path = write_lines(tmp_path / "texts.jsonl", rows)
    done = schakel("extract", path, "--jsonl", "--taxonomy", taxonomy)
    assert done.status == 0
    assert [row["id"] for row in done.rows] == ["a", 7, "c"]
    assert all(row.keys() == {"id", "mentions"} for row in done.rows)
    assert [[each["skill"] for each in row["mentions"]] for row in done.rows] == [
        ["sql"],
        [],
        ["mysql"],
    ]
    assert done.rows[2]["mentions"][0]["start"] == 3


def test_lines_are_read_from_standard_input_too(schakel: Schakel, taxonomy: Path) -> None:
    raw = b'\xef\xbb\xbf{"id": "a", "text": "SQL"}\r\n\r\n{"id": "b", "text": ""}\r\n'
    done = schakel("extract", "-", "--jsonl", "--taxonomy", taxonomy, stdin=raw)
    assert [(row["id"], len(row["mentions"])) for row in done.rows] == [("a", 1), ("b", 0)]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", '"a"', "null", '{"id": "a"}', '{"text": "SQL"}', '{"id": "a", "text": null}'],
)
def test_a_bad_line_is_named_and_nothing_is_printed(
    schakel: Schakel, tmp_path: Path, taxonomy: Path, line: str
) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(f'{{"id": "ok", "text": "SQL"}}\n{line}\n', encoding="utf-8")
    done = schakel("extract", path, "--jsonl", "--taxonomy", taxonomy)
    assert (done.status, done.out) == (1, "")
    assert f"{path}:2: " in done.err


def test_a_line_nested_too_deep_is_named(schakel: Schakel, taxonomy: Path) -> None:
    deep = b'{"id": "a", "text": ' + b"[" * 100_000
    done = schakel("extract", "-", "--jsonl", "--taxonomy", taxonomy, stdin=deep)
    assert (done.status, done.out) == (1, "")
    assert ":1: " in done.err


@pytest.mark.parametrize(
    ("lang", "found"),
    [("auto", ["gegevens", "data"]), ("nl", ["gegevens"]), ("en", ["data"])],
)
def test_names_are_looked_for_in_the_language_asked(
    schakel: Schakel, taxonomy: Path, lang: str, found: list[str]
) -> None:
    raw = b"gegevens en data"
    done = schakel("extract", "-", "--json", "--lang", lang, "--taxonomy", taxonomy, stdin=raw)
    assert [each["text"] for each in json.loads(done.out)["mentions"]] == found


@pytest.mark.parametrize("command", [("extract",), ("link", "--kind", "skill")])
def test_a_text_that_is_not_there_is_one_message(
    schakel: Schakel, tmp_path: Path, taxonomy: Path, command: tuple[str, ...]
) -> None:
    missing = tmp_path / "none.txt"
    done = schakel(*command, missing, "--taxonomy", taxonomy)
    assert done.status in (1, 2)
    assert done.out == ""
    assert str(missing) in done.err.replace("\n", "")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("extract", "-", "--lang", "fr"),
        ("extract", "-", "--kind", "skill"),
        ("link", "-"),
        ("link", "-", "--kind", "colour"),
        ("link", "--kind", "skill"),
        ("link", "-", "--kind", "skill", "--k", "0"),
        ("taxonomy", "show"),
        ("taxonomy", "search"),
        ("nonsense",),
        ("taxonomy", "nonsense"),
    ],
)
def test_wrong_usage_ends_with_status_2(schakel: Schakel, arguments: tuple[str, ...]) -> None:
    done = schakel(*arguments, stdin=b"SQL")
    assert (done.status, done.out) == (2, "")
    assert done.err


def link(schakel: Schakel, taxonomy: Path, lines: str, *options: object) -> Done:
    return schakel("link", "-", "--taxonomy", taxonomy, *options, stdin=lines.encode())


def test_link_names_the_concepts_of_each_line_best_first(schakel: Schakel, taxonomy: Path) -> None:
    done = link(schakel, taxonomy, "Postgres\n\n  my sql \n", "--kind", "skill", "--json")
    assert done.status == 0
    assert [row["phrase"] for row in done.rows] == ["Postgres", "my sql"]
    assert [row["links"][0]["id"] for row in done.rows] == ["postgresql", "mysql"]
    for row in done.rows:
        scores = [each["score"] for each in row["links"]]
        assert scores == sorted(scores, reverse=True)
    assert done.rows[0]["links"][0].keys() >= {"label_nl", "label_en", "score", "matched", "esco"}


def test_link_takes_seniority_and_noise_off_a_title(schakel: Schakel, taxonomy: Path) -> None:
    title = "Senior databasebeheerder (m/v) - 32-40 uur"
    (row,) = link(schakel, taxonomy, title, "--kind", "occupation", "--json").rows
    assert row["title"] == "databasebeheerder"
    assert row["seniority"] == ["Senior"]
    assert row["links"][0]["id"] == "dba"


def test_link_gives_at_most_k(schakel: Schakel, taxonomy: Path) -> None:
    for k in (1, 2):
        (row,) = link(schakel, taxonomy, "SQL", "--kind", "skill", "--json", "--k", k).rows
        assert len(row["links"]) == k


def test_link_prints_lines_for_people(schakel: Schakel, taxonomy: Path) -> None:
    done = link(schakel, taxonomy, "SQL\n???\n", "--kind", "skill")
    lines = done.out.splitlines()
    assert lines[0] == "SQL"
    assert "1.00" in lines[1]
    assert "sql" in lines[1]
    assert lines[-2:] == ["???", "  nothing in the taxonomy resembles this"]
