import importlib.util
import json
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from evaluation.vectors.pairs import Concept, Link, Sources, draw, held_out, load
from evaluation.vectors.train import Settings, train, vocabulary, word_vectors
from matching.reading.similarity.table import TableEncoder, write_table
from matching.taxonomy import data_folder

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
LEXICON = data_folder() / "lexicon"

needs_jax = pytest.mark.skipif(
    importlib.util.find_spec("jax") is None or importlib.util.find_spec("optax") is None,
    reason="the extra [vectors] is not installed",
)
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")


def concept(uri: str, *names: str) -> Concept:
    return Concept(uri=uri, names={"nl": names, "en": ()}, descriptions=(f"about {names[0]}",))


SOURCES = Sources(
    skills=tuple(concept(f"s{n}", f"skill {n}", f"vaardigheid {n}") for n in range(20)),
    occupations=tuple(concept(f"o{n}", f"baan {n}", f"werk {n}") for n in range(10)),
    links=(Link("een zin", ("skill 1",), "s1"),),
    titles=(Link("a title", ("baan 1", "werk 1"), "o1", 0.6),),
)


def test_pairs_of_a_round_are_of_one_concept_and_the_same_for_the_same_chance() -> None:
    pairs = draw(SOURCES, random.Random(1))
    assert pairs == draw(SOURCES, random.Random(1))
    assert pairs != draw(SOURCES, random.Random(2))
    for pair in pairs:
        assert 0 < pair.weight <= 1
        if pair.key.startswith("s") and pair.key != "s1":
            assert pair.first.endswith(f" {pair.key[1:]}")
            assert pair.second.endswith(f" {pair.key[1:]}")


def test_words_of_names_are_known_and_chance_words_of_descriptions_are_not() -> None:
    long = "a description that is so long that it cannot be the name of anything at all, surely"
    words = vocabulary(["netwerk beheren", long, "netwerk"])
    assert words["netwerk"] == 2
    assert "beheren" in words
    assert "surely" not in words


def test_words_begin_apart_with_row_0_empty() -> None:
    vectors = np.random.default_rng(0).normal(size=(30, 12)).astype(np.float32)
    found = word_vectors({str(n): n + 1 for n in range(30)}, vectors, 4)
    assert found.shape == (31, 4)
    assert not found[0].any()
    lengths = np.linalg.norm(found[1:], axis=1)
    assert lengths[0] > lengths[-1]


def learn(folder: Path) -> list[str]:
    """Learn small vectors into a folder; the lines of the report."""
    words = vocabulary(SOURCES.texts())
    begin = np.random.default_rng(0).normal(size=(len(words) + 1, 8)).astype(np.float32)
    lines: list[str] = []
    settings = Settings(words=8, letters=8, rows=512, rounds=30, batch=32)
    trained = train(SOURCES, list(words), begin, settings, lines.append)
    write_table(folder, "words", trained.words)
    write_table(folder, "letters", trained.letters)
    (folder / "words.txt").write_text("\n".join(trained.vocabulary))
    (folder / "model.json").write_text(json.dumps({"fingerprint": "x", "word_share": 0.5}))
    return lines


@needs_jax
def test_what_is_learned_brings_the_names_of_a_concept_together(tmp_path: Path) -> None:
    """Learnt in a process of its own: once jax is loaded, no test of this one may fork."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        lines = pool.submit(learn, tmp_path).result()
    assert len(lines) == 30
    encoder = TableEncoder(tmp_path)
    first = encoder.encode([f"skill {n}" for n in range(20)])
    second = encoder.encode([f"vaardigheid {n}" for n in range(20)])
    assert ((first @ second.T).argmax(axis=1) == np.arange(20)).mean() > 0.8


@needs_data
def test_the_sources_leave_out_all_that_is_measured_with() -> None:
    texts = {text.casefold() for text in load(SHARED, LEXICON).texts()}
    digital = (SHARED / "vdab_competences" / "digital_dev.csv").read_text("utf-8").splitlines()[1:]
    asked = {line.split(",")[1].casefold() for line in digital if '"' not in line}
    assert len(asked & texts) < 0.1 * len(asked), "those that are also names of ESCO, no more"


@needs_data
def test_competences_that_are_held_out_are_whole_concepts() -> None:
    kept = {link.key for link in load(SHARED, LEXICON, hold=True).links if link.weight < 1}
    every = {link.key for link in load(SHARED, LEXICON).links if link.weight < 1}
    assert kept < every
    assert all(held_out(uri) for uri in every - kept)


def test_the_lexicon_is_sound() -> None:
    for name in ("skills.jsonl", "occupations.jsonl"):
        rows = [json.loads(line) for line in (LEXICON / name).read_text("utf-8").splitlines()]
        keys = [row.get("esco") or row["label"] for row in rows]
        assert len(keys) == len(set(keys)) > 3000
        for row in rows:
            assert row["nl"] or row["en"]
            for phrase in (*row["nl"], *row["en"]):
                assert phrase == phrase.strip() != ""
                assert len(phrase) <= 120
