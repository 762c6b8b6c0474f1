"""Similarity by vectors: the product of the vector of a query and that of a text.

The product is made by one thread. It waits for memory, so that a second thread adds little, and on
busy cores the two wait for each other longer than the whole product takes. The product of a single
query is made as that of two: else it is another one in the last bits, by another way through the
library, and what is found for a text would depend on what is read beside it.
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
        vectors = self.encoder.encode(queries)
        several = np.repeat(vectors, 2, axis=0) if len(vectors) == 1 else vectors
        with _threads().limit(limits=1, user_api="blas"):
            found: Floats = several @ self.vectors_.T
        return found[: len(queries)]


@cache
def _threads() -> ThreadpoolController:
    """Made once: it looks through all libraries of the process."""
    return ThreadpoolController()
