"""What holds for all tables, read from the models."""

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, UniqueConstraint

import matching.types
import models
from models import (
    access,
    audit,
    candidates,
    claims,
    conditions,
    consents,
    feedback,
    metadata,
    operations,
    shortlists,
    users,
    vacancies,
)
from models.conditions import CefrLevel, WorkMode

TABLES = list(metadata.tables.values())
MODULES = (
    access,
    audit,
    candidates,
    claims,
    conditions,
    consents,
    feedback,
    operations,
    shortlists,
    users,
    vacancies,
)
LONGEST_NAME = 63  # PostgreSQL cuts longer ones off


def constraint_names(table: Table) -> list[str]:
    constraints = [str(each.name) for each in table.constraints]
    return constraints + [str(each.name) for each in table.indexes]


def covered(table: Table, columns: list[Column[object]]) -> bool:
    """Whether a key or a whole index of the table begins with these columns."""
    lists = [list(table.primary_key.columns)]
    lists += [list(each.columns) for each in table.constraints if type(each) is UniqueConstraint]
    lists += [
        list(each.columns)
        for each in table.indexes
        if each.dialect_options["sqlite"]["where"] is None
    ]
    return any(each[: len(columns)] == columns for each in lists)


def foreign_keys() -> list[ForeignKeyConstraint]:
    keys = [key for table in TABLES for key in table.foreign_key_constraints]
    return sorted(keys, key=lambda key: str(key.name))


def test_every_table_is_exported() -> None:
    tables = [getattr(models, name) for name in models.__all__ if name != "metadata"]
    exported = {each.__tablename__ for each in tables}
    assert exported == set(metadata.tables)


def test_the_documentation_lists_every_table() -> None:
    lines = (Path(models.__file__).parents[1] / "docs" / "data-model.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|", lines, flags=re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted(metadata.tables)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_constraints_have_names_of_their_own_that_fit(table: Table) -> None:
    names = constraint_names(table)
    assert len(set(names)) == len(names)
    assert all(table.name in name and len(name) <= LONGEST_NAME for name in names)


@pytest.mark.parametrize("key", foreign_keys(), ids=lambda key: str(key.name))
def test_every_foreign_key_has_an_index_and_says_what_deletion_does(
    key: ForeignKeyConstraint,
) -> None:
    assert key.ondelete in {"CASCADE", "RESTRICT", "SET NULL"}
    assert covered(key.table, list(key.columns))


def test_whatever_hangs_on_a_candidate_goes_with_them() -> None:
    hanging = [key for key in foreign_keys() if key.referred_table.name == "candidates"]
    assert len(hanging) >= 10
    assert {key.ondelete for key in hanging} == {"CASCADE"}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_words_are_checked_by_the_database(table: Table) -> None:
    checks = {str(each.name) for each in table.constraints if isinstance(each, CheckConstraint)}
    worded = [each.name for each in table.columns if getattr(each.type, "enum_class", None)]
    assert {f"ck_{table.name}_{name}_known" for name in worded} <= checks


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (WorkMode, matching.types.WorkMode),
        (claims.EvidenceKind, matching.types.EvidenceKind),
        (vacancies.Importance, matching.types.Importance),
        (CefrLevel, matching.types.CEFR),
    ],
)
def test_the_words_are_those_of_matching(ours: type[StrEnum], theirs: type[StrEnum]) -> None:
    assert set(map(str, ours)) == set(map(str, theirs))


def test_no_word_is_longer_than_its_column() -> None:
    enums = [
        each
        for module in MODULES
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, StrEnum) and each is not StrEnum
    ]
    assert max(len(each.value) for words in enums for each in words) <= 32


def test_only_contacts_and_users_hold_names_and_addresses() -> None:
    telling = {"name", "email", "phone", "birth_date", "sex", "nationality", "photo", "street"}
    holding = {table.name for table in TABLES if telling & set(table.columns.keys())}
    about_things = {"organisations", "programmes", "modules", "api_tokens"}
    assert holding - about_things == {"contacts", "users"}
