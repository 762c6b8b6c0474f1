"""`python -m evaluation.vectors`: learn the vectors of `data/vectors` from data and lexicon."""

import json
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from evaluation.datasets.files import fingerprint
from evaluation.progress import progress
from evaluation.vectors.pairs import load
from evaluation.vectors.teachers import UseEncoder
from evaluation.vectors.train import Settings, Trained, train, vocabulary, word_vectors
from matching.reading.similarity.e5 import E5Encoder
from matching.reading.similarity.store import VectorStore
from matching.reading.similarity.table import write_table
from matching.reading.similarity.types import Floats
from matching.taxonomy import data_folder, load_taxonomy

_WORD_SHARE = 0.6
_CENTRE_OF = 4000
_LONGEST_NAME = 60


def main(
    data: Annotated[Path, typer.Option(help="Has esco, vdab_competences and titles_en.")],
    out: Annotated[Path, typer.Option(help="Folder to write into.")],
    hold: Annotated[
        bool, typer.Option(help="Leave out a fifth of the competences, to choose settings by.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Of all chance.")] = 0,
) -> None:
    """Learn vectors of words and letter runs; about half an hour, most of it e5 the first time."""
    settings = Settings(seed=seed)
    sources = load(data, data_folder() / "lexicon", hold=hold)
    texts = sources.texts()
    words = vocabulary([*texts, *_our_names()])
    _say(f"{len(texts)} texts, {len(words)} words")
    store = VectorStore(progress=progress)
    encoder = E5Encoder(None)
    names = sorted(text for text in texts if len(text) <= _LONGEST_NAME)
    some = names[:: max(1, len(names) // _CENTRE_OF)]
    centre = store.vectors(encoder, some).mean(axis=0)
    taught = [_spread(store.vectors(each, list(words))) for each in (encoder, UseEncoder())]
    begin = word_vectors(words, np.hstack(taught), settings.words)
    trained = train(sources, list(words), begin, settings, _say)
    _write(out, trained, centre)
    _say(f"written to {out}")


def _spread(vectors: Floats) -> Floats:
    """Vectors without their mean, which they share, as long as 1 each."""
    apart: Floats = vectors - vectors.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    return apart


def _our_names() -> list[str]:
    taxonomy = load_taxonomy()
    concepts = (*taxonomy.skills.values(), *taxonomy.occupations.values())
    return [label for concept in concepts for label in concept.labels()]


def _write(out: Path, trained: Trained, centre: Floats) -> None:
    """Tables, words, the mean of e5, and what was made: its fingerprint is that of the bytes."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "words.txt").write_text("\n".join(trained.vocabulary) + "\n", "utf-8")
    write_table(out, "words", trained.words)
    write_table(out, "letters", trained.letters)
    np.save(out / "e5_centre.npy", centre.astype(np.float32))
    made = fingerprint([*out.glob("*.npy"), out / "words.txt"])
    model = {"fingerprint": f"{made}-{_WORD_SHARE}", "word_share": _WORD_SHARE}
    (out / "model.json").write_text(json.dumps(model, indent=2) + "\n", "utf-8")


def _say(line: str) -> None:
    typer.echo(line, err=True)


if __name__ == "__main__":
    typer.run(main)
