"""Looking up skills and occupations."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.types import Kind, Skill
from service.taxonomy.names import Names
from service.words import Role
from tests.service.api.people import Alliance, found


def _ids(answer: object) -> list[str]:
    assert isinstance(answer, list)
    return [each["id"] for each in answer]


def test_a_skill_is_found_by_its_name_its_beginning_and_what_it_resembles(
    alliance: Alliance,
) -> None:
    coach = alliance.coach().client
    named: Any = found(coach.get("/api/skills", params={"q": "Postgres"}))
    assert named[0] == {
        "id": "postgresql",
        "label": "PostgreSQL",
        "matched": "Postgres",
        "kind": "technology",
    }
    begun = _ids(found(coach.get("/api/skills", params={"q": "javas", "k": 3})))
    assert begun[0] == "javascript"
    assert len(begun) <= 3
    misspelt = _ids(found(coach.get("/api/skills", params={"q": "postgressql"})))
    assert "postgresql" in misspelt


def test_words_that_resemble_nothing_find_nothing(alliance: Alliance) -> None:
    coach = alliance.coach().client
    for words in ("zzzzqq", "!!"):
        for kind in ("skills", "occupations"):
            assert coach.get(f"/api/{kind}", params={"q": words}).json() == []


def test_names_are_in_the_language_of_the_reader(alliance: Alliance) -> None:
    answer: Any = found(alliance.coach().client.get("/api/skills", params={"q": "netwerkbeheer"}))
    assert answer[0]["label"] == "network administration"


def test_a_skill_shows_its_place_in_both_directions(alliance: Alliance, matcher: Matcher) -> None:
    client = alliance.partner(alliance.organisation()).client
    sql = found(client.get("/api/skills/sql"))
    assert sql["kind"] == "technology"
    for below in sql["narrower"]:
        broader = found(client.get(f"/api/skills/{below['id']}"))["broader"]
        assert "sql" in [each["id"] for each in broader]
    told = next(each for each in matcher.taxonomy.skills.values() if each.related)
    other = next(iter(told.related))
    for one, two in ((told.id, other), (other, told.id)):
        shown = found(client.get(f"/api/skills/{one}"))["related"]
        assert two in [each["id"] for each in shown]


def test_an_unknown_skill_is_not_found(alliance: Alliance) -> None:
    client = alliance.person(Role.EVALUATOR).client
    for unknown in ("no-such-skill", "%00", "..%2F"):
        assert client.get(f"/api/skills/{unknown}").status_code == 404


def test_an_occupation_is_found_by_a_title_with_noise(alliance: Alliance) -> None:
    client = alliance.partner(alliance.organisation()).client
    answer: Any = found(client.get("/api/occupations", params={"q": "Databasebeheerder (m/v)"}))
    assert answer[0]["id"] == "database-administrator"
    begun = _ids(found(client.get("/api/occupations", params={"q": "java"})))
    assert "java-developer" in begun


def test_a_search_without_words_or_for_too_much_is_refused(alliance: Alliance) -> None:
    client = alliance.coach().client
    cases: tuple[dict[str, str | int], ...] = (
        {},
        {"q": ""},
        {"q": "  "},
        {"q": "x" * 201},
        {"q": "x", "k": 51},
    )
    for asked in cases:
        assert client.get("/api/skills", params=asked).status_code == 422
    assert alliance.client().get("/api/skills", params={"q": "java"}).status_code == 401


_words = st.text(alphabet="aAbßİ é", min_size=1, max_size=4).filter(str.strip)


@given(st.lists(_words, max_size=8), _words)
def test_beginnings_agree_with_the_obvious_version(names: list[str], words: str) -> None:
    skills = [
        Skill(id=str(number), label_nl=name, label_en=name, kind=Kind.SKILL)
        for number, name in enumerate(names)
    ]
    obvious = {
        str(number): name
        for number, name in enumerate(names)
        if name.casefold().startswith(words.casefold())
    }
    found_names = Names(skills).beginning_with(words)
    assert found_names == obvious
    lengths = [len(name.casefold()) for name in found_names.values()]
    assert lengths == sorted(lengths)
