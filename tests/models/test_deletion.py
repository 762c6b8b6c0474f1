"""What a deletion takes along, leaves behind, or is refused for."""

import pytest
from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import IntegrityError

from models import metadata
from tests.models.world import (
    CANDIDATE,
    COACH,
    ORGANISATION,
    RANKING,
    SHORTLIST,
    VACANCY,
    VERSION,
    WORLD,
    second_row,
    uid,
)


def remains(connection: Connection, table: str) -> int:
    return len(connection.execute(metadata.tables[table].select()).all())


@pytest.mark.parametrize(
    ("table", "id", "because"),
    [
        ("organisations", ORGANISATION, "it has vacancies and programmes"),
        ("users", COACH, "they released a list"),
        ("vacancies", VACANCY, "it has a shortlist"),
        ("vacancy_versions", VERSION, "it has a shortlist"),
        ("rankings", RANKING, "a shortlist came from it"),
        ("programmes", WORLD["programmes"][0]["id"], "somebody is enrolled"),
    ],
)
def test_what_others_rest_on_is_not_deleted(
    world: Connection, table: str, id: object, because: str
) -> None:
    rows = metadata.tables[table]
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        world.execute(delete(rows).where(rows.c.id == id))


def test_a_list_takes_its_entries_along(world: Connection) -> None:
    lists = metadata.tables["shortlists"]
    world.execute(delete(lists).where(lists.c.id == SHORTLIST))
    assert [remains(world, each) for each in ("entries", "entry_subjects", "feedback")] == [0] * 3
    assert remains(world, "candidates") == len(WORLD["candidates"])


def test_a_module_that_goes_leaves_the_claims_that_it_backs(world: Connection) -> None:
    modules, claims = metadata.tables["modules"], metadata.tables["claims"]
    world.execute(delete(modules))
    assert remains(world, "outcomes") == remains(world, "module_skills") == 0
    found = world.execute(claims.select().where(claims.c.candidate_id == CANDIDATE)).mappings()
    assert {row["source"]: row["module_id"] for row in found} == {
        WORLD["claims"][0]["source"]: None,
        "interview": None,
    }


def test_a_user_who_did_nothing_goes_with_logins_and_roles(world: Connection) -> None:
    users, roles, sessions, links = (
        metadata.tables[name]
        for name in ("users", "user_roles", "login_sessions", "personal_links")
    )
    newcomer = second_row(users, {"id": uid(90), "email": "new@example.org"})
    world.execute(insert(users).values(newcomer))
    for table, changes in (
        (roles, {"role": "admin", "organisation_id": None}),
        (sessions, {"token_hash": "cd" * 32}),
        (links, {"token_hash": "cd" * 32}),
    ):
        row = second_row(table, {"user_id": uid(90), **changes})
        world.execute(insert(table).values(row))
    world.execute(delete(users).where(users.c.id == uid(90)))
    for table in (roles, sessions, links):
        assert remains(world, table.name) == len(WORLD[table.name])
