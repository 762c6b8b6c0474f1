"""Exports over HTTP: what is in them, what is recorded, and that an import reads them again."""

import csv
import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook  # type: ignore[import-untyped]
from sqlmodel import select

from models import AuditEvent, Candidate
from service.audit.verify import verify
from service.words import AuditKind, ConsentKind, ConsentState, Role
from tests.service.api.audited import told_of
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene
from tests.service.imports.bringing import bring_all

KINDS = ("organisations", "programmes", "candidates", "vacancies")


@pytest.fixture
def admin(alliance: Alliance) -> TestClient:
    bring_all(alliance.services)
    return alliance.person(Role.ADMIN).client


def exported(client: TestClient, kind: str, form: str, **query: Any) -> bytes:
    answer = client.get(f"/api/exports/{kind}", params={"format": form, **query})
    assert answer.status_code == 200, answer.text
    assert f'filename="{kind}.{form}"' in answer.headers["Content-Disposition"]
    return bytes(answer.content)


def rows_of(content: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_what_is_exported_is_imported_again_and_changes_nothing(
    admin: TestClient, form: str
) -> None:
    for kind in KINDS:
        content = exported(admin, kind, form, with_contact=True)
        answer = admin.post(f"/api/imports/{kind}", files={"file": (f"a.{form}", content)})
        done = found(answer, 201)
        assert (done["added"], done["updated"]) == (0, 0), (kind, done)
        assert done["unchanged"] > 0


def test_every_kind_can_be_printed(admin: TestClient) -> None:
    for kind in KINDS:
        assert exported(admin, kind, "pdf", with_contact=True).startswith(b"%PDF-")


def test_contact_data_are_in_it_only_where_asked(alliance: Alliance, admin: TestClient) -> None:
    for form in ("jsonl", "csv", "pdf"):
        assert b"sam@example.org" not in exported(admin, "candidates", form)
    assert "E-mail address" not in rows_of(exported(admin, "candidates", "csv"))[0]
    with_contact = exported(admin, "candidates", "jsonl", with_contact=True)
    sam = json.loads(with_contact.splitlines()[0])
    assert (sam["name"], sam["consent"], sam["programme"]) == ("Sam Voorbeeld", True, "P1")
    with alliance.services.database.reading() as session:
        id_ = session.exec(select(Candidate.id).where(Candidate.external_id == "C1")).one()
    told = [content for kind, content in told_of(alliance.services, id_) if kind == "export"]
    assert len(told) == 5
    with alliance.services.database.reading() as session:
        events = session.exec(select(AuditEvent).where(AuditEvent.kind == AuditKind.EXPORT)).all()
        assert verify(session).problems == ()
    assert len(events) == len(told)
    assert "contact" not in told[0]["fields"]
    assert "contact" in told[-1]["fields"]


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMIN])
def test_only_administrators_export(alliance: Alliance, role: Role) -> None:
    at = alliance.organisation()
    client = alliance.person(role, organisation=at).client
    assert client.get("/api/exports/candidates").status_code == 403


def test_a_text_in_an_export_becomes_no_formula(alliance: Alliance) -> None:
    alliance.organisation('=HYPERLINK("x")', external_id="O9")
    admin = alliance.person(Role.ADMIN).client
    (_, row) = rows_of(exported(admin, "organisations", "csv"))
    assert row[1].startswith("'=")
    sheet = load_workbook(io.BytesIO(exported(admin, "organisations", "xlsx"))).worksheets[0]
    assert [each.data_type for each in sheet[2]][:2] == ["s", "s"]


def listed(scene: Scene, list_id: str, form: str) -> Any:
    path = f"/api/shortlists/{list_id}/export"
    return scene.partner.client.get(path, params={"format": form})


def test_a_partner_exports_what_they_may_see(scene: Scene) -> None:
    list_id = scene.released()
    shown = scene.read(list_id)["entries"]
    (header, *rows) = rows_of(listed(scene, list_id, "csv").content)
    assert [row[0] for row in rows] == [each["alias"] for each in shown]
    assert {"Java", "Git"} <= set(header)
    assert "Persoon" not in listed(scene, list_id, "csv").text
    assert listed(scene, list_id, "pdf").content.startswith(b"%PDF-")
    book = load_workbook(io.BytesIO(listed(scene, list_id, "xlsx").content))
    assert [row[0] for row in [*book.worksheets[0].values][1:]] == [x["alias"] for x in shown]


def test_who_withdraws_is_in_no_later_export(scene: Scene) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][0]
    subject = scene.subject_of(list_id, entry["id"])
    before = listed(scene, list_id, "csv").text
    scene.answer(subject, ConsentKind.POOL, ConsentState.WITHDRAWN)
    after = listed(scene, list_id, "csv").text
    assert entry["alias"] in before
    assert entry["alias"] not in after
    kinds = [kind for kind, _ in told_of(scene.alliance.services, subject)]
    assert kinds.count(AuditKind.EXPORT) == 1


def test_nothing_is_exported_before_release_or_by_others(scene: Scene) -> None:
    list_id = scene.request()
    assert listed(scene, list_id, "csv").status_code == 409
    other = scene.alliance.partner(scene.alliance.organisation("Een ander")).client
    assert other.get(f"/api/shortlists/{list_id}/export").status_code == 404
    assert scene.coaches[0].client.get(f"/api/shortlists/{list_id}/export").status_code == 403
