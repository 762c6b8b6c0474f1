from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tables import values


def is_refused(kind: values.ValueKind, found: str) -> bool:
    try:
        kind.read(found)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("kind", "found", "value"),
    [
        (values.DATE, "2026-01-31", date(2026, 1, 31)),
        (values.DATE, "2026-01-31 00:00:00", date(2026, 1, 31)),
        (values.DATE, "31-1-2026", date(2026, 1, 31)),
        (values.DATE, "31/01/2026", date(2026, 1, 31)),
        (values.HOURS, "24-36", [24, 36]),
        (values.HOURS, "24 tot 36 uur", [24, 36]),
        (values.HOURS, "22,5 – 36", [22.5, 36]),
        (values.HOURS, "32", [32, 32]),
        (values.decimal(0, 1000), "12,5", 12.5),
        (values.decimal(0, 1000), "12.5", 12.5),
        (values.whole(1, 1000), "3", 3),
        (values.YES_NO, "Ja", True),
        (values.YES_NO, "no", False),
        (values.EDUCATION, "mbo 4", 4),
        (values.EDUCATION, "HBO-bachelor", 6),
        (values.EDUCATION, "6", 6),
        (
            values.LANGUAGES,
            "nl:B2; Engels c1",
            [{"code": "nl", "cefr": "B2"}, {"code": "en", "cefr": "C1"}],
        ),
        (values.LANGUAGES, "Nederlands: moedertaal", [{"code": "nl", "cefr": "C2"}]),
        (
            values.SKILLS,
            "python:3;; C++ ;\nITIL: basis",
            [{"label": "python", "level": 3}, {"label": "C++"}, {"label": "ITIL: basis"}],
        ),
        (values.WORK_MODES, "Op locatie; hybrid; onsite", ["onsite", "hybrid"]),
        (values.ORGANISATION_KINDS, "werkgever; public body", ["employer", "public body"]),
        (values.EMAIL, "Sam@Example.org", "sam@example.org"),
        (values.PHONE, "+31 (0)10 000 00 00", "+31 (0)10 000 00 00"),
        (values.texts(20), "tester; data-analist", ["tester", "data-analist"]),
        (values.IDENTIFIER, "K-001", "K-001"),
    ],
)
def test_a_value_is_read_as_it_is_meant(kind: values.ValueKind, found: str, value: object) -> None:
    assert kind.read(found) == value


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (values.DATE, "2026-02-30"),
        (values.DATE, "1-2-26"),
        (values.DATE, "46053"),
        (values.DATE, "31-1/2026"),
        (values.DATE, "2926-01-01"),
        (values.HOURS, "36-24"),
        (values.HOURS, "90"),
        (values.HOURS, "8-dec"),
        (values.HOURS, "1.2.3"),
        (values.decimal(0, 1000), "-1"),
        (values.decimal(0, 1000), "1001"),
        (values.decimal(0, 1000), "nan"),
        (values.whole(1, 1000), "1,5"),
        (values.whole(1, 1000), "²"),
        (values.YES_NO, "misschien"),
        (values.EDUCATION, "9"),
        (values.LANGUAGES, "nl"),
        (values.LANGUAGES, "nl:B2; Nederlands:C1"),
        (values.SKILLS, "python:5"),
        (values.SKILLS, ":3"),
        (values.SKILLS, "x" * 201),
        (values.WORK_MODES, "buiten"),
        (values.EMAIL, "sam"),
        (values.EMAIL, "sam@example.org, kim@example.org"),
        (values.PHONE, "bel me"),
        (values.PHONE, "123"),
        (values.IDENTIFIER, "K 001"),
        (values.text(5), "abcdef"),
    ],
)
def test_a_value_that_is_not_as_expected_is_refused(kind: values.ValueKind, found: str) -> None:
    assert is_refused(kind, found)


KINDS = [
    each
    for each in (getattr(values, name) for name in values.__all__)
    if isinstance(each, values.ValueKind)
]


@given(
    st.sampled_from(KINDS),
    st.text(max_size=40) | st.from_regex(r"[\d:;,./ -]{1,12}", fullmatch=True),
)
def test_any_text_is_a_value_or_a_value_error(kind: values.ValueKind, found: str) -> None:
    assert is_refused(kind, found) in (True, False)
