"""Similarity by letters alone: needs no vectors, and knows no meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from matching.reading.similarity.types import Floats

__all__ = ["LexicalSimilarity"]


@dataclass
class LexicalSimilarity:
    """Cosine of TF-IDF over runs of characters inside words, with sublinear counts.

    Args:
        characters: Shortest and longest run.
    """

    characters: tuple[int, int] = (2, 5)
    vectoriser_: Any = field(default=None, init=False)
    vectors_: Any = field(default=None, init=False)
    n_: int = field(default=0, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        self.n_ = len(texts)
        self.vectoriser_ = None
        if any(map(str.strip, texts)):
            self.vectoriser_ = self._vectoriser()
            try:
                self.vectors_ = self.vectoriser_.fit_transform(texts).T.tocsr()
            except ValueError:  # nothing but signs
                self.vectoriser_ = None
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`."""
        if self.vectoriser_ is None or not queries:
            return np.zeros((len(queries), self.n_), np.float32)
        product = self.vectoriser_.transform(queries) @ self.vectors_
        return np.asarray(product.toarray(), np.float32)

    def _vectoriser(self) -> Any:
        from sklearn.feature_extraction.text import (  # type: ignore[import-untyped]
            TfidfVectorizer,
        )

        return TfidfVectorizer(analyzer="char_wb", ngram_range=self.characters, sublinear_tf=True)
