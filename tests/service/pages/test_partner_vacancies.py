"""The pages of vacancies: a text is read and corrected in one form, and saved as the API would."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from models import UserRole
from service.words import Role
from tests.service.api.people import Alliance, Person, found
from tests.service.gate.scene import Scene

NEW = "/partner/vacancies/new"
TEXT = "Eisen\n- Goede kennis van Java en SQL\n- Ervaring met Git\n- Docker is een pré"
OTHERS = tuple(role for role in Role if role is not Role.PARTNER)
Sent = dict[str, Any]


@pytest.fixture
def partner(alliance: Alliance) -> Person:
    return alliance.partner(alliance.organisation())


def fields(page: str) -> Sent:
    """What the form on a page would send, as a browser sees it."""
    form = page.partition('<form id="vacancy"')[2].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") in ("checkbox", "file") and " checked" not in tag:
            continue
        sent.setdefault(given["name"], []).append(given.get("value", ""))
    for name, body in re.findall(
        r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.S
    ):
        sent[name] = [body]
    for name, body in re.findall(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', body)
        value = "" if chosen is None else chosen[2] if chosen[1] is None else chosen[1]
        sent.setdefault(name, []).append(value)
    return dict(sent)


def read(partner: Person, **sent: Any) -> Sent:
    """The form after the text was read."""
    page = partner.client.post(NEW, data={"title": "Java developer", "text": TEXT, **sent})
    assert page.status_code == 200, page.text
    return fields(page.text)


def save(partner: Person, sent: Mapping[str, Any], path: str = NEW) -> Any:
    return partner.client.post(path, data={**sent, "do": "save"}, follow_redirects=False)


def asked(partner: Person, answer: Any) -> Mapping[str, Any]:
    """What the newest version asks, of the vacancy to which an answer leads."""
    assert answer.status_code == 303, answer.text
    id_ = answer.headers["Location"].partition("?")[0].rpartition("/")[2]
    return found(partner.client.get(f"/api/vacancies/{id_}"))


def by_skill(vacancy: Mapping[str, Any]) -> Mapping[str, tuple[str, int | None]]:
    return {
        each["skill"]: (each["importance"], each["level"])
        for each in vacancy["newest"]["requirements"]
    }


def test_pages_are_for_partners_alone(alliance: Alliance, partner: Person) -> None:
    made = asked(partner, save(partner, read(partner)))["id"]
    own = f"/partner/vacancies/{made}"
    paths = ("/partner/vacancies", NEW, own, f"{own}/change", f"{own}/versions/1")
    for path in paths:
        assert partner.client.get(path).status_code == 200, path
        for role in OTHERS:
            assert alliance.person(role).client.get(path).status_code == 403, (role, path)


def test_a_vacancy_of_another_partner_is_not_found(alliance: Alliance, partner: Person) -> None:
    theirs = asked(partner, save(partner, read(partner)))["id"]
    other = alliance.partner(alliance.organisation("Waterschap Delfmonde"))
    assert theirs not in other.client.get("/partner/vacancies").text
    for id_ in (theirs, uuid4()):
        path = f"/partner/vacancies/{id_}"
        for each in (path, f"{path}/change", f"{path}/versions/1"):
            assert other.client.get(each).status_code == 404, each
        for each in ("change", "close", "withdraw", "shortlist"):
            assert other.client.post(f"{path}/{each}", data={"do": "save"}).status_code == 404, each


def test_the_skills_are_marked_in_the_text_itself(partner: Person) -> None:
    page = partner.client.post(NEW, data={"title": "Java developer", "text": TEXT}).text
    marks = dict(
        re.findall(r'<mark class="(?:must|nice)[^"]*">(\w+)<span[^>]*> \[([^\]]+)\]', page)
    )
    assert marks["Java"] == "Java: must"
    assert marks["Docker"] == "Docker: nice"


def test_words_of_a_text_are_shown_and_never_run(partner: Person) -> None:
    text = "<script>alert(1)</script> Java & SQL"
    page = partner.client.post(NEW, data={"title": "A <b>", "text": text}).text
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_is_not_corrected_is_saved_as_it_was_read(partner: Person) -> None:
    made = asked(partner, save(partner, read(partner)))
    body = {"title": "Java developer", "text": TEXT}
    by_api = found(partner.client.post("/api/vacancies", json=body), 201)
    assert made["newest"]["requirements"] == by_api["newest"]["requirements"]
    assert made["newest"]["text"] == TEXT


def test_corrections_and_conditions_are_saved(partner: Person) -> None:
    sent = read(partner) | {
        "choice-git": "off",
        "choice-sql": "nice",
        "level-java": "4",
        "place": "Rotterdam",
        "hours_min": "24",
        "hours_max": "36",
        "work_modes": ["hybrid", "remote"],
        "education_level": "5",
        "language_code": ["nl", ""],
        "language_level": ["B2", "B1"],
        "licence_to_work": "true",
        "start_by": "2027-02-01",
        "positions": "3",
    }
    added = fields(partner.client.post(NEW, data={**sent, "add": "python"}).text)
    made = asked(partner, save(partner, added))
    assert by_skill(made) == {
        "java": ("must", 4),
        "sql": ("nice", by_skill(made)["sql"][1]),
        "docker": ("nice", None),
        "python": ("must", None),
    }
    newest = made["newest"]
    assert (newest["place"], newest["hours_min"], newest["hours_max"]) == ("Rotterdam", 24, 36)
    assert sorted(newest["work_modes"]) == ["hybrid", "remote"]
    assert (newest["education_level"], newest["positions"]) == (5, 3)
    assert newest["languages"] == [{"code": "nl", "cefr": "B2"}]
    assert (newest["licence_to_work"], newest["start_by"]) == (True, "2027-02-01")


def test_the_same_form_sent_twice_makes_one_vacancy(partner: Person) -> None:
    key = fields(partner.client.get(NEW).text)["key"]
    sent = read(partner, key=key)
    first, again = save(partner, sent), save(partner, sent)
    assert asked(partner, first)["id"] == asked(partner, again)["id"]
    assert len(found(partner.client.get("/api/vacancies"))["items"]) == 1


def test_a_text_that_nobody_saw_read_is_not_saved(partner: Person) -> None:
    sent = read(partner) | {"text": TEXT + "\n- Ervaring met Python"}
    answer = save(partner, sent)
    assert answer.status_code == 422
    assert 'name="choice-python"' in answer.text
    assert found(partner.client.get("/api/vacancies"))["items"] == []


def test_a_correction_outlives_a_change_of_the_text(partner: Person) -> None:
    sent = read(partner) | {"choice-sql": "nice", "do": "read", "text": TEXT + "\n- Python"}
    again = fields(partner.client.post(NEW, data=sent).text)
    assert again["choice-sql"] == ["nice"]
    assert again["choice-python"] == ["must"]
    less = again | {"title": "Collega", "text": "Eisen\n- SQL"}
    gone = fields(partner.client.post(NEW, data=less).text)
    assert "choice-java" not in gone
    assert gone["choice-sql"] == ["nice"]


@pytest.mark.parametrize(
    "bad",
    [
        {"hours_min": "40", "hours_max": "20"},
        {"hours_max": "100"},
        {"start_by": "soon"},
        {"positions": "0"},
        {"education_level": "9"},
        {"title": "x" * 301},
        {"level-java": "7"},
        {"place": "x" * 201},
    ],
)
def test_what_cannot_be_used_is_said_and_not_stored(bad: Sent, partner: Person) -> None:
    sent = read(partner)
    page = partner.client.post(NEW, data={**sent, **bad})
    assert page.status_code == 200
    answer = save(partner, fields(page.text) | bad)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert ('id="hours-wrong"' in answer.text) == ("hours_min" in bad)
    assert found(partner.client.get("/api/vacancies"))["items"] == []


def test_nothing_to_read_is_said(partner: Person) -> None:
    page = partner.client.post(NEW, data={"title": "", "text": " ", "do": "read"})
    assert 'role="alert"' in page.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vacature.html", b"<h1>Tester</h1><p>Eisen</p><ul><li>SQL</li></ul>", "SQL"),
        ("vacature.txt", "Tester\nEisen\n- Python én SQL".encode(), "Python"),
    ],
)
def test_a_document_takes_the_place_of_the_text(
    name: str, content: bytes, words: str, partner: Person
) -> None:
    sent = {"title": "", "text": "", "do": "read"}
    page = partner.client.post(NEW, data=sent, files={"file": (name, content)})
    form = fields(page.text)
    assert form["title"] == ["Tester"]
    assert words in form["text"][0]
    assert form["choice-sql"] == ["must"]


def test_a_document_that_is_not_read_is_said_beside_the_field(partner: Person) -> None:
    for name, content in (("a.exe", b"MZ\x00"), ("a.pdf", b"%PDF-1.7 broken"), ("a.txt", b" ")):
        sent = {"title": "", "text": "", "do": "read"}
        page = partner.client.post(NEW, data=sent, files={"file": (name, content)})
        assert 'id="file-wrong"' in page.text, name


def test_a_partner_of_several_employers_chooses_for_which(
    alliance: Alliance, partner: Person
) -> None:
    second = alliance.organisation("Waterschap Delfmonde")
    with alliance.services.database.writing() as session:
        session.add(UserRole(user_id=partner.id, role=Role.PARTNER, organisation_id=second))
    sent = read(partner)
    assert save(partner, sent).status_code == 422
    made = asked(partner, save(partner, sent | {"organisation_id": str(second)}))
    assert UUID(made["organisation_id"]) == second
    foreign = alliance.organisation("Elders")
    assert save(partner, sent | {"organisation_id": str(foreign)}).status_code == 422


def test_a_change_is_a_new_version_with_what_was_corrected_before(partner: Person) -> None:
    first = asked(partner, save(partner, read(partner) | {"choice-git": "off", "level-java": "4"}))
    path = f"/partner/vacancies/{first['id']}/change"
    form = fields(partner.client.get(path).text)
    assert (form["choice-git"], form["level-java"]) == (["off"], ["4"])
    second = asked(partner, save(partner, form | {"place": "Delft"}, path))
    assert (second["newest"]["number"], second["newest"]["place"]) == (2, "Delft")
    assert by_skill(second) == by_skill(first)
    assert save(partner, form | {"place": "Breda"}, path).status_code == 412


def test_a_step_less_is_put_in_the_form(partner: Person) -> None:
    sent = read(partner) | {"hours_min": "32", "hours_max": "40", "level-java": "3"}
    for step, name, value in (
        ("constraint:hours", "hours_min", ""),
        ("level:java:2", "level-java", "2"),
        ("wish:java", "choice-java", "nice"),
        ("nonsense", "choice-java", "must"),
    ):
        page = partner.client.post(NEW, data={**sent, "relax": step})
        assert fields(page.text)[name] == [value], step


def test_a_count_after_a_change_comes_with_the_marks(scene: Scene) -> None:
    sent = read(scene.partner) | {"do": "count", "choice-java": "off"}
    answer = scene.partner.client.post(NEW, data=sent, headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert '<p class="pool"><strong>' in answer.text
    assert '<mark class="off">Java' in answer.text


def test_a_search_finds_skills_that_can_be_added(partner: Person) -> None:
    sent = read(partner) | {"do": "search", "q": "postgres"}
    answer = partner.client.post(NEW, data=sent, headers={"HX-Request": "true"})
    assert 'name="add" value="postgresql"' in answer.text
    assert "<html" not in answer.text
    whole = partner.client.post(NEW, data=sent)
    assert 'name="add" value="postgresql"' in whole.text
    assert "<html" in whole.text


def test_a_list_is_asked_once_and_the_gate_says_why_not(scene: Scene, alliance: Alliance) -> None:
    path = f"/partner/vacancies/{scene.vacancy}"
    first = scene.partner.client.post(f"{path}/shortlist", follow_redirects=False)
    again = scene.partner.client.post(f"{path}/shortlist", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["Location"] == again.headers["Location"]
    assert first.headers["Location"].startswith("/partner/shortlists/")
    made = asked(scene.partner, save(scene.partner, read(scene.partner)))["id"]
    refused = scene.partner.client.post(f"/partner/vacancies/{made}/shortlist")
    assert refused.status_code == 409
    assert "A coach has not approved the newest version" in refused.text


def test_a_vacancy_that_is_closed_or_withdrawn_is_changed_no_more(partner: Person) -> None:
    for end, state in (("close", "closed"), ("withdraw", "withdrawn")):
        made = asked(partner, save(partner, read(partner)))["id"]
        path = f"/partner/vacancies/{made}"
        form = fields(partner.client.get(f"{path}/change").text)
        assert partner.client.post(f"{path}/{end}").status_code == 200
        assert found(partner.client.get(f"/api/vacancies/{made}"))["state"] == state
        assert save(partner, form, f"{path}/change").status_code in (409, 412)


def test_what_a_coach_says_of_a_version_is_shown(alliance: Alliance, partner: Person) -> None:
    made = asked(partner, save(partner, read(partner)))["id"]
    assert "waits for a coach" in partner.client.get("/partner/vacancies").text
    coach = alliance.coach(alliance.programme())
    reason = {"reason": "Welke zijn een eis?"}
    found(coach.client.post(f"/api/vacancies/{made}/versions/1/return", json=reason))
    for path in ("/partner/vacancies", f"/partner/vacancies/{made}"):
        page = partner.client.get(path).text
        assert "Welke zijn een eis?" in page
        assert "returned to you" in page
