import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from matching.errors import BadLine, InterchangeError
from matching.reading.interchange import known_programme, read_records
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from tests.matching.reading.strategies import examples

Model = type[CandidateRecord] | type[VacancyRecord] | type[ProgrammeRecord]

VACANCY: dict[str, Any] = {"id": "V1", "title": "Tester", "text": "Java"}
PROGRAMME: dict[str, Any] = {"id": "P1", "name": "Data"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
fields = st.sampled_from(sorted({*CandidateRecord.model_fields, *VacancyRecord.model_fields}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def read(file: Path, content: bytes | str, model: Any = CandidateRecord) -> list[Any]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    found: list[Any] = read_records(file, model)
    return found


def bad_lines(file: Path, content: bytes | str, model: Any = CandidateRecord) -> Sequence[BadLine]:
    with pytest.raises(InterchangeError) as caught:
        read(file, content, model)
    assert str(file) in str(caught.value)
    return caught.value.bad_lines


def problems_of(read_all: Callable[[], list[Any]]) -> Sequence[BadLine]:
    try:
        read_all()
    except InterchangeError as error:
        return error.bad_lines
    return ()


def places(found: Sequence[BadLine]) -> list[tuple[int, str]]:
    return [(each.line, each.field) for each in found]


def test_records_come_in_the_order_of_the_file(file: Path) -> None:
    found = read(file, '{"id": "b"}\n{"id": "a"}\n{"id": "c"}\n')
    assert [each.id for each in found] == ["b", "a", "c"]


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"id": "a"}\n{"id": "b"}\n',
        b'{"id": "a"}\r\n{"id": "b"}\r\n',
        b'\n\n{"id": "a"}\n   \n\t\n{"id": "b"}\n\n',
        b'{"id": "a"}\n{"id": "b"}',
        b'  {"id": "a"}  \n{"id":"b"}\n',
        b'\xef\xbb\xbf\r\n{"id": "a"}\r\n{"id": "b"}',
    ],
)
def test_a_bom_line_ends_of_windows_and_empty_lines_are_no_problem(
    file: Path, content: bytes
) -> None:
    assert [each.id for each in read(file, content)] == ["a", "b"]


def test_an_empty_file_holds_no_records(file: Path) -> None:
    assert read(file, b"") == read(file, b"\xef\xbb\xbf") == []


def test_letters_of_any_language_come_through(file: Path) -> None:
    (record,) = read(file, '{"id": "ß-1", "text": "Ik ontwierp één e\u0301cran — 日本 😀\u2028x"}')
    assert (record.id, record.text) == ("ß-1", "Ik ontwierp één e\u0301cran — 日本 😀\u2028x")


def test_unknown_fields_are_kept(file: Path) -> None:
    line = {"id": "a", "shoe": {"size": 43}, "languages": [{"code": "nl", "since": 2001}]}
    (record,) = read(file, json.dumps(line))
    assert record.model_extra == {"shoe": {"size": 43}}
    assert record.languages[0].model_extra == {"since": 2001}
    assert json.loads(record.model_dump_json(exclude_unset=True)) == line


def test_missing_fields_are_unknown(file: Path) -> None:
    (record,) = read(file, '{"id": "a"}')
    unknown = ("programme", "completed_on", "place", "hours", "max_travel_km", "consent")
    assert [getattr(record, name) for name in unknown] == [None] * len(unknown)
    assert (record.text, record.skills, record.languages, record.wants) == ("", (), (), ())


@pytest.mark.parametrize(
    ("model", "line", "field"),
    [
        (CandidateRecord, {}, "id"),
        (CandidateRecord, {"id": ""}, "id"),
        (CandidateRecord, {"id": "  "}, "id"),
        (CandidateRecord, {"id": None}, "id"),
        (CandidateRecord, {"id": True}, "id"),
        (CandidateRecord, {"id": "a", "text": 3}, "text"),
        (CandidateRecord, {"id": "a", "completed_on": "31-12-2025"}, "completed_on"),
        (CandidateRecord, {"id": "a", "completed_on": "2025-02-30"}, "completed_on"),
        (CandidateRecord, {"id": "a", "available_from": "soon"}, "available_from"),
        (CandidateRecord, {"id": "a", "education_level": 9}, "education_level"),
        (CandidateRecord, {"id": "a", "education_level": 0}, "education_level"),
        (CandidateRecord, {"id": "a", "education_level": "hbo"}, "education_level"),
        (CandidateRecord, {"id": "a", "skills": "Java"}, "skills"),
        (CandidateRecord, {"id": "a", "skills": [{"label": "Java"}, {}]}, "skills.1"),
        (CandidateRecord, {"id": "a", "skills": [{"label": "J", "skill": "j"}]}, "skills.0"),
        (CandidateRecord, {"id": "a", "skills": [{"label": ""}]}, "skills.0.label"),
        (CandidateRecord, {"id": "a", "skills": [{"label": "J", "level": 5}]}, "skills.0.level"),
        (CandidateRecord, {"id": "a", "skills": [{"label": "J", "level": 0}]}, "skills.0.level"),
        (
            CandidateRecord,
            {"id": "a", "skills": [{"label": "J", "evidence": "rumour"}]},
            "skills.0.evidence",
        ),
        (CandidateRecord, {"id": "a", "languages": [{"code": "Dutch"}]}, "languages.0.code"),
        (
            CandidateRecord,
            {"id": "a", "languages": [{"code": "nl", "cefr": "B3"}]},
            "languages.0.cefr",
        ),
        (CandidateRecord, {"id": "a", "hours": [40, 32]}, "hours"),
        (CandidateRecord, {"id": "a", "hours": [32]}, "hours.1"),
        (CandidateRecord, {"id": "a", "hours": [-1, 32]}, "hours.0"),
        (CandidateRecord, {"id": "a", "hours": [32, 200]}, "hours.1"),
        (CandidateRecord, {"id": "a", "work_mode": ["sea"]}, "work_mode.0"),
        (CandidateRecord, {"id": "a", "max_travel_km": -5}, "max_travel_km"),
        (CandidateRecord, {"id": "a", "max_travel_km": "far"}, "max_travel_km"),
        (CandidateRecord, {"id": "a", "consent": "perhaps"}, "consent"),
        (CandidateRecord, {"id": "a", "wants": [""]}, "wants.0"),
        (CandidateRecord, {"id": "a", "wants": "tester"}, "wants"),
        (CandidateRecord, {"id": "a", "place": ["Delft"]}, "place"),
        (VacancyRecord, {"id": "V1", "text": "x"}, "title"),
        (VacancyRecord, {"id": "V1", "title": "x"}, "text"),
        (VacancyRecord, VACANCY | {"start_by": "2025"}, "start_by"),
        (VacancyRecord, VACANCY | {"positions": 0}, "positions"),
        (
            VacancyRecord,
            VACANCY | {"requirements": [{"label": "J", "importance": "maybe"}]},
            "requirements.0.importance",
        ),
        (ProgrammeRecord, {"id": "P1"}, "name"),
        (ProgrammeRecord, PROGRAMME | {"modules": [{"hours": 3}]}, "modules.0.name"),
        (ProgrammeRecord, PROGRAMME | {"modules": [{"name": "M", "hours": -1}]}, "modules.0.hours"),
        (
            ProgrammeRecord,
            PROGRAMME | {"modules": [{"name": "M", "skills": [{"label": "J", "level": 7}]}]},
            "modules.0.skills.0.level",
        ),
        (
            ProgrammeRecord,
            PROGRAMME | {"modules": [{"name": "M", "outcomes": "x"}]},
            "modules.0.outcomes",
        ),
    ],
)
def test_a_field_that_cannot_be_read_is_named_with_its_file_and_line(
    file: Path, model: Model, line: dict[str, Any], field: str
) -> None:
    good = {CandidateRecord: {"id": "ok"}, VacancyRecord: VACANCY | {"id": "ok"}}.get(
        model, PROGRAMME | {"id": "ok"}
    )
    content = f"{json.dumps(good)}\n\n{json.dumps(line)}\n"
    (bad,) = bad_lines(file, content, model)
    assert (bad.path, bad.line, bad.field) == (file, 3, field)
    assert str(bad) == f"{file}:3: {field}: {bad.problem}"
    assert bad.problem


def test_every_bad_field_of_every_bad_line_is_named_and_nothing_is_read(file: Path) -> None:
    lines = [
        '{"id": "a", "education_level": 9, "consent": "perhaps"}',
        '{"id": "b"}',
        "{broken",
        '{"id": "b"}',
        '["a"]',
        '{"id": "c", "skills": [{"level": 2}]}',
    ]
    found = bad_lines(file, "\n".join(lines))
    assert places(found) == [
        (1, "education_level"),
        (1, "consent"),
        (3, "line"),
        (4, "id"),
        (5, "line"),
        (6, "skills.0"),
    ]


def test_an_id_that_stands_twice_is_named_with_the_line_of_the_first(file: Path) -> None:
    (bad,) = bad_lines(file, '\n{"id": "a"}\n{"id": "b"}\n{"id": "a"}\n')
    assert (bad.line, bad.field) == (4, "id")
    assert "'a'" in bad.problem
    assert "line 2" in bad.problem


def test_a_number_and_the_same_digits_are_one_id(file: Path) -> None:
    assert [each.id for each in read(file, '{"id": 7}\n{"id": "8"}')] == ["7", "8"]
    assert places(bad_lines(file, '{"id": 7}\n{"id": "7"}')) == [(2, "id")]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16", "utf-32"])
def test_another_encoding_is_named_and_nothing_is_guessed(file: Path, encoding: str) -> None:
    found = bad_lines(file, '{"id": "a"}\n{"id": "b", "text": "één"}\n'.encode(encoding))
    assert found[-1].field == "line"
    assert "UTF-8" in str(found[0].problem)


@pytest.mark.parametrize(
    "line",
    ["{", '{"id": "a"', "nul", "{'id': 'a'}", '{"id": "a"} {"id": "b"}', "\x00", '{"id": "\t"}'],
)
def test_what_is_no_json_is_named_with_its_place(file: Path, line: str) -> None:
    (bad,) = bad_lines(file, line)
    assert (bad.line, bad.field) == (1, "line")
    assert "expected a JSON object" in bad.problem


@pytest.mark.parametrize("line", ["[]", "3", '"a"', "null", "true"])
def test_json_that_is_no_object_is_named(file: Path, line: str) -> None:
    (bad,) = bad_lines(file, line)
    assert "expected a JSON object, found" in bad.problem


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_an_object_nested_a_hundred_thousand_deep_is_named(file: Path, opening: str) -> None:
    deep = '{"id": "a", "x": ' + opening * 100_000
    assert places(bad_lines(file, f'{{"id": "b"}}\n{deep}\n')) == [(2, "line")]


@pytest.mark.parametrize("field", ["id", "title"])
def test_half_a_character_where_it_will_be_shown_is_named(file: Path, field: str) -> None:
    line = json.dumps({**VACANCY, field: "x\ud800y"})
    (bad,) = bad_lines(file, line, VacancyRecord)
    assert (bad.line, bad.field) == (1, field)
    assert str(bad).encode("utf-8")


def test_a_huge_number_is_named(file: Path) -> None:
    line = '{"id": "a", "max_travel_km": ' + "9" * 10_000 + "}"
    (bad,) = bad_lines(file, line)
    assert bad.line == 1
    assert len(bad.problem) < 500


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("field", ["max_travel_km", "hours"])
def test_what_is_no_finite_number_is_refused(file: Path, field: str, value: str) -> None:
    shown = f"[1, {value}]" if field == "hours" else value
    (bad,) = bad_lines(file, f'{{"id": "a", "{field}": {shown}}}')
    assert bad.field.startswith((field, "line"))


def test_a_huge_line_is_read(file: Path) -> None:
    text = "Java en SQL. " * 400_000
    (record,) = read(file, json.dumps({"id": "a", "text": text}))
    assert record.text == text


def test_a_message_shows_only_the_beginning_of_a_huge_value(file: Path) -> None:
    (bad,) = bad_lines(file, json.dumps({"id": "a", "consent": "x" * 100_000}))
    assert len(bad.problem) < 300


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_records(tmp_path / "none.jsonl", CandidateRecord)


def test_a_candidate_of_an_unknown_programme_is_named(file: Path) -> None:
    check = known_programme([ProgrammeRecord.model_validate(PROGRAMME)])
    file.write_text('{"id": "a", "programme": "P1"}\n{"id": "b", "programme": "P2"}\n{"id": "c"}\n')
    with pytest.raises(InterchangeError, match="candidate b") as caught:
        read_records(file, CandidateRecord, check)
    assert places(caught.value.bad_lines) == [(2, "programme")]


@pytest.mark.parametrize(
    ("given_as", "expected"),
    [({"place": 3011}, "3011"), ({"programme": 4}, "4"), ({"work_mode": "hybrid"}, ("hybrid",))],
)
def test_numbers_for_names_and_one_word_for_a_list_are_understood(
    file: Path, given_as: dict[str, Any], expected: object
) -> None:
    (record,) = read(file, json.dumps({"id": "a", **given_as}))
    assert getattr(record, next(iter(given_as))) == expected


def test_records_never_change() -> None:
    record = CandidateRecord(id="a")
    with pytest.raises(ValidationError):
        record.text = "other"


@examples
@given(st.dictionaries(fields, json_values, max_size=5))
def test_any_object_is_read_or_refused_field_by_field(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]
) -> None:
    file = tmp_path_factory.mktemp("any") / "records.jsonl"
    file.write_text(json.dumps({"id": "a", **values}) + "\n", encoding="utf-8")
    readers: list[tuple[type[BaseModel], Callable[[], list[Any]]]] = [
        (CandidateRecord, lambda: list(read_records(file, CandidateRecord))),
        (VacancyRecord, lambda: list(read_records(file, VacancyRecord))),
    ]
    for model, read_all in readers:
        bad = problems_of(read_all)
        assert {each.field.partition(".")[0] for each in bad} <= {*model.model_fields, "line"}
        assert {each.line for each in bad} <= {1}
        if not bad:
            (record,) = read_all()
            assert record.model_fields_set >= values.keys() - {"id"}
