"""Similarity of texts: how much a phrase means what a name means.

One interface, `Similarity`: `fit` learns texts, `similarities` compares queries with them. Behind
it stand letters (`LexicalSimilarity`) or the vectors of an `Encoder` (`VectorSimilarity`): the
project's own table of words and letter runs, by choice together with the multilingual-e5-small of
the extra `[e5]` or a model in a folder.
"""

from matching.reading.similarity.encoders import (
    SIMILARITIES,
    JoinedEncoder,
    load_encoder,
    load_similarity,
)
from matching.reading.similarity.lexical import LexicalSimilarity
from matching.reading.similarity.store import VectorStore
from matching.reading.similarity.table import TableEncoder
from matching.reading.similarity.types import Encoder, Similarity
from matching.reading.similarity.vectors import VectorSimilarity

__all__ = [
    "SIMILARITIES",
    "Encoder",
    "JoinedEncoder",
    "LexicalSimilarity",
    "Similarity",
    "TableEncoder",
    "VectorSimilarity",
    "VectorStore",
    "load_encoder",
    "load_similarity",
]
