"""The pages of programme managers are theirs alone, and show no small counts."""

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
    assert '<td class="number">3</td>' not in row
