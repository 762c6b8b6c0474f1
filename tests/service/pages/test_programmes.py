"""The pages of programmes: a form changes one part, and loses nothing of the others."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from service.words import Role
from tests.service.api.people import Alliance, Person, found

ALL = "/manager/programmes"
MAY = (Role.PROGRAMME_MANAGER, Role.ADMIN)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def manager(alliance: Alliance) -> Person:
    return alliance.person(Role.PROGRAMME_MANAGER)


def post(person: Person, path: str, **sent: Any) -> Any:
    return person.client.post(path, data=sent, follow_redirects=False, headers=ENGLISH)


def stored(person: Person, programme: object) -> Any:
    return found(person.client.get(f"/api/programmes/{programme}"))


def add_module(person: Person, programme: object, name: str, **sent: Any) -> Any:
    revision = stored(person, programme)["revision"]
    given = {"do": "save", "revision": revision, "name": name, **sent}
    answer = post(person, f"{ALL}/{programme}/modules/new", **given)
    assert answer.status_code == 303, answer.text
    return stored(person, programme)["modules"][-1]


def test_pages_are_for_managers_and_administrators(alliance: Alliance, manager: Person) -> None:
    programme = alliance.programme()
    module = add_module(manager, programme, "SQL")["id"]
    own = f"{ALL}/{programme}"
    paths = (
        ALL,
        f"{ALL}/new",
        own,
        f"{own}/change",
        f"{own}/modules/new",
        f"{own}/modules/{module}",
    )
    for role in Role:
        at = alliance.organisation(uuid4().hex) if role is Role.PARTNER else None
        person = alliance.person(role, organisation=at)
        for path in paths:
            expected = 200 if role in MAY else 403
            assert person.client.get(path).status_code == expected, (role, path)


def test_what_is_not_there_is_not_found(alliance: Alliance, manager: Person) -> None:
    programme, other = alliance.programme(), alliance.programme("Data engineer")
    foreign = add_module(manager, other, "SQL")["id"]
    for path in (f"{ALL}/{uuid4()}", f"{ALL}/{programme}/modules/{foreign}"):
        assert manager.client.get(path).status_code == 404
        assert post(manager, path, do="save", revision=1, name="x").status_code in (404, 405)
    for what in ("move", "remove"):
        path = f"{ALL}/{programme}/modules/{foreign}/{what}"
        assert post(manager, path, revision=1).status_code == 404
    assert stored(manager, other)["modules"][0]["id"] == foreign


def test_a_programme_is_made_once_and_leads_to_its_modules(
    alliance: Alliance, manager: Person
) -> None:
    school = alliance.organisation("School X", is_school=True)
    sent = {"key": "k", "name": "Data engineer", "provider_id": school, "education_level": 6}
    first, second = (post(manager, f"{ALL}/new", **sent) for _ in range(2))
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    page = manager.client.get(first.headers["Location"], headers=ENGLISH).text
    assert "The programme is made" in page
    assert "There are no modules yet" in page
    again = post(manager, f"{ALL}/new", **{**sent, "key": "other"})
    assert again.status_code == 409
    assert 'value="Data engineer"' in again.text


def test_what_is_wrong_stands_beside_its_field(alliance: Alliance, manager: Person) -> None:
    school = alliance.organisation("School X", is_school=True)
    page = post(
        manager, f"{ALL}/new", key="k", name="", provider_id=school, description="Zes maanden"
    )
    assert page.status_code == 422
    assert 'id="name-wrong"' in page.text
    assert "Zes maanden" in page.text
    programme = alliance.programme()
    add_module(manager, programme, "SQL")
    path = f"{ALL}/{programme}/modules/new"
    for field, sent in (
        ("name", {"name": "SQL"}),
        ("name", {"name": ""}),
        ("hours", {"name": "Git", "hours": "veel"}),
        ("outcomes", {"name": "Git", "outcomes": "x" * 2001}),
        ("q", {"name": "Git", "skill": "no-such-skill"}),
    ):
        page = post(manager, path, do="save", revision=2, **sent)
        assert page.status_code == 422, field
        assert f'id="{field}-wrong"' in page.text, field
    assert len(stored(manager, programme)["modules"]) == 1


def test_a_module_is_built_by_buttons_alone(alliance: Alliance, manager: Person) -> None:
    programme = alliance.programme()
    path = f"{ALL}/{programme}/modules/new"
    sent = {"revision": 1, "name": "Containers", "hours": "40,5", "outcomes": "De student bouwt X."}
    searched = post(manager, path, **sent, do="search", q="kubernetes").text
    assert 'name="add" value="kubernetes"' in searched
    added = post(manager, path, **sent, q="kubernetes", add="kubernetes").text
    assert 'name="level-kubernetes"' in added
    assert 'value="Containers"' in added
    both = post(manager, path, **sent, skill=["kubernetes"], add="docker").text
    assert 'name="level-docker"' in both
    dropped = post(manager, path, **sent, skill=["kubernetes", "docker"], drop="docker").text
    assert 'name="level-docker"' not in dropped
    assert stored(manager, programme)["modules"] == []
    chosen = {"skill": ["kubernetes"], "level-kubernetes": "3"}
    answer = post(manager, path, **sent, **chosen, do="save")
    (module,) = stored(manager, programme)["modules"]
    assert answer.headers["Location"].endswith(f"#m-{module['id']}")
    assert module["hours"] == 40.5
    assert [(each["skill"], each["level"]) for each in module["skills"]] == [("kubernetes", 3)]
    assert [each["wording"] for each in module["outcomes"]] == ["De student bouwt X."]


def test_changing_one_module_leaves_the_others_as_they_are(
    alliance: Alliance, manager: Person
) -> None:
    programme = alliance.programme(description="Zes maanden", education_level=6)
    first = add_module(manager, programme, "SQL", hours=20, skill="sql")
    second = add_module(manager, programme, "Git", outcomes="Eerst.\n\nDaarna.")
    path = f"{ALL}/{programme}/modules/{second['id']}"
    shown = manager.client.get(path).text
    assert "Eerst.\nDaarna." in shown
    revision = stored(manager, programme)["revision"]
    changed = post(manager, path, do="save", revision=revision, name="Git en GitLab")
    assert changed.status_code == 303
    after = stored(manager, programme)
    assert after["modules"][0] == first
    assert after["modules"][1]["id"] == second["id"]
    assert after["modules"][1]["outcomes"] == []
    assert (after["description"], after["education_level"]) == ("Zes maanden", 6)


def test_details_change_and_the_modules_stay(alliance: Alliance, manager: Person) -> None:
    programme = alliance.programme()
    module = add_module(manager, programme, "SQL", skill="sql")
    before = stored(manager, programme)
    sent = {"revision": before["revision"], "name": "Java", "provider_id": before["provider_id"]}
    assert post(manager, f"{ALL}/{programme}/change", **sent).status_code == 303
    after = stored(manager, programme)
    assert (after["name"], after["is_active"], after["modules"]) == ("Java", False, [module])


def test_modules_move_and_go(alliance: Alliance, manager: Person) -> None:
    programme = alliance.programme()
    ids = [add_module(manager, programme, each)["id"] for each in ("A", "B", "C")]

    def act(module: str, what: str, **sent: str) -> list[str]:
        revision = stored(manager, programme)["revision"]
        path = f"{ALL}/{programme}/modules/{module}/{what}"
        assert post(manager, path, revision=revision, **sent).status_code == 303
        return [each["name"] for each in stored(manager, programme)["modules"]]

    assert act(ids[2], "move", to="earlier") == ["A", "C", "B"]
    assert act(ids[0], "move", to="earlier") == ["A", "C", "B"]
    assert act(ids[1], "move", to="later") == ["A", "C", "B"]
    assert act(ids[0], "move", to="later") == ["C", "A", "B"]
    assert act(ids[0], "remove") == ["C", "B"]


def test_an_older_edit_keeps_what_was_typed_and_can_be_sent_again(
    alliance: Alliance, manager: Person
) -> None:
    programme = alliance.programme()
    module = add_module(manager, programme, "SQL")
    path = f"{ALL}/{programme}/modules/{module['id']}"
    page = post(manager, path, do="save", revision=1, name="SQL en meer")
    assert page.status_code == 412
    assert "Somebody changed this programme meanwhile" in page.text
    assert 'value="SQL en meer"' in page.text
    revision = re.search(r'name="revision" value="(\d+)"', page.text)
    assert revision
    assert (
        post(manager, path, do="save", revision=revision[1], name="SQL en meer").status_code == 303
    )
    assert stored(manager, programme)["modules"][0]["name"] == "SQL en meer"


def _row(page: str, name: str) -> list[str]:
    row = page.partition(f">{name}</a>")[2].partition("</tr>")[0]
    cells = re.findall(r'<td class="number"[^>]*>(.*?)</td>', row, re.S)
    return [re.sub(r"<[^>]+>", "", each).strip() for each in cells]


def test_the_list_says_how_much_is_taught_and_hides_small_counts(
    alliance: Alliance, manager: Person
) -> None:
    large, small = alliance.programme("Data engineer"), alliance.programme("Tester")
    add_module(manager, large, "A", skill=["sql", "git"], outcomes="De student schrijft Python.")
    add_module(manager, large, "B", skill=["git"])
    for programme, people in ((large, 12), (small, 3)):
        for _ in range(people):
            alliance.candidate(programme)
    page = manager.client.get(ALL, headers=ENGLISH).text
    assert _row(page, "Data engineer") == ["2", "3", "12", "fewer than 10"]
    assert _row(page, "Tester") == ["none", "none", "fewer than 10", "fewer than 10"]
    own = manager.client.get(f"{ALL}/{small}", headers=ENGLISH).text
    assert re.search(r"<strong>\s*fewer than 10\s*</strong> people started", own)


def test_the_words_of_a_programme_are_text(alliance: Alliance, manager: Person) -> None:
    programme = alliance.programme("<b>x</b>", description="<script>alert(1)</script>")
    add_module(manager, programme, "<i>y</i>", outcomes="<u>z</u>")
    page = manager.client.get(f"{ALL}/{programme}").text
    for each in ("<b>x", "<script>alert", "<i>y", "<u>z"):
        assert each not in page


def test_a_part_is_answered_to_htmx(alliance: Alliance, manager: Person) -> None:
    path = f"{ALL}/{alliance.programme()}/modules/new"
    for sent in ({"do": "search", "q": "sql"}, {"add": "sql"}):
        answer = manager.client.post(path, data=sent, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert "<html" not in answer.text
        assert "SQL" in answer.text


def test_without_a_revision_nothing_is_changed(alliance: Alliance, manager: Person) -> None:
    programme: UUID = alliance.programme()
    answer = post(manager, f"{ALL}/{programme}/modules/new", do="save", name="SQL")
    assert answer.status_code == 428
    assert stored(manager, programme)["modules"] == []
