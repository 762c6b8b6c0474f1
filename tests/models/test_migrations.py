"""Migrations forward and back, on both databases, and what a run that is killed leaves behind."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, column, event, func, inspect, select, table, text

import models
from models import metadata
from service.db import open_engine
from service.errors import BrokenReferenceError, RevisionError, UnreachableError
from service.migrating import (
    alembic_config,
    downgrade,
    find_problems,
    newest,
    revision_of,
    upgrade,
)
from tests.databases import Backend, opened
from tests.models.world import WORLD, settle

fork = multiprocessing.get_context("fork")
KILLS = 13  # from two revisions on two databases: over 50 in all


def revisions() -> list[str]:
    """All of them, oldest first."""
    script = ScriptDirectory.from_config(alembic_config())
    return [each.revision for each in script.walk_revisions()][::-1]


def tables_of(url: URL) -> set[str]:
    with opened(url) as engine:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}


def schema_at(url: URL) -> dict[str, Any]:
    with opened(url) as engine:
        return schema_of(engine)


def as_text(row: object) -> str:
    return json.dumps(row, default=str, sort_keys=True)


def schema_of(engine: Engine) -> dict[str, Any]:
    """All that a database tells of its tables, in a form that can be compared."""
    inspector = inspect(engine)
    kinds = (
        "get_columns",
        "get_check_constraints",
        "get_foreign_keys",
        "get_indexes",
        "get_unique_constraints",
    )
    found: dict[str, Any] = {}
    for name in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
        listed = {kind: getattr(inspector, kind)(name) for kind in kinds}
        found[name] = {kind: sorted(map(as_text, rows)) for kind, rows in listed.items()}
        found[name]["key"] = inspector.get_pk_constraint(name)
    return found


def test_up_down_and_up_again(backend: Backend) -> None:
    url = backend.empty()
    assert upgrade(url) == (None, newest())
    assert tables_of(url) == set(metadata.tables)
    assert downgrade(url, "base") == (newest(), None)
    assert tables_of(url) == set()
    assert upgrade(url) == (None, newest())
    assert find_problems(url) == []


def test_every_step_goes_back_and_forward(backend: Backend) -> None:
    url = backend.empty()
    steps = ["base", *revisions()]
    upgrade(url, steps[1])
    downgrade(url, "base")
    for before, after in pairwise(steps):
        earlier = schema_at(url)
        upgrade(url, after)
        later = schema_at(url)
        assert later != earlier
        downgrade(url, before)
        assert schema_at(url) == earlier
        upgrade(url, after)
        assert schema_at(url) == later
    assert find_problems(url) == []


def test_migrations_make_what_the_models_say(backend: Backend) -> None:
    url = backend.empty()
    with opened(url) as engine:
        metadata.create_all(engine)
        by_models = schema_of(engine)
    with opened(backend.migrated()) as engine:
        by_migrations = schema_of(engine)
    assert by_migrations == by_models


def test_alembic_sees_no_difference(backend: Backend) -> None:
    engine = open_engine(backend.migrated(), for_migrations=True)
    with engine.begin() as connection:
        command.check(alembic_config(connection))
    engine.dispose()


def test_upgrading_twice_changes_nothing(backend: Backend) -> None:
    url = backend.migrated()
    assert upgrade(url) == (newest(), newest())


def settle_older(connection: Connection) -> None:
    """Insert what a database of an older revision has room for of the world."""
    inspector = inspect(connection)
    for each in metadata.sorted_tables:
        if inspector.has_table(each.name):
            there = [found["name"] for found in inspector.get_columns(each.name)]
            older = table(each.name, *(column(name, each.c[name].type) for name in there))
            rows = [{name: row[name] for name in there} for row in WORLD[each.name]]
            connection.execute(older.insert(), rows)


def settled_at(backend: Backend, revision: str) -> URL:
    """A database of some revision, with rows."""
    url = backend.empty()
    upgrade(url, revision)
    with opened(url) as engine, engine.begin() as connection:
        settle_older(connection)
    return url


def counts(url: URL) -> dict[str, int]:
    """How many rows each table has."""
    with opened(url) as engine, engine.connect() as connection:
        names = set(inspect(engine).get_table_names()) - {"alembic_version"}
        return {
            name: connection.scalar(select(func.count()).select_from(table(name))) or 0
            for name in names
        }


def test_rows_survive_the_newest_migration_forward_and_back(backend: Backend) -> None:
    before = revisions()[-2]
    url = settled_at(backend, before)
    old = counts(url)
    upgrade(url)
    assert find_problems(url) == []
    assert counts(url) == dict.fromkeys(metadata.tables, 0) | old
    downgrade(url, before)
    assert counts(url) == old
    assert old == {name: len(WORLD[name]) for name in old}


def test_rows_survive_an_upgrade_that_has_nothing_to_do(backend: Backend) -> None:
    url = backend.migrated()
    with opened(url) as engine, engine.begin() as connection:
        settle(connection)
    upgrade(url)
    assert counts(url) == {name: len(rows) for name, rows in WORLD.items()}


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("DROP INDEX ix_claims_skill", "ix_claims_skill"),
        ("ALTER TABLE candidates ADD COLUMN birth_date DATE", "birth_date"),
        ("DROP TABLE feedback", "feedback"),
    ],
)
def test_a_difference_is_named(backend: Backend, damage: str, found: str) -> None:
    url = backend.migrated()
    with opened(url) as engine, engine.begin() as connection:
        connection.exec_driver_sql(damage)
    assert any(found in problem for problem in find_problems(url))


def test_a_check_that_is_gone_is_named(postgres_backend: Backend) -> None:
    url = postgres_backend.migrated()
    with opened(url) as engine, engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE claims DROP CONSTRAINT ck_claims_level_range")
    (problem,) = find_problems(url)
    assert "ck_claims_level_range missing on claims" in problem


def test_a_revision_from_the_future_is_left_alone(backend: Backend) -> None:
    url = backend.migrated()
    with opened(url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (upgrade, lambda url: downgrade(url, "base")):
        with pytest.raises(RevisionError, match="found 9999; a newer Schakel made"):
            attempt(url)
    assert tables_of(url) == set(metadata.tables)


def test_a_revision_that_is_not_there_is_refused(backend: Backend) -> None:
    with pytest.raises(RevisionError, match="expected revision 9999, found none; name one of"):
        upgrade(backend.empty(), "9999")


def test_no_file_is_made_by_looking(sqlite_backend: Backend) -> None:
    url = sqlite_backend.empty()
    for look in (revision_of, find_problems, lambda url: downgrade(url, "base")):
        with pytest.raises(UnreachableError, match="make it with schakel db upgrade"):
            look(url)


def test_broken_references_undo_a_migration(sqlite_backend: Backend) -> None:
    url = sqlite_backend.empty()
    upgrade(url, "0006")
    engine = open_engine(url, for_migrations=True)
    with engine.begin() as connection:
        connection.execute(metadata.tables["module_skills"].insert(), WORLD["module_skills"])
    engine.dispose()
    with pytest.raises(BrokenReferenceError, match="module_skills"):
        upgrade(url)
    assert revision_of(url) == "0006"


def kill_at(statement: int) -> None:
    """Make this process kill itself, as a loss of power would, before its nth statement."""
    counted = iter(range(1, statement))

    @event.listens_for(Engine, "before_cursor_execute")
    def die(*_: object) -> None:
        if next(counted, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)


def upgrade_and_die(url: URL, statement: int) -> None:
    kill_at(statement)
    upgrade(url)


def statements_of(url: URL) -> int:
    """How many statements a whole upgrade takes."""
    seen: list[Connection] = []

    def see(connection: Connection, *_: object) -> None:
        seen.append(connection)

    event.listen(Engine, "before_cursor_execute", see)
    upgrade(url)
    event.remove(Engine, "before_cursor_execute", see)
    return len(seen)


@pytest.mark.parametrize("start", ["base", revisions()[-2]])
def test_a_killed_migration_leaves_all_or_nothing(backend: Backend, start: str) -> None:
    last = statements_of(settled_at(backend, start))
    url = settled_at(backend, start)
    before = revision_of(url), counts(url)
    for part in range(KILLS):
        statement = 1 + round((last - 1) * part / (KILLS - 1))
        child = fork.Process(target=upgrade_and_die, args=(url, statement))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        assert (revision_of(url), counts(url)) == before
    upgrade(url)
    assert find_problems(url) == []


def test_two_may_migrate_at_once(backend: Backend) -> None:
    url = backend.empty()
    children = [fork.Process(target=upgrade, args=(url,)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert find_problems(url) == []


def test_a_draft_holds_what_the_models_have_and_the_migrations_lack(tmp_path: Path) -> None:
    shutil.copytree(Path(models.__file__).parent, tmp_path / "models")
    users = tmp_path / "models" / "users.py"
    code = users.read_text(encoding="utf-8")
    users.write_text(
        code.replace('    language: str = "nl"', '    language: str = "nl"\n    x: int')
    )
    script = [sys.executable, "-m", "models.migrations.draft", "A new column"]
    subprocess.run(script, cwd=tmp_path, check=True, capture_output=True)
    number = int(newest()) + 1
    (drafted,) = (tmp_path / "models/migrations/versions").glob(f"{number:04}_*.py")
    assert "sa.Column('x', sa.Integer(), nullable=False)" in drafted.read_text(encoding="utf-8")
