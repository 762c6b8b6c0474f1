"""What a person takes along: all that is kept of them, no secret, and nobody else."""

import json
from typing import Any

import pytest

from models import metadata
from service.privacy.export import FOR_THEMSELVES
from service.privacy.owned import of_account, owned_tables
from service.privacy.titles import TITLES
from tests.models.world import CANARY, CANDIDATE, COACH, MODULE, NEIGHBOUR, WORLD
from tests.service.api.canary import PERSON
from tests.service.api.people import Alliance, found


@pytest.fixture
def export(settled: Alliance) -> Any:
    return found(settled.client(PERSON).get("/api/own/export"))


def by_table(export: Any) -> dict[str, Any]:
    return {each["table"]: each["rows"] for each in export["tables"]}


def test_every_table_that_hangs_on_candidates_stands_in_it(export: Any) -> None:
    tables = by_table(export)
    for table in metadata.tables.values():
        if any(key.column.table.name == "candidates" for key in table.foreign_keys):
            assert tables[table.name], table.name
    for name in ("candidates", "entries", "feedback", "audit_events", "users", "personal_links"):
        assert tables[name], name


def test_every_word_about_the_person_stands_in_it(export: Any) -> None:
    tables = by_table(export)
    for owned in owned_tables():
        for row in WORLD[owned.table.name]:
            if CANDIDATE in row.values() and CANARY in repr(row):
                assert CANARY in json.dumps(tables[owned.table.name])
    assert tables["contacts"][0]["phone"] == CANARY
    assert tables["candidates"][0]["cv_text"] == f"{CANARY} SQL"


def test_no_secret_and_nobody_else_stands_in_it(export: Any) -> None:
    said = json.dumps(export)
    for hidden in (NEIGHBOUR, "token_hash", "password_hash", "argon2id", "salt", "is_control"):
        assert str(hidden) not in said


def test_ids_have_names(export: Any) -> None:
    names = export["names"]
    assert names[str(MODULE)] == "SQL"
    assert names["python"] == "Python"
    assert "Databasebeheerder (Gemeente Waalmonde)" in names.values()


def test_every_table_has_a_title_in_both_languages() -> None:
    reached = {each.table.name for each in (*owned_tables(), *of_account())}
    assert set(TITLES) == reached | {"candidates", "entries", "feedback", "audit_events", "users"}
    assert all(dutch and english for dutch, english in TITLES.values())


def test_a_coach_gets_all_but_the_survey(settled: Alliance) -> None:
    coach = settled.client(COACH)
    answer = coach.get(f"/api/candidates/{CANDIDATE}/export")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    export = found(answer)
    assert export["left_out"] == sorted(FOR_THEMSELVES)
    assert set(by_table(export)) == set(TITLES) - FOR_THEMSELVES
    assert coach.get(f"/api/candidates/{NEIGHBOUR}/export").status_code == 404


def test_an_export_is_in_the_log_and_the_receipt(settled: Alliance) -> None:
    found(settled.client(COACH).get(f"/api/candidates/{CANDIDATE}/export"))
    (seen,) = found(settled.client(PERSON).get("/api/own/receipt"))["items"]
    assert (seen["kind"], seen["role"], seen["what"]) == ("export", "coach", "export")
    assert "contacts" in seen["fields"]
    assert CANARY not in json.dumps(seen)
