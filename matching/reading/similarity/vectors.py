"""Similarity by vectors: the product of the vector of a query and that of a text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

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
        found: Floats = self.encoder.encode(queries) @ self.vectors_.T
        return found
