"""Similarities of texts as baselines; those of `matching` are among them.

Whatever is a `matching.reading.similarity.Similarity` can be ranked with (see
`evaluation.retrieval`): a model of sentence vectors is one more class and one more line in
`SIMILARITIES`.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from evaluation.vectors.teachers import UseEncoder
from matching.reading.similarity import (
    LexicalSimilarity,
    Similarity,
    VectorSimilarity,
    load_similarity,
)
from matching.reading.similarity.e5 import E5Encoder
from matching.reading.similarity.types import Floats

__all__ = [
    "SIMILARITIES",
    "TEACHERS",
    "BM25Similarity",
    "RandomSimilarity",
    "TokenSetSimilarity",
    "WordSimilarity",
    "words",
]

_WORD = re.compile(r"\w[\w+#.]*(?<!\.)|\w")


def words(text: str) -> list[str]:
    """The words of a text in lower case; «C++» and «.NET» keep their signs behind.

    >>> words("Java, C++ en Node.js.")
    ['java', 'c++', 'en', 'node.js']
    """
    return _WORD.findall(text.lower())


@dataclass
class RandomSimilarity:
    """Chance: the same for the same seed, whatever the texts say."""

    seed: int = 0
    n_: int = field(default=0, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        self.n_ = len(texts)
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`; each query has a stream of its own, by its text."""
        marks = [zlib.crc32(query.encode("utf-8", "surrogatepass")) for query in queries]
        rows = [np.random.default_rng([self.seed, mark]).random(self.n_) for mark in marks]
        drawn = 1.0 - np.array(rows).reshape(len(queries), self.n_)
        return drawn.astype(np.float32)


@dataclass
class TokenSetSimilarity:
    """rapidfuzz's token_set_ratio of the texts in lower case, in [0, 1]."""

    texts_: list[str] = field(default_factory=list, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        self.texts_ = [text.lower() for text in texts]
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`."""
        from rapidfuzz import fuzz, process

        lowered = [query.lower() for query in queries]
        scorer = fuzz.token_set_ratio
        found = process.cdist(lowered, self.texts_, scorer=scorer, workers=-1, dtype=np.float32)
        return np.asarray(found / 100, np.float32)


@dataclass
class BM25Similarity:
    """BM25 over words, by bm25s with its usual k1 and b.

    References:
        Lù (2024), BM25S: orders of magnitude faster lexical search via eager sparse scoring.
    """

    k1: float = 1.5
    b: float = 0.75
    index_: Any = field(default=None, init=False)
    known_: frozenset[str] = field(default=frozenset(), init=False)
    n_: int = field(default=0, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        import bm25s

        tokens = [words(text) for text in texts]
        self.known_ = frozenset(word for text in tokens for word in text)
        self.n_ = len(tokens)
        if self.known_:
            self.index_ = bm25s.BM25(k1=self.k1, b=self.b, backend="numpy")
            self.index_.index(tokens, show_progress=False)
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`."""
        found = np.zeros((len(queries), self.n_), np.float32)
        for row, query in enumerate(queries):
            tokens = [word for word in words(query) if word in self.known_]
            if tokens:
                found[row] = self.index_.get_scores(tokens)
        return found


@dataclass
class WordSimilarity(LexicalSimilarity):
    """Cosine of TF-IDF vectors over words, with sublinear counts."""

    def _vectoriser(self) -> Any:
        from sklearn.feature_extraction.text import (  # type: ignore[import-untyped]
            TfidfVectorizer,
        )

        return TfidfVectorizer(tokenizer=words, token_pattern=None, sublinear_tf=True)


SIMILARITIES: Mapping[str, Callable[[int], Similarity]] = {
    "random": lambda seed: RandomSimilarity(seed=seed),
    "token-set": lambda seed: TokenSetSimilarity(),
    "bm25": lambda seed: BM25Similarity(),
    "word-tfidf": lambda seed: WordSimilarity(),
    "char-tfidf": lambda seed: LexicalSimilarity(),
    "vectors": lambda seed: load_similarity(),
}
"""Name to a new similarity for a seed; «vectors» is the similarity of our linker alone."""

TEACHERS: Mapping[str, Callable[[], Similarity]] = {
    "e5": lambda: VectorSimilarity(E5Encoder()),
    "use": lambda: VectorSimilarity(UseEncoder()),
}
"""Encoders that our vectors learned from, to compare with; they need the extras e5 and vectors."""
