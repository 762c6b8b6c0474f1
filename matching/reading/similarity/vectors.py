"""Similarity by vectors: the product of the vector of a query and that of a text.

The product is made by one thread. It waits for memory, so that a second thread adds little, and on
busy cores the two wait for each other longer than the whole product takes. It is made for eight
queries at a time, also where there are fewer: in products of other sizes a row is another one in
the last bits, by where it stands, and what is found for a text would depend on what is read beside
it. That takes half as long again; texts are taken by a thousand, which stay in the cache meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Self

import numpy as np
from threadpoolctl import ThreadpoolController

from matching.reading.similarity.store import VectorStore
from matching.reading.similarity.types import Encoder, Floats

__all__ = ["VectorSimilarity"]

_ROWS, _TEXTS = 8, 1024


@dataclass
class VectorSimilarity:
    """Compares by the vectors of an encoder; those of the texts are kept by a store."""

    encoder: Encoder
    store: VectorStore = field(default_factory=VectorStore)
    vectors_: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32), init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        self.vectors_ = self.store.vectors(self.encoder, texts)
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`."""
        vectors, n = self.encoder.encode(queries), len(queries)
        padded = np.pad(vectors, ((0, -n % _ROWS), (0, 0)))
        found = np.empty((len(padded), len(self.vectors_)), np.float32)
        with _threads().limit(limits=1, user_api="blas"):
            for begin in range(0, len(self.vectors_), _TEXTS):
                texts = slice(begin, begin + _TEXTS)
                for row in range(0, len(padded), _ROWS):
                    rows = slice(row, row + _ROWS)
                    np.matmul(padded[rows], self.vectors_[texts].T, out=found[rows, texts])
        return found[:n]


@cache
def _threads() -> ThreadpoolController:
    """Made once: it looks through all libraries of the process."""
    return ThreadpoolController()
