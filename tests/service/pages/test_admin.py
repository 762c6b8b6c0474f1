"""The pages of administrators: what they do is what the API does, and for nobody else."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

import service
from service.pages.labels import LABELS
from service.words import Role
from tests.service.api.people import Alliance, Person, found

PATHS = (
    *("/admin", "/admin/users", "/admin/users/new", "/admin/organisations"),
    *("/admin/organisations/new", "/admin/programmes", "/imports", "/admin/retention"),
    "/admin/audit",
)
OTHERS = tuple(role for role in Role if role not in (Role.ADMIN, Role.PARTNER))


@pytest.fixture
def admin(alliance: Alliance) -> Person:
    return alliance.person(Role.ADMIN)


def test_pages_are_for_administrators_alone(alliance: Alliance, admin: Person) -> None:
    partner = alliance.partner(alliance.organisation())
    people = {role: alliance.person(role) for role in OTHERS} | {Role.PARTNER: partner}
    for path in PATHS:
        assert admin.client.get(path).status_code == 200, path
        for role, person in people.items():
            also = path == "/imports" and role is Role.PROGRAMME_MANAGER
            assert person.client.get(path).status_code == (200 if also else 403), (role, path)


def test_what_is_not_there_is_not_found(admin: Person) -> None:
    for path in ("/admin/users", "/admin/organisations", "/imports"):
        assert admin.client.get(f"{path}/{uuid4()}").status_code == 404


def test_a_user_is_added_with_a_role_and_a_link_that_sets_a_password(
    alliance: Alliance, admin: Person
) -> None:
    employer = alliance.organisation("Waterschap Delfmonde")
    sent = {
        "email": "Sam@Example.org",
        "name": "Sam Voorbeeld",
        "language": "nl",
        "role": "partner",
        "organisation_id": str(employer),
    }
    page = admin.client.post("/admin/users/new", data=sent)
    assert page.status_code == 200
    token = page.text.partition("/password/")[2].partition("<")[0]
    assert token.startswith("pl_")
    client = alliance.client()
    answer = client.post(f"/password/{token}", data={"password": "vier woorden zonder verband"})
    assert answer.status_code == 200
    signed = {"email": "sam@example.org", "password": "vier woorden zonder verband"}
    assert client.post("/login", data=signed, follow_redirects=False).status_code == 303
    assert found(client.get("/api/account"))["roles"][0]["organisation"] == "Waterschap Delfmonde"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"email": "no address", "role": "coach", "language": "nl"}, 422),
        ({"email": "a@example.org", "role": "partner", "language": "nl"}, 422),
        ({"email": "a@example.org", "role": "coach", "language": "fr"}, 422),
        ({"email": "taken@example.org", "role": "coach", "language": "nl"}, 409),
    ],
)
def test_a_user_that_cannot_be_is_not_added(
    sent: dict[str, str], status: int, alliance: Alliance, admin: Person
) -> None:
    taken = {"email": "taken@example.org", "role": "coach", "language": "nl"}
    admin.client.post("/admin/users/new", data=taken)
    before = found(admin.client.get("/api/users"))
    page = admin.client.post("/admin/users/new", data=sent)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert found(admin.client.get("/api/users")) == before


def test_an_older_edit_is_told_so(alliance: Alliance, admin: Person) -> None:
    path = f"/admin/organisations/{alliance.organisation()}"
    sent = {"name": "Anders", "is_employer": "true", "lists_per_day": "3", "revision": "1"}
    assert admin.client.post(path, data=sent, follow_redirects=False).status_code == 303
    assert admin.client.post(path, data=sent).status_code == 412


def test_the_stop_switch_stops_and_starts(admin: Person) -> None:
    assert admin.client.post("/admin/stop", data={"reason": ""}).status_code == 422
    admin.client.post("/admin/stop", data={"reason": "scores look wrong"})
    assert found(admin.client.get("/api/stop"))["is_active"]
    assert "scores look wrong" in admin.client.get("/admin").text
    admin.client.post("/admin/stop/end")
    assert not found(admin.client.get("/api/stop"))["is_active"]


def test_a_bad_file_is_refused_with_every_line_named(admin: Person) -> None:
    lines = '{"id": "a", "hours": "many"}\n{"id": "b"}\n{"id": "c", "hours": "few"}\n'
    file = {"file": ("candidates.jsonl", lines.encode(), "application/jsonl")}
    page = admin.client.post("/imports", data={"kind": "candidates"}, files=file)
    assert page.status_code == 422
    problems = page.text.partition('id="bring"')[0]
    numbers = [
        bool(re.search(rf'<td class="number"[^>]*>{line}</td>', problems)) for line in (1, 2, 3)
    ]
    assert numbers == [True, False, True]
    assert found(admin.client.get("/api/candidates"))["items"] == []


def test_a_good_file_is_imported_and_told(admin: Person) -> None:
    file = {"file": ("o.jsonl", b'{"id": "R1", "name": "School X", "kind": ["school"]}\n')}
    page = admin.client.post("/imports", data={"kind": "organisations"}, files=file)
    assert page.status_code == 200, page.text
    assert "School X" in admin.client.get("/api/organisations").text


def test_a_form_without_a_file_says_so(admin: Person) -> None:
    assert admin.client.post("/imports", data={"kind": "candidates"}).status_code == 422


def test_the_audit_log_is_verified_on_the_page(admin: Person) -> None:
    admin.client.post("/admin/organisations/new", data={"name": "X", "is_school": "true"})
    page = admin.client.post("/admin/audit", headers={"Accept-Language": "en"})
    assert "The chain is whole" in page.text
    assert admin.client.get("/admin/audit?kind=nothing").status_code == 200


def test_coaches_are_let_in_and_out(alliance: Alliance, admin: Person) -> None:
    programme, coach = alliance.programme(), alliance.coach()
    path = f"/admin/programmes/{programme}/coaches"
    admin.client.post(path, data={"user_id": str(coach.id)})
    coaches = f"/api/programmes/{programme}/coaches"
    assert [each["id"] for each in admin.client.get(coaches).json()] == [str(coach.id)]
    admin.client.post(f"{path}/{coach.id}/remove")
    assert admin.client.get(coaches).json() == []
    assert admin.client.post(path, data={"user_id": "nobody"}).status_code == 422


def test_an_organisation_with_a_name_that_is_taken_keeps_what_was_typed(
    alliance: Alliance, admin: Person
) -> None:
    alliance.organisation("Waterschap Delfmonde")
    other = alliance.organisation("Gemeente Nergenshuizen")
    sent = {"name": "Waterschap Delfmonde", "is_employer": "true", "lists_per_day": "7"}
    for path in ("new", str(other)):
        page = admin.client.post(f"/admin/organisations/{path}", data={**sent, "revision": "1"})
        assert page.status_code == 409, path
        assert 'value="7"' in page.text


def test_only_coaches_who_do_not_coach_in_a_programme_are_offered(
    alliance: Alliance, admin: Person
) -> None:
    programme = alliance.programme()
    there, other = alliance.coach(programme), alliance.coach()
    row = admin.client.get("/admin/programmes").text.partition(f'id="p-{programme}"')[2]
    assert f'value="{other.id}"' in row
    assert f'value="{there.id}"' not in row


def test_every_subject_of_the_audit_log_has_a_label() -> None:
    recorded = re.compile(r'record\(\s*[\w.]+,\s*"([a-z_]+)"')
    code = "".join(file.read_text() for file in Path(service.__path__[0]).rglob("*.py"))
    assert set(recorded.findall(code)) <= set(LABELS["AuditSubject"])
