import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.chunks import Chunk, chunks
from tests.matching.reading.strategies import examples, texts


def words(text: str, found: list[Chunk]) -> list[str]:
    return [text[each.start : each.end] for each in found]


def test_a_sentence_is_its_own_first_chunk_and_its_parts_follow() -> None:
    text = "Ervaring met Java; SQL"
    found = words(text, chunks(text))
    assert found[:3] == [text, "Ervaring met Java", "SQL"]
    assert "Java" in found


def test_a_hyphen_inside_a_word_parts_nothing() -> None:
    assert words("full-stack work", chunks("full-stack work")) == ["full-stack work"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Strong knowledge of Java and SQL", "Java"),
        ("Je hebt ervaring met netwerkbeheer", "netwerkbeheer"),
        ("You will be able to manage budgets", "manage budgets"),
        ("je bent in staat om klanten te adviseren", "klanten te adviseren"),
        ("Docker (containers), Kubernetes", "containers"),
    ],
)
def test_what_stands_before_a_skill_is_taken_off(text: str, part: str) -> None:
    assert part in words(text, chunks(text, runs=False))


def test_runs_of_words_are_only_added_where_asked_and_where_parts_are_long() -> None:
    text = "een lange zin die zonder een enkel teken vertelt wat er gebeurt"
    assert len(chunks(text)) > len(chunks(text, runs=False))
    assert chunks("een korte zin") == chunks("een korte zin", runs=False)


@examples
@given(texts, st.booleans())
def test_chunks_are_runs_of_the_text_each_once_and_not_too_many(text: str, runs: bool) -> None:
    found = chunks(text, runs=runs)
    assert len(found) == len(set(found)) <= 200
    for each in found:
        part = text[each.start : each.end]
        assert part == part.strip()
        assert len(part) > 1
