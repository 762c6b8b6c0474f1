"""What similarities and encoders are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

__all__ = ["Encoder", "Floats", "Progress", "Similarity", "no_progress", "unit_rows"]

Floats = npt.NDArray[np.float32]

Progress = Callable[[Sequence[int], str], Iterable[int]]
"""Passes on the numbers of batches one by one, and may show how far that is."""


def no_progress(batches: Sequence[int], description: str) -> Iterable[int]:
    """Shows nothing."""
    return batches


def unit_rows(vectors: Floats) -> Floats:
    """(n, size): each row scaled to length 1, in place; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors


class Encoder(Protocol):
    """Turns texts into vectors whose products say how much the texts mean the same."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vector of any text does."""

    @property
    def size(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """(n, size): a vector for each text, whatever the others, of length 1 at most.

        A text of which the encoder knows nothing has the vector 0.
        """


class Similarity(Protocol):
    """Compares queries with texts."""

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the n texts that queries are compared with."""

    def similarities(self, queries: Sequence[str]) -> Floats:
        """(queries, n): how much each text is like each query, at most 1; 0 and less is not."""
