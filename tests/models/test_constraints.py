"""What the database itself refuses, whatever the code above it does."""

from itertools import product

import pytest
from sqlalchemy import Connection, Table, UniqueConstraint, delete, insert, update
from sqlalchemy.exc import IntegrityError

from models import Organisation, metadata
from tests.models.refusals import SECOND_ROWS, Refusal, check_names, refusals
from tests.models.world import (
    COACH,
    NEXT_EVENT,
    WORLD,
    Row,
    moment,
    second_row,
    uid,
)


def change(connection: Connection, name: str, changes: Row) -> None:
    """Change the legal row; of audit events, which never change, add another."""
    table = metadata.tables[name]
    if name == "audit_events":
        connection.execute(insert(table).values({**NEXT_EVENT, **changes}))
        return
    first = WORLD[name][0]
    keys = [each == first[each.name] for each in table.primary_key.columns]
    connection.execute(update(table).where(*keys).values(changes))


def uniques(table: Table) -> dict[str, list[str]]:
    """Columns by name of what makes them unique together, besides the primary key."""
    constraints = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    found = {str(each.name): each.columns.keys() for each in constraints}
    return found | {str(each.name): each.columns.keys() for each in table.indexes if each.unique}


def says(error: IntegrityError, name: str, table: Table) -> bool:
    """Whether an error is about a unique constraint; SQLite names its columns only."""
    listed = ", ".join(f"{table.name}.{column}" for column in uniques(table)[name])
    plain = f"UNIQUE constraint failed: {listed}"
    return name in str(error.orig) or str(error.orig) == plain


def named(refusal: Refusal) -> str:
    table, changes, name = refusal
    value = next(iter(changes.values()), "")
    return f"{table}-{name}-{str(value)[:12]}"


@pytest.mark.parametrize("refusal", list(refusals()), ids=named)
def test_a_row_is_refused_by_the_check_that_means_it(world: Connection, refusal: Refusal) -> None:
    table, changes, name = refusal
    with pytest.raises(IntegrityError, match=rf"ck_{table}_{name}\b"):
        change(world, table, changes)


def test_every_check_refuses_something() -> None:
    assert {(table, name) for table, _, name in refusals()} == check_names()


@pytest.mark.parametrize("refusal", SECOND_ROWS, ids=named)
def test_a_second_row_is_refused(world: Connection, refusal: Refusal) -> None:
    table, changes, name = metadata.tables[refusal[0]], refusal[1], f"uq_{refusal[0]}_{refusal[2]}"
    with pytest.raises(IntegrityError) as refused:
        world.execute(insert(table).values(second_row(table, changes)))
    assert says(refused.value, name, table)


def test_every_unique_constraint_refuses_something() -> None:
    elsewhere = {
        "uq_entries_shortlist_id_id",  # for a foreign key; ids are unique by themselves
        "uq_entry_subjects_shortlist_id_candidate_id",
        "uq_pseudonyms_alias",
        "uq_consents_reveal",
        "uq_audit_events_previous_hash",
    }
    known = {name for table in metadata.tables.values() for name in uniques(table)}
    assert {f"uq_{table}_{name}" for table, _, name in SECOND_ROWS} == known - elsewhere


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_what_must_be_there_must_be_there(world: Connection, table: Table) -> None:
    row = second_row(table, {})
    for column in table.columns:
        if not column.nullable:
            with (
                pytest.raises(IntegrityError, match=rf"(?is)(?=.*not.null).*\b{column.name}\b"),
                world.begin_nested(),
            ):
                world.execute(insert(table).values({**row, column.name: None}))


def test_a_list_holds_nobody_twice(world: Connection) -> None:
    entries, subjects = metadata.tables["entries"], metadata.tables["entry_subjects"]
    world.execute(insert(entries).values(second_row(entries, {"id": uid(90), "place": 2})))
    with pytest.raises(IntegrityError, match="candidate_id"):
        world.execute(insert(subjects).values(second_row(subjects, {"entry_id": uid(90)})))


def test_the_subject_of_an_entry_is_on_the_same_list(world: Connection) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        change(world, "entry_subjects", {"shortlist_id": uid(99)})


def test_a_pseudonym_is_used_once(world: Connection) -> None:
    vacancies, pseudonyms = metadata.tables["vacancies"], metadata.tables["pseudonyms"]
    another = {"id": uid(90), "external_id": None}
    world.execute(insert(vacancies).values(second_row(vacancies, another)))
    with pytest.raises(IntegrityError, match="alias"):
        world.execute(insert(pseudonyms).values(second_row(pseudonyms, {"vacancy_id": uid(90)})))


def test_a_withdrawn_consent_may_be_asked_again_but_only_once_at_a_time(world: Connection) -> None:
    consents = metadata.tables["consents"]
    again = {
        **WORLD["consents"][1],
        "state": "asked",
        "answered_at": None,
        "withdrawn_at": None,
    }
    world.execute(insert(consents).values({**again, "id": uid(90)}))
    with pytest.raises(IntegrityError, match="vacancy_id"):
        world.execute(insert(consents).values({**again, "id": uid(91)}))


def test_a_withdrawn_list_makes_room_for_another(world: Connection) -> None:
    shortlists = metadata.tables["shortlists"]
    change(world, "shortlists", {"state": "withdrawn", "withdrawn_at": moment(20)})
    world.execute(insert(shortlists).values(second_row(shortlists, {})))


def test_a_stop_that_ended_makes_room_for_another(world: Connection) -> None:
    stops = metadata.tables["stops"]
    change(world, "stops", {"is_active": False, "ended_at": moment(20), "ended_by_id": COACH})
    world.execute(insert(stops).values(second_row(stops, {})))


def test_the_data_have_one_state(world: Connection) -> None:
    states = metadata.tables["data_state"]
    for number in (1, 2):
        with pytest.raises(IntegrityError), world.begin_nested():
            world.execute(insert(states).values(second_row(states, {"id": number})))


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("claims", {"candidate_id": uid(99)}),
        ("vacancies", {"organisation_id": uid(99)}),
        ("shortlists", {"released_by_id": uid(99)}),
        ("user_roles", {"user_id": uid(99)}),
    ],
)
def test_nothing_refers_to_what_is_not_there(world: Connection, table: str, changes: Row) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        change(world, table, changes)


STEPS = ("review", "release", "close", "withdraw")
LEGAL = {
    ("draft", ()),
    ("in_review", ("review",)),
    ("released", ("review", "release")),
    ("closed", ("review", "release", "close")),
    ("withdrawn", ("withdraw",)),
    ("withdrawn", ("review", "withdraw")),
    ("withdrawn", ("review", "release", "withdraw")),
}


def shortlist_after(state: str, steps: tuple[str, ...]) -> Row:
    def when(step: str, day: int) -> object:
        return moment(day) if step in steps else None

    return {
        "state": state,
        "reviewer_id": COACH if "review" in steps else None,
        "review_started_at": when("review", 3),
        "released_by_id": COACH if "release" in steps else None,
        "released_at": when("release", 4),
        "closed_at": when("close", 5),
        "withdrawn_at": when("withdraw", 6),
    }


def test_a_shortlist_is_in_one_of_the_states_of_the_machine(world: Connection) -> None:
    accepted = set()
    for state, marks in product(
        ("draft", "in_review", "released", "closed", "withdrawn"),
        product((False, True), repeat=len(STEPS)),
    ):
        steps = tuple(step for step, done in zip(STEPS, marks, strict=True) if done)
        savepoint = world.begin_nested()
        try:
            change(world, "shortlists", shortlist_after(state, steps))
            accepted.add((state, steps))
        except IntegrityError:
            pass
        savepoint.rollback()
    assert accepted == LEGAL


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "of another"])
def test_the_audit_chain_does_not_fork(world: Connection, kept: bool) -> None:
    events = metadata.tables["audit_events"]
    world.execute(insert(events).values(NEXT_EVENT))
    fork = {**NEXT_EVENT, "sequence": 3, "hash": "c3" * 32}
    if kept:
        fork["previous_hash"] = NEXT_EVENT["hash"]
        world.execute(insert(events).values(fork))
    else:
        with pytest.raises(IntegrityError, match="previous_hash"):
            world.execute(insert(events).values(fork))


def test_audit_events_neither_change_nor_go(world: Connection) -> None:
    events = metadata.tables["audit_events"]
    world.execute(insert(events).values(NEXT_EVENT))
    attempts = [
        update(events).values(actor_role="admin"),
        delete(events).where(events.c.sequence == 2),
    ]
    if world.dialect.name == "sqlite":
        forged = {**NEXT_EVENT, "actor_role": "admin"}
        attempts.append(insert(events).prefix_with("OR REPLACE").values(forged))
    for attempt in attempts:
        with pytest.raises(IntegrityError, match="only added to"), world.begin_nested():
            world.execute(attempt)


def test_audit_events_cannot_be_emptied(world: Connection) -> None:
    emptied = {"sqlite": "DELETE FROM audit_events", "postgresql": "TRUNCATE audit_events CASCADE"}
    with pytest.raises(IntegrityError, match="only added to"):
        world.exec_driver_sql(emptied[world.dialect.name])


def test_ids_tell_neither_order_nor_moment() -> None:
    ids = [Organisation(name="A").id for _ in range(3)]
    assert {each.version for each in ids} == {4}
    assert len(set(ids)) == len(ids)
