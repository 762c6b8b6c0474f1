import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from matching.reading.similarity import TableEncoder
from matching.reading.similarity.table import letter_runs, read_table, write_table
from tests.matching.reading.strategies import examples, texts

ENCODER = TableEncoder()


def near(first: str, second: str) -> float:
    vectors = ENCODER.encode([first, second])
    return float(vectors[0] @ vectors[1])


@examples
@given(texts)
def test_a_vector_is_as_long_as_1_at_most_and_the_same_each_time(text: str) -> None:
    (vector,) = ENCODER.encode([text])
    assert vector.shape == (ENCODER.size,)
    assert np.linalg.norm(vector) <= 1 + 1e-5
    assert np.array_equal(vector, ENCODER.encode(["something else", text])[1])


@pytest.mark.parametrize("text", ["", "  ", "!?", "…"])
def test_a_text_without_words_has_the_vector_0(text: str) -> None:
    assert not ENCODER.encode([text]).any()


def test_no_texts_have_no_vectors() -> None:
    assert ENCODER.encode([]).shape == (0, ENCODER.size)


def test_case_accents_and_signs_around_words_make_no_difference() -> None:
    first, second = ENCODER.encode(["Één Café: Netwerkbeheer!", "een cafe netwerkbeheer"])
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    ("phrase", "nearer", "farther"),
    [
        ("goed samenwerken met collega's", "work in teams", "operate machine tools"),
        ("netwerken configureren", "netwerkbeheer", "tekstverwerking"),
        ("zelfstandig werken", "work independently", "work in teams"),
        ("klanten te woord staan", "communicate with customers", "debug software"),
        ("programmeur", "softwareontwikkelaar", "verpleegkundige"),
        ("netwekbeheer", "netwerkbeheer", "wagenparkbeheer"),
    ],
)
def test_what_means_the_same_is_nearer(phrase: str, nearer: str, farther: str) -> None:
    assert near(phrase, nearer) > near(phrase, farther)


def test_a_table_is_read_as_it_was_written_to_a_byte(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    vectors[0] = 0
    write_table(tmp_path, "words", vectors)
    table = read_table(tmp_path, "words")
    again = table.numbers * table.scales[:, None]
    assert np.abs(again - vectors).max() <= np.abs(vectors).max() / 127
    assert not again[0].any()


def test_rows_of_letters_leave_row_0_free_and_stay_in_the_table() -> None:
    rows = letter_runs("netwerkbeheer", 64)
    assert rows.min() >= 1
    assert rows.max() < 64


def test_the_fingerprint_is_that_of_the_model_file(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({"fingerprint": "f", "word_share": 0.5}))
    assert TableEncoder(tmp_path).fingerprint == "f"
    assert TableEncoder().fingerprint != "f"
