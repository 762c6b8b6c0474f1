import pytest

from service.tables.errors import TableError, UnreadableTableError
from service.tables.json_lines import (
    read_candidate_lines,
    read_organisation_lines,
    read_programme_lines,
    read_vacancy_lines,
)
from service.tables.records import Contact
from tests.data.sample import FOLDER


def test_the_sample_is_read() -> None:
    def lines(name: str) -> tuple[str, bytes]:
        return name, (FOLDER / name).read_bytes()

    assert len(read_candidate_lines(*lines("candidates.jsonl")).rows) > 10
    assert len(read_vacancy_lines(*lines("vacancies.jsonl")).rows) > 10
    assert len(read_programme_lines(*lines("programmes.jsonl")).rows) > 10
    assert len(read_organisation_lines(*lines("partners.jsonl")).rows) > 10


def test_a_contact_is_kept_apart_and_other_fields_are_kept() -> None:
    line = b'\n{"id": 7, "name": "Sam", "email": "S@example.org", "phone": null, "lang": "nl"}\n'
    numbered = read_candidate_lines("c.jsonl", line).rows[0]
    assert numbered.line == 2
    assert numbered.record.contact == Contact("Sam", "s@example.org")
    assert numbered.record.record.model_extra == {"lang": "nl"}


def test_every_bad_field_is_named_in_the_form_of_a_cell() -> None:
    content = b'{"id": "0", "hours": [3]}\n{"id": "1"}\n{"id": "1"}\nno\n{"text": ""}\n'
    with pytest.raises(TableError) as refused:
        read_candidate_lines("c.jsonl", content)
    named = [(bad.line, bad.column, bad.found) for bad in refused.value.bad_cells]
    assert named[0][:2] == (1, "hours.1")
    assert named[1] == (3, "id", "'1' of line 2 again")
    assert named[2][:2] == (4, "line")
    assert named[3] == (5, "id", "nothing")
    assert not any(bad.expected.startswith("expected") for bad in refused.value.bad_cells)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (b'{"id": "1", "email": "s@example.org"}', "name"),
        (b'{"id": "1", "name": "Sam", "email": "geen"}', "email"),
        (b'{"id": "1", "name": ["Sam"], "phone": 31}', "phone"),
    ],
)
def test_a_bad_contact_is_named(line: bytes, column: str) -> None:
    with pytest.raises(TableError) as refused:
        read_candidate_lines("c.jsonl", line)
    assert column in {bad.column for bad in refused.value.bad_cells}


def test_the_character_nul_is_refused_and_its_spelling_in_a_text_is_not() -> None:
    with pytest.raises(TableError, match="line 2, line: expected text, found the character NUL"):
        read_candidate_lines("c.jsonl", b'{"id": "1"}\n{"id": "2", "text": "a\\\\\\u0000"}\n')
    spelled = read_candidate_lines("c.jsonl", b'{"id": "2", "text": "a\\\\u0000"}\n')
    assert spelled.rows[0].record.record.text == "a\\u0000"


def test_a_file_without_lines_or_over_20_mb_is_refused() -> None:
    for content in (b"\n\n", b"\n" * (20 * 1024**2 + 1)):
        with pytest.raises(UnreadableTableError):
            read_vacancy_lines("v.jsonl", content)
