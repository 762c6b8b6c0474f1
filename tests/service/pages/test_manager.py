"""The pages of programme managers are theirs alone, and show no small counts."""

import re

from service.words import Role
from tests.service.api.people import Alliance


def test_pages_are_for_programme_managers_alone(alliance: Alliance) -> None:
    manager, coach = alliance.person(Role.PROGRAMME_MANAGER), alliance.coach()
    for path in ("/manager", "/manager/demand"):
        assert manager.client.get(path).status_code == 200
        assert coach.client.get(path).status_code == 403


def test_a_count_under_ten_is_not_shown(alliance: Alliance) -> None:
    programme = alliance.programme("Java developer")
    for _ in range(3):
        alliance.candidate(programme)
    manager = alliance.person(Role.PROGRAMME_MANAGER)
    page = manager.client.get("/manager", headers={"Accept-Language": "en"}).text
    row = page.partition("Java developer")[2].partition("</tr>")[0]
    assert "fewer than 10" in row
    assert ">3</td>" not in row


def test_the_bars_of_the_totals_are_a_table_and_say_no_total_that_tells_a_small_count(
    alliance: Alliance,
) -> None:
    large, small = alliance.programme("Data engineer"), alliance.programme("Tester")
    for programme, people in ((large, 12), (small, 3)):
        for _ in range(people):
            alliance.candidate(programme)
    manager = alliance.person(Role.PROGRAMME_MANAGER)
    page = manager.client.get("/manager", headers={"Accept-Language": "en"}).text
    bars = page.partition('<table class="bars">')[2].partition("</table>")[0]
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>.*?<span>([^<]+)</span>', bars, re.S))
    assert rows["Started"] == "at least 12"
    assert rows["Hired"] == "not shown yet"
    assert not re.search(r"\b15\b", re.sub(r"<[^>]+>", " ", page))


def test_what_nobody_teaches_comes_first_and_moves_when_it_is_taught(alliance: Alliance) -> None:
    programme = alliance.programme()
    alliance.vacancy(alliance.organisation("A"), skills=("kubernetes", "sql"))
    manager = alliance.person(Role.PROGRAMME_MANAGER)

    def shown() -> tuple[str, str]:
        page = manager.client.get("/manager/demand", headers={"Accept-Language": "en"}).text
        uncovered, _, covered = page.partition('id="covered"')
        return uncovered.partition('id="uncovered"')[2], covered

    uncovered, covered = shown()
    assert "Kubernetes" in uncovered
    assert not covered
    assert "Kubernetes" in manager.client.get("/manager").text
    sent = {"do": "save", "revision": "1", "name": "Containers", "skill": "kubernetes"}
    manager.client.post(f"/manager/programmes/{programme}/modules/new", data=sent)
    uncovered, covered = shown()
    assert "Kubernetes" not in uncovered
    assert "SQL" in uncovered
    assert "Kubernetes" in covered
