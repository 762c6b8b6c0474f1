"""`schakel import` and `schakel export`: files in and out from the command line."""

import json
from pathlib import Path

import pytest

from matching.matcher import Matcher
from service.exports.schemas import ExportKind
from service.words import ImportKind
from tests.databases import Backend
from tests.service.conftest import Schakel
from tests.service.imports.bringing import CANDIDATES, ORGANISATIONS, PROGRAMMES, lines


@pytest.fixture(autouse=True)
def database(sqlite_backend: Backend, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database that the setting names, and the matcher of all tests."""
    url = sqlite_backend.migrated().render_as_string(hide_password=False)
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", url)
    monkeypatch.setattr(Matcher, "load", lambda *_, **__: matcher)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_files_go_in_and_come_out(schakel: Schakel, tmp_path: Path) -> None:
    for kind, rows in (
        ("organisations", ORGANISATIONS),
        ("programmes", PROGRAMMES),
        ("candidates", CANDIDATES),
    ):
        done = schakel("import", kind, written(tmp_path, f"{kind}.jsonl", lines(rows)))
        assert done.out == f"{kind}: {len(rows)} added, 0 updated, 0 unchanged\n", done.err
    out = tmp_path / "out.jsonl"
    assert schakel("export", "candidates", out).status == 0
    assert "Sam" not in out.read_text(encoding="utf-8")
    again = schakel("import", "candidates", out, "--json")
    assert json.loads(again.out)["unchanged"] == len(CANDIDATES)
    assert schakel("export", "candidates", out, "--with-contact").status == 0
    assert "Sam Voorbeeld" in out.read_text(encoding="utf-8")
    table = tmp_path / "out.txt"
    assert schakel("export", "organisations", table, "--format", "csv").status == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbfOrganisatienummer;")


def test_every_bad_line_is_named_on_standard_error(schakel: Schakel, tmp_path: Path) -> None:
    rows = [{"id": "C1", "programme": "P9"}, {"id": "C2", "programme": "P8"}]
    done = schakel("import", "candidates", written(tmp_path, "a.jsonl", lines(rows)))
    assert (done.status, done.out) == (1, "")
    assert "line 1, programme: expected the number of a programme" in done.err
    assert "because of 2 problem(s)" in done.err


def test_headers_are_mapped_and_others_named(schakel: Schakel, tmp_path: Path) -> None:
    table = written(tmp_path, "a.csv", b"Nr;Naam;Soort;Tel\nO1;Haven;werkgever;1\n")
    mapping = '{"Nr": "Organisatienummer"}'
    done = schakel("import", "organisations", table, "--mapping", mapping)
    assert (done.status, done.err) == (0, "not read: Tel\n")
    assert schakel("import", "organisations", table, "--mapping", "[").status == 1


def test_an_export_without_a_known_ending_is_wrong_usage(schakel: Schakel, tmp_path: Path) -> None:
    done = schakel("export", "candidates", tmp_path / "out.doc")
    assert done.status == 2
    assert schakel("export", "candidates", tmp_path / "none" / "out.csv").status == 1


def test_the_same_kinds_go_in_and_out() -> None:
    assert {each.value for each in ExportKind} == {each.value for each in ImportKind}
