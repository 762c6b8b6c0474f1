"""Imports over HTTP: who may, what is answered and kept, and what is never repeated."""

import json
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from service.words import AuditKind, Role
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import audited
from tests.service.imports.bringing import (
    CANDIDATES,
    ORGANISATIONS,
    PROGRAMMES,
    VACANCIES,
    bring_all,
    lines,
)
from tests.service.tables.making import csv_file, xlsx_file

FILES = {
    "organisations": ORGANISATIONS,
    "programmes": PROGRAMMES,
    "candidates": CANDIDATES,
    "vacancies": VACANCIES,
}


def sent(client: TestClient, kind: str, name: str, content: bytes, **fields: str) -> Any:
    return client.post(f"/api/imports/{kind}", files={"file": (name, content)}, data=fields)


@pytest.fixture
def manager(alliance: Alliance) -> TestClient:
    return alliance.person(Role.PROGRAMME_MANAGER).client


def test_files_of_every_kind_are_imported_and_again_change_nothing(
    alliance: Alliance, manager: TestClient
) -> None:
    for kind, rows in FILES.items():
        done = found(sent(manager, kind, "a.jsonl", lines(rows)), 201)
        assert (done["state"], done["added"], done["problems"]) == ("done", len(rows), [])
    for kind, rows in FILES.items():
        again = found(sent(manager, kind, "a.jsonl", lines(rows)), 201)
        assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, len(rows))
    listed = found(manager.get("/api/imports"))["items"]
    assert len(listed) == 2 * len(FILES)
    assert found(manager.get(f"/api/imports/{listed[0]['id']}"))["kind"] in FILES
    runs = [x for x in audited(alliance, AuditKind.IMPORT) if x.subject_type == "import_run"]
    assert [x.content["what"] for x in runs] == [*FILES, *FILES]


def test_every_bad_line_is_named_and_nothing_is_changed(
    alliance: Alliance, manager: TestClient
) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "C7", "name": "Piet Geheim", "email": "geen adres", "programme": "P1"},
        {"id": "C8", "programme": "P9"},
        {"id": "C9", "languages": [{"code": "xxx", "cefr": "B1"}]},
    ]
    bad = sent(manager, "candidates", "a.jsonl", lines(rows[:1]))
    assert bad.status_code == 422
    bring_all(alliance.services)
    bad = sent(manager, "candidates", "a.jsonl", lines(rows[1:]))
    pointers = {each["pointer"] for each in found(bad, 422)["fields"]}
    assert pointers == {"/lines/1/programme", "/lines/2/languages~10~1code"}
    admin = alliance.person(Role.ADMIN).client
    assert len(found(admin.get("/api/candidates"))["items"]) == len(CANDIDATES)
    runs = found(manager.get("/api/imports"))["items"]
    (run,) = [each for each in runs if each["problem_count"] == 2]
    kept = found(manager.get(f"/api/imports/{run['id']}"))
    assert (kept["state"], len(kept["problems"])) == ("refused", 2)
    assert kept["problems"][0]["line"] == 1


def test_what_stands_in_bad_cells_is_never_repeated(
    alliance: Alliance, manager: TestClient
) -> None:
    rows = [
        ["Kandidaatnummer", "Naam", "E-mail", "Traject", "Uren per week"],
        ["Geheim Nummer", "Piet Geheim", "piet-geheim", "Geheim Traject", "geheim"],
        ["K2", "", "piet@geheim.example", "GEHEIM", "8-4"],
    ]
    answer = sent(manager, "candidates", "a.csv", csv_file(rows))
    assert len(found(answer, 422)["fields"]) >= 4
    run = found(manager.get("/api/imports"))["items"][0]
    kept = manager.get(f"/api/imports/{run['id']}")
    told = [each.content for each in audited(alliance, AuditKind.IMPORT)]
    for text in (answer.text, kept.text, json.dumps(told, default=str)):
        assert "geheim" not in text.casefold()


def test_a_table_with_other_headers_comes_with_a_mapping(
    alliance: Alliance, manager: TestClient
) -> None:
    rows = [["Klantnr", "Naam", "Soort", "Telefoonlijst"], ["O5", "Havenbedrijf", "werkgever", "x"]]
    mapping = '{"Klantnr": "Organisatienummer"}'
    done = found(sent(manager, "organisations", "a.xlsx", xlsx_file(rows), mapping=mapping), 201)
    assert (done["added"], done["ignored_columns"]) == (1, ["Telefoonlijst"])
    run = found(manager.get(f"/api/imports/{done['id']}"))
    assert "ignored_columns" not in run
    for bad in ("[1]", "{", '{"a": 1}'):
        assert sent(manager, "organisations", "a.csv", b"x", mapping=bad).status_code == 422


@pytest.mark.parametrize("name", ["a.exe", "", "a.xlsx", "a.html", "a.json"])
def test_a_file_that_cannot_be_read_is_refused(manager: TestClient, name: str) -> None:
    answer = sent(manager, "candidates", name or "x", b"<html><body><p>Sam</p></body></html>")
    (field,) = found(answer, 422)["fields"]
    assert field["pointer"] == "/file"
    assert "Sam" not in answer.text


def test_a_json_resume_and_a_job_posting_are_imported(
    alliance: Alliance, manager: TestClient
) -> None:
    bring_all(alliance.services)
    resume = {"basics": {"name": "Kim Doe"}, "skills": [{"name": "Java"}, {"name": "SQL"}]}
    done = found(sent(manager, "candidates", "cv.json", json.dumps(resume).encode()), 201)
    assert done["added"] == 1
    posting = {"@type": "JobPosting", "title": "Tester", "description": "Java en Git"}
    answer = sent(manager, "vacancies", "v.json", json.dumps(posting).encode())
    assert found(answer, 422)["fields"][0]["pointer"] == "/lines/1/partner"
    wrong = sent(manager, "vacancies", "cv.json", json.dumps(resume).encode())
    assert found(wrong, 422)["fields"][0]["pointer"] == "/file"


def test_a_template_is_filled_in_and_sent_back(manager: TestClient) -> None:
    for form, language in (("csv", "nl"), ("xlsx", "en")):
        query = {"format": form, "language": language}
        answer = manager.get("/api/imports/candidates/template", params=query)
        assert answer.status_code == 200
        assert f'filename="candidates-template.{form}"' in answer.headers["Content-Disposition"]
        back = sent(manager, "candidates", f"a.{form}", answer.content)
        assert "only the example" in found(back, 422)["detail"]


@pytest.mark.parametrize("role", [Role.COACH, Role.EVALUATOR, Role.CANDIDATE])
def test_only_administrators_and_managers_import(alliance: Alliance, role: Role) -> None:
    client = alliance.person(role).client
    assert sent(client, "candidates", "a.jsonl", b"{}").status_code == 403
    for path in ("", f"/{uuid4()}", "/candidates/template"):
        assert client.get(f"/api/imports{path}").status_code == 403


def test_an_import_that_is_not_there_is_not_found(manager: TestClient) -> None:
    assert manager.get(f"/api/imports/{uuid4()}").status_code == 404
    assert sent(manager, "birds", "a.jsonl", b"{}").status_code == 422
