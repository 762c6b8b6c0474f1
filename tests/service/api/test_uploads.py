"""Documents over HTTP: a CV for a candidate, and a text for a vacancy."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from service.words import Role
from tests.service.api.people import Alliance, Person, found

CV = "VAARDIGHEDEN\nJava en SQL\n\nPROJECTEN\nEen webwinkel in Java, met Git."
HTML = b"""<html><body><h1>Java developer</h1><p>Eisen: kennis van Java en SQL.</p>
<p style="display:none">Python Python Python</p></body></html>"""


@pytest.fixture
def programme(alliance: Alliance) -> UUID:
    return alliance.programme()


@pytest.fixture
def coach(alliance: Alliance, programme: UUID) -> Person:
    return alliance.coach(programme)


def uploaded(
    client: TestClient, candidate: UUID, content: bytes, name: str = "cv.txt", revision: int = 1
) -> Any:
    return client.post(
        f"/api/candidates/{candidate}/cv",
        files={"file": (name, content)},
        headers={"If-Match": f'"{revision}"'},
    )


def test_a_cv_is_replaced_and_read(alliance: Alliance, coach: Person, programme: UUID) -> None:
    candidate = alliance.candidate(programme)
    answer = uploaded(coach.client, candidate, CV.encode())
    done = found(answer)
    assert done["candidate"]["cv_text"] == CV
    assert done["candidate"]["claims"]["proposed"] >= 3
    assert answer.headers["ETag"] == f'"{done["candidate"]["revision"]}"'
    assert uploaded(coach.client, candidate, CV.encode(), revision=1).status_code == 412
    bare = coach.client.post(f"/api/candidates/{candidate}/cv", files={"file": ("a.txt", b"x")})
    assert bare.status_code == 428


def test_hidden_text_is_left_out_and_told(
    alliance: Alliance, coach: Person, programme: UUID
) -> None:
    done = found(uploaded(coach.client, alliance.candidate(programme), HTML, "cv.html"))
    assert "Python" not in done["candidate"]["cv_text"]
    assert done["notices"][0]["code"] == "hidden_text"


@pytest.mark.parametrize(
    ("name", "content"),
    [("cv.exe", b"MZ"), ("cv.pdf", b"Sam Geheim"), ("cv.txt", b" "), ("cv.txt", b"x" * 60_000)],
)
def test_a_document_that_is_not_read_changes_nothing(
    alliance: Alliance, coach: Person, programme: UUID, name: str, content: bytes
) -> None:
    candidate = alliance.candidate(programme, cv_text="Java")
    answer = uploaded(coach.client, candidate, content, name)
    assert answer.status_code == 422
    assert "Geheim" not in answer.text
    assert found(coach.client.get(f"/api/candidates/{candidate}"))["cv_text"] == "Java"


def test_only_who_may_see_a_candidate_uploads_their_cv(alliance: Alliance, coach: Person) -> None:
    foreign = alliance.candidate(alliance.programme("Ander"))
    for candidate in (foreign, uuid4()):
        assert uploaded(coach.client, candidate, CV.encode()).status_code == 404
    partner = alliance.partner(alliance.organisation()).client
    assert uploaded(partner, foreign, CV.encode()).status_code == 403


def vacancy(client: TestClient, name: str, content: bytes, **fields: str) -> Any:
    return client.post("/api/vacancies/upload", files={"file": (name, content)}, data=fields)


@pytest.fixture
def partner(alliance: Alliance) -> TestClient:
    return alliance.partner(alliance.organisation()).client


def test_a_vacancy_is_read_as_in_a_preview(partner: TestClient) -> None:
    read = found(vacancy(partner, "v.html", HTML))
    assert read["title"] == "Java developer"
    asked = {"title": read["title"], "text": read["text"]}
    preview = found(partner.post("/api/vacancies/preview", json=asked))
    assert {name: read[name] for name in preview} == preview
    assert "python" not in {each["skill"] for each in read["requirements"]}
    for each in read["mentions"]:
        assert read[each["where"]][each["start"] : each["end"]] == each["quote"]
    assert [each["code"] for each in read["notices"]] == ["hidden_text"]
    assert found(vacancy(partner, "v.html", HTML, title="Tester"))["title"] == "Tester"
    assert found(partner.get("/api/vacancies"))["items"] == []


def test_a_job_posting_brings_its_fields(partner: TestClient) -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Tester",
        "description": "<p>Je test in Java.</p>",
        "workHours": "24-32 uur",
        "totalJobOpenings": 2,
        "jobLocationType": "TELECOMMUTE",
        "jobLocation": {"address": {"addressLocality": "Delft"}},
    }
    read = found(vacancy(partner, "v.json", json.dumps(posting).encode()))
    fields = ("title", "hours_min", "hours_max", "positions", "work_modes", "place")
    assert [read[each] for each in fields] == ["Tester", 24, 32, 2, ["remote"], "Delft"]


@pytest.mark.parametrize(("name", "content"), [("v.doc", b"x"), ("v.txt", b"x" * 60_000)])
def test_a_vacancy_that_is_not_read_is_refused(
    partner: TestClient, name: str, content: bytes
) -> None:
    assert vacancy(partner, name, content).status_code == 422


def test_managers_upload_nothing(alliance: Alliance) -> None:
    client = alliance.person(Role.PROGRAMME_MANAGER).client
    assert vacancy(client, "v.txt", b"Java").status_code == 403
