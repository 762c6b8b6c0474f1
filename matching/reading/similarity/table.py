"""The project's own encoder: learned vectors of words and of runs of letters, summed.

A text is the sum of the vectors of its words and, beside it, of all runs of 3 to 5 letters in
them; both sums are scaled to length 1 and weighed. The first knows what words mean, in Dutch and
English; the second knows words that nobody has seen: inflections, compounds, typing errors. The
tables are small (one byte a number), read from disk as they are used, and say nothing that cannot
be looked up: no two runs of a program differ. `evaluation.vectors` makes them; docs/vectors.md
says of what.

References:
    Bojanowski, Grave, Joulin, Mikolov (2017), TACL 5, 135-146: words as sums of letter runs.
    Weinberger, Dasgupta, Langford, Smola, Attenberg (2009), ICML, 1113-1120: hashed features.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.reading.similarity.types import Floats, unit_rows
from matching.taxonomy.folders import data_folder
from matching.taxonomy.tokens import label_key

__all__ = ["Table", "TableEncoder", "letter_runs", "read_table", "write_table"]

Ids = npt.NDArray[np.int32]

_SHORTEST, _LONGEST = 3, 5
_MOST_WORDS = 512
_MOST_LETTERS = 40
_BATCH = 2048
_MOST_REMEMBERED = 100_000


def letter_runs(word: str, rows: int) -> Ids:
    """The rows, of a table of `rows`, of a folded word itself and of the runs of its letters.

    Row 0 stays empty.
    """
    marked = f"<{word[:_MOST_LETTERS]}>"
    runs = (
        marked[start : start + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(marked) - size + 1)
    )
    hashes = [zlib.crc32(run.encode()) for run in (f"w{word}", *runs)]
    return (np.array(hashes, np.int64) % (rows - 1) + 1).astype(np.int32)


@dataclass(frozen=True, eq=False)
class Table:
    """Vectors as bytes: row i is `numbers[i] * scales[i]`.

    Attributes:
        numbers: (rows, size) int8.
        scales: (rows,) float32.
    """

    numbers: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]

    def sums(self, rows: Sequence[Ids]) -> Floats:
        """(n, size): for each list of rows their sum, scaled to length 1; 0 where it is empty."""
        found = np.zeros((len(rows), self.numbers.shape[1]), np.float32)
        lengths = np.array([len(each) for each in rows])
        some = np.flatnonzero(lengths).tolist()
        if some:
            every = np.concatenate([rows[each] for each in some])
            vectors = self.numbers[every] * self.scales[every, None]
            starts = np.cumsum(lengths[some]) - lengths[some]
            found[some] = np.add.reduceat(vectors, starts, axis=0)
        return unit_rows(found)


def read_table(folder: Path, name: str) -> Table:
    """The table `name` of a folder, mapped into memory."""
    numbers = np.load(folder / f"{name}.npy", mmap_mode="r")
    return Table(numbers, np.load(folder / f"{name}_scales.npy"))


def write_table(folder: Path, name: str, vectors: Floats) -> None:
    """Write vectors as a table of bytes that `read_table` reads."""
    scales = np.abs(vectors).max(axis=1) / 127
    safe = np.where(scales > 0, scales, 1)[:, None]
    np.save(folder / f"{name}.npy", np.round(vectors / safe).astype(np.int8))
    np.save(folder / f"{name}_scales.npy", scales.astype(np.float32))


@dataclass(frozen=True)
class TableEncoder:
    """Vectors of words and of letter runs from a folder, by default the project's own.

    Args:
        folder: Has model.json, words.txt, words.npy, letters.npy and their scales.
    """

    folder: Path = data_folder() / "vectors"

    @property
    def fingerprint(self) -> str:
        """That of the tables, as their maker wrote it down."""
        return str(self._model["fingerprint"])

    @property
    def size(self) -> int:
        """Numbers in a vector: of words, and of letters."""
        return int(self._words.numbers.shape[1] + self._letters.numbers.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`; words past the 512th are not read."""
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), _BATCH):
            words = [label_key(text)[:_MOST_WORDS] for text in texts[start : start + _BATCH]]
            found[start : start + _BATCH] = self._encode(words)
        return found

    def _encode(self, texts: Sequence[Sequence[str]]) -> Floats:
        parts = [
            table.sums([_joined(map(rows_of, words)) for words in texts])
            for table, rows_of in (
                (self._words, self._word_rows),
                (self._letters, self._letter_rows),
            )
        ]
        share = float(self._model["word_share"])
        return np.hstack([parts[0] * np.sqrt(share), parts[1] * np.sqrt(1 - share)])

    @cached_property
    def _word_rows(self) -> Callable[[str], Ids]:
        lines = (self.folder / "words.txt").read_text("utf-8").splitlines()
        rows = {word: row for row, word in enumerate(lines, start=1)}
        none = np.zeros(0, np.int32)
        return lambda word: np.array([rows[word]], np.int32) if word in rows else none

    @cached_property
    def _letter_rows(self) -> Callable[[str], Ids]:
        rows = len(self._letters.numbers)
        return lru_cache(_MOST_REMEMBERED)(lambda word: letter_runs(word, rows))

    @cached_property
    def _model(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "model.json").read_text("utf-8"))
        return found

    @cached_property
    def _words(self) -> Table:
        return read_table(self.folder, "words")

    @cached_property
    def _letters(self) -> Table:
        return read_table(self.folder, "letters")


def _joined(rows: Iterable[Ids]) -> Ids:
    every = list(rows)
    return np.concatenate(every) if every else np.zeros(0, np.int32)
