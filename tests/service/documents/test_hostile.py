from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.documents import Document, DocumentError, read_document
from service.documents.kinds import EXTENSIONS
from tests.service.documents.hostile import PIECES, damaged, damaged_inside
from tests.service.documents.making import read, samples

# Code in C is not let loose on damaged files in the process that tests.
OTHERS = [name for name in samples() if not name.endswith(".pdf")]
QUICK = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
)


def survives(extension: str, content: bytes) -> None:
    try:
        document = read(extension, content)
    except DocumentError:
        return
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert "\0" not in document.text


@given(st.sampled_from([each for each in EXTENSIONS if each != ".pdf"]), st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_bytes_of_any_sort_give_a_document_or_a_refusal(extension: str, content: bytes) -> None:
    survives(extension, content)


@given(st.sampled_from([".html", ".json", ".xml", ".txt"]), st.lists(st.sampled_from(PIECES)))
@settings(max_examples=100, deadline=None)
def test_pieces_of_files_give_a_document_or_a_refusal(extension: str, pieces: list[bytes]) -> None:
    survives(extension, b"".join(pieces))


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("damage", [damaged, damaged_inside])
@given(seed=st.integers(0, 2**32))
@QUICK
def test_a_damaged_file_gives_a_document_or_a_refusal(
    name: str, damage: Callable[[bytes, Random], bytes], seed: int
) -> None:
    survives("." + name.rpartition(".")[2], damage(samples()[name], Random(seed)))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_a_damaged_pdf_gives_a_document_or_a_refusal(seed: int) -> None:
    try:
        document = read_document("cv.pdf", damaged(samples()["cv.pdf"], Random(seed)))
    except DocumentError:
        return
    assert document.text
