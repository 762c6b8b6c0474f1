import pytest
from hypothesis import given

from matching.reading.chunks import Chunk, chunks, content_runs
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
    assert part in words(text, chunks(text))


def test_runs_leave_out_small_words_and_do_not_cross_parts() -> None:
    found = content_runs("Ervaring met het beheren van netwerken, klanten adviseren")
    assert found == ["beheren netwerken", "klanten adviseren"]


@examples
@given(texts)
def test_runs_are_of_words_of_the_text_each_once_and_not_too_many(text: str) -> None:
    found = content_runs(text)
    assert len(found) == len(set(found)) <= 200
    for run in found:
        assert 2 <= len(run.split(" ")) <= 4
        assert all(word in text for word in run.split(" "))


@examples
@given(texts)
def test_chunks_are_runs_of_the_text_each_once_and_not_too_many(text: str) -> None:
    found = chunks(text)
    assert len(found) == len(set(found)) <= 200
    for each in found:
        part = text[each.start : each.end]
        assert part == part.strip()
        assert len(part) > 1
