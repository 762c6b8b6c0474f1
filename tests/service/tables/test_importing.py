from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tables.column_types import TableKind
from service.tables.columns import COLUMNS
from service.tables.errors import MOST_NAMED, BadCell, TableError, UnreadableTableError
from service.tables.importing import (
    read_candidates,
    read_organisations,
    read_programmes,
    read_vacancies,
)
from service.tables.records import Contact
from tests.service.tables.making import table


def test_a_candidate_has_a_record_and_apart_from_it_a_contact() -> None:
    read = read_candidates(
        table(
            ["Kandidaatnummer", "naam", "E-MAIL", "afgerond  op", "Uren per week", "vaardigheden"],
            ["K1", "Sam Voorbeeld", "Sam@example.org", "31-1-2026", "24-36", "Python:3; SQL"],
            ["K2"],
        )
    )
    first, second = (numbered.record for numbered in read.rows)
    assert first.contact == Contact("Sam Voorbeeld", "sam@example.org")
    assert "name" not in (first.record.model_extra or {})
    assert first.record.completed_on == date(2026, 1, 31)
    assert first.record.hours == (24, 36)
    assert [(skill.label, skill.level) for skill in first.record.skills] == [
        ("Python", 3),
        ("SQL", None),
    ]
    assert (second.contact, second.record.consent, read.rows[1].line) == (None, None, 3)


def test_a_vacancy_has_what_it_asks_and_what_it_wishes() -> None:
    read = read_vacancies(
        table(
            ["vacancy id", "title", "text", "must have", "nice to have"],
            ["V1", "Tester", "Je test.", "Testen:3", "Java;Git:1"],
        )
    )
    asked = read.rows[0].record.requirements
    assert [(each.label, each.level, each.importance) for each in asked] == [
        ("Testen", 3, "must"),
        ("Java", None, "nice"),
        ("Git", 1, "nice"),
    ]


def test_the_rows_of_a_programme_are_its_modules() -> None:
    read = read_programmes(
        table(
            ["id", "name", "provider", "module", "Study hours", "outcomes", "skills"],
            ["T1", "Data", "School", "SQL", "60", "kan X; kan Y", "SQL:3"],
            ["T2", "Java", "", "", "", "", ""],
            ["T1", "", "School", "Python", "", "", "Python"],
        )
    )
    data, java = (numbered.record for numbered in read.rows)
    assert [(each.name, each.hours, each.outcomes) for each in data.modules] == [
        ("SQL", 60, ("kan X", "kan Y")),
        ("Python", None, ()),
    ]
    assert (java.name, java.modules) == ("Java", ())


def test_an_organisation_can_be_of_several_kinds() -> None:
    read = read_organisations(
        table(["id", "naam", "soort"], ["O1", "Voorbeeld", "werkgever; school"])
    )
    assert read.rows[0].record.kind == ("employer", "school")


def test_every_bad_cell_is_named_with_the_header_of_the_file() -> None:
    with pytest.raises(TableError) as refused:
        read_candidates(
            table(
                ["Candidate ID", "dag", "uren per week", "e-mail"],
                ["K1", "30-2-2026", "36-24", ""],
                ["", "", "32", ""],
                ["K1", "", "", "sam@example.org"],
                ["K4", "", "", "", "", "los"],
            ),
            {"Dag": "Completed on"},
        )
    named = {(bad.line, bad.column): bad.found for bad in refused.value.bad_cells}
    assert named == {
        (2, "dag"): "30-2-2026",
        (2, "uren per week"): "36-24",
        (3, "Candidate ID"): "nothing",
        (4, "Candidate ID"): "K1",
        (4, "Naam"): "nothing",
        (5, "column 6"): "los",
    }
    assert "line 2, dag: expected a date" in str(refused.value)


def test_at_most_a_thousand_bad_cells_are_named_and_all_are_counted() -> None:
    rows = [[f"K{number}", "ooit"] for number in range(MOST_NAMED + 5)]
    with pytest.raises(TableError) as refused:
        read_candidates(table(["id", "available from"], *rows))
    assert (len(refused.value.bad_cells), refused.value.total) == (MOST_NAMED, MOST_NAMED + 5)


def test_unknown_columns_are_ignored_and_said_to_be() -> None:
    read = read_candidates(table(["id", "Schoenmaat", ""], ["K1", "42"]))
    assert read.ignored == ("Schoenmaat",)


def test_a_mapping_goes_before_our_own_headers() -> None:
    read = read_candidates(
        table(["id", "naam", "persnr"], ["Sam", "x", "7"]),
        {"PersNr": "id", "id": "naam", "naam": "text"},
    )
    assert read.rows[0].record.record.id == "7"
    assert read.rows[0].record.record.text == "x"
    assert read.rows[0].record.contact == Contact("Sam")


@pytest.mark.parametrize(
    ("header", "mapping", "expected"),
    [
        (["naam"], {}, "a column Kandidaatnummer (or Candidate id)"),
        (["id", "naam", "Name"], {}, "one column for Naam"),
        (["id", "wie"], {"wie": "persoon"}, "a mapping to one of Kandidaatnummer"),
    ],
)
def test_headers_that_do_not_do_are_refused(
    header: list[str], mapping: dict[str, str], expected: str
) -> None:
    with pytest.raises(TableError) as refused:
        read_candidates(table(header, ["1", "2", "3"][: len(header)]), mapping)
    assert [bad.line for bad in refused.value.bad_cells] == [1]
    assert refused.value.bad_cells[0].expected.startswith(expected)


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ([["T1", "", "", "SQL"]], [(2, "name")]),
        ([["T1", "A", "", "SQL"], ["T1", "B", "", "Git"]], [(3, "name")]),
        ([["T1", "A", "", "SQL"], ["T1", "", "", "SQL"]], [(3, "module")]),
        ([["T1", "A", "60", ""]], [(2, "module")]),
    ],
)
def test_rows_of_a_programme_that_contradict_each_other_are_refused(
    rows: list[list[str]], bad: list[tuple[int, str]]
) -> None:
    with pytest.raises(TableError) as refused:
        read_programmes(table(["id", "name", "study hours", "module"], *rows))
    assert [(each.line, each.column) for each in refused.value.bad_cells] == bad


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(UnreadableTableError, match="rows under the header"):
        read_candidates(table(["id"]))


@pytest.mark.parametrize("kind", TableKind)
def test_no_two_columns_of_a_kind_answer_to_the_same_header(kind: TableKind) -> None:
    plain: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for name in {*column.header, column.field}:
            key = "".join(each for each in name.casefold() if each.isalnum())
            assert plain.setdefault(key, column.field) == column.field


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12), min_size=1, max_size=6
    )
)
def test_any_cells_are_records_or_all_named(cells: list[str]) -> None:
    header = ["id", "naam", "uren per week", "talen", "beschikbaar vanaf", "toestemming"]
    bad: tuple[BadCell, ...] = ()
    rows: tuple[object, ...] = ()
    try:
        rows = read_candidates(table(header, ["K1"], cells)).rows
    except TableError as refused:
        bad = refused.bad_cells
    assert len(rows) in ((0,) if bad else (1, 2))
    assert {each.line for each in bad} <= {3}
